"""Data files: how JSON is written, the same way each time."""

import json
from typing import Any


def dump_json(value: Any) -> str:
    """Return a value as compact JSON; keys keep the order in which they were put."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def optional(key: str, value: Any) -> dict[str, Any]:
    """Return `{key: value}`, or nothing to put in where the value is empty."""
    return {key: value} if value else {}
