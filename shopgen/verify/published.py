"""The JSON Schema of what is published: one for each version, and none of them is ever taken away."""

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

MODULE_VERSION = 1
"""The `schema_version` of the `module.json` that is made today."""

_FOLDER = files("shopgen.verify") / "schemas"
_FILE = re.compile(r"module\.\d+\.json")
_IN_CATALOG = frozenset({"schema_version", "brand", "name", "locale", "shop_url", "products"})


@lru_cache
def module_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the `module.json` that is made today."""
    schema: dict[str, Any] = json.loads((_FOLDER / f"module.{MODULE_VERSION}.json").read_bytes())
    return schema


@lru_cache
def published_schemas() -> dict[str, bytes]:
    """Return every version of that schema, by the name that it is published under.

    No brand, locale or product is called so: their names have no dot.
    """
    found = sorted(file.name for file in _FOLDER.iterdir() if _FILE.fullmatch(file.name))
    return {f"{name.removesuffix('.json')}.schema.json": (_FOLDER / name).read_bytes() for name in found}


@lru_cache
def catalog_schema() -> dict[str, Any]:
    """Return the JSON Schema of `catalog.json`, which has the module's keys, though fewer that it must."""
    module = module_schema()
    return module | {"required": [key for key in module["required"] if key in _IN_CATALOG]}
