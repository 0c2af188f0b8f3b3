"""A theme on all brands, whatever they chose."""

import pytest

from shopgen.build.dress import dress_brands
from shopgen.build.load import LoadedShop, Shop
from shopgen.problems import UsageError
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.site import Site
from shopgen.shop.theme import Theme, Token, TokenKind
from tests.builders import default_theme, make_brand

LOUD = Theme("loud", "Loud", ("loud",), {"accent": Token("accent", TokenKind.COLOUR, "#ff0000")})


def loaded(choice: ThemeChoice) -> LoadedShop:
    """Return a site with one brand in this theme."""
    shops = {"fjord": Shop(make_brand(theme=choice), {})}
    themes = {"default": default_theme(), "loud": LOUD}
    return LoadedShop(Site(), shops, ("fjord",), ("fjord",), themes, (), (), frozenset())


def test_a_brand_in_another_theme_keeps_its_colours() -> None:
    """Shape and type are the theme's to show."""
    dressed = dress_brands(loaded(ThemeChoice("default", {"accent": "#123456", "radius": "2px"})), "loud")

    assert ThemeChoice("loud", {"accent": "#123456"}) == dressed.shops["fjord"].brand.theme


@pytest.mark.parametrize("name", ["", "default"])
def test_a_brand_that_wears_the_theme_stays_as_it_is(name: str) -> None:
    """So does each where no theme is named."""
    choice = ThemeChoice("default", {"radius": "2px"})

    assert choice == dress_brands(loaded(choice), name).shops["fjord"].brand.theme


def test_a_theme_that_is_not_there_is_guessed_at() -> None:
    """The nearest name is told."""
    with pytest.raises(UsageError, match=r'no theme "lowd"\. Did you mean loud\?'):
        dress_brands(loaded(ThemeChoice()), "lowd")
