"""Schemas for editors say what the forms take."""

import json
from typing import Any

import pytest

from shopgen.catalog.schema import DIALECT, SchemaKind, json_schema


def nodes(schema: Any) -> list[dict[str, Any]]:
    """Return all mappings within a schema."""
    if isinstance(schema, list):
        return [node for entry in schema for node in nodes(entry)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(node for entry in schema.values() for node in nodes(entry))]


@pytest.mark.parametrize("kind", list(SchemaKind))
def test_schema_names_its_dialect_and_describes_every_key(kind: SchemaKind) -> None:
    """Each key has a title, a description and examples, or values to choose from."""
    schema = json_schema(kind)

    assert DIALECT == schema["$schema"]
    assert json.loads(json.dumps(schema)) == schema
    for node in nodes(schema):
        if "additionalProperties" in node and "properties" in node:
            for name, field in node["properties"].items():
                described = (
                    field if "description" in field else schema["$defs"][field["$ref"].rpartition("/")[2]]
                )
                assert described["description"].endswith("."), name
                assert field["title"], name
                assert field.keys() & {"examples", "enum", "default"}, name
                assert field.keys() & {"type", "$ref", "anyOf", "enum"}, name


@pytest.mark.parametrize("kind", list(SchemaKind))
def test_schema_never_takes_null(kind: SchemaKind) -> None:
    """A key that may be left out is not one that may be nothing."""
    assert not any(
        node == {"type": "null"} or node.get("default", "") is None for node in nodes(json_schema(kind))
    )


def test_schema_of_a_product_requires_only_its_title() -> None:
    """A price may stand on each variant instead."""
    schema = json_schema("product")

    assert ["title"] == schema["required"]
    assert False is schema["additionalProperties"]
    assert ["in_stock", "out_of_stock", "preorder", "backorder", "discontinued"] == schema["properties"][
        "availability"
    ]["enum"]


def test_kind_that_is_not_there_is_an_error_of_the_caller() -> None:
    """There are six kinds."""
    with pytest.raises(ValueError, match="review"):
        json_schema("review")
