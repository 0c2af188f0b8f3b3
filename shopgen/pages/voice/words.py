"""Words: the interface's from gettext catalogs, and which of a brand's own words a page shows.

What a page says in its own voice is an English sentence that a catalog of the theme translates:
`locales/<language>/LC_MESSAGES/shopgen.po`. What a brand says comes in the locale it was written in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Generic, TypeVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser
from markupsafe import Markup, escape

from shopgen.pages.door import Door, ThemeFile
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.formats import direction
from shopgen.pages.voice.placeholders import placeholder_problems
from shopgen.problems import ContentError, Place, Problem
from shopgen.shop.brand import BrandWords
from shopgen.shop.product import ProductWords
from shopgen.shop.text import fallbacks

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)

V = TypeVar("V")
W = TypeVar("W")

# Controls, and those that turn the direction of what follows: one left open would mirror a price beside it.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class InterfaceWords:
    """What the interface says in one `language`; a sentence that no catalog has stays English."""

    def __init__(self, translations: NullTranslations, language: str) -> None:
        self._translations = translations
        self.language = language

    def gettext(self, message: str, /, **values: object) -> str:
        """Return the sentence in this language, its `%(name)s` filled in."""
        translated = self._translations.gettext(message)
        return translated % values if values else translated

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form of the sentence that this language has for a number of things."""
        translated = self._translations.ngettext(singular, plural, n)
        return translated % values if values else translated

    def gettext_markup(self, message: str, /, **values: object) -> Markup:
        """Return the sentence for a template: escaped, and so is each value that is no markup itself."""
        translated = escape(self._translations.gettext(message))
        return translated % values if values else translated

    def ngettext_markup(self, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        """Return the form for a number of things for a template."""
        translated = escape(self._translations.ngettext(singular, plural, n))
        return translated % values if values else translated


def read_interface_words(door: Door, theme: str, locale: str) -> InterfaceWords:
    """Return the interface's words for a locale: those of `fr-CA`, else of `fr`, else English.

    What a theme's own catalog does not say, those of the themes that it extends may.

    Raises:
        ContentError: a catalog of the theme cannot be read.
    """
    layers = door.theme(theme).layers
    for tag in fallbacks(locale, "en"):
        path = f"locales/{tag.replace('-', '_')}/LC_MESSAGES/shopgen.po"
        found = dict.fromkeys(door.theme_file(layer, path) for layer in layers)
        files = tuple(file for file in found if file is not None)
        if files:
            return _interface_words(files, tag)
    return _ENGLISH


_ENGLISH = InterfaceWords(NullTranslations(), "en")


@lru_cache(maxsize=64)
def _interface_words(files: tuple[ThemeFile, ...], language: str) -> InterfaceWords:
    best, *others = (_parse_catalog(file) for file in files)
    for other in others:
        best.add_fallback(other)
    return InterfaceWords(best, language)


def read_sentences(door: Door, theme: str, language: str) -> dict[str, str]:
    """Return what the catalogs of a theme and of those that it extends say in a language, by the English."""
    said: dict[str, str] = {}
    for tag in (tag for tag in fallbacks(language, "en") if tag != "en"):
        for layer in reversed(door.theme(theme).layers):
            file = door.theme_file(layer, f"locales/{tag.replace('-', '_')}/LC_MESSAGES/shopgen.po")
            messages = _read_catalog(file, abort_invalid=False) if file else ()
            said |= {_singular(m.id): _singular(m.string) for m in messages if m.id and m.string}
    return said


def _singular(said: str | list[str] | tuple[str, ...]) -> str:
    return said if isinstance(said, str) else said[0]


def _read_catalog(file: ThemeFile, *, abort_invalid: bool) -> Catalog:
    # `read_po` dates a catalog by the clock, and the translation of "" says that date.
    catalog = Catalog(creation_date=_UNDATED)
    PoFileParser(catalog, abort_invalid=abort_invalid).parse(BytesIO(file.data))
    return catalog


def _parse_catalog(file: ThemeFile) -> GNUTranslations:
    compiled = BytesIO()
    try:
        catalog = _read_catalog(file, abort_invalid=True)
        write_mo(compiled, catalog)
        translations = GNUTranslations(BytesIO(compiled.getvalue()))
    except (PoFileError, ValueError, LookupError, TypeError) as error:
        message = f"the catalog is not a gettext file: {str(error).rstrip('.')}."
        hint = "Write it with a gettext editor, or see the default theme's."
        raise ContentError([Problem(Place(file.path), "catalog", message, hint)]) from error
    problems = [problem for message in catalog for problem in placeholder_problems(file.path, message)]
    if problems:
        raise ContentError(problems)
    return translations


@dataclass(frozen=True, slots=True)
class Spoken(Generic[W]):
    """What there is of someone's words for a page in `lang`: with their own locales, best first."""

    lang: str
    chain: tuple[tuple[str, W], ...]

    def first(self, pick: Callable[[W], V]) -> tuple[str, V] | None:
        """Return the best that there is of one kind and the locale it is in, or None."""
        for tag, words in self.chain:
            value = pick(words)
            if value:
                return tag, value
        return None

    def find(self, pick: Callable[[W], str]) -> WordsView | None:
        """Return the best words that there are of one kind, or None."""
        found = self.first(pick)
        return words_view(found[1], found[0], self.lang) if found else None

    def say(self, pick: Callable[[W], str], otherwise: str) -> WordsView:
        """Return the best words that there are of one kind, else a name in no particular language."""
        return self.find(pick) or WordsView(clean(otherwise))


def read_product_words(
    door: Door, brand: str, product: str, locale: str, base: str, lang: str
) -> Spoken[ProductWords]:
    """Return what a product says in a locale, best first, for a page in `lang`."""
    tags = fallbacks(locale, base)
    found = ((tag, door.product_words(brand, product, tag)) for tag in tags)
    return Spoken(lang, tuple((tag, words) for tag, words in found if words is not None))


def read_brand_words(door: Door, brand: str, locale: str, base: str, lang: str) -> Spoken[BrandWords]:
    """Return what a brand says in a locale, best first, for a page in `lang`."""
    found = ((tag, door.brand_words(brand, tag)) for tag in fallbacks(locale, base))
    return Spoken(lang, tuple((tag, words) for tag, words in found if words is not None))


@lru_cache(maxsize=4096)  # a page asks for its title a dozen times, and all pages for the same few values
def words_view(text: str, tag: str, lang: str) -> WordsView:
    """Return words for a page in `lang`, with their own language only where it is another."""
    if is_spoken_in(tag, lang):
        return WordsView(clean(text))
    other_way = direction(tag) if direction(tag) != direction(lang) else ""
    return WordsView(clean(text), tag, other_way)


def is_spoken_in(tag: str, locale: str) -> bool:
    """Return whether words of a language, such as `fr`, are words of a locale, such as `fr-CA`."""
    return tag == locale or locale.startswith(f"{tag}-")


def clean(text: str) -> str:
    """Return words without the characters that say nothing and change how their surroundings are read."""
    return text if text.isascii() and text.isprintable() else _UNSPEAKABLE.sub("", text)
