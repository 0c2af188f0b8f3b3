"""Data files: how JSON is written, the same way each time."""

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump_json(value: Any) -> str:
    """Return a value as compact JSON; keys keep the order in which they were put."""
    return _ENCODER.encode(value)


def optional(key: str, value: Any) -> dict[str, Any]:
    """Return `{key: value}`, or nothing to put in where the value is empty."""
    return {key: value} if value else {}
