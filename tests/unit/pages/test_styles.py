"""Style sheets: a theme's files joined, a brand's tokens in front."""

import pytest

from shopgen.pages.door import ThemeFile
from shopgen.pages.styles import (
    ModuleHeight,
    oklch_hue,
    read_module_height,
    read_module_style,
    read_script,
    read_style,
)
from shopgen.problems import ContentError
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.colour import Colour
from shopgen.shop.theme import Theme
from tests.builders import FakeDoor, make_door
from tests.unit.pages.pages import theme_of


def door_with(**sheets: str) -> FakeDoor:
    """Return a door to a theme that has just these style sheets."""
    return make_door(files={f"static/css/{n}.css": text.encode() for n, text in sheets.items()}, folders=())


def test_files_are_joined_in_order_and_minified() -> None:
    """A bundle has its files' rules in order, then those of the page; absent files are none."""
    door = door_with(page="b { c: d; }", tokens="/* a */ a { b: c }", shop=".s { t: u }", checkout=".x{}")
    style = read_style(theme_of(door), "shop", ".p0{color:red}")

    assert style.endswith("}a{b:c}b{c:d}.s{t:u}.p0{color:red}")


def test_what_stands_in_after_comes_last_from_each_theme_in_turn() -> None:
    """Additions follow all that may be overridden: those of the theme that is extended, then its own."""
    tokens = Theme("mine", "Mine", ("mine", "default"), {})
    files = {
        ("mine", "static/css/page.css"): b"a{b:c}",
        ("mine", "static/css/after/page.css"): b"d{e:f}",
        ("default", "static/css/after/shop.css"): b"g{h:i}",
    }

    class Layers(FakeDoor):
        def theme(self, name: str) -> Theme:  # noqa: ARG002
            return tokens

        def theme_file(self, theme: str, path: str) -> ThemeFile | None:
            layers = tokens.layers[tokens.layers.index(theme) :]
            found = next((layer for layer in layers if (layer, path) in files), None)
            return ThemeFile(f"themes/{found}/{path}", files[found, path]) if found else None

    door = make_door()
    style = read_style(theme_of(Layers(door.brand_nouns, door.product_nouns), ThemeChoice("mine")), "shop")

    assert style.endswith("a{b:c}g{h:i}d{e:f}")


def test_tokens_become_custom_properties_with_an_ink_and_a_hue() -> None:
    """Each token is a property; a colour has an ink to read upon it and its hue besides."""
    choice = ThemeChoice("default", {"accent": "#ffcc00", "font": "serif"})
    style = read_style(theme_of(door_with(), choice), "shop")

    assert style == (
        ":root,:host{--accent:#ffcc00;--accent-ink:#000000;--accent-hue:90.4;--radius:14px;"
        "--font:Georgia, serif;--density:1}"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accent", "red;}body{display:none"),
        ("accent", "url(https://evil.example/)"),
        ("accent", "</style><script>alert(1)</script>"),
        ("radius", "14px;}*{color:red"),
        ("radius", "calc(1px)"),
        ("font", "x;}*{}"),
        ("density", "normal;}"),
    ],
)
def test_a_token_that_is_not_of_its_kind_has_its_default(name: str, value: str) -> None:
    """A value that could be more than a value does not reach the sheet; one that fits, the control, does."""
    plain = read_style(theme_of(door_with()), "shop")
    fitting = {"accent": "#123456", "radius": "2px", "font": "serif", "density": "airy"}[name]

    assert plain == read_style(theme_of(door_with(), ThemeChoice("default", {name: value})), "shop")
    assert plain != read_style(theme_of(door_with(), ThemeChoice("default", {name: fitting})), "shop")


@pytest.mark.parametrize(
    ("colour", "hue"),
    [
        (Colour(255, 0, 0), 29.2),
        (Colour(0, 255, 0), 142.5),
        (Colour(0, 0, 255), 264.1),
        (Colour(255, 255, 0), 109.8),
    ],
)
def test_hues_are_those_of_oklch(colour: Colour, hue: float) -> None:
    """The hues of the primaries are those that CSS Color 4 gives."""
    assert oklch_hue(colour) == pytest.approx(hue, abs=0.1)


def test_the_module_s_height_is_read_from_its_sheet() -> None:
    """A theme states the room that its module needs, for each direction."""
    door = door_with(list=":host { --reserved-height-row: 346px; --reserved-height-column: 420px; }")

    assert read_module_height(door, "default") == ModuleHeight(346, 420)
    assert read_module_height(door_with(), "default") == ModuleHeight()


def test_a_kind_of_page_without_a_script_has_none() -> None:
    """A script is the theme's `static/js/<kind>.js`, minified, or nothing."""
    door = make_door(files={"static/js/checkout.js": b"// a\nconst a = 1;\n"}, folders=())

    assert (read_script(theme_of(door), "checkout"), read_script(theme_of(door), "shop")) == (
        "const a=1;",
        "",
    )


@pytest.mark.parametrize(
    ("css", "line", "found"),
    [
        (":host { --gap: 1em;\n  margin: 1em }", 2, ":host sets margin"),
        ("@media print {\n:host([hidden]) { display: none }\n}", 2, ":host([hidden]) sets display"),
        (".a, :HOST { contain: none }", 1, ".a, :HOST sets contain"),
        (":host {\n  & { top: 0 }\n}", 2, ":host has a rule within"),
    ],
)
def test_a_module_s_sheet_leaves_the_element_to_its_page(css: str, line: int, found: str) -> None:
    """What embed.js would refuse in the pages of hosts is told with its line where the theme is built."""
    with pytest.raises(ContentError) as caught:
        read_module_style(theme_of(door_with(list=css)), "module", frozenset())

    (problem,) = caught.value.problems
    assert line == problem.place.line
    assert problem.message.startswith(found)


def test_custom_properties_of_the_element_are_fine() -> None:
    """The control: they are what a host may set anew."""
    css = ":host { --reserved-height-row: 346px; --gap: 1em }"

    assert read_module_style(theme_of(door_with(list=css)), "module", frozenset())
