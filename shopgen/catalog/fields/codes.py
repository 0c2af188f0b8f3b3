"""Fields for codes that others keep: locales, countries, languages, time zones, markets."""

import re
from functools import cache
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.words import refuse_surprise
from shopgen.catalog.fields.wrong import Wrong, want_text
from shopgen.catalog.fields.zones import zone_names
from shopgen.catalog.reading.tree import Plain
from shopgen.problems import nearest

# Codes in CLDR's list of territories that ISO 3166-1 has not given to a country.
_NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_OFFSET = re.compile(r"[-+\u2212]\s*\d|\d:|^(?:UTC|GMT)\s*\d", re.IGNORECASE)


@cache
def countries() -> frozenset[str]:
    """Return the codes of all countries (ISO 3166-1 alpha-2, and XK), by Babel's data."""
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRY


@cache
def _country_names() -> dict[str, str]:
    return {
        str(name).lower(): str(code) for code, name in Locale("en").territories.items() if code in countries()
    }


@cache
def find_locale(tag: str) -> str | None:
    """Return the tag of a locale (BCP 47) as it is to be written, or None where Babel knows none."""
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    parts = tag.replace("_", "-").split("-")
    if locale.language != parts[0].lower() or len(parts) > 3 or locale.variant:
        return None
    return "-".join(
        [parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])]
    )


def parse_locale(value: Any) -> str:
    """Return a locale's tag (BCP 47) that Babel knows."""
    text = _want_code(value, "a locale", "en-GB")
    found = find_locale(text)
    if found is None:
        hint = "Write a language and, if it matters, a country, such as fr or fr-FR."
        raise Wrong("locale", "is not a locale that is known", hint, text)
    if found != text:
        raise Wrong("locale", "is not how this locale is written", f"Write {found}.", text)
    return text


def parse_country(value: Any) -> str:
    """Return a country's code (ISO 3166-1 alpha-2)."""
    text = _want_code(value, "a country", "FR")
    if text in countries():
        return text
    guess = _country_meant(text.upper()) or _country_names().get(text.lower()) or text.upper()
    written = f'"{guess}"' if guess == "NO" else guess  # Without quotes it would be false.
    hint = f"Write {written}." if guess in countries() else "Write two letters (ISO 3166), such as FR."
    raise Wrong("country", "is not a country's code", hint, text)


def _country_meant(code: str) -> str | None:
    """Return the country that has another code as well: three letters, digits, UK or EL (CLDR's aliases)."""
    if code == "EL":  # Greece's among the European Union's.
        return "GR"
    codes = get_global("territory_aliases").get(code, ())
    return codes[0] if len(codes) == 1 else None


def parse_language(value: Any) -> str:
    """Return a language's code, such as `en`."""
    text = _want_code(value, "a language", "en")
    if "-" in text or find_locale(text) != text:
        language = text.replace("_", "-").lower().split("-")[0]
        hint = f"Write {language}." if find_locale(language) else "Write two letters (ISO 639), such as en."
        raise Wrong("language", "is not a language's code", hint, text)
    return text


def parse_zone(value: Any) -> str:
    """Return the name of a time zone (IANA)."""
    text = want_text(value, "a time zone", "Europe/Paris")
    if text not in zone_names():
        raise Wrong("timezone", "is not a time zone", _zone_hint(text), text)
    return text


def _zone_hint(text: str) -> str:
    if _OFFSET.search(text):
        # Etc/GMT+1 looks like it and is an hour behind UTC, by POSIX's signs.
        return "That is an offset, which knows of no summer time: write a place, such as Europe/Paris."
    guess = _zone_of_place(text) or nearest(text, zone_names())
    return f"Did you mean {guess}?" if guess else "Write one by its name, such as Europe/Paris."


def _zone_of_place(text: str) -> str | None:
    place = text.replace(" ", "_").lower()
    return next(
        (name for name in sorted(zone_names()) if place in (name.lower(), name.lower().rpartition("/")[2])),
        None,
    )


def parse_market(value: Any) -> str:
    """Return a market: a country's code, or `EU`."""
    text = _want_code(value, "a market", "EU")
    if text == "EU" or text in countries():
        return text
    raise Wrong("market", "is not a market", "Write EU, or a country's code such as US.", text)


def _want_code(value: Any, meant: str, example: str) -> str:
    text = want_text(value, meant, example)
    if type(value) is Plain:
        refuse_surprise(text)
    return text


LocaleTag = Annotated[str, PlainValidator(parse_locale), WithJsonSchema({"type": "string"})]
Country = Annotated[
    str, PlainValidator(parse_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
Language = Annotated[str, PlainValidator(parse_language), WithJsonSchema({"type": "string"})]
Timezone = Annotated[str, PlainValidator(parse_zone), WithJsonSchema({"type": "string"})]
Market = Annotated[str, PlainValidator(parse_market), WithJsonSchema({"type": "string"})]
