"""Contrasts are worked out from any form that a colour has in CSS, in light and in dark."""

from pathlib import Path

import pytest

from shopgen.build.themes.contrast import check_contrast
from shopgen.build.themes.css_colours import Paint, Palette
from shopgen.problems import sort_problems
from shopgen.shop.colour import Colour
from tests.unit.build.themes.planting import plant, wardrobe_of

SHEET = "static/css/after/page.css"
DARK_INK = "{ :root { --ink: #333 } }"


def found_in(site: Path, files: dict[str, str]) -> list[str]:
    """Return what is said of a theme that has these files."""
    return [str(problem) for problem in sort_problems(check_contrast(wardrobe_of(plant(site, files))))]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (":root { --quiet: #aaaaaa }", "in light --quiet"),
        (":root { --ink: oklch(80% 0 0) }", "in light --ink"),
        (":root { --ink: oklch(0.80 0 0 / 1) }", "in light --ink"),
        (":root { --ink: rgb(150 150 150) }", "in light --ink"),
        (":root { --ink: hsl(0 0% 70%) }", "in light --ink"),
        (":root { --ink: silver }", "in light --ink"),
        (":root { --grey: silver; --ink: var(--grey) }", "in light --ink"),
        (":root { --ink: var(--none, silver) }", "in light --ink"),
        (":root { --ink: rgb(0 0 0 / 40%) }", "in light --ink"),
        ("body { --ink: silver }", "in light --ink"),
        ("@layer mine { :root { --ink: silver } }", "in light --ink"),
        (":root { --ink: light-dark(#222, #222) }", "in dark --ink"),
        (f"@media (prefers-color-scheme:dark){DARK_INK}", "in dark --ink"),
        (f"@media screen and (prefers-color-scheme: dark) {DARK_INK}", "in dark --ink"),
        (f"@media only screen and (PREFERS-COLOR-SCHEME:DARK) {DARK_INK}", "in dark --ink"),
        (":root { --chip: var(--chip-ink) }", "in light --chip-ink"),
        (".shop { --chip: var(--chip-ink) }", "in light --chip-ink"),
    ],
)
def test_weak_contrast_is_found_in_each_form(tmp_path: Path, css: str, found: str) -> None:
    """It is told in the sheet that has the colour, and in no file that the author has not."""
    problems = found_in(tmp_path, {SHEET: css})

    assert any(problem.startswith(f"themes/mine/{SHEET}:1: {found}") for problem in problems)
    assert [] == [problem for problem in problems if not problem.startswith("themes/mine/")]


@pytest.mark.parametrize(
    "css",
    [
        ":root { --ink: light-dark(#222, #eee) }",
        f"@media print {DARK_INK}",
        f"@media (prefers-color-scheme: light) {DARK_INK}",
        ".card { --ink: silver }",
        "html { --ink: silver }",
    ],
)
def test_what_does_not_hold_is_not_found(tmp_path: Path, css: str) -> None:
    """The control: what the page does not take for its colour is nothing to complain of."""
    assert [] == found_in(tmp_path, {SHEET: css})


@pytest.mark.parametrize("value", ["lab(50% 0 0)", "color-mix(in oklch, red, blue)", "var(--ink)"])
def test_what_cannot_be_worked_out_is_said(tmp_path: Path, value: str) -> None:
    """A warning names the property once, and none that only follows from it."""
    (warning,) = found_in(tmp_path, {SHEET: f":root {{ --ink: {value} }}"})

    assert warning.startswith(f"themes/mine/{SHEET}:1: warning: the contrast of --ink was not worked out")


@pytest.mark.parametrize(
    ("value", "paint"),
    [
        ("#0f08", Paint(Colour(0, 255, 0), 0x88 / 255)),
        ("hwb(120 0% 0%)", Paint(Colour(0, 255, 0))),
        ("oklab(100% 0 0)", Paint(Colour(255, 255, 255))),
        ("color-mix(in srgb, red 25%, blue)", Paint(Colour(64, 0, 191))),
        ("color-mix(in oklab, transparent, red 40%)", Paint(Colour(255, 0, 0), 0.4)),
        ("color-mix(in oklab, currentColor 50%, transparent)", Paint(Colour(1, 2, 3), 0.5)),
        ("red blue", None),
        ("color()", None),
        ("color(display-p3 1 0 0)", None),
        ("device-cmyk(0 0 0 1)", None),
    ],
)
def test_values_come_to_colours(value: str, paint: Paint | None) -> None:
    """A value comes to a colour and how much of it covers, or to nothing."""
    assert paint == Palette({"ink": "#010203", "it": value}, "light").paint("it")
