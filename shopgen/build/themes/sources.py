"""A theme's own files, read without making a page of them: scripts, origins, sheets, and words."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from shopgen.build.door import RecordingDoor, Standing, ThemeFiles
from shopgen.build.themes.sample import Wardrobe, sample_shelf
from shopgen.build.themes.theme_folder import ThemeFolder
from shopgen.catalog.themes import CATALOG
from shopgen.pages.messages import read_messages
from shopgen.pages.sheets import parse_sheet
from shopgen.pages.styles import BUNDLES
from shopgen.pages.voice.words import read_interface_words
from shopgen.problems import ContentError, Place, Problem, nearest, quote
from shopgen.shop.text import fallbacks

ENGLISH = "en"
_SHEETS = frozenset(name for names in BUNDLES.values() for name in names)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_ADDRESS = r"""\s*=\s*["'](?:https?:)?//"""
# What a template may not have, by a pattern: what is wrong, and what to do instead.
_FORBIDDEN: Mapping[str, tuple[str, str]] = {
    r"<script\b(?![^>]*>\{\{\s*page\.)(?![^>]*\ssrc=\"\{\{\s*page\.)": (
        "the template has a script of its own",
        "Leave it out: a page has the default theme's script, and works without it.",
    ),
    r"(?<=\s)on[a-z]+\s*=\s*[\"']": (
        "the template has an inline handler, which the page's policy blocks",
        "Leave it out: what can be tapped is a link or a radio button.",
    ),
    r"(?<=\s)style\s*=\s*[\"']": (
        "the template has a style attribute, which the page's policy blocks",
        "Write a class here, and its rule into a style sheet.",
    ),
    r"(?:src|srcset|poster|data|action)" + _ADDRESS: (
        "the template asks another origin",
        "Put the file into the theme's static/ folder and write {{ asset('name.svg') }}.",
    ),
    r"<link\b[^>]*href" + _ADDRESS: (
        "the template links what is of another origin",
        "Put it into the theme: rules into static/css/, fonts and pictures into static/.",
    ),
    r"javascript:": ("the template has a javascript: address", "Write an address that a view gives you."),
}


def check_sources(wardrobe: Wardrobe, folder: ThemeFolder) -> Iterator[Problem]:
    """Yield what is wrong with a theme's own files."""
    yield from _check_scripts(folder)
    yield from _check_templates(folder)
    yield from _check_sheets(folder)
    yield from _check_words(wardrobe, folder)


def _check_scripts(folder: ThemeFolder) -> Iterator[Problem]:
    for path in folder.list("static", ".js", ".mjs"):
        if not folder.is_of_package:
            message = "the theme has a script of its own."
            hint = "Remove it: themes are templates, style sheets and pictures, so that they can be trusted."
            yield Problem(Place(folder.named(path), 1), "contract-script", message, hint)


def _check_templates(folder: ThemeFolder) -> Iterator[Problem]:
    for path in folder.list("templates", ".html"):
        text = _COMMENT.sub(_blank, folder.read(path).data.decode("utf-8", "replace"))
        for pattern, (what, hint) in _FORBIDDEN.items():
            for found in re.finditer(pattern, text, re.IGNORECASE):
                place = Place(folder.named(path), text.count("\n", 0, found.start()) + 1)
                yield Problem(place, "contract-template", f"{what}.", hint)


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _check_sheets(folder: ThemeFolder) -> Iterator[Problem]:
    for path in folder.list("static/css", ".css"):
        name = Path(path).stem
        if name not in _SHEETS or Path(path).parent.as_posix() not in ("static/css", "static/css/after"):
            guess = nearest(name, _SHEETS)
            hint = f"Did you mean {guess}.css?" if guess else f"There are: {', '.join(sorted(_SHEETS))}."
            message = f"no page has a sheet {quote(name)}, so nobody reads this one."
            yield Problem(Place(folder.named(path)), "contract-sheet", message, hint)
        try:
            yield from parse_sheet(folder.read(path)).problems
        except ContentError as error:
            yield from error.problems


def _check_words(wardrobe: Wardrobe, folder: ThemeFolder) -> Iterator[Problem]:
    """Yield catalogs that cannot be read, and sentences of the theme's templates that one does not say."""
    shelf = sample_shelf(wardrobe, limit=0)
    files = ThemeFiles(wardrobe.roots)
    door = RecordingDoor(shelf, files, Standing(shelf), None)
    languages = [tag for tag in door.theme(folder.name).languages if tag.partition("-")[0] != ENGLISH]
    said: dict[str, frozenset[str]] = {}
    for tag in languages:
        try:
            read_interface_words(door, folder.name, tag)
            said[tag] = _sentences(files, wardrobe, tag)
        except ContentError as error:
            yield from error.problems
    for path in folder.list("templates", ".html"):
        yield from _unsaid(folder, path, said)


def _unsaid(folder: ThemeFolder, path: str, said: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for message in read_messages(folder.read(path)):
        silent = [tag for tag, sentences in said.items() if message.sentence not in sentences]
        if silent:
            what = (
                f"{quote(message.sentence)} has no words in {', '.join(silent)}: shoppers there read English."
            )
            hint = f"Add it to {folder.named(f'locales/{silent[0]}/{CATALOG}')}, and so on."
            yield Problem(Place(folder.named(path), message.line), "contract-words", what, hint)


def _sentences(files: ThemeFiles, wardrobe: Wardrobe, tag: str) -> frozenset[str]:
    """Return what the catalogs of the theme and of those that it extends say in a language."""
    names = dict.fromkeys(found.replace("-", "_") for found in fallbacks(tag, ENGLISH) if found != ENGLISH)
    layers = wardrobe.themes[wardrobe.name].layers
    found = (files.find(layer, f"locales/{name}/{CATALOG}") for name in names for layer in layers)
    messages = (message for file in found if file for message in read_po(BytesIO(file.data)))
    return frozenset(_first(message.id) for message in messages if message.id and message.string)


def _first(said: str | list[str] | tuple[str, ...]) -> str:
    return said if isinstance(said, str) else said[0]
