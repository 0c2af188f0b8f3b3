"""Whether what is read in a theme can be read: the contrasts of its tokens, in light and in dark (WCAG 2)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shopgen.build.door import ThemeFiles
from shopgen.build.themes.sample import Wardrobe
from shopgen.pages.styles import oklch_hue
from shopgen.problems import Place, Problem, quote
from shopgen.shop.colour import (
    BLACK,
    BUTTON_CONTRAST,
    TEXT_CONTRAST,
    Colour,
    best_ink,
    contrast,
    mix,
    nearest_background,
    oklch_colour,
    parse_colour,
)
from shopgen.shop.theme import Theme

_DARK = "@media (prefers-color-scheme: dark)"
_SHEETS = ("tokens", "page")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"--([a-z][a-z0-9-]*):\s*([^;}]+)")
_OKLCH = re.compile(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+|var\(--tint\))\)")
_QUIET = re.compile(r"color-mix\(in oklab, currentColor (\d{1,3})%, transparent\)")

# What is read upon what, by the custom properties that the default theme's sheets have.
_READ_UPON = (("ink", "paper"), ("ink", "shade"), ("sale", "paper"), ("chip-ink", "chip"))


@dataclass(frozen=True, slots=True)
class _Property:
    """A custom property as one sheet sets it, and where."""

    value: str
    place: Place


def check_contrast(wardrobe: Wardrobe) -> Iterator[Problem]:
    """Yield the colours of a theme's tokens and custom properties that make what they are for hard to read.

    Only colours that are written as `#rrggbb` or `oklch(…)` are worked out.
    """
    files, theme = ThemeFiles(wardrobe.roots), wardrobe.themes[wardrobe.name]
    accent = _accent(theme)
    yield from _check_accent(theme, files, accent)
    light, dark = _properties(theme, files)
    for scheme, properties in (("light", light), ("dark", {**light, **dark})):
        yield from _check_scheme(scheme, properties, oklch_hue(accent))


def _accent(theme: Theme) -> Colour:
    token = theme.tokens.get("accent")
    return (parse_colour(token.default) if token else None) or BLACK


def _check_accent(theme: Theme, files: ThemeFiles, accent: Colour) -> Iterator[Problem]:
    ratio = contrast(accent, best_ink(accent))
    if ratio < BUTTON_CONTRAST:
        message = (
            f"the accent {quote(accent)} has a contrast of {_cut(ratio)} with the better ink upon it; "
            f"the pay button wants {BUTTON_CONTRAST:g}."
        )
        hint = f'A near colour that has it is "{nearest_background(accent, BUTTON_CONTRAST)}".'
        yield Problem(_place_of_accent(theme, files), "contract-contrast", message, hint)


def _place_of_accent(theme: Theme, files: ThemeFiles) -> Place:
    for layer in theme.layers:
        file = files.find(layer, "theme.yaml")
        lines = file.data.decode("utf-8", "replace").splitlines() if file else []
        line = next((number for number, text in enumerate(lines, 1) if text.strip().startswith("accent:")), 0)
        if line:
            return Place(f"themes/{layer}/theme.yaml", line, key="tokens.accent.default")
    return Place(f"themes/{theme.name}/theme.yaml")


def _check_scheme(scheme: str, properties: Mapping[str, _Property], hue: float) -> Iterator[Problem]:
    for name, ground in (*_READ_UPON, ("quiet", "paper")):
        said = properties.get("sale-ink" if name == "sale" and "sale-ink" in properties else name)
        below = _colour(properties, ground, hue)
        if said is None or below is None:
            continue
        above = _quiet(properties, hue) if name == "quiet" else _parse(said.value, hue)
        ratio = contrast(above, below) if above else TEXT_CONTRAST
        if ratio < TEXT_CONTRAST:
            message = (
                f"in {scheme} --{name}, {quote(said.value)}, has a contrast of {_cut(ratio)} with --{ground}."
            )
            hint = f"Text wants {TEXT_CONTRAST:g}: make one of them lighter or darker."
            yield Problem(said.place, "contract-contrast", message, hint)


def _cut(ratio: float) -> float:
    """Return a ratio as it is told: cut, not rounded, since 4.46 is not 4.5."""
    return int(ratio * 10) / 10


def _colour(properties: Mapping[str, _Property], name: str, hue: float) -> Colour | None:
    said = properties.get(name)
    return _parse(said.value, hue) if said else None


def _parse(value: str, hue: float) -> Colour | None:
    found = _OKLCH.fullmatch(value)
    if found is None:
        return parse_colour(value)
    return oklch_colour(float(found[1]), float(found[2]), hue if found[3][0] == "v" else float(found[3]))


def _quiet(properties: Mapping[str, _Property], hue: float) -> Colour | None:
    """Return what quiet text looks like: the ink, let through in part, upon the paper."""
    ink, paper = _colour(properties, "ink", hue), _colour(properties, "paper", hue)
    found = _QUIET.fullmatch(properties["quiet"].value) if "quiet" in properties else None
    return mix(paper, ink, int(found[1]) / 100) if ink and paper and found else None


def _properties(theme: Theme, files: ThemeFiles) -> tuple[dict[str, _Property], dict[str, _Property]]:
    """Return a page's custom properties in light, and those that dark sets anew; the last of each holds."""
    layers = theme.layers
    light: dict[str, _Property] = {}
    dark: dict[str, _Property] = {}
    own = [next(filter(None, (files.find(layer, _path(name)) for layer in layers)), None) for name in _SHEETS]
    more = [files.find(layer, _path(f"after/{name}")) for layer in reversed(layers) for name in _SHEETS]
    for file in filter(None, (*own, *more)):
        text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), file.data.decode("utf-8", "replace"))
        for found in _DECLARATION.finditer(text):
            place = Place(file.path, text.count("\n", 0, found.start()) + 1)
            scheme = _scheme_at(text, found.start(), light, dark)
            if scheme is not None:
                scheme[found[1]] = _Property(" ".join(found[2].split()), place)
    return light, dark


def _path(sheet: str) -> str:
    return f"static/css/{sheet}.css"


def _scheme_at(
    text: str, position: int, light: dict[str, _Property], dark: dict[str, _Property]
) -> dict[str, _Property] | None:
    """Return the properties that a declaration belongs to; None where it depends on something else."""
    last = text.rfind("@", 0, position)
    is_within = last >= 0 and text.count("{", last, position) > text.count("}", last, position) + 1
    if not is_within:
        return light
    return dark if text.startswith(_DARK, last) else None
