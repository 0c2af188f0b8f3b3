"""Fields for numbers, all exact: amounts of money, whole numbers, shares, percentages, measures."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from babel.core import get_global
from babel.numbers import get_currency_precision
from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from shopgen.catalog.fields.wrong import Wrong, want_text
from shopgen.problems import nearest
from shopgen.shop.product import Measure

_AMOUNT = re.compile(r"([0-9]{1,12}(?:\.[0-9]+)?)(?: +([A-Za-z]{3}))?")
# A number with a currency before or after it, as people write it: "€ 24", "1 234,50 EUR", "24.-".
_SHOWN_AMOUNT = re.compile(
    r"(?P<before>€|£|[A-Za-z]{3})?\s*(?P<number>[0-9][0-9.,'\s]*?)(?:[.,][-–—])?"
    r"\s*(?P<after>€|£|[A-Za-z]{3})?"
)
_THOUSANDS = re.compile(r"(?<=\d)[ ,'](?=\d)")
_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_MEASURE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) *([A-Za-z]+)")

VOLUME_AND_MORE = (
    *("mg", "g", "kg", "oz", "lb"),
    *("ml", "cl", "l", "cbm", "floz", "pt", "qt", "gal"),
    *("mm", "cm", "m", "in", "ft", "yd", "sqm", "sqft", "ct"),
)
"""Google Merchant's units of `unit_pricing_measure`."""
WEIGHTS = ("g", "kg", "oz", "lb")
"""Google Merchant's units of `shipping_weight`."""


_MEANT = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "YEN": "JPY"}


