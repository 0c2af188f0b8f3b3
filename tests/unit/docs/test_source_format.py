"""The description of the source format, held against the forms that read it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from shopgen.catalog.schema import json_schema

TEXT = (Path(__file__).parents[3] / "docs" / "source-format.md").read_text(encoding="utf-8")


def keys(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield every key that a schema knows, nested ones too."""
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {})


def undescribed(schema: Mapping[str, Any], text: str) -> list[str]:
    """Return the keys that a text does not name."""
    return sorted({key for key in keys(schema) if not re.search(rf"\b{key}\b", text)})


@pytest.mark.parametrize("kind", ["site", "brand", "brand-translation", "product", "product-translation"])
def test_every_key_is_described(kind: str) -> None:
    """The reference names every key that a source may have."""
    assert [] == undescribed(json_schema(kind), TEXT)


def test_a_key_that_is_not_described_is_found() -> None:
    """The comparison would notice a key that the reference does not name."""
    assert ["price"] == undescribed({"properties": {"title": {}, "price": {}}}, "only the title")
