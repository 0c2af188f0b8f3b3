"""Fields for a product's codes and states: GTIN, availability, condition."""

import re
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.words import refuse_surprise
from shopgen.catalog.fields.wrong import Wrong, want_text
from shopgen.catalog.reading.tree import Plain
from shopgen.problems import nearest
from shopgen.shop.product import Availability, Condition

_LENGTHS = (8, 12, 13, 14)
_EXPONENT = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")
_MEANT = {"sold_out": "out_of_stock", "available": "in_stock", "yes": "in_stock", "no": "out_of_stock"}
Chosen = TypeVar("Chosen", bound=StrEnum)


def check_digit(digits: str) -> str:
    """Return the last digit that a GTIN with these first digits has (GS1 General Specifications, 7.9)."""
    weighted = (int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(digits)))
    return str(-sum(weighted) % 10)


def parse_gtin(value: Any) -> str:
    """Return a GTIN of 8, 12, 13 or 14 digits whose check digit is right."""
    text = want_text(value, "a GTIN", '"4006381333931"')
    if _EXPONENT.fullmatch(text):
        hint = "Write all digits that are under the bar code, in quotes."
        raise Wrong("gtin", "has lost digits, as in a spreadsheet", hint, text)
    if type(value) is Plain:
        refuse_surprise(text)
    digits = text.replace(" ", "").replace("-", "")
    if not digits.isdecimal() or not digits.isascii() or len(digits) not in _LENGTHS:
        hint = "Write 8, 12, 13 or 14 digits: those under the bar code."
        raise Wrong("gtin", "is not a GTIN", hint, text)
    right = check_digit(digits[:-1])
    if digits[-1] != right:
        hint = f"The last digit would be {right}: compare with the bar code."
        raise Wrong("gtin", "has a wrong check digit", hint, text)
    return digits


def parse_choice(kind: type[Chosen], value: Any, example: str) -> Chosen:
    """Return the member that is written, by its value."""
    text = want_text(value, "a value", example)
    names = [member.value for member in kind]
    if text in names:
        return kind(text)
    word = text.lower().replace(" ", "_").rpartition("/")[2]
    guess = _MEANT.get(word) if _MEANT.get(word) in names else nearest(word, names)
    hint = f"Did you mean {guess}?" if guess else f"Write one of {', '.join(names)}."
    raise Wrong("choice", "is not one of the values", hint, text)


def parse_availability(value: Any) -> Availability:
    """Return an availability."""
    return parse_choice(Availability, value, "in_stock")


def parse_condition(value: Any) -> Condition:
    """Return a condition."""
    return parse_choice(Condition, value, "new")


Gtin = Annotated[str, PlainValidator(parse_gtin), WithJsonSchema({"type": ["string", "integer"]})]
AvailabilityField = Annotated[
    Availability,
    PlainValidator(parse_availability),
    WithJsonSchema({"enum": [member.value for member in Availability]}),
]
ConditionField = Annotated[
    Condition,
    PlainValidator(parse_condition),
    WithJsonSchema({"enum": [member.value for member in Condition]}),
]