_UNITS_MEANT = {
    **dict.fromkeys(("gr", "gram", "gramme", "grams"), "g"),
    **dict.fromkeys(("kilo", "kilogram", "kilograms", "kilos", "kgs"), "kg"),
    **dict.fromkeys(("liter", "liters", "litre", "litres", "ltr"), "l"),
    **dict.fromkeys(("pc", "pcs", "piece", "pieces"), "ct"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it was written; `currency` is empty where none was."""

    number: Decimal
    currency: str


@cache
def currencies() -> frozenset[str]:
    """Return the currencies (ISO 4217) that are legal tender somewhere today, by Babel's data."""
    return frozenset(
        code
        for uses in get_global("territory_currencies").values()
        for code, _, end, is_tender in uses
        if end is None and is_tender
    )


def currency_digits(currency: str) -> int:
    """Return how many decimals a currency has (ISO 4217)."""
    return get_currency_precision(currency)


def example_amount(currency: str) -> str:
    """Return an amount to show how one is written, with the digits that its currency has."""
    return format(Decimal(24), f".{currency_digits(currency)}f")


def parse_currency(value: Any) -> str:
    """Return the code of a currency in use (ISO 4217)."""
    text = want_text(value, "a currency", "EUR")
    if text in currencies():
        return text
    upper = text.upper()
    # A longer word is a name, and near to some code by chance alone.
    guess = upper if upper in currencies() else _MEANT.get(upper)
    guess = guess or (nearest(upper, currencies()) if len(upper) <= 4 else None)
    hint = f"Did you mean {guess}?" if guess else "Write three letters (ISO 4217), such as EUR."
    raise Wrong("currency", "is not a currency in use", hint, text)


def parse_amount(value: Any, own: str = "") -> Amount:
    """Return an amount, with a currency if one is written behind it; `own` is meant where none is."""
    text = want_text(value, "an amount", '"12.50"')
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise _no_amount(text, own)
    if found[2] and found[2].upper() in currencies() - {found[2]}:
        check_decimals(Amount(Decimal(found[1]), ""), found[2].upper())
        raise Wrong("currency", "has its currency in small letters", f'Write it so: "{text.upper()}".', text)
    code = parse_currency(found[2]) if found[2] else ""
    return Amount(Decimal(found[1]), code)


def check_decimals(amount: Amount, currency: str) -> None:
    """Check that an amount has no more decimals than its currency (ISO 4217).

    Raises:
        Wrong: it has.
    """
    digits = currency_digits(currency)
    exponent = amount.number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > digits:
        what = f"has more decimals than {currency}, which has {digits or 'none'}"
        cut = round(amount.number, digits)
        # Zeros can go; what a part of a cent was meant to be is not for us to guess.
        hint = (
            f'Write it so: "{cut} {currency}".'
            if cut == amount.number
            else f'Write an amount such as "{example_amount(currency)} {currency}".'
        )
        raise Wrong("decimals", what, hint, str(amount.number))


def _no_amount(text: str, own: str) -> Wrong:
    """Return what is wrong with a text that is no amount; an amount in its hint is one that can be taken."""
    how, meant = _meant_amount(text)
    what = "is not an amount"
    if not meant:
        return Wrong("not-an-amount", what, _amount_hint(text), text)
    amount = parse_amount(meant)
    code = amount.currency or own
    try:
        if code:
            check_decimals(amount, code)
    except Wrong as wrong:
        return Wrong("not-an-amount", f"{what}, and {wrong.what}", wrong.hint, text)
    return Wrong("not-an-amount", what, f'{how}: "{meant}".', text)


def _amount_hint(text: str) -> str:
    if text.startswith("-"):
        return 'An amount is not below zero: write it without the minus sign, such as "12.50 EUR".'
    if text.endswith("%"):
        return 'Write the amount that is to be paid, such as "12.50 EUR".'
    return 'Write digits and a currency, such as "12.50 EUR".'


def _meant_amount(text: str) -> tuple[str, str]:
    """Return what to do and the amount that it gives, where it is plain what was meant; else nothing."""
    if re.fullmatch(r"\d+,\d{1,2}(\s+[A-Z]{3})?", text):
        how, meant = "Write a point before the decimals", text.replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}([ ,']\d{3})+(\.\d+)?(\s+[A-Z]{3})?", text):
        how, meant = "Write it without marks between thousands", re.sub(_THOUSANDS, "", text)
    else:
        how, meant = "Write it so", _shown_amount(text)
    return (how, meant) if _is_amount(meant) else ("", "")


def _is_amount(text: str) -> bool:
    found = _AMOUNT.fullmatch(text)
    return found is not None and (not found[2] or found[2] in currencies())


def _shown_amount(text: str) -> str:
    """Return an amount out of a number with a currency on either side, as people write it; or nothing."""
    found = _SHOWN_AMOUNT.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        return ""
    name = (found["before"] or found["after"] or "").upper()
    code = {"€": "EUR", "£": "GBP"}.get(name, name)
    number = re.sub(r"[\s']", "", found["number"])
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}", number):
        number = number.replace(".", "").replace(",", ".")
    return f"{number} {code}".strip() if re.fullmatch(r"\d{1,12}(\.\d{1,2})?", number) else ""


def parse_prices(value: Any, own: str = "") -> dict[str, Amount]:
    """Return the amounts by currency. The key is empty for an amount without one, of which `own` is meant.

    Accepted: `"24.00"`, `"24.00 EUR"` and `{EUR: "24.00", USD: "26.00"}`.
    """
    if isinstance(value, dict):
        if not value:
            raise Wrong("no-value", "has no amounts", 'Write {EUR: "24.00"}.')
        return {parse_currency(code): _priced(str(code), amount) for code, amount in value.items()}
    amount = parse_amount(value, own)
    return {amount.currency: amount}


def _prices_within(value: Any, info: ValidationInfo) -> dict[str, Amount]:
    """Return the amounts by currency; the form's context is that of amounts without one."""
    return parse_prices(value, info.context or "")


def _priced(code: str, value: Any) -> Amount:
    try:
        amount = parse_amount(value, code)
    except Wrong as wrong:
        raise Wrong(wrong.code, wrong.what, wrong.hint, wrong.value, inside=code) from None
    if amount.currency and amount.currency != code:
        hint = f"Write the amount alone under {code}."
        raise Wrong("currency-twice", f"stands under {code}", hint, value, inside=code)
    return Amount(amount.number, code)


def parse_whole(value: Any) -> int:
    """Return a whole number, not below zero."""
    text = want_text(value, "a whole number", "40")
    if not _WHOLE.fullmatch(text) or (len(text) > 1 and text[0] == "0"):
        raise Wrong("not-whole", "is not a whole number", "Write digits alone, such as 40.", text)
    return int(text)


def parse_share(value: Any) -> float:
    """Return a share from 0 to 1."""
    text = want_text(value, "a share from 0 to 1", "0.5")
    if not _DECIMAL.fullmatch(text) or Decimal(text) > 1:
        raise Wrong("not-a-share", "is not a share from 0 to 1", "Write one such as 0.5, the middle.", text)
    return float(text)


def parse_percentage(value: Any) -> Decimal:
    """Return a percentage, written with its sign: `25%`."""
    text = want_text(value, "a percentage", "25%")
    number = text.removesuffix("%").strip()
    if not text.endswith("%") or not _DECIMAL.fullmatch(number) or Decimal(number) > 100:
        # A number up to 1 may be meant as a share.
        is_plain = _DECIMAL.fullmatch(text) is not None and 1 < Decimal(text) <= 100
        hint = f"Write {text}%." if is_plain else "Write one such as 25%."
        raise Wrong("not-a-percentage", "is not a percentage from 0% to 100%", hint, text)
    return Decimal(number)


def parse_rollout(value: Any) -> Decimal:
    """Return a percentage that servers can reckon with: nginx takes two decimals."""
    rollout = parse_percentage(value)
    if rollout * 100 % 1:
        raise Wrong("rollout", "has more than two decimals", "Write one such as 12.25%.", value)
    return rollout


def parse_measure(value: Any, units: tuple[str, ...] = VOLUME_AND_MORE, example: str = "0.35 l") -> Measure:
    """Return a quantity with its unit."""
    text = want_text(value, "a quantity with a unit", example)
    found = _MEASURE.fullmatch(text)
    if found is None:
        hint = f"Write one such as {example}."
        if re.fullmatch(r"\d+,\d+ *[A-Za-z]+", text):
            hint = _point_hint(text.replace(",", "."), units, example)
        raise Wrong("not-a-measure", "is not a quantity with a unit", hint, text)
    if found[2] not in units:
        what = f"has a unit that is not known, {found[2]}"
        guess = _UNITS_MEANT.get(found[2].lower(), found[2].lower())
        hint = f"Write {found[1]} {guess}." if guess in units else f"Write one of {', '.join(units)}."
        raise Wrong("unit", what, hint, text)
    if not Decimal(found[1]):
        raise Wrong("not-a-measure", "is nothing", f"Write a quantity such as {example}.", text)
    return Measure(Decimal(found[1]), found[2])


def _point_hint(pointed: str, units: tuple[str, ...], example: str) -> str:
    try:
        parse_measure(pointed, units, example)
    except Wrong as wrong:
        return wrong.hint
    return f"Write a point before the decimals: {pointed}."


def parse_weight(value: Any) -> Measure:
    """Return a weight with its unit."""
    return parse_measure(value, WEIGHTS, "0.4 kg")


_AMOUNT_SCHEMA = {"type": ["string", "number"], "examples": ["24.00", "24.00 EUR"]}
_PRICES_SCHEMA = {"anyOf": [_AMOUNT_SCHEMA, {"type": "object", "additionalProperties": _AMOUNT_SCHEMA}]}
Currency = Annotated[
    str, PlainValidator(parse_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
Price = Annotated[Amount, PlainValidator(parse_amount), WithJsonSchema(_AMOUNT_SCHEMA)]
Prices = Annotated[dict[str, Amount], PlainValidator(_prices_within), WithJsonSchema(_PRICES_SCHEMA)]
Whole = Annotated[int, PlainValidator(parse_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Share = Annotated[
    float, PlainValidator(parse_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]
Percentage = Annotated[
    Decimal, PlainValidator(parse_percentage), WithJsonSchema({"type": "string", "pattern": "^[0-9.]+ ?%$"})
]
Rollout = Annotated[
    Decimal,
    PlainValidator(parse_rollout),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2}0*)? ?%$"}),
]
UnitMeasure = Annotated[Measure, PlainValidator(parse_measure), WithJsonSchema({"type": "string"})]
Weight = Annotated[Measure, PlainValidator(parse_weight), WithJsonSchema({"type": "string"})]
