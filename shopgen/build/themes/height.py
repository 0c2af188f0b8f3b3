"""Whether a theme's sheets make the module as high as they say, as far as that can be read off them.

What a browser makes of them is on trust: only a browser can say it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tinycss2

from shopgen.build.door import RecordingDoor, Standing, ThemeFiles
from shopgen.build.themes.own_files import OwnFiles
from shopgen.build.themes.sample import Wardrobe, sample_shelf
from shopgen.pages.door import ThemeFile
from shopgen.pages.sheets import text_of
from shopgen.pages.styles import ModuleHeight, find_sheets, read_module_height
from shopgen.problems import ContentError, Place, Problem

_SHEET = "static/css/list.css"
_PIXELS_PER_EM = 16
_HEIGHTS = ("block-size", "height")
_EM = re.compile(r"([\d.]+)em")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
# Which rules hold for the parts that lie one below the other, by their selectors.
_ROW = {":host": ":host", ".shop": ":host", ".top": ".top", ".list": ".list"}
_COLUMN = {**_ROW, ".is-column .list": ".list"}
_MOST_VARIABLES = 8


@dataclass(frozen=True, slots=True)
class _Declaration:
    selector: str
    name: str
    value: str
    path: str


def check_height(wardrobe: Wardrobe, own: OwnFiles) -> Iterator[Problem]:
    """Yield a height of the module that is not stated, or is another than the sheets' own lengths come to."""
    shelf, files = sample_shelf(wardrobe, limit=0), ThemeFiles(wardrobe.roots)
    door = RecordingDoor(shelf, files, Standing(shelf), None)
    try:
        stated = read_module_height(door, wardrobe.name)
        declarations = tuple(_declarations(find_sheets(door, wardrobe.name, ("module", "list"))))
    except ContentError:  # told where sheets are checked
        return
    if not (stated.row and stated.column):
        message = "the sheet does not say how high the module is, and hosts keep that room before it loads."
        hint = "Write :host { --reserved-height-row: 346px; --reserved-height-column: 346px }, in pixels."
        yield Problem(_place(own), "contract-height", message, hint)
    elif not any(said.selector == ".list" and said.name in _HEIGHTS for said in declarations):
        message = "no rule says how high .list is, so the module is as high as what is in it, and pages move."
        hint = "Copy the default theme's list.css and change it: .list { block-size: var(--list) }."
        yield Problem(_place(own), "contract-height", message, hint)
    else:
        yield from _check_sums(stated, declarations, own)


def _check_sums(
    stated: ModuleHeight, declarations: tuple[_Declaration, ...], own: OwnFiles
) -> Iterator[Problem]:
    for side, selectors in (("row", _ROW), ("column", _COLUMN)):
        height = _height(declarations, selectors)
        if height is not None and height != stated.of(side):
            message = (
                f"a module in a {side} is {height} px high by the sheets' own lengths: its header, the gap "
                f"and .list. {stated.of(side)} px are reserved for it."
            )
            hint = f"Write --reserved-height-{side}: {height}px in list.css, or change the lengths."
            yield Problem(_place(own), "contract-height", message, hint)


def _place(own: OwnFiles) -> Place:
    sheets = ("list", "after/list", "module", "after/module")
    own_sheets = own.folder.list("static/css", ".css")
    paths = [path for path in (f"static/css/{name}.css" for name in sheets) if path in own_sheets]
    return Place(own.folder.named(paths[0] if paths else "theme.yaml"))


def _declarations(files: tuple[ThemeFile, ...]) -> Iterator[_Declaration]:
    """Yield what holds at every width, in the order in which it does."""
    for file in files:
        for rule in tinycss2.parse_stylesheet(text_of(file), skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                for selector in tinycss2.serialize(rule.prelude).split(","):
                    for said in tinycss2.parse_blocks_contents(rule.content):
                        if said.type == "declaration":
                            value = tinycss2.serialize(said.value).strip()
                            yield _Declaration(" ".join(selector.split()), said.name, value, file.path)


def _height(declarations: tuple[_Declaration, ...], selectors: Mapping[str, str]) -> int | None:
    """Return the height in pixels at 16 pixels an em; None where it does not come of lengths in em alone."""
    said: dict[tuple[str, str], str] = {}
    for one in declarations:
        if one.selector in selectors:
            part = selectors[one.selector]
            if one.name == "margin":
                said[part, "margin-block-start"] = one.value.split()[0]
            said[part, "block-size" if one.name == "height" else one.name] = one.value
    parts = ((".top", "block-size"), (".list", "margin-block-start"), (".list", "block-size"))
    lengths = [_ems(said, part, said.get((part, name), "")) for part, name in parts]
    ems = [length for length in lengths if length is not None]
    return round(sum(ems) * _PIXELS_PER_EM) if len(ems) == len(lengths) else None


def _ems(said: Mapping[tuple[str, str], str], part: str, value: str) -> float | None:
    for _ in range(_MOST_VARIABLES):
        variable = _VARIABLE.fullmatch(value)
        if not variable:
            break
        value = said.get((part, variable[1]), said.get((":host", variable[1]), ""))
    found = _EM.fullmatch(value)
    return float(found[1]) if found else None
