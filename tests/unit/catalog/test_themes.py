"""Themes are found in the site, then in the package, and their tokens are values and nothing more."""

from typing import Any

import pytest

from shopgen.catalog.theme_roots import package_themes, theme_roots
from shopgen.catalog.themes import list_themes, load_theme, token_fault, token_value
from shopgen.shop.theme import CardPictures, Token, TokenKind

COLOUR = Token("accent", TokenKind.COLOUR, "#0f766e")
LENGTH = Token("radius", TokenKind.LENGTH, "14px", maximum="24px")
CHOICE = Token("font", TokenKind.CHOICE, "system", {"system": "system-ui", "serif": "serif"})


def test_default_theme_comes_with_the_package() -> None:
    """Its four tokens are there, and nothing is wrong with it."""
    loaded = load_theme((package_themes(),), "default")

    assert () == loaded.problems
    assert loaded.theme is not None
    assert ("default",) == loaded.theme.layers
    assert {"accent", "radius", "font", "density"} == set(loaded.theme.tokens)


def test_theme_has_the_tokens_of_what_it_extends_and_its_own(shop: Any) -> None:
    """Its own come last, so that they hold."""
    shop.write(
        "themes/quiet/theme.yaml",
        "title: Quiet\ndescription: Less.\nextends: default\ntokens:\n"
        '  accent: {kind: colour, default: "#111111"}\n'
        "  gap: {kind: length, default: 1rem}\n",
    )
    roots = theme_roots(shop.folder)
    loaded = load_theme(roots, "quiet")

    assert () == loaded.problems
    assert ("quiet", "default") == loaded.theme.layers
    assert ("Quiet", "Less.", "#111111", "14px") == (
        loaded.theme.title,
        loaded.theme.description,
        loaded.theme.tokens["accent"].default,
        loaded.theme.tokens["radius"].default,
    )
    assert {"default", "quiet"} <= set(list_themes(roots))


def test_theme_says_how_large_its_cards_show_pictures(shop: Any) -> None:
    """What it does not say is as in the theme that it extends, and as shopgen has it where none says."""
    shop.write(
        "themes/big/theme.yaml", "title: A\nextends: default\ncards: {page: {widest: 960, sizes: 50vw}}\n"
    )
    shop.write(
        "themes/bigger/theme.yaml", "title: B\nextends: big\ncards: {module: {widest: 800, sizes: 9em}}\n"
    )
    theme = load_theme(theme_roots(shop.folder), "bigger").theme

    assert CardPictures(800, "9em") == theme.module_cards
    assert CardPictures(960, "50vw") == theme.page_cards
    assert 480 == load_theme(theme_roots(shop.folder), "big").theme.module_cards.widest


def test_theme_of_the_site_goes_before_that_of_the_package(shop: Any) -> None:
    """A site may have a default theme of its own."""
    shop.write("themes/default/theme.yaml", "title: Ours\n")

    assert "Ours" == load_theme(theme_roots(shop.folder), "default").theme.title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: A\nextends: a\n", "theme-loop"),
        ("title: A\nextends: b\n", "no-theme"),
        ("extends: default\n", "missing"),
        ("title: A\ntokens: {x: {kind: length, default: 1vw}}\n", "token"),
        ("title: A\ntokens: {x: {kind: choice, default: a, choices: {a: 'b;c'}}}\n", "token"),
        ("title: A\ntokens: {x: {kind: choice, default: a, choices: {a: 'url(x)'}}}\n", "token"),
        ("title: A\ntokens: {x: {kind: number, default: 1}}\n", "choice"),
        ("title: A\ncontract: 2\n", "contract"),
        ("title: A\ncards: {page: {widest: 20, sizes: 96px}}\n", "widest"),
    ],
)
def test_theme_that_cannot_be_used_says_why(shop: Any, text: str, code: str) -> None:
    """Each fault has its code, at the theme's own path."""
    shop.write("themes/a/theme.yaml", text)
    problems = load_theme(theme_roots(shop.folder), "a").problems

    assert [(code, "themes/a/theme.yaml")] == [(problem.code, problem.place.path) for problem in problems]


@pytest.mark.parametrize(
    ("token", "value", "is_right"),
    [
        (COLOUR, "#fff", True),
        (COLOUR, "teal", False),
        (COLOUR, "#fff;", False),
        (COLOUR, "var(--x)", False),
        (LENGTH, "0", True),
        (LENGTH, "24px", True),
        (LENGTH, "1.5rem", True),
        (LENGTH, "1.51rem", False),
        (LENGTH, "25px", False),
        (LENGTH, "-1px", False),
        (LENGTH, "10", False),
        (LENGTH, "calc(1px)", False),
        (LENGTH, "١px", False),
        (CHOICE, "serif", True),
        (CHOICE, "system-ui", False),
        (CHOICE, "", False),
    ],
)
def test_token_takes_only_values_of_its_kind(token: Token, value: str, is_right: bool) -> None:
    """No value can end a declaration or start another."""
    assert is_right is (token_fault(token, value) is None)


@pytest.mark.parametrize(
    ("token", "value", "carried"),
    [(COLOUR, "#FA0", "#ffaa00"), (LENGTH, "1rem", "1rem"), (CHOICE, "serif", "serif")],
)
def test_token_is_carried_in_one_form(token: Token, value: str, carried: str) -> None:
    """A colour has six digits in lower case."""
    assert carried == token_value(token, value)
