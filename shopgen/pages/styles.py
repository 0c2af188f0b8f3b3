"""Style sheets and scripts of pages: the theme's files joined and minified, a brand's tokens in front."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import rjsmin
from markupsafe import Markup

from shopgen.pages.door import Door, ThemeFile
from shopgen.pages.element_rules import element_problems
from shopgen.pages.guest_sheets import sheet_for_hosts, without_unread
from shopgen.pages.markup import joined, script_text, style_text
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.sheets import Sheet, parse_sheet, text_of
from shopgen.problems import ContentError
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.colour import Colour, best_ink, parse_colour
from shopgen.shop.theme import Theme, Token, TokenKind

# Which of the theme's files a kind of page has, in this order. The module's sheet stands in its shadow root.
# What an included one says of the element itself, is embed.js's own to say where that makes the module.
BUNDLES: dict[str, tuple[str, ...]] = {
    "module": ("tokens", "cards", "module", "list"),
    "included module": ("host", "tokens", "cards", "module", "list"),
    "frame": ("tokens", "frame"),
    "shop": ("tokens", "page", "cards", "shop"),
    "checkout": ("tokens", "page", "cards", "checkout", "gallery", "buying", "reading"),
    "profile": ("tokens", "page", "profile"),
    "snippet": ("tokens", "page", "snippet"),
    "directory": ("tokens", "page", "directory"),
    "redirect": ("tokens", "page"),
}

SCRIPTS: dict[str, tuple[str, ...]] = {
    "shop": ("clock", "sheet", "shop"),
    "checkout": ("clock", "sheet", "checkout"),
}
"""The same for scripts, where it is not the one that is named like the kind."""

_LENGTH = re.compile(r"(?:0|\d{1,3}(?:\.\d{1,3})?(?:px|rem|em))")
_RESERVED_HEIGHT = re.compile(r"--reserved-height-(row|column):\s*(\d{2,4})px")


@dataclass(frozen=True, slots=True)
class ModuleHeight:
    """How much room a module needs, in CSS pixels at the default font size."""

    row: int = 0
    column: int = 0

    def of(self, direction: str) -> int:
        """Return the height for `row` or `column`."""
        return self.column if direction == "column" else self.row


def read_style(theme: PageTheme, kind: str, *rules: str) -> Markup:
    """Return the style sheet of a kind of page: tokens, the theme's files, then further rules.

    Raises:
        ContentError: a file of the theme cannot be used, or names a file that cannot.
    """
    own = (sheet.with_addresses(theme.asset) for sheet in _read_sheets(theme, kind))
    return _joined((_tokens_rule(theme), *own, *(style_text(rule, "") for rule in rules)))


def read_module_style(theme: PageTheme, kind: str, classes: frozenset[str], *rules: str) -> Markup:
    """Return the style sheet of a module that has these classes: `module`, or `included module`.

    It stands in pages of others, whose policies may allow no file: pictures travel in it.

    Raises:
        ContentError: a file of the theme cannot be used in pages of others, or names a file that cannot.
    """
    sheets = _read_sheets(theme, kind)
    _refuse_unfit(sheets)
    if kind == "module":
        _refuse_rules_of_element(theme)
    tokens = frozenset(theme.read().tokens)
    own = (
        _tokens_rule(theme),
        *(sheet.with_addresses(theme.inlined) for sheet in sheets),
    )
    style = without_unread("".join(sheet_for_hosts(text, tokens, classes) for text in own))
    return joined(style_text(text, "") for text in (style, *rules))


def find_sheets(door: Door, theme: str, names: tuple[str, ...]) -> tuple[ThemeFile, ...]:
    """Return a theme's sheets of these names, then those in `after/`, in the order in which they hold."""
    own = (door.theme_file(theme, f"static/css/{name}.css") for name in names)
    additions = (
        door.theme_file(layer, f"static/css/after/{name}.css")
        for layer in reversed(door.theme(theme).layers)
        for name in names
    )
    # A theme that has none answers with what it extends has: each sheet counts where it is met first.
    return tuple(dict.fromkeys(file for file in (*own, *additions) if file is not None))


