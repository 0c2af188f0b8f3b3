"""What a theme makes of the sample: whether every page can be made, has what it must have, and is light."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

from shopgen.build.door import Shelf
from shopgen.build.themes.blocks import check_blocks
from shopgen.build.themes.marks import MARK, MarkedFiles
from shopgen.build.themes.own_files import OwnFiles
from shopgen.build.themes.page_faults import Fault, Surroundings, find_faults
from shopgen.build.themes.page_tree import parse_page
from shopgen.build.themes.sample import DRESSED_COUNT, HOST, SLUG, Wardrobe, sample_shelf
from shopgen.build.themes.sample_pages import SamplePages, render_sample
from shopgen.build.themes.spoken import LANGUAGE, KnownWords, find_unspoken, texts_in
from shopgen.digests import csp_hash
from shopgen.pages.messages import read_messages
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.sheets import minified, text_of
from shopgen.pages.styles import BUNDLES, read_script
from shopgen.pages.voice.words import read_sentences
from shopgen.problems import Place, Problem
from shopgen.shop.brand import ThemeChoice
from shopgen.verify.tags import find_tags

MODULE_LIMIT = 4_800
CHECKOUT_LIMIT = 16_500
"""Bytes, as gzip (level 9) packs them: with Brotli that is some 4 and 14 KB."""

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def check_rendered(wardrobe: Wardrobe, own: OwnFiles) -> Iterator[Problem]:
    """Yield what is wrong with the pages that a theme makes of a made-up brand in every state."""
    files = own.files
    full, *others = (render_sample(shelf, files) for shelf in _shelves(wardrobe))
    for pages in (full, *others):
        yield from (own.told_of_own(problem) for problem in pages.problems)
        yield from _check_pages(pages, own)
    if not full.problems:
        yield from check_blocks(full, own)
        dressed = render_sample(sample_shelf(wardrobe, limit=DRESSED_COUNT), files)
        yield from _check_weights(dressed, own)


def _shelves(wardrobe: Wardrobe) -> Iterator[Shelf]:
    """Yield the sample in full, then where there is little, and where the module is a column."""
    yield sample_shelf(wardrobe)
    for limit in (0, 1, 2):
        yield sample_shelf(wardrobe, limit=limit)
    yield sample_shelf(wardrobe, plain=True)
    yield sample_shelf(wardrobe, direction="column")


def _check_pages(pages: SamplePages, own: OwnFiles) -> Iterator[Problem]:
    """Yield what pages have that they may not, with the lines of the templates that write it."""
    found = {path: faults for path, faults in _find_all(pages, own).items() if faults}
    if not found:
        return
    files = MarkedFiles(own.files.roots)
    marked = render_sample(pages.shelf, files)
    for path, faults in found.items():
        marks = _Marks(marked.texts.get(path, ""), files.places)
        for fault in faults:
            yield Problem(_place(fault, marks, own), fault.code, fault.message, fault.hint)


def _find_all(pages: SamplePages, own: OwnFiles) -> Mapping[str, tuple[Fault, ...]]:
    around = _surroundings(pages, own)
    known = _known_words(pages, own)
    return {
        path: (
            *find_faults(path, html, around),
            *(find_unspoken(html, known) if known and path.startswith(f"{SLUG}/{LANGUAGE}/") else ()),
        )
        for path, html in pages.texts.items()
    }


def _surroundings(pages: SamplePages, own: OwnFiles) -> Surroundings:
    theme = PageTheme(pages.door, ThemeChoice(own.theme.name), "", str)
    hashes = frozenset(csp_hash(read_script(theme, kind)) for kind in BUNDLES)
    names = frozenset(path.rpartition("/")[2] for path in pages.files if path.endswith(".js"))
    return Surroundings(HOST, hashes, names, pages.redirects)


def _known_words(pages: SamplePages, own: OwnFiles) -> KnownWords | None:
    """Return the texts of the sample and of the catalogs in its language; None where the theme has none."""
    if LANGUAGE not in own.theme.languages:
        return None
    one = pages.shelf.brands[SLUG]
    sources = (pages.shelf.site, one.brand, *one.products.values())
    translated = read_sentences(pages.door, own.theme.name, LANGUAGE).values()
    # What is said through _() and has no translation yet is told where catalogs are checked.
    templates = map(own.folder.read, own.folder.list("templates", ".html"))
    said = (message.sentence for file in templates for message in read_messages(file))
    return KnownWords.of(frozenset(texts_in(sources)), frozenset((*translated, *said)))


class _Marks:
    """Where the tags and the elements of a page were written."""

    def __init__(self, html: str, places: list[Place]) -> None:
        self._tags = [next(iter(tag.values(MARK)), "") for tag in find_tags(html)]
        self._elements = [node.attributes.get(MARK, "") for node in parse_page(html).nodes()]
        self._places = places

    def place(self, fault: Fault) -> Place | None:
        """Return the place of the tag that a fault is at, or of the nearest before it that has one."""
        at, marks = (fault.tag, self._tags) if fault.tag is not None else (fault.element, self._elements)
        before = marks[: at + 1] if at is not None else []
        mark = next((mark for mark in reversed(before) if mark.isdigit()), "")
        return self._places[int(mark)] if mark and int(mark) < len(self._places) else None


def _place(fault: Fault, marks: _Marks, own: OwnFiles) -> Place:
    literal = own.place_of_text(fault.text) if fault.text else own.place_of_imbalance(*fault.unbalanced)
    if literal is not None:
        return literal
    place = marks.place(fault)
    return place if place is not None and own.has(place.path) else own.place_of_override(fault.text)


def _check_weights(pages: SamplePages, own: OwnFiles) -> Iterator[Problem]:
    heaviest = max((html for path, html in pages.texts.items() if _is_checkout(path)), key=_weight)
    for name, html, limit, kind in (
        (f"a module of {DRESSED_COUNT} products", pages.texts[f"{SLUG}/module.html"], MODULE_LIMIT, "module"),
        ("a checkout page", heaviest, CHECKOUT_LIMIT, "checkout"),
    ):
        weight = _weight(html)
        if weight > limit:
            message = f"{name} has {weight:,} bytes packed, more than {limit:,}."
            style = sum(_weight(found) for found in _STYLE.findall(html))
            hint = f"Its style sheet alone has {style:,}: replace sheets rather than add to them."
            yield Problem(_heaviest_sheet(own, BUNDLES[kind]), "contract-weight", message, hint)


def _heaviest_sheet(own: OwnFiles, names: Iterable[str]) -> Place:
    """Return which of the theme's own sheets of a kind of page weighs most; a template where it has none."""
    paths = {f"static/css/{folder}{name}.css" for name in names for folder in ("", "after/")}
    sheets = [own.folder.read(path) for path in own.folder.list("static/css", ".css") if path in paths]
    if not sheets:
        return own.place_of_override()
    return Place(max(sheets, key=lambda sheet: _weight(minified(text_of(sheet)))).path)


def _is_checkout(path: str) -> bool:
    folders = path.split("/")
    return len(folders) == 3 and folders[1] not in ("frame", "profile", "ar", "ja")


def _weight(text: str) -> int:
    packer = zlib.compressobj(9, wbits=31)
    return len(packer.compress(text.encode()) + packer.flush())
