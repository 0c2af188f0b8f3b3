"""How a locale writes money, dates, measures and lists. Babel knows; this remembers, Babel being slow."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_timezone_gmt
from babel.dates import get_timezone_name as babel_timezone_name
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_precision
from babel.units import format_compound_unit, format_unit

from shopgen.catalog.fields.zones import find_zone
from shopgen.shop.money import Money
from shopgen.shop.product import Measure

# The units of Google's unit_pricing_measure: their CLDR names, and the unit that a price is compared by
# (Directive 98/6/EC, article 2: one kilogram, litre, metre, square metre or cubic metre) with its factor.
_UNITS: dict[str, tuple[str, str, Decimal]] = {
    "mg": ("milligram", "kilogram", Decimal("0.000001")),
    "g": ("gram", "kilogram", Decimal("0.001")),
    "kg": ("kilogram", "kilogram", Decimal(1)),
    "ml": ("milliliter", "liter", Decimal("0.001")),
    "cl": ("centiliter", "liter", Decimal("0.01")),
    "l": ("liter", "liter", Decimal(1)),
    "cbm": ("cubic-meter", "cubic-meter", Decimal(1)),
    "mm": ("millimeter", "meter", Decimal("0.001")),
    "cm": ("centimeter", "meter", Decimal("0.01")),
    "m": ("meter", "meter", Decimal(1)),
    "sqm": ("square-meter", "square-meter", Decimal(1)),
    "oz": ("ounce", "ounce", Decimal(1)),
    "lb": ("pound", "pound", Decimal(1)),
    "floz": ("fluid-ounce", "fluid-ounce", Decimal(1)),
    "pt": ("pint", "pint", Decimal(1)),
    "qt": ("quart", "quart", Decimal(1)),
    "gal": ("gallon", "gallon", Decimal(1)),
    "in": ("inch", "inch", Decimal(1)),
    "ft": ("foot", "foot", Decimal(1)),
    "yd": ("yard", "yard", Decimal(1)),
    "sqft": ("square-foot", "square-foot", Decimal(1)),
}

_LETTER_BESIDE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@lru_cache(maxsize=256)
def babel_locale(tag: str) -> Locale:
    """Return Babel's locale of a BCP 47 tag."""
    return Locale.parse(tag, sep="-")


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """Return `ltr` or `rtl`."""
    return babel_locale(tag).text_direction


@lru_cache(maxsize=256)
def own_name(tag: str) -> str:
    """Return what a locale's speakers call it."""
    locale = babel_locale(tag)
    name = locale.get_display_name(locale) or tag
    return name[:1].upper() + name[1:]


def isolate(text: str, tag: str) -> str:
    """Return words fit to stand within a sentence of this locale, whichever way they run themselves."""
    has_other_way = direction(tag) == "rtl" or not _runs_left_to_right(text)
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if has_other_way else text


def _runs_left_to_right(text: str) -> bool:
    return text.isascii() or _RIGHT_TO_LEFT.search(text) is None


# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms, and the marks of direction.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@lru_cache(maxsize=65536)
def money(price: Money, tag: str) -> str:
    """Return an amount as the locale writes it, with the currency's digits, or the author's where more."""
    written = f"{price.amount:f}"
    whole, _, fraction = written.partition(".")
    fraction = fraction.ljust(get_currency_precision(price.currency), "0")
    pieces = _money_shape(len(whole), len(fraction), price.currency, tag)
    digits = whole + fraction
    if len(pieces) != len(digits) + 1 or not digits.isdecimal():
        return _babel_money(price.amount, price.currency, tag)
    return pieces[0] + "".join(digit + piece for digit, piece in zip(digits, pieces[1:], strict=True))


@lru_cache(maxsize=1024)
def _money_shape(whole: int, fraction: int, currency: str, tag: str) -> tuple[str, ...]:
    """Return what a locale puts around the digits of an amount that has so many of them.

    It depends on nothing else, and asking Babel takes thirty times as long as filling digits in.
    """
    amount = Decimal("9" * (whole + fraction)).scaleb(-fraction)
    return tuple(_babel_money(amount, currency, tag).split("9"))


