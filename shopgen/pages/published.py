"""The JSON Schema of what is published: one for each version, and none of them is ever taken away."""

import json
from importlib.resources import files
from typing import Any

from shopgen.pages.kinds.module_json import SCHEMA_VERSION

_FOLDER = files("shopgen.pages") / "schemas"


def module_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the `module.json` that is made today."""
    schema: dict[str, Any] = json.loads((_FOLDER / f"module.{SCHEMA_VERSION}.json").read_bytes())
    return schema
