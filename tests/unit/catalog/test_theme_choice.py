"""A brand's tokens are those of its theme; what is wrong is said, the rest is kept."""

from shopgen.catalog.reading.source import Source
from shopgen.catalog.theme_choice import choose_theme
from shopgen.catalog.themes import LoadedTheme
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.theme import Theme, Token, TokenKind

TOKENS = {
    "accent": Token("accent", TokenKind.COLOUR, "#0f766e"),
    "radius": Token("radius", TokenKind.LENGTH, "14px", maximum="24px"),
}
THEMES = {
    "default": LoadedTheme(Theme("default", "Default", ("default",), TOKENS)),
    "broken": LoadedTheme(None),
}


def choose(**said: str) -> tuple[ThemeChoice, list[str]]:
    """Return the theme that is chosen and the codes of what is wrong."""
    source = Source("brand.yaml", {})
    choice = choose_theme(source, said, THEMES)
    return choice, [problem.code for problem in source.problems]


def test_theme_that_is_not_named_is_the_default() -> None:
    """Tokens that are not said are the theme's own."""
    assert (ThemeChoice("default", {"radius": "8px"}), []) == choose(radius="8px")


def test_wrong_tokens_are_left_out_and_said() -> None:
    """Each has its code."""
    choice, codes = choose(name="default", accent="red", radius="8px", gap="1px")

    assert ThemeChoice("default", {"radius": "8px"}) == choice
    assert ["token", "unknown-key"] == codes


def test_theme_that_is_not_there_is_said_and_one_that_is_broken_is_not() -> None:
    """A broken theme says so itself."""
    assert (ThemeChoice("defalt"), ["no-theme"]) == choose(name="defalt")
    assert (ThemeChoice("broken"), []) == choose(name="broken", accent="red")


def test_accent_is_judged_as_it_will_be_seen() -> None:
    """Too little contrast is a warning; enough is nothing."""
    assert ["contrast"] == choose(accent="#0f766e")[1]
    assert [] == choose(accent="#000")[1]
