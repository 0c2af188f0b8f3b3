"""The links of a brand's data: whatever leads away from the shop is held as a pay link."""

import json
from collections.abc import Iterator
from typing import Any

from shopgen.problems import quote
from shopgen.verify.addresses import parse_destination
from shopgen.verify.link import Link, Links, split_addresses

_BUYABLE = frozenset({"in_stock", "preorder", "backorder"})
_RESOURCES = frozenset({"beacon", "src"})


def data_links(data: bytes) -> Links:
    """Return the links of `module.json` or `catalog.json`.

    Raises:
        ValueError: it is no JSON, or has what is no text where scripts would make one of it.
    """
    try:
        content = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    texts = list(_texts(content))
    host = _host(str(content.get("shop_url", ""))) if isinstance(content, dict) else ""
    pay = tuple(Link(value) for key, value in texts if _is_link(key) and _host(value) not in ("", host))
    others = [Link(value) for key, value in texts if key in _RESOURCES]
    others += [Link(word) for key, value in texts if key == "srcset" for word in split_addresses(value)]
    is_sold = any(key == "availability" and value in _BUYABLE for key, value in texts)
    return Links(pay, tuple(others), shop_hosts=frozenset({host or ""} - {""}), has_offers=is_sold)


def _host(address: str) -> str | None:
    """Return the host of an address, empty for one within the shop; None where that is in doubt."""
    destination = parse_destination(address)
    return None if destination is None else destination.host


def _texts(content: Any) -> Iterator[tuple[str, str]]:
    """Yield what is text in objects at any depth, with its key.

    Raises:
        ValueError: an address, or an attribute of the tree, is no text.
    """
    left = [(content, False)]
    while left:
        node, is_tree = left.pop()
        if isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, str):
                    yield key, value
                elif is_tree or _is_link(key) or key in _RESOURCES:
                    raise ValueError(f"{key} is {quote(json.dumps(value))}, which is no text")
                left.append((value, key == "tree"))
        elif isinstance(node, list):
            left += ((value, is_tree) for value in node)


def _is_link(key: str) -> bool:
    return key in ("link", "href", "url") or key.endswith(("_url", "_link"))
