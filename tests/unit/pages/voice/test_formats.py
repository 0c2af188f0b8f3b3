"""How locales write money, dates, measures and lists."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.voice import formats
from shopgen.shop.money import Money
from shopgen.shop.product import Measure

NEW_DAY = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("24.00", "EUR", "en-GB", "€24.00"),
        ("24", "EUR", "en-GB", "€24.00"),
        ("19.9", "EUR", "de-DE", "19,90\xa0€"),
        ("1234.5", "EUR", "fr-FR", "1\u202f234,50\xa0€"),
        ("1200", "JPY", "ja-JP", "￥1,200"),
        ("24.00", "EUR", "ar", "\u200f24.00\xa0€"),
        ("0.125", "KWD", "en-US", "KWD\xa00.125"),
        ("90071992547409.93", "USD", "en-US", "$90,071,992,547,409.93"),
    ],
)
def test_money_is_written_as_the_locale_does(amount: str, currency: str, locale: str, text: str) -> None:
    """An amount has its currency's digits and the locale's order, and is never rounded."""
    assert text == formats.money(Money(Decimal(amount), currency), locale)


@given(
    amount=st.decimals("0", "9999999", places=2, allow_nan=False, allow_infinity=False),
    currency=st.sampled_from(["EUR", "USD", "CHF", "INR", "SAR"]),
    locale=st.sampled_from(
        ["en-GB", "en-IN", "de-CH", "fr-FR", "ar", "ja-JP", "es-ES", "hi-IN", "he-IL", "fa-IR"]
    ),
)
def test_money_is_what_babel_makes_of_it(amount: Decimal, currency: str, locale: str) -> None:
    """Filling digits into a locale's shape gives what Babel gives for the amount itself."""
    wanted = formats._babel_money(amount, currency, locale)

    assert wanted == formats.money(Money(amount, currency), locale)


@pytest.mark.parametrize(
    ("locale", "day", "date", "time"),
    [
        ("en-GB", "1 December", "1 December 2026", "00:30 CET"),
        ("en-US", "December 1", "December 1, 2026", "12:30\u202fAM GMT+01:00"),
        ("fr-FR", "1er décembre", "1er décembre 2026", "00:30 UTC+01:00"),
        ("de-DE", "1. Dezember", "1. Dezember 2026", "00:30 MEZ"),
        ("ja-JP", "12月1日", "2026年12月1日", "0:30 GMT+01:00"),
    ],
)
def test_dates_are_in_the_brand_s_time(locale: str, day: str, date: str, time: str) -> None:
    """A date is that of the brand's clock, which may be a day ahead, and a time says its zone."""
    assert (day, date, time) == (
        formats.day(NEW_DAY, "Europe/Paris", locale),
        formats.date(NEW_DAY, "Europe/Paris", locale),
        formats.time(NEW_DAY, "Europe/Paris", locale),
    )


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("0.35", "l", "€68.57/l"),
        ("350", "ml", "€68.57/l"),
        ("250", "g", "€96.00/kg"),
        ("2", "sqm", "€12.00/m²"),
        ("3", "ct", ""),
        ("0", "l", ""),
    ],
)
def test_unit_prices_are_for_a_litre_or_a_kilogram(value: str, unit: str, text: str) -> None:
    """A unit price is what the law's unit costs, whatever unit the measure is in; none for other units."""
    price = Money(Decimal("24.00"), "EUR")

    assert text == formats.unit_price(price, Measure(Decimal(value), unit), "en-GB")


def test_names_of_countries_make_a_list() -> None:
    """Countries are named and joined as the locale does."""
    assert formats.countries(("FR", "DE", "NO"), "fr-FR") == "France, Allemagne et Norvège"


@pytest.mark.parametrize(
    ("text", "locale", "isolated"),
    [
        ("Stripe", "en-GB", "Stripe"),
        ("Café", "fr-FR", "Café"),
        ("متجر", "en-GB", "\u2068متجر\u2069"),
        ("Stripe", "ar", "\u2068Stripe\u2069"),
    ],
)
def test_words_are_isolated_where_directions_may_meet(text: str, locale: str, isolated: str) -> None:
    """Words in a sentence are set apart where they or the sentence run from right to left."""
    assert isolated == formats.isolate(text, locale)
