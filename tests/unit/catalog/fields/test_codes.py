"""Codes are those that others keep, written as they are written."""

from collections.abc import Callable

import pytest

from shopgen.catalog.fields.codes import (
    countries,
    find_locale,
    parse_country,
    parse_language,
    parse_locale,
    parse_market,
    parse_zone,
)
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.reading.tree import Plain


@pytest.mark.parametrize(
    "tag", ["en", "en-GB", "fr-FR", "ar", "ja", "zh-Hant-TW", "zh-CN", "es-419", "sr-Latn", "nb-NO"]
)
def test_locale_that_babel_knows_is_taken(tag: str) -> None:
    """Language, script and country are a locale."""
    assert tag == parse_locale(Plain(tag))


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("en_GB", "en-GB"),
        ("EN-gb", "en-GB"),
        ("fr-fr", "fr-FR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("xx", "fr-FR"),
        ("french", "fr-FR"),
        ("iw", "fr-FR"),
        ("en-US-posix", "fr-FR"),
        ("../en", "fr-FR"),
        ("en-GB\n", "x"),
    ],
)
def test_locale_written_otherwise_is_refused_with_how_it_is_written(tag: str, hint: str) -> None:
    """One locale has one spelling, so that folders cannot collide."""
    if hint == "x":
        assert "en-GB" == parse_locale(tag)
        return
    with pytest.raises(Wrong) as caught:
        parse_locale(tag)

    assert hint in caught.value.hint


@pytest.mark.parametrize("tag", ["", "-", "en-", "e", "en--GB", "en-GB-", "a" * 100])
def test_text_that_is_no_tag_is_no_locale(tag: str) -> None:
    """Nothing that cannot be a tag is found."""
    assert find_locale(tag) is None


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_country, "FR"),
        (parse_country, "XK"),
        (parse_language, "nb"),
        (parse_zone, "Europe/Paris"),
        (parse_zone, "UTC"),
        (parse_market, "EU"),
        (parse_market, "US"),
    ],
)
def test_code_that_is_known_is_taken(parse: Callable[[str], str], text: str) -> None:
    """Each list has its codes."""
    assert text == parse(text)


@pytest.mark.parametrize(
    ("parse", "text", "hint"),
    [
        (parse_country, "UK", "Write GB."),
        (parse_country, "fr", "Write FR."),
        (parse_country, "EU", "ISO 3166"),
        (parse_country, "ZZ", "ISO 3166"),
        (parse_country, "Norway", 'Write "NO".'),
        (parse_country, "Germany", "Write DE."),
        (parse_country, "Atlantis", "ISO 3166"),
        (parse_language, "en-GB", "Write en."),
        (parse_language, "EN", "Write en."),
        (parse_country, "USA", "Write US."),
        (parse_country, "EL", "Write GR."),
        (parse_country, "SU", "ISO 3166"),
        (parse_zone, "Europe/Pari", "Europe/Paris"),
        (parse_zone, "GMT+1", "That is an offset"),
        (parse_zone, "GMT1", "That is an offset"),
        (parse_zone, "utc \N{MINUS SIGN}5", "That is an offset"),
        (parse_zone, "CET+1", "That is an offset"),
        (parse_market, "Europe", "EU"),
        (parse_country, Plain("NO"), '"NO"'),
        (parse_language, Plain("no"), '"no"'),
    ],
)
def test_code_that_is_not_known_is_refused_with_what_is_meant(
    parse: Callable[[str], str], text: str, hint: str
) -> None:
    """Norway needs quotes."""
    with pytest.raises(Wrong) as caught:
        parse(text)

    assert hint in caught.value.hint


def test_norway_in_quotes_is_a_country() -> None:
    """What is in quotes is text."""
    assert "NO" == parse_country("NO")


def test_countries_are_as_many_as_iso_has() -> None:
    """ISO 3166-1 has 249, and Kosovo has a code of its users' own."""
    assert 250 == len(countries())
