"""The links of a file."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a file; `line` is 0 where the file has no lines."""

    address: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one file: those that buyers pay by or are sent on by, others, and the shop's own host.

    `has_offers` says of data whether anything in it can be bought.
    """

    pay: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    shop_hosts: frozenset[str] = frozenset()
    has_offers: bool = False


def split_addresses(text: str) -> list[str]:
    """Return the words of a list of addresses, such as `srcset`; others read as names of files."""
    return re.split(r"[\s,]+", text)
