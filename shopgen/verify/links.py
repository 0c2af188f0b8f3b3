"""Which hosts a brand's files lead to: a page's pay links, and every link of its data.

A pay link is what a page marks with `rel="payment"` (IANA's link relations: a resource where payment is
accepted) or has in `data-many`, and whatever sends a page's visitor on: a form, a redirect, a base.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any

from shopgen.verify.addresses import parse_destination

DATA_FILES = frozenset({"module.json", "catalog.json"})

_BUYABLE = frozenset({"in_stock", "preorder", "backorder"})
_SENDING = {("form", "action"), ("button", "formaction"), ("input", "formaction"), ("base", "href")}
_REFRESH = re.compile(r"\s*[0-9.]*\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)


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


def find_links(path: str, data: bytes) -> Links:
    """Return the links of a file, by what it is.

    Raises:
        ValueError: its form cannot be read.
    """
    pure = PurePosixPath(path)
    if pure.name in DATA_FILES:
        return _data_links(data)
    if pure.suffix == ".html":
        return _page_links(data)
    return Links()


def _data_links(data: bytes) -> Links:
    try:
        content = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    shop = parse_destination(str(content.get("shop_url", ""))) if isinstance(content, dict) else None
    host = shop.host if shop else ""
    found = [Link(value) for key, value in _texts(content) if _is_link(key)]
    away = [link for link in found if _host(link) not in ("", host)]
    is_sold = any(key == "availability" and value in _BUYABLE for key, value in _texts(content))
    beacons = [Link(value) for key, value in _texts(content) if key == "beacon"]
    return Links(tuple(away), tuple(beacons), shop_hosts=frozenset({host} - {""}), has_offers=is_sold)


def _host(link: Link) -> str | None:
    """Return the host that a link leads to, empty for one within the shop; None where that is in doubt."""
    destination = parse_destination(link.address)
    return None if destination is None else destination.host


def _texts(content: Any) -> Iterator[tuple[str, str]]:
    """Yield what is text in objects at any depth, with its key."""
    left = [content]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield from ((key, value) for key, value in node.items() if isinstance(value, str))
        if isinstance(node, dict | list):
            left += node.values() if isinstance(node, dict) else node


def _is_link(key: str) -> bool:
    return key in ("link", "href", "url") or key.endswith(("_url", "_link"))


def _page_links(data: bytes) -> Links:
    parser = _LinkParser()
    try:
        parser.feed(data.decode("utf-8"))
        parser.close()
    except AssertionError as error:  # what html.parser raises at a declaration it does not know
        raise ValueError("it has a declaration that cannot be read") from error
    return Links(tuple(parser.pay), tuple(parser.others))


class _LinkParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pay: list[Link] = []
        self.others: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, given = self.getpos()[0], [(name, value or "") for name, value in attrs]
        of = dict(reversed(given))  # of an attribute that is given twice, browsers take the first
        if tag in ("a", "area") and "href" in of:
            is_pay = "payment" in of.get("rel", "").lower().split() or "data-many" in of
            (self.pay if is_pay else self.others).append(Link(of["href"], line))
        if tag == "meta" and of.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.fullmatch(of.get("content", ""))
            self.pay.append(Link(found[1].strip("'\" ") if found else "\\", line))
        names = {"data-many"} | {name for element, name in _SENDING if element == tag}
        self.pay += [Link(of[name], line) for name in names if name in of]
