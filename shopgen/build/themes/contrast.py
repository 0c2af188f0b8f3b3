"""Whether what is read in a theme can be read: the contrasts of its tokens, in light and in dark (WCAG 2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shopgen.build.door import RecordingDoor, Standing, ThemeFiles
from shopgen.build.themes.css_colours import Palette
from shopgen.build.themes.custom_properties import Property, read_properties
from shopgen.build.themes.sample import Wardrobe, sample_shelf
from shopgen.pages.door import ThemeFile
from shopgen.pages.styles import BUNDLES, find_sheets, oklch_hue
from shopgen.problems import ContentError, Place, Problem, Severity, quote
from shopgen.shop.colour import (
    BLACK,
    BUTTON_CONTRAST,
    TEXT_CONTRAST,
    Colour,
    best_ink,
    contrast,
    nearest_background,
    parse_colour,
)
from shopgen.shop.theme import Theme, TokenKind

_KINDS = ("shop", "checkout", "profile", "directory", "module")

# What is read upon what, by the custom properties that the default theme's sheets have.
_READ_UPON = (("ink", "paper"), ("ink", "shade"), ("quiet", "paper"), ("sale", "paper"), ("chip-ink", "chip"))
_FORMS = "#rrggbb, rgb(), hsl(), hwb(), oklab(), oklch(), a named colour, or color-mix() with transparent"


@dataclass(frozen=True, slots=True)
class _Scheme:
    """The custom properties of a kind of page in light or in dark; `folder` is the theme's own."""

    name: str
    properties: Mapping[str, Property]
    palette: Palette
    folder: str

    def own_place(self, *names: str) -> Place:
        """Return where the theme itself sets what these properties depend on: the first that it does."""
        for name in names:
            for said in (name, *sorted(self.palette.names_in(name) - {name})):
                if said in self.properties and self.properties[said].place.path.startswith(self.folder):
                    return self.properties[said].place
        return Place(f"{self.folder}theme.yaml")


def check_contrast(wardrobe: Wardrobe) -> Iterator[Problem]:
    """Yield the colours of a theme's tokens and custom properties that make what they are for hard to read.

    What of these cannot be worked out is told as a warning.
    """
    files, theme = ThemeFiles(wardrobe.roots), wardrobe.themes[wardrobe.name]
    yield from _check_accent(theme, files, _accent(theme))
    shelf = sample_shelf(wardrobe, limit=0)
    door = RecordingDoor(shelf, files, Standing(shelf), None)
    for kind in _KINDS:
        sheets = find_sheets(door, theme.name, BUNDLES[kind])
        for scheme in _schemes(theme, sheets):
            yield from _check_scheme(scheme)


def _schemes(theme: Theme, sheets: tuple[ThemeFile, ...]) -> Iterator[_Scheme]:
    try:
        found = read_properties(sheets)
    except ContentError:  # told where sheets are checked
        return
    for name, properties in found.items():
        values = _token_values(theme) | {key: said.value for key, said in properties.items()}
        yield _Scheme(name, properties, Palette(values, name), f"themes/{theme.name}/")


def _accent(theme: Theme) -> Colour:
    token = theme.tokens.get("accent")
    return (parse_colour(token.default) if token else None) or BLACK


def _token_values(theme: Theme) -> dict[str, str]:
    """Return the custom properties that a brand's tokens arrive as."""
    values = {token.name: token.default for token in theme.tokens.values()}
    for token in theme.tokens.values():
        colour = parse_colour(token.default) if token.kind is TokenKind.COLOUR else None
        if colour is not None:
            values[f"{token.name}-ink"] = str(best_ink(colour))
            values[f"{token.name}-hue"] = f"{oklch_hue(colour):.1f}"
    return values


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


def _check_scheme(scheme: _Scheme) -> Iterator[Problem]:
    told: set[str] = set()
    for name, ground in _READ_UPON:
        if name == "sale" and "sale-ink" in scheme.properties:
            name = "sale-ink"  # the sheets take it where there is one
        if name not in scheme.properties or ground not in scheme.properties:
            continue
        above, below = scheme.palette.paint(name), scheme.palette.paint(ground)
        # What follows from a colour that was told already is mended with it.
        if told & (scheme.palette.names_in(name) | {ground}) - {name}:
            continue
        if above is None or below is None:
            unknown = name if above is None else ground
            told.add(unknown)
            yield _untold(scheme, unknown)
            continue
        seen = above.upon(below.colour)
        ratio = contrast(seen, below.colour)
        place = scheme.own_place(name, ground)
        if ratio < TEXT_CONTRAST:
            told.add(name)
            value = scheme.properties[name].value
            message = (
                f"in {scheme.name} --{name}, {quote(value)}, has a contrast of {_cut(ratio)} with --{ground}."
            )
            hint = f"Text wants {TEXT_CONTRAST:g}: make one of them lighter or darker."
            yield Problem(place, "contract-contrast", message, hint)


def _untold(scheme: _Scheme, name: str) -> Problem:
    value = scheme.properties[name].value
    message = f"the contrast of --{name} was not worked out, {quote(value)}: it is on trust."
    hint = f"To have it checked, write {_FORMS}."
    place = scheme.own_place(name)
    return Problem(place, "contract-contrast-unknown", message, hint, Severity.WARNING)


def _cut(ratio: float) -> float:
    """Return a ratio as it is told: cut, not rounded, since 4.46 is not 4.5."""
    return int(ratio * 10) / 10
