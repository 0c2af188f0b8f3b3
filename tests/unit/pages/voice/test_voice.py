"""The language of a page's own words, where that is not its locale's."""

import json
import re
from typing import Any

import pytest

from shopgen.pages.voice.voice import read_voice
from shopgen.shop.brand import BrandWords
from tests.builders import FakeDoor, make_brand, make_door, make_product, make_words
from tests.unit.pages.pages import render_text

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
SAYS = f'{HEADER}msgid "View shop"\nmsgstr "가게 보기"\n'


def door_in(locale: str, **changes: Any) -> FakeDoor:
    """Return a door to a brand that speaks this locale first, and English."""
    brand = make_brand(
        locale=locale,
        locales=(locale, "en-GB"),
        words={locale: BrandWords("피오르", description="찬물")},
    )
    words = {locale: make_words("머그", summary="찬물")}
    return make_door(make_product(words=words), brand=brand, **changes)


@pytest.mark.parametrize(
    ("locale", "lang", "direction"),
    [
        ("ko-KR", "en", "ltr"),
        ("pt-BR", "en", "ltr"),
        ("fa-IR", "en", "ltr"),
        ("ar", "ar", "rtl"),
        ("fr-CA", "fr-CA", "ltr"),
        ("en-GB", "en-GB", "ltr"),
    ],
)
def test_a_page_s_own_words_are_in_the_locale_or_in_english(locale: str, lang: str, direction: str) -> None:
    """Where the theme has no catalog for a locale a page's own words are English, and run as English does."""
    voice = read_voice(door_in(locale), "fjord", locale)

    assert (voice.lang, voice.dir) == (lang, direction)


@pytest.mark.parametrize("kind", ["shop", "checkout", "profile", "snippet"])
@pytest.mark.parametrize("locale", ["ko-KR", "pt-BR"])
def test_interface_words_that_are_not_translated_carry_their_language(kind: str, locale: str) -> None:
    """The body says that its words are English; the page is in its locale, and a brand's words say theirs."""
    html = render_text(door_in(locale), kind, locale, "mug")

    assert f'<html lang="{locale}" dir="ltr">' in html
    assert re.search(r'<body class="[^"]*" lang="en">', html)
    assert re.search(rf'lang="{locale}"[^>]*>피오르<', html)


def test_a_translated_page_says_nothing_of_its_words_language() -> None:
    """Where the theme speaks the locale, the control, neither the body nor a brand's words have a `lang`."""
    html = render_text(door_in("fr-FR"), "shop", "fr-FR")

    assert re.search(r'<body class="[^"]*">', html)
    assert "<h1>피오르</h1>" in html


@pytest.mark.parametrize("kind", ["module", "frame"])
def test_the_module_says_the_language_of_its_words(kind: str) -> None:
    """The module's interface words are English, and a product's title says that it is Korean."""
    html = render_text(door_in("ko-KR"), kind, "ko-KR")

    assert re.search(r'<section [^>]*lang="en" dir="ltr"', html)
    assert re.search(r'class="card-title"[^>]* lang="ko-KR">머그<', html)


def test_data_are_in_the_locale_whatever_the_interface_says() -> None:
    """In module.json the words in the file's locale are plain, and those in another say which."""
    korean = json.loads(render_text(door_in("ko-KR"), "module_json", "ko-KR"))
    english = json.loads(render_text(door_in("ko-KR"), "module_json", "en-GB"))

    assert korean["products"][0]["summary"] == "찬물"
    assert english["products"][0]["summary"] == {"value": "찬물", "lang": "ko-KR"}


def test_a_catalog_of_the_theme_s_own_makes_the_page_speak() -> None:
    """With a catalog for its language a page is in its locale again."""
    files = {"locales/ko/LC_MESSAGES/shopgen.po": SAYS.encode()}
    html = render_text(door_in("ko-KR", files=files), "module", "ko-KR")

    assert '<section class="shop is-single" part="shop" lang="ko-KR"' in html
    assert ">가게 보기</a>" in html
