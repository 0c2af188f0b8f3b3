"""The door that pages read through, with the shelf behind it: what one brand's pages may need.

`RecordingDoor` answers from a `Shelf` and records each answer in a `Trace`. Nouns are handed out wrapped: a
page sees an ordinary `Brand` or `Product`, and each attribute that it reads is a reading of its own. `answer`
does a recorded reading again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from shopgen.build.payments import payments_for
from shopgen.build.trace import Reading, Trace
from shopgen.checkout.pay import Payment
from shopgen.pages.door import ThemeFile
from shopgen.shop.brand import Brand, BrandWords, module_order, shown_currency
from shopgen.shop.offering import Offering, offering_at
from shopgen.shop.picture import RenderedPicture
from shopgen.shop.product import Product, ProductWords
from shopgen.shop.site import Site
from shopgen.shop.theme import Theme

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class BrandShelf:
    """All there is of one brand: products by slug without drafts, pictures by their `src`."""

    brand: Brand
    products: Mapping[str, Product]
    pictures: Mapping[str, RenderedPicture]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that stands behind the door: the site, some brands, themes, and the instant that is built for.

    `theme_roots` are the folders that have themes in them, in the order to look in. `published` are all
    brands of the site, also those that are not on this shelf.
    """

    site: Site
    brands: Mapping[str, BrandShelf]
    published: tuple[str, ...]
    themes: Mapping[str, Theme]
    theme_roots: tuple[Path, ...]
    at: datetime


class _Seen:
    """A noun whose attributes are recorded as they are read.

    What was read once is an attribute of its own from then on: a page reads most of them several times.
    """

    def __init__(self, noun: Any, trace: Trace, of: Reading) -> None:
        self._noun, self._trace, self._of = noun, trace, of

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._noun, name)
        self._trace.record((*self._of, name), value)
        self.__dict__[name] = value
        return value


class ThemeFiles:
    """The files of themes, each read once: absent ones are remembered as well."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self._files: dict[tuple[str, str], ThemeFile | None] = {}

    def find(self, theme: str, path: str) -> ThemeFile | None:
        """Return a theme's own file, or None."""
        key = (theme, path)
        if key not in self._files:
            self._files[key] = self._load(theme, path)
        return self._files[key]

    def _load(self, theme: str, path: str) -> ThemeFile | None:
        for root in self.roots:
            folder = root / theme
            if not (folder / "theme.yaml").is_file():
                continue
            file = (folder / path).resolve()
            inside = file.is_relative_to(folder.resolve()) and file.is_file()
            return ThemeFile(f"themes/{theme}/{path}", file.read_bytes()) if inside else None
        return None


class Standing:
    """What offers are at an instant, mostly that of the build: worked out once for all pages that ask."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._offerings: dict[tuple[str, str, str, datetime], tuple[Offering, ...]] = {}

    def offerings(self, brand: str, product: str, locale: str, at: datetime) -> tuple[Offering, ...]:
        """Return what each variant is offered for then, in the locale's currency."""
        key = (brand, product, locale, at)
        if key not in self._offerings:
            shelf = self._shelf.brands[brand]
            noun = shelf.products[product]
            currency = shown_currency(locale, noun.currency, shelf.brand.currencies)
            self._offerings[key] = tuple(
                offering_at(variant.offer, currency, at) for variant in noun.variants
            )
        return self._offerings[key]


