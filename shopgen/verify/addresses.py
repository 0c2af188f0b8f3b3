"""Where an address leads, beyond doubt: what two programs could read in two ways leads nowhere good."""

import re
from dataclasses import dataclass

_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
_PORT = r"(?::([0-9]{1,5}))?"
_ANY_CASE = re.ASCII | re.IGNORECASE
_ABSOLUTE = re.compile(rf"(https?)://({_HOST}){_PORT}(?:[/?#].*)?", _ANY_CASE)
_FIELD = r"(?:subject|body)=[^&]*"  # and none that names another who receives it, RFC 6068
_MAIL = re.compile(rf"mailto:(?:(?!%40|%2c)[^@?,])+@({_HOST})(?:\?{_FIELD}(?:&{_FIELD})*)?", _ANY_CASE)
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|//).*", _ANY_CASE)
_DOUBTFUL = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
_OWN_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an address leads: to a host, by a scheme; within the shop where both are empty.

    The host has its port, as in `pay.example:8443`, where that is not the scheme's own.
    """

    scheme: str = ""
    host: str = ""


def parse_destination(address: str) -> Destination | None:
    """Return where an address leads; None where that is in doubt.

    An e-mail's host is its address' domain. The rules are narrower than those of browsers (WHATWG URL), which
    take a backslash for a slash, leave out line ends, and find a host in `https:pay.example`.
    """
    if _DOUBTFUL.search(address):
        return None
    if found := _ABSOLUTE.fullmatch(address):
        scheme = found[1].lower()
        return Destination(scheme, _with_port(found[2], found[3], _OWN_PORT[scheme]))
    if found := _MAIL.fullmatch(address):
        return Destination("mailto", found[1].lower())
    return Destination() if _RELATIVE.fullmatch(address) else None


def parse_host(text: str) -> str | None:
    """Return a host as destinations have it, from its name with or without a port; None if it is neither.

    A port is that of https, unless it says another.
    """
    found = re.fullmatch(rf"({_HOST}){_PORT}", text, _ANY_CASE)
    return _with_port(found[1], found[2], _OWN_PORT["https"]) if found else None


def _with_port(host: str, port: str | None, own: int) -> str:
    return host.lower() if port is None or int(port) == own else f"{host.lower()}:{int(port)}"
