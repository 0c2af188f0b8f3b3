"""What an address must be before a buyer is sent there: https, an ordinary host, nothing hidden in it."""

import re
from urllib.parse import SplitResult, urlsplit

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_ADDRESS = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_PAYEES = {
    "buy.stripe.com": "Stripe",
    "checkout.stripe.com": "Stripe",
    "paypal.com": "PayPal",
    "paypal.me": "PayPal",
    "square.link": "Square",
    "squareup.com": "Square",
}


def is_host(text: str) -> bool:
    """Tell whether this is a host's name and nothing else: lower-case ASCII with a dot, no port."""
    return len(text) <= 253 and _HOST.fullmatch(text) is not None


def has_control(text: str) -> bool:
    """Tell whether there is a character in the text that no link may carry, encoded or not.

    That is the control characters, which end a line in an e-mail, and halves of characters.
    """
    return _CONTROL.search(text) is not None


def address_fault(url: str) -> str:
    """Return why a buyer may not be sent to this address, as the end of a sentence; empty if they may."""
    if _ADDRESS.fullmatch(url) is None:
        return "has a character that no address may have"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no address"
    if parts.scheme != "https" or not url.startswith("https://"):
        return "does not start with https://"
    if "@" in parts.netloc:
        return "has a user name in it"
    if not is_host(_host(parts)) or port == 0:
        return "has no ordinary host name"
    return ""


def payee_of(url: str) -> str:
    """Return who takes the payment at an address: a name that buyers know, else the host."""
    host = _host(urlsplit(url)).removeprefix("www.")
    known = (name for end, name in _PAYEES.items() if host == end or host.endswith(f".{end}"))
    return next(known, host)


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").lower()
