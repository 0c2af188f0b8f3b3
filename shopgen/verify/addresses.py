"""Where an address leads, beyond doubt: what two programs could read in two ways leads nowhere good."""

import re
from dataclasses import dataclass

_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
_ANY_CASE = re.ASCII | re.IGNORECASE
_ABSOLUTE = re.compile(rf"(https?)://({_HOST})(?::[0-9]+)?(?:[/?#].*)?", _ANY_CASE)
_FIELD = r"(?:subject|body)=[^&]*"  # and none that names another who receives it, RFC 6068
_MAIL = re.compile(rf"mailto:(?:(?!%40|%2c)[^@?,])+@({_HOST})(?:\?{_FIELD}(?:&{_FIELD})*)?", _ANY_CASE)
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|//).*", _ANY_CASE)
_DOUBTFUL = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an address leads: to a host, by a scheme; within the shop where both are empty."""

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
        return Destination(found[1].lower(), found[2].lower())
    if found := _MAIL.fullmatch(address):
        return Destination("mailto", found[1].lower())
    return Destination() if _RELATIVE.fullmatch(address) else None


def is_host(text: str) -> bool:
    """Return whether this is a host's name alone: no scheme, no port, no path."""
    return re.fullmatch(_HOST, text, _ANY_CASE) is not None
