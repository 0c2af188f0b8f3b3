"""`module.json` held against its published schema, for tests at any height."""

from typing import Any

from jsonschema import Draft202012Validator

from shopgen.verify.published import module_schema


def schema_faults(data: Any, schema: dict[str, Any] | None = None) -> list[str]:
    """Return what of a `module.json` is not as a schema says, the published one if none is given."""
    errors = Draft202012Validator(schema or module_schema()).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in errors]


def strict_schema(node: Any = None) -> Any:
    """Return the published schema without room for keys that it does not name: for what is made today."""
    node = module_schema() if node is None else node
    if isinstance(node, list):
        return [strict_schema(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    closed = {"additionalProperties": False} if isinstance(node.get("required"), list) else {}
    return {key: strict_schema(entry) for key, entry in node.items()} | closed
