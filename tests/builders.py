"""Builders: a brand and its products for tests, each with the one value changed that a test is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from shopgen.checkout.pay import Payment, PayVerb
from shopgen.digests import name_hash
from shopgen.pages.door import ThemeFile
from shopgen.shop.brand import Brand, BrandWords, Policies, module_order, shown_currency
from shopgen.shop.money import Money
from shopgen.shop.offering import Offering, offering_at
from shopgen.shop.picture import Picture, PictureFormat, RenderedPicture, Rendition
from shopgen.shop.product import Offer, Option, Product, ProductWords, Variant
from shopgen.shop.site import Site
from shopgen.shop.text import Prose
from shopgen.shop.theme import Theme, Token, TokenKind

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
THEMES = Path(__file__).parents[1] / "themes"


def euros(amount: str) -> Money:
    """Return an amount in euros."""
    return Money(Decimal(amount), "EUR")


def make_offer(price: str = "24.00", **changes: Any) -> Offer:
    """Return an offer in euros that can be bought."""
    return replace(Offer(prices=(euros(price),)), **changes)


def make_variant(id: str = "mug", price: str = "24.00", **changes: Any) -> Variant:  # noqa: A002
    """Return a variant without options."""
    return replace(Variant(id=id, offer=make_offer(price), sku=id.upper()), **changes)


def make_picture(src: str = "mug.jpg", alt: str = "A white mug", **changes: Any) -> Picture:
    """Return a picture."""
    return replace(Picture(src, alt), **changes)


def make_words(title: str = "Enamel mug", **changes: Any) -> ProductWords:
    """Return a product's words."""
    words = ProductWords(
        title=title, summary="Keeps the sea out.", body=Prose(("<p>White, with a rim.</p>",))
    )
    return replace(words, **changes)


def make_product(slug: str = "mug", **changes: Any) -> Product:
    """Return a product with one variant and one picture."""
    words = changes.pop("words", {"en-GB": make_words()})
    product = Product(
        slug=slug,
        id=slug,
        currency="EUR",
        variants=(make_variant(slug),),
        words=words,
        pictures=(make_picture(f"{slug}.jpg"),),
    )
    return replace(product, **changes)


def make_shirt(slug: str = "shirt", **changes: Any) -> Product:
    """Return a product in two sizes and two colours; the large ones cost more."""
    sizes, colours = ("S", "L"), ("white", "black")
    variants = tuple(
        make_variant(
            f"{slug}-{size}-{colour}".lower(),
            "30.00" if size == "L" else "28.00",
            options={"size": size, "colour": colour},
        )
        for size in sizes
        for colour in colours
    )
    options = (Option("size", sizes), Option("colour", colours))
    return make_product(
        slug, **{"variants": variants, "options": options, "words": {"en-GB": make_words("Shirt")}, **changes}
    )


def make_brand(**changes: Any) -> Brand:
    """Return a brand with one locale."""
    words = BrandWords(
        name="Fjord Supply",
        description="Things for cold water.",
        module_title="Shop",
        seller="Fjord Supply AS",
    )
    brand = Brand(
        slug="fjord",
        currency="EUR",
        locale="en-GB",
        locales=("en-GB",),
        words={"en-GB": words},
        handle="@fjordsupply",
        timezone="Europe/Paris",
        policies=Policies(contact="hello@fjord.example", returns="https://fjord.example/returns"),
    )
    return replace(brand, **changes)


