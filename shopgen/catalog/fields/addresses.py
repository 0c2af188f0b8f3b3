"""Fields for addresses: what a browser would be sent to, so nothing is taken that is not plainly that."""

import re
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.wrong import Wrong, want_text

_LENGTH_LIMIT = 2_000
# Browsers drop tabs and line ends, and take a backslash for a slash.
_NEVER = re.compile(r"[\x00-\x20\x7f\\\"<>^`{|}\u0085\u00a0\u2028\u2029]")
_HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]+\.[A-Za-z0-9-]+)")
_LOCAL = frozenset({"localhost", "127.0.0.1"})


def parse_url(value: Any) -> str:
    """Return an https address (http for localhost alone)."""
    text = want_text(value, "an address", "https://acme.example/")
    _split(text)
    return text


def parse_base_url(value: Any) -> str:
    """Return the address that a site is served from, with a slash at its end: no query and no fragment."""
    text = want_text(value, "an address", "https://shops.example/")
    parts = _split(text)
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise Wrong(
            "base-url",
            "has more than a host and a path",
            "Write it such as https://shops.example/ or https://acme.example/shop/.",
            text,
        )
    if any(part in (".", "..", "") for part in parts.path.strip("/").split("/") if parts.path.strip("/")):
        raise Wrong("base-url", "has an empty or dotted part in its path", "Write the path plainly.", text)
    return text if text.endswith("/") else f"{text}/"


def parse_origin(value: Any) -> str:
    """Return an origin: scheme and host, such as `https://social.example`."""
    text = want_text(value, "an origin", "https://social.example")
    parts = _split(text)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise Wrong("origin", "is more than an origin", f"Write https://{parts.netloc}.", text)
    return text.removesuffix("/")


def parse_email(value: Any) -> str:
    """Return an e-mail address."""
    text = want_text(value, "an e-mail address", "hello@acme.example").removeprefix("mailto:")
    if not is_email(text):
        raise Wrong("email", "is not an e-mail address", "Write one such as hello@acme.example.", text)
    return text


def parse_contact(value: Any) -> str:
    """Return an e-mail address or an https address."""
    text = want_text(value, "an e-mail address or an https address", "hello@acme.example")
    if "://" in text:
        return parse_url(value)
    return parse_email(value)


def is_email(text: str) -> bool:
    """Return whether this is an e-mail address as HTML's `type=email` has it, with a whole host."""
    found = _EMAIL.fullmatch(text)
    return found is not None and _HOST.fullmatch(found[1].lower()) is not None and ".." not in text


def _split(text: str) -> SplitResult:
    hint = "Write the whole address, such as https://acme.example/."
    if len(text) > _LENGTH_LIMIT:
        raise Wrong("url", f"has {len(text)} characters", f"Write at most {_LENGTH_LIMIT}.", text)
    if "://" not in text:
        is_bare = _BARE.fullmatch(text) is not None and not _NEVER.search(text)
        raise Wrong("url", "is not an https address", f"Write https://{text}." if is_bare else hint, text)
    if _NEVER.search(text):
        raise Wrong("url", "has a character that an address does not have", "Write it percent-encoded.", text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Wrong("url", "is not an address", hint, text) from None
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not text.lower().startswith(f"{parts.scheme}://"):
        raise Wrong("url", "is not an https address", hint, text)
    if parts.username is not None or parts.password is not None or not _is_host(host) or port == 0:
        raise Wrong("url", "has no host that can be reached", hint, text)
    if parts.scheme == "http" and host not in _LOCAL:
        raise Wrong("url", "is not safe on its way", f"Write https{text[4:]}.", text)
    return parts


def _is_host(host: str) -> bool:
    try:
        ascii_host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return False
    # Browsers read a host that ends in a number as an IP address, however strangely it is written.
    is_number = re.fullmatch(r"\d+|0x[0-9a-f]*", ascii_host.rpartition(".")[2]) is not None
    return _HOST.fullmatch(ascii_host) is not None and (host in _LOCAL or not is_number)


_URL = {"type": "string", "format": "uri"}
Url = Annotated[str, PlainValidator(parse_url), WithJsonSchema(_URL | {"pattern": "^https?://"})]
BaseUrl = Annotated[str, PlainValidator(parse_base_url), WithJsonSchema(_URL | {"pattern": "^https?://"})]
Origin = Annotated[str, PlainValidator(parse_origin), WithJsonSchema(_URL | {"pattern": "^https?://"})]
Email = Annotated[str, PlainValidator(parse_email), WithJsonSchema({"type": "string", "format": "email"})]
Contact = Annotated[str, PlainValidator(parse_contact), WithJsonSchema({"type": "string"})]
