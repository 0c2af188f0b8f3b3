"""A theme's own files, read without making a page of them: scripts, origins, sheets, and words."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from shopgen.build.door import RecordingDoor, Standing, ThemeFiles
from shopgen.build.themes.page_faults import NO_SCRIPT, OWN_SCRIPT
from shopgen.build.themes.sample import HOST, Wardrobe, sample_shelf
from shopgen.build.themes.tag_faults import FILLED_IN, tag_faults
from shopgen.build.themes.theme_folder import ThemeFolder
from shopgen.catalog.themes import CATALOG
from shopgen.pages.messages import read_messages
from shopgen.pages.page_theme import SVG_HINT
from shopgen.pages.sheets import parse_sheet
from shopgen.pages.styles import BUNDLES
from shopgen.pages.svg import svg_fault
from shopgen.pages.voice.words import read_interface_words, read_sentences
from shopgen.problems import ContentError, Place, Problem, nearest, quote
from shopgen.verify.tags import find_tags

ENGLISH = "en"
_SHEETS = frozenset(name for names in BUNDLES.values() for name in names)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_DECIDED = re.compile(r"\{%.*?%\}", re.DOTALL)
_SCRIPT = re.compile(
    r"<(script)\b(?![^>]*>\{\{\s*page\.[a-z_.]+\s*\}\}</)(?![^>]*\ssrc=\"\{\{\s*page\.)"
    r"|<(style)\b(?![^>]*>\{\{\s*page\.[a-z_.]+\s*\}\}</)",
    re.IGNORECASE,
)
_REDIRECT = "templates/redirect.html"


def check_sources(wardrobe: Wardrobe, folder: ThemeFolder) -> Iterator[Problem]:
    """Yield what is wrong with a theme's own files."""
    yield from _check_scripts(folder)
    yield from _check_pictures(folder)
    yield from _check_templates(folder)
    yield from _check_sheets(folder)
    yield from _check_words(wardrobe, folder)


def _check_pictures(folder: ThemeFolder) -> Iterator[Problem]:
    for path in folder.list("static", ".svg"):
        fault = svg_fault(folder.read(path))
        if fault:
            yield Problem(Place(folder.named(path)), "contract-script", f"the picture {fault}.", SVG_HINT)


def _check_scripts(folder: ThemeFolder) -> Iterator[Problem]:
    for path in folder.list("static", ".js", ".mjs"):
        if not folder.is_of_package:
            message = "the theme has a script of its own."
            hint = "Remove it: themes are templates, style sheets and pictures, so that they can be trusted."
            yield Problem(Place(folder.named(path), 1), "contract-script", message, hint)


def _check_templates(folder: ThemeFolder) -> Iterator[Problem]:
    """Yield what stands in templates, whether or not the sample makes them write it."""
    for path in folder.list("templates", ".html"):
        text = _COMMENT.sub(_blank, folder.read(path).data.decode("utf-8", "replace"))
        for found in _SCRIPT.finditer(text):
            place = Place(folder.named(path), text.count("\n", 0, found.start()) + 1)
            yield _own_element(place, (found[1] or found[2]).lower())
        try:
            for tag in find_tags(_FILLED_IN.sub(_filled_in, _DECIDED.sub(_blank, text))):
                for fault in tag_faults(tag, HOST, may_lead_on=path == _REDIRECT):
                    yield Problem(Place(folder.named(path), tag.line), fault.code, fault.message, fault.hint)
        except ValueError as error:
            message = f"{error}."
            yield Problem(Place(folder.named(path)), "contract-template", message, "Close each tag.")


def _own_element(place: Place, name: str) -> Problem:
    if name == "script":
        return Problem(place, "contract-script", OWN_SCRIPT, NO_SCRIPT)
    message = "the template has a style sheet of its own, which the page's policy blocks."
    return Problem(place, "contract-template", message, "Write its rules into a sheet in static/css/.")


def _blank(piece: re.Match[str]) -> str:
    return " " + "\n" * piece[0].count("\n")


def _filled_in(piece: re.Match[str]) -> str:
    return FILLED_IN + "\n" * piece[0].count("\n")


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
    door = RecordingDoor(shelf, ThemeFiles(wardrobe.roots), Standing(shelf), None)
    languages = [tag for tag in door.theme(folder.name).languages if tag.partition("-")[0] != ENGLISH]
    said: dict[str, frozenset[str]] = {}
    for tag in languages:
        try:
            read_interface_words(door, folder.name, tag)
            said[tag] = frozenset(read_sentences(door, folder.name, tag))
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
