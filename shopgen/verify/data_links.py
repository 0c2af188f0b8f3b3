"""The links of a brand's data: whatever leads away from the shop is held as a pay link."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shopgen.problems import quote
from shopgen.verify.addresses import Destination, parse_destination
from shopgen.verify.link import Link, Links, split_addresses

_BUYABLE = frozenset({"in_stock", "preorder", "backorder"})
_PICTURES = frozenset({"src", "srcset"})
# Keys of data and attributes of the tree whose texts are words, or lists of names: nobody follows those.
_WORDS = frozenset(
    {
        *("alt", "class", "collection", "id", "name", "options", "part", "sizes", "sku", "style", "summary"),
        *("tags", "title", "tree", "value"),
    }
)
_ADDRESS = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_WIDTH = re.compile(r"(?:\d+w)?")
_PICTURE = re.compile(r"(?:\.\./)?(?:img|assets)/(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)


def data_links(content: Mapping[str, Any]) -> Links:
    """Return the links of `module.json` or `catalog.json`, which is as its schema says.

    What could be an address is one, whatever its key is called, unless that is known to have words.

    Raises:
        ValueError: the shop is nowhere, or a picture or a relative address is none of the brand's pictures.
    """
    shop = _find_shop(content["shop_url"])
    texts = list(_texts(content))
    pay, others = [], []
    for key, address in _addresses(texts):
        destination = parse_destination(address)
        if key in _PICTURES or destination == Destination():
            _refuse_other_than_picture(key, address)
        elif destination and key == "beacon":
            others.append(Link(address))
        elif destination is None or destination != shop:
            pay.append(Link(address))
    is_sold = any(key == "availability" and text in _BUYABLE for key, text in texts)
    return Links(tuple(pay), tuple(others), frozenset({shop.host} if shop else ()), is_sold)


def _find_shop(url: str) -> Destination | None:
    """Return where the shop is; None where that is in doubt.

    Raises:
        ValueError: it is on no host.
    """
    shop = parse_destination(url)
    if shop and shop.scheme not in ("http", "https"):
        raise ValueError(f"shop_url {quote(url)} names no host")
    return shop


def _refuse_other_than_picture(key: str, address: str) -> None:
    """Refuse what is no picture beside the data: other relative addresses would be a mirror's own."""
    if not _PICTURE.fullmatch(address):
        raise ValueError(f"{key} {quote(address)} is no picture in the brand's folder")


def _addresses(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for key, text in texts:
        if key == "srcset":
            yield from ((key, word) for word in split_addresses(text) if not _WIDTH.fullmatch(word))
        elif key in ("beacon", "src") or _is_link(key) or _ADDRESS.match(text):
            yield key, text


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is text at any depth, but for words, with the key that it stands at or in the list of."""
    left: list[tuple[str, Any]] = list(content.items())
    while left:
        key, node = left.pop()
        if isinstance(node, dict):
            # The names of options are the author's own: "link" may be one.
            left += ((key if key == "options" else name, value) for name, value in node.items())
        elif isinstance(node, list):
            left += ((key, value) for value in node)
        elif isinstance(node, str) and not _is_words(key):
            yield key, node


def _is_words(key: str) -> bool:
    return key in _WORDS or key.startswith("aria-")


def _is_link(key: str) -> bool:
    return key in ("link", "href", "url") or key.endswith(("_url", "_link"))