class RecordingDoor:
    """What `shopgen.pages.door.Door` describes. Without a trace nothing is recorded: it takes time."""

    def __init__(self, shelf: Shelf, files: ThemeFiles, standing: Standing, trace: Trace | None) -> None:
        self._shelf, self._files, self._standing, self._trace = shelf, files, standing, trace

    def site(self) -> Site:
        """Return the settings of the whole site."""
        return self._wrapped(self._shelf.site, "site")

    def brands(self) -> tuple[str, ...]:
        """Return the slugs of the brands that are published, sorted."""
        return self._recorded(self._shelf.published, "brands")

    def brand(self, brand: str) -> Brand:
        """Return a brand."""
        return self._wrapped(self._shelf.brands[brand].brand, "brand", brand)

    def brand_words(self, brand: str, locale: str) -> BrandWords | None:
        """Return what a brand says in exactly this locale, or None."""
        return self._words(self._shelf.brands[brand].brand.words.get(locale), "brand-words", brand, locale)

    def products(self, brand: str, limit: int | None = None) -> tuple[str, ...]:
        """Return the slugs of a brand's products in the module's order, at most `limit`."""
        shelf = self._shelf.brands[brand]
        slugs = module_order(shelf.brand.module.order, tuple(shelf.products))[:limit]
        return self._recorded(slugs, "products", brand, "" if limit is None else str(limit))

    def product(self, brand: str, product: str) -> Product:
        """Return a product."""
        return self._wrapped(self._product(brand, product), "product", brand, product)

    def product_words(self, brand: str, product: str, locale: str) -> ProductWords | None:
        """Return what a product says in exactly this locale, or None."""
        words = self._product(brand, product).words.get(locale)
        return self._words(words, "product-words", brand, product, locale)

    def offerings(
        self, brand: str, product: str, locale: str, at: datetime | None = None
    ) -> tuple[Offering, ...]:
        """Return what each variant is offered for at the instant that is built for, or at another."""
        found = self._standing.offerings(brand, product, locale, at or self._shelf.at)
        return self._recorded(found, "offerings", brand, product, locale, _written(at))

    def payments(
        self, brand: str, product: str, locale: str, at: datetime | None = None
    ) -> tuple[Payment | None, ...]:
        """Return how each variant is paid for at the instant that is built for, or at another."""
        shelf = self._shelf.brands[brand]
        offerings = self._standing.offerings(brand, product, locale, at or self._shelf.at)
        found = payments_for(self._shelf.site, shelf.brand, self._product(brand, product), locale, offerings)
        payments = tuple(payment if isinstance(payment, Payment) else None for payment in found)
        return self._recorded(payments, "payments", brand, product, locale, _written(at))

    def picture(self, brand: str, src: str) -> RenderedPicture:
        """Return what was made of one of a brand's originals."""
        return self._recorded(self._shelf.brands[brand].pictures[src], "picture", brand, src)

    def theme(self, name: str) -> Theme:
        """Return a theme."""
        return self._wrapped(self._shelf.themes[name], "theme", name)

    def theme_file(self, theme: str, path: str) -> ThemeFile | None:
        """Return a file of the first of the theme's layers that has it, or None."""
        for layer in self._shelf.themes[theme].layers:
            file = self._recorded(self._files.find(layer, path), "theme-file", layer, path)
            if file is not None:
                return file
        return None

    def answer(self, reading: Reading) -> Any:
        """Return what a recorded reading sees now.

        Raises:
            LookupError, AttributeError: what it was asked of is not there any more.
        """
        match reading:
            case ("site", name):
                return getattr(self._shelf.site, name)
            case ("brand", brand, name):
                return getattr(self._shelf.brands[brand].brand, name)
            case ("product", brand, product, name):
                return getattr(self._product(brand, product), name)
            case ("brands",):
                return self.brands()
            case ("brand-words", brand, locale, *names):
                return _said(self._shelf.brands[brand].brand.words.get(locale), *names)
            case ("products", brand, limit):
                return self.products(brand, int(limit) if limit else None)
            case ("product-words", brand, product, locale, *names):
                return _said(self._product(brand, product).words.get(locale), *names)
            case ("offerings", brand, product, locale, at):
                return self.offerings(brand, product, locale, _read(at))
            case ("payments", brand, product, locale, at):
                return self.payments(brand, product, locale, _read(at))
            case ("picture", brand, src):
                return self.picture(brand, src)
            case ("theme", theme, name):
                return getattr(self._shelf.themes[theme], name)
            case ("theme-file", layer, path):
                return self._files.find(layer, path)
        raise LookupError(reading)

    def _product(self, brand: str, product: str) -> Product:
        return self._shelf.brands[brand].products[product]

    def _words(self, words: Noun | None, *of: str) -> Noun | None:
        """Hand out words, of which a page depends on those that it reads, and on whether there are any."""
        self._recorded(_said(words), *of)
        return None if words is None else self._wrapped(words, *of)

    def _recorded(self, value: Noun, *reading: str) -> Noun:
        if self._trace is not None:
            self._trace.record(reading, value)
        return value

    def _wrapped(self, noun: Noun, *of: str) -> Noun:
        return noun if self._trace is None else cast("Noun", _Seen(noun, self._trace, of))


def _said(words: Any, name: str = "") -> Any:
    """Return what words say under a name, or, without one, whether there are any: None where not."""
    return getattr(words, name) if name else None if words is None else True


def _written(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _read(at: str) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