@lru_cache(maxsize=1024)
def make_rendered(src: str, width: int = 1600, height: int = 2000) -> RenderedPicture:
    """Return what would have been made of a picture, with names that hash its source."""
    stem = src.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    formats = (PictureFormat.AVIF, PictureFormat.WEBP, PictureFormat.JPEG)
    renditions = tuple(
        Rendition(f, w, w * height // width, f"{stem}-{w}.{name_hash(f'{src}{w}{f}'.encode())}.{f}", w * 40)
        for f in formats
        for w in (320, 480, 640, 960, 1280, 1600)
        if w <= width
    )
    return RenderedPicture(width, height, "#cfc9bd", "data:image/webp;base64,UklGRg==", renditions)


def default_theme() -> Theme:
    """Return the default theme's four tokens."""
    tokens = (
        Token("accent", TokenKind.COLOUR, "#0f766e"),
        Token("radius", TokenKind.LENGTH, "14px", maximum="24px"),
        Token(
            "font", TokenKind.CHOICE, "system", {"system": "system-ui, sans-serif", "serif": "Georgia, serif"}
        ),
        Token("density", TokenKind.CHOICE, "normal", {"compact": "0.8", "normal": "1", "airy": "1.25"}),
    )
    return Theme("default", "Default", ("default",), {token.name: token for token in tokens})


@dataclass
class FakeDoor:
    """A door over nouns in memory and a folder of themes, which remembers what it was asked."""

    brand_nouns: Mapping[str, Brand]
    product_nouns: Mapping[str, Mapping[str, Product]]
    site_noun: Site = Site(base_url="https://shops.example/")
    at: datetime = NOW
    folders: tuple[Path, ...] = (THEMES / "default",)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the theme that stand in front of those in `folders`."""
    verb: PayVerb | None = PayVerb.PAY
    pictures: Mapping[str, RenderedPicture] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    _read: dict[str, ThemeFile | None] = field(default_factory=dict)

    def site(self) -> Site:
        """Return the site."""
        return self.site_noun

    def brands(self) -> tuple[str, ...]:
        """Return the brands' slugs."""
        self.asked.append(("brands",))
        return tuple(sorted(self.brand_nouns))

    def brand(self, brand: str) -> Brand:
        """Return a brand."""
        self.asked.append(("brand", brand))
        return self.brand_nouns[brand]

    def brand_words(self, brand: str, locale: str) -> BrandWords | None:
        """Return a brand's words."""
        self.asked.append(("brand_words", brand, locale))
        return self.brand_nouns[brand].words.get(locale)

    def products(self, brand: str, limit: int | None = None) -> tuple[str, ...]:
        """Return product slugs in the module's order."""
        self.asked.append(("products", brand, str(limit)))
        slugs = tuple(self.product_nouns[brand])
        return module_order(self.brand_nouns[brand].module.order, slugs)[:limit]

    def product(self, brand: str, product: str) -> Product:
        """Return a product."""
        self.asked.append(("product", brand, product))
        return self.product_nouns[brand][product]

    def product_words(self, brand: str, product: str, locale: str) -> ProductWords | None:
        """Return a product's words."""
        self.asked.append(("product_words", brand, product, locale))
        return self.product_nouns[brand][product].words.get(locale)

    def offerings(
        self, brand: str, product: str, locale: str, at: datetime | None = None
    ) -> tuple[Offering, ...]:
        """Return what each variant is offered for."""
        noun = self.product_nouns[brand][product]
        currency = shown_currency(locale, noun.currency, self.brand_nouns[brand].currencies)
        return tuple(offering_at(variant.offer, currency, at or self.at) for variant in noun.variants)

    def payments(
        self, brand: str, product: str, locale: str, at: datetime | None = None
    ) -> tuple[Payment | None, ...]:
        """Return how each variant is paid for."""
        noun = self.product_nouns[brand][product]
        offerings = self.offerings(brand, product, locale, at)
        return tuple(
            self._payment(v) if o.state.is_buyable else None
            for v, o in zip(noun.variants, offerings, strict=True)
        )

    def _payment(self, variant: Variant) -> Payment | None:
        if self.verb is None:
            return None
        url = f"https://pay.example/buy?sku={variant.sku}&quantity="
        return Payment(variant.payment_link or f"{url}1", "Payer", self.verb, f"{url}{{quantity}}")

    def picture(self, brand: str, src: str) -> RenderedPicture:
        """Return what would have been made of a picture."""
        self.asked.append(("picture", brand, src))
        return self.pictures.get(src) or make_rendered(src)

    def theme(self, name: str) -> Theme:  # noqa: ARG002
        """Return the default theme."""
        return default_theme()

    def theme_file(self, theme: str, path: str) -> ThemeFile | None:
        """Return a file of the theme."""
        self.asked.append(("theme_file", theme, path))
        if path not in self._read:
            self._read[path] = self._find(theme, path)
        return self._read[path]

    def _find(self, theme: str, path: str) -> ThemeFile | None:
        if path in self.files:
            return ThemeFile(f"themes/{theme}/{path}", self.files[path])
        found = next((folder / path for folder in self.folders if (folder / path).is_file()), None)
        return ThemeFile(f"themes/{theme}/{path}", found.read_bytes()) if found else None


def make_door(*products: Product, brand: Brand | None = None, **changes: Any) -> FakeDoor:
    """Return a door to a site with one brand that has these products, a mug if none are given."""
    noun = brand or make_brand()
    chosen = {product.slug: product for product in products or (make_product(),)}
    return FakeDoor({noun.slug: noun}, {noun.slug: chosen}, **changes)