def _babel_money(amount: Decimal, currency: str, tag: str) -> str:
    text = format_currency(amount, currency, locale=babel_locale(tag), decimal_quantization=False)
    # CLDR sets letters apart from digits ("alphaNextToNumber"); Babel does not know that yet.
    return _LETTER_BESIDE_DIGIT.sub("\u00a0", text)


@lru_cache(maxsize=65536)
def unit_price(price: Money, measure: Measure, tag: str) -> str:
    """Return what one kilogram, litre, metre… costs; empty where the unit is not one of those."""
    unit = _UNITS.get(measure.unit.lower())
    if unit is None or measure.value <= 0:
        return ""
    _, base, factor = unit
    digits = Decimal(1).scaleb(-get_currency_precision(price.currency))
    amount = (price.amount / (measure.value * factor)).quantize(digits)
    text = money(Money(amount, price.currency), tag)
    return format_compound_unit(text, denominator_unit=base, length="short", locale=babel_locale(tag)) or ""


@lru_cache(maxsize=4096)
def measure(quantity: Measure, tag: str) -> str:
    """Return a measure, such as 0.35 l, as the locale writes it."""
    unit = _UNITS.get(quantity.unit.lower())
    if unit is None:
        return str(quantity)
    return format_unit(quantity.value, unit[0], length="short", locale=babel_locale(tag))


@lru_cache(maxsize=4096)
def day(at: datetime, timezone: str, tag: str) -> str:
    """Return the date without its year, such as 1 December."""
    return _as_spoken(format_skeleton("MMMMd", at, find_zone(timezone), locale=babel_locale(tag)), tag)


@lru_cache(maxsize=4096)
def short_day(at: datetime, timezone: str, tag: str) -> str:
    """Return the date without its year and its month cut short, such as 1 Dec."""
    return _as_spoken(format_skeleton("MMMd", at, find_zone(timezone), locale=babel_locale(tag)), tag)


@lru_cache(maxsize=4096)
def date(at: datetime, timezone: str, tag: str) -> str:
    """Return the date with its year, such as 1 December 2026."""
    return _as_spoken(format_date(at.astimezone(find_zone(timezone)), "long", babel_locale(tag)), tag)


def _as_spoken(date: str, tag: str) -> str:
    # CLDR's patterns have no ordinals; French says one for the first of a month, and for no other day.
    return f"1er {date[2:]}" if date.startswith("1 ") and babel_locale(tag).language == "fr" else date


@lru_cache(maxsize=4096)
def time(at: datetime, timezone: str, tag: str) -> str:
    """Return the time of day with its zone, such as 09:00 CET."""
    locale, zone = babel_locale(tag), find_zone(timezone)
    name = babel_timezone_name(at.astimezone(zone), "short", locale=locale)
    if not name[:1].isalpha():
        name = get_timezone_gmt(at.astimezone(zone), "long", locale=locale)
    return f"{format_time(at, 'short', zone, locale)} {isolate(name, tag)}"


@lru_cache(maxsize=1024)
def countries(codes: tuple[str, ...], tag: str) -> str:
    """Return the names of countries (ISO 3166-1 alpha-2) as one list."""
    return listing([country(code, tag) for code in codes], tag)


@lru_cache(maxsize=1024)
def country(code: str, tag: str) -> str:
    """Return the name of a country."""
    return str(babel_locale(tag).territories.get(code, code))


def listing(words: Iterable[str], tag: str) -> str:
    """Return words as a list within a sentence: a, b and c."""
    return format_list(list(words), locale=babel_locale(tag))


def ago(hours: int, tag: str) -> str:
    """Return a span of time in short, such as 2h."""
    return format_timedelta(timedelta(hours=hours), format="narrow", locale=babel_locale(tag))


def instant(at: datetime | None) -> str:
    """Return an instant as data attributes have it (RFC 3339, in UTC); empty for none."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""
