"""The one door through which pages read. `build` stands behind it and records each reading.

Nothing else may be read while a page is made: no file, no clock, no environment. What a page reads through
the door is what it depends on, so a later build can tell whether it has to be made again. Nouns that come
through the door are recorded attribute by attribute: a page that never looks at `brand.shipping` does not
depend on it. That is why the functions of `shop` take nouns as arguments and nouns have few methods.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shopgen.checkout.pay import Payment
from shopgen.shop.brand import Brand, BrandWords
from shopgen.shop.offering import Offering
from shopgen.shop.picture import RenderedPicture
from shopgen.shop.product import Product, ProductWords
from shopgen.shop.site import Site
from shopgen.shop.theme import Theme


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme: its bytes, and the path that problems name it by."""

    path: str
    data: bytes


class Door(Protocol):
    """What a page may read. Every call, and every attribute read of a noun, is recorded with its answer."""

    def site(self) -> Site:
        """Return the settings of the whole site."""
        ...

    def brands(self) -> tuple[str, ...]:
        """Return the slugs of the brands that are published, sorted."""
        ...

    def brand(self, brand: str) -> Brand:
        """Return a brand. Its words are read with `brand_words`."""
        ...

    def brand_words(self, brand: str, locale: str) -> BrandWords | None:
        """Return what a brand says in exactly this locale, or None."""
        ...

    def products(self, brand: str, limit: int | None = None) -> tuple[str, ...]:
        """Return the slugs of a brand's products, drafts left out, in the module's order, at most `limit`."""
        ...

    def product(self, brand: str, product: str) -> Product:
        """Return a product. Its words are read with `product_words`, its offers with `offerings`."""
        ...

    def product_words(self, brand: str, product: str, locale: str) -> ProductWords | None:
        """Return what a product says in exactly this locale, or None."""
        ...

    def offerings(
        self, brand: str, product: str, locale: str, at: datetime | None = None
    ) -> tuple[Offering, ...]:
        """Return what each variant, in the product's order, is offered for, in the locale's currency.

        Now, that is at the instant that is built for; or at another, which an offering has told of.
        """
        ...

    def payments(
        self, brand: str, product: str, locale: str, at: datetime | None = None
    ) -> tuple[Payment | None, ...]:
        """Return how each variant is paid for; None where it cannot be bought then, or by nobody."""
        ...

    def picture(self, brand: str, src: str) -> RenderedPicture:
        """Return what was made of one of a brand's originals (a path under `images/`)."""
        ...

    def theme(self, name: str) -> Theme:
        """Return a theme."""
        ...

    def theme_file(self, theme: str, path: str) -> ThemeFile | None:
        """Return a file of the first of the theme's layers that has it, or None: both are recorded."""
        ...
