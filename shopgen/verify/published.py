"""The JSON Schema of what is published: one for each version, and none of them is ever taken away."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

MODULE_VERSION = 1
"""The `schema_version` of the `module.json` that is made today."""

_FOLDER = files("shopgen.verify") / "schemas"
_IN_CATALOG = frozenset({"schema_version", "brand", "name", "locale", "shop_url", "products"})


@lru_cache
def module_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the `module.json` that is made today."""
    schema: dict[str, Any] = json.loads((_FOLDER / f"module.{MODULE_VERSION}.json").read_bytes())
    return schema


@lru_cache
def catalog_schema() -> dict[str, Any]:
    """Return the JSON Schema of `catalog.json`, which has the module's keys, though fewer that it must."""
    module = module_schema()
    return module | {"required": [key for key in module["required"] if key in _IN_CATALOG]}
