"""A value held against a JSON Schema (2020-12), by the keywords that the published schemas have.

A library of all keywords would bring four others along, one of them compiled; the tests have one, and hold
this against it. It is narrower in two things: 1.0 is no integer, and a pattern's `$` is the very end.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shopgen.problems import quote

_NAMES = {"array": "a list", "boolean": "true or false", "integer": "a whole number", "object": "an object",
          "string": "a text"}  # fmt: skip
_TYPES = {"array": list, "boolean": bool, "integer": int, "object": dict, "string": str}
_PLAIN = re.compile(r"[\w-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a value is not as it should be: the key's path, and what is wrong as the end of a sentence."""

    key: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.key or 'it'} {self.wrong}"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value, the path of its key, and the schema that it is held against, within the whole one."""

    value: Any
    schema: Mapping[str, Any]
    whole: Mapping[str, Any]
    key: str = ""

    def faults(self) -> Iterator[Fault]:
        for keyword, rule in self.schema.items():
            if keyword not in ANNOTATIONS:
                yield from KEYWORDS[keyword](self, rule)

    def against(self, schema: Mapping[str, Any]) -> "_Spot":
        return replace(self, schema=schema)

    def member(self, name: str, schema: Mapping[str, Any]) -> "_Spot":
        shown = name if _PLAIN.fullmatch(name) else quote(name)
        key = f"{self.key}.{shown}" if self.key else shown
        return replace(self, value=self.value[name], schema=schema, key=key)

    def entry(self, index: int, schema: Mapping[str, Any]) -> "_Spot":
        return replace(self, value=self.value[index], schema=schema, key=f"{self.key}[{index}]")

    def is_not(self, what: str) -> Fault:
        return Fault(self.key, f"is {shown(self.value)}, and not {what}")


def shown(value: Any) -> str:
    """Return a value as it is shown in a sentence."""
    return quote(value if isinstance(value, str) else json.dumps(value))


def find_faults(value: Any, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield where a value is not as a schema says.

    Raises:
        RecursionError: the value is nested too deeply.
    """
    return _Spot(value, schema, schema).faults()


def _type(spot: _Spot, rule: str) -> Iterator[Fault]:
    is_bool = isinstance(spot.value, bool)
    if not isinstance(spot.value, _TYPES[rule]) or (is_bool and rule != "boolean"):
        yield spot.is_not(_NAMES[rule])


def _const(spot: _Spot, rule: Any) -> Iterator[Fault]:
    if type(spot.value) is not type(rule) or spot.value != rule:
        yield spot.is_not(json.dumps(rule))


def _enum(spot: _Spot, rule: list[Any]) -> Iterator[Fault]:
    if spot.value not in rule:
        yield spot.is_not(f"one of {', '.join(map(str, rule))}")


def _pattern(spot: _Spot, rule: str) -> Iterator[Fault]:
    whole = rule.removeprefix("^").removesuffix("$")
    if isinstance(spot.value, str) and not re.fullmatch(whole, spot.value, re.ASCII):
        yield spot.is_not(f"of the form {rule}")


def _minimum(spot: _Spot, rule: int) -> Iterator[Fault]:
    if isinstance(spot.value, int) and spot.value < rule:
        yield spot.is_not(f"{rule} or more")


def _min_items(spot: _Spot, rule: int) -> Iterator[Fault]:
    if isinstance(spot.value, list) and len(spot.value) < rule:
        yield spot.is_not(f"a list of at least {rule}")


def _required(spot: _Spot, rule: list[str]) -> Iterator[Fault]:
    if isinstance(spot.value, dict):
        yield from (Fault(spot.key, f'has no "{name}"') for name in rule if name not in spot.value)


def _properties(spot: _Spot, rule: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(spot.value, dict):
        for name in filter(spot.value.__contains__, rule):
            yield from spot.member(name, rule[name]).faults()


def _additional(spot: _Spot, rule: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(spot.value, dict):
        known = spot.schema.get("properties", {})
        for name in spot.value:
            if name not in known:
                yield from spot.member(name, rule).faults()


def _prefix_items(spot: _Spot, rule: list[Any]) -> Iterator[Fault]:
    if isinstance(spot.value, list):
        for index, _ in enumerate(spot.value[: len(rule)]):
            yield from spot.entry(index, rule[index]).faults()


def _items(spot: _Spot, rule: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(spot.value, list):
        for index in range(len(spot.schema.get("prefixItems", ())), len(spot.value)):
            yield from spot.entry(index, rule).faults()


def _any_of(spot: _Spot, rule: list[Any]) -> Iterator[Fault]:
    """Of what none of the forms allows, yield what is wrong by the form of its type, else by the first."""
    found = [list(spot.against(form).faults()) for form in rule]
    if all(found):
        is_near = [not any(_type(spot, form["type"])) for form in rule]
        yield from found[is_near.index(True) if any(is_near) else 0]


def _ref(spot: _Spot, rule: str) -> Iterator[Fault]:
    yield from spot.against(spot.whole["$defs"][rule.removeprefix("#/$defs/")]).faults()


ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "format"})
KEYWORDS: Mapping[str, Callable[[_Spot, Any], Iterator[Fault]]] = {
    "$ref": _ref,
    "additionalProperties": _additional,
    "anyOf": _any_of,
    "const": _const,
    "enum": _enum,
    "items": _items,
    "minItems": _min_items,
    "minimum": _minimum,
    "pattern": _pattern,
    "prefixItems": _prefix_items,
    "properties": _properties,
    "required": _required,
    "type": _type,
}
