"""The small functions beside the nouns."""

import pytest

from shopgen.shop.brand import module_order, shown_currency
from shopgen.shop.text import Text, choose, fallbacks


@pytest.mark.parametrize(
    ("locale", "base", "expected"),
    [
        ("fr-FR", "en-GB", ("fr-FR", "fr", "en-GB")),
        ("fr", "en", ("fr", "en")),
        ("en-GB", "en-GB", ("en-GB", "en")),
        ("zh-Hant-TW", "en", ("zh-Hant-TW", "zh-Hant", "zh", "en")),
    ],
)
def test_words_fall_back_from_special_to_general(locale: str, base: str, expected: tuple[str, ...]) -> None:
    """A word is looked for in the locale, then in ever wider ones, then in the brand's own."""
    assert expected == fallbacks(locale, base)


def test_a_word_keeps_the_locale_it_is_in() -> None:
    """A word that is not translated says which language it really is in; an empty one is none."""
    assert Text("Mug", "en") == choose("fr-FR", "en", {"en": "Mug", "fr": ""})
    assert choose("fr", "en", {}) is None


@pytest.mark.parametrize(
    ("order", "slugs", "expected"),
    [
        ((), ("b", "a"), ("a", "b")),
        (("b",), ("a", "b", "c"), ("b", "a", "c")),
        (("gone", "c"), ("a", "c"), ("c", "a")),
    ],
)
def test_module_shows_named_products_first(
    order: tuple[str, ...], slugs: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """The module shows the products that `order` names, then the rest by slug."""
    assert expected == module_order(order, slugs)


def test_locale_shows_its_own_currency() -> None:
    """A locale shows the currency that the brand names for it, else the product's."""
    assert "USD" == shown_currency("en-US", "EUR", {"en-US": "USD"})
    assert "EUR" == shown_currency("fr-FR", "EUR", {"en-US": "USD"})
