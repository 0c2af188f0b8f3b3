"""Fields whose values are not shopgen's to judge: kept as plain values and handed on."""

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.words import refuse_surprise
from shopgen.catalog.reading.tree import Plain

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


def parse_plain(value: Any) -> Any:
    """Return a value as it is handed to themes: text, true or false, whole numbers, None, lists, mappings.

    What is in quotes stays text, and so does a number with decimals, since it would lose its digits.
    """
    if isinstance(value, dict):
        return {_plain_key(key): parse_plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [parse_plain(entry) for entry in value]
    return _plain_scalar(value) if type(value) is Plain else value


def _plain_key(key: str) -> str:
    if type(key) is Plain:
        refuse_surprise(key)
    return str(key)


def _plain_scalar(value: Plain) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if value in ("", "~", "null"):
        return None
    if _WHOLE.fullmatch(value) and value != "-0":
        return int(value)
    refuse_surprise(value)
    return str(value)


PlainMapping = Annotated[
    dict[Annotated[str, PlainValidator(_plain_key)], Annotated[Any, PlainValidator(parse_plain)]],
    WithJsonSchema({"type": "object"}),
]
