"""A brand's data files, `module.json` and `catalog.json`: whether they are what their schema says."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from shopgen.problems import quote
from shopgen.shop.elements import ELEMENTS, is_attribute
from shopgen.verify.json_text import parse_json
from shopgen.verify.published import catalog_schema, module_schema
from shopgen.verify.schema import Fault, find_faults

DATA_FILES = frozenset({"module.json", "catalog.json"})

_SHOWN = 20
# What asks others for something, ends a style element, or could hide either behind an escape.
_FETCHES = r"""@import|@font-face|(?:image-set|image|src)\(|url\((?!["']?data:)"""
_UNFIT = re.compile(rf"\\|</|{_FETCHES}", re.IGNORECASE)


def is_data(path: str) -> bool:
    """Return whether a file is one of the two, on a disk that knows no case as well."""
    return PurePosixPath(path).name.casefold() in DATA_FILES


def parse_data(path: str, data: bytes) -> tuple[Mapping[str, Any] | None, tuple[Fault, ...]]:
    """Return what a data file says, or the first few things that are not as its schema says.

    Raises:
        ValueError: it cannot be read, or not in one way alone.
    """
    content = parse_json(data)
    is_module = PurePosixPath(path).name.casefold() == "module.json"
    schema = module_schema() if is_module else catalog_schema()
    try:
        faults = tuple(islice(find_faults(content, schema), _SHOWN))
        faults = faults or tuple(islice(_module_faults(content), _SHOWN))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return (None, faults) if faults else (content, ())


def _module_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what embed.js would not show, though the schema leaves room for it."""
    style = content.get("style", "")
    if found := _UNFIT.search(style):
        yield Fault("style", f"has {quote(style[found.start() :], 40)}, which no module's sheet has")
    for index, node in enumerate(content.get("tree", ())):
        yield from _node_faults(node, f"tree[{index}]")


def _node_faults(node: Any, key: str) -> Iterator[Fault]:
    if isinstance(node, str):
        return
    name, attributes, *children = node
    if name not in ELEMENTS:
        yield Fault(key, f"is {quote(f'<{name}>')}, which no module has")
    for attribute in filter(lambda attribute: not is_attribute(attribute), attributes):
        yield Fault(key, f"has the attribute {quote(attribute)}, which no module has")
    for index, child in enumerate(children, 2):
        yield from _node_faults(child, f"{key}[{index}]")
