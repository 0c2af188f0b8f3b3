"""JSON that every reader reads the same: of a key given twice some take the first, others the last."""

import json
from typing import Any, NoReturn

from shopgen.problems import quote


def parse_json(data: bytes) -> Any:
    """Return what a file says.

    Raises:
        ValueError: it is no JSON in UTF-8 (RFC 8259), has a key twice in one object, or is nested too deeply.
    """
    try:
        text = data.decode("utf-8")
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"it has the key {quote(twice)} twice in one object")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"it has {name}, which is no JSON")