def read_script(theme: PageTheme, kind: str) -> Markup:
    """Return the script of a kind of page, empty if the theme has none."""
    files = _read_files(theme, [f"static/js/{name}.js" for name in SCRIPTS.get(kind, (kind,))])
    return _minified_javascript(files)


def read_module_height(door: Door, theme: str) -> ModuleHeight:
    """Return the room that the theme's module needs, as its `list.css` states it."""
    file = door.theme_file(theme, "static/css/list.css")
    return _module_height(file) if file else ModuleHeight()


def accent_of(theme: Theme, choice: ThemeChoice) -> str:
    """Return the brand's accent as `#rrggbb`, empty where the theme has none."""
    token = theme.tokens.get("accent")
    return _token_value(token, choice.tokens.get("accent")) if token else ""


@lru_cache(maxsize=64)
def _joined(parts: tuple[Markup, ...]) -> Markup:
    """Return the same text each time, whose hash is known then."""
    return joined(parts)


def _read_sheets(theme: PageTheme, kind: str) -> list[Sheet]:
    return [parse_sheet(file) for file in find_sheets(theme.door, theme.choice.name, BUNDLES[kind])]


def _read_files(theme: PageTheme, paths: list[str]) -> tuple[ThemeFile, ...]:
    found = (theme.file(path) for path in paths)
    return tuple(file for file in found if file is not None)


def _refuse_unfit(sheets: list[Sheet]) -> None:
    problems = [problem for sheet in sheets for problem in sheet.unfit_for_hosts]
    if problems:
        raise ContentError(problems)


def _refuse_rules_of_element(theme: PageTheme) -> None:
    files = find_sheets(theme.door, theme.choice.name, BUNDLES["module"])
    problems = [problem for file in files for problem in element_problems(file)]
    if problems:
        raise ContentError(problems)


@lru_cache(maxsize=256)
def _minified_javascript(files: tuple[ThemeFile, ...]) -> Markup:
    return joined(script_text(rjsmin.jsmin(text_of(file)), file.path) for file in files)


@lru_cache(maxsize=64)
def _module_height(file: ThemeFile) -> ModuleHeight:
    return ModuleHeight(**{side: int(px) for side, px in _RESERVED_HEIGHT.findall(text_of(file))})


def _tokens_rule(theme: PageTheme) -> Markup:
    chosen = theme.choice.tokens
    declarations = (
        _declarations(token.name, token.kind, _token_value(token, chosen.get(token.name)))
        for token in theme.read().tokens.values()
    )
    return style_text(f":root,:host{{{';'.join(declarations)}}}", "theme.yaml")


@lru_cache(maxsize=1024)
def _declarations(name: str, kind: TokenKind, value: str) -> str:
    colour = parse_colour(value) if kind is TokenKind.COLOUR else None
    if colour is None:
        return f"--{name}:{value}"
    return f"--{name}:{value};--{name}-ink:{best_ink(colour)};--{name}-hue:{oklch_hue(colour):.1f}"


def _token_value(token: Token, value: str | None) -> str:
    """Return what the style sheet gets: the brand's value where it fits the token, else the default."""
    if token.kind is TokenKind.CHOICE:
        return token.choices.get(value or token.default, token.choices.get(token.default, ""))
    if value is None:
        return token.default
    fits = parse_colour(value) if token.kind is TokenKind.COLOUR else _LENGTH.fullmatch(value)
    return value if fits else token.default


def oklch_hue(colour: Colour) -> float:
    """Return a colour's hue in OKLCH, in degrees (B. Ottosson, "A perceptual color space", 2020)."""
    red, green, blue = (_linear(channel / 255) for channel in (colour.red, colour.green, colour.blue))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return math.degrees(math.atan2(b, a)) % 360


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
