"""A made-up brand with every state that a page can be in: what a theme is tried on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from shopgen.build.door import BrandShelf, Shelf
from shopgen.digests import name_hash
from shopgen.shop.brand import (
    Brand,
    BrandWords,
    CheckoutSettings,
    ModuleSettings,
    Policies,
    Shipping,
    ShippingRate,
    ThemeChoice,
)
from shopgen.shop.interval import Interval
from shopgen.shop.money import Money
from shopgen.shop.picture import Picture, PictureFormat, RenderedPicture, Rendition
from shopgen.shop.product import Availability, Manufacturer, Offer, Option, Product, ProductWords, Variant
from shopgen.shop.site import Site
from shopgen.shop.text import Prose
from shopgen.shop.theme import Theme

SLUG = "sample"
LOCALE = "en-GB"
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOST = "shops.example"
SITE = f"https://{HOST}/"
BODY_TEXT = "Thrown by hand, and fired twice."
SUMMARY = "Keeps the sea out, and the coffee in."
SHIPPING_NOTE = "Sent on weekdays."
SELLER = "Fjord Supply AS"
MAKER = Manufacturer("Skerry Works AS", "Bergen", "works@skerry.example")
RATE = "4.90"
RETURNS = "https://fjord.example/returns"
"""What must be found again on the sample's pages."""

DRESSED_COUNT = 5
"""How many products the module shows by which weights are measured."""

ALL = 99

_WEEK = timedelta(days=7)
_LOCALES = (LOCALE, "ar", "ja")
_FORMATS = (PictureFormat.AVIF, PictureFormat.WEBP, PictureFormat.JPEG)
_WIDTHS = (320, 480, 640, 960, 1280, 1600)
_BODY = f"<p>{BODY_TEXT}</p><h3>Care</h3><ul><li>Cold water</li></ul>"


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """A theme by its name, with all themes that there are, and the folders that they lie in."""

    name: str
    themes: Mapping[str, Theme]
    roots: tuple[Path, ...]


def sample_shelf(
    wardrobe: Wardrobe, *, limit: int = ALL, direction: str = "row", plain: bool = False
) -> Shelf:
    """Return what stands behind the door for the sample in a theme, with at most `limit` products.

    A `plain` sample has nothing that may be left out: no logo, no pictures, no policies.
    """
    products = {product.slug: _plain(product) if plain else product for product in _products()}
    chosen = dict(list(products.items())[:limit])
    brand = replace(_brand(wardrobe.name, plain=plain), module=ModuleSettings(8, tuple(chosen), direction))
    shelf = BrandShelf(brand, chosen, {} if plain else _pictures(chosen))
    site = Site(SITE, platform="Commonplace")
    return Shelf(site, {SLUG: shelf}, (SLUG,), wardrobe.themes, wardrobe.roots, AT)


def _brand(theme: str, *, plain: bool) -> Brand:
    words = BrandWords("Fjord Supply", "Things for cold water.", "Shop", SHIPPING_NOTE, SELLER)
    brand = Brand(
        slug=SLUG,
        currency="EUR",
        locale=LOCALE,
        locales=_LOCALES,
        words={LOCALE: BrandWords("Fjord Supply") if plain else words},
        timezone="Europe/Oslo",
        theme=ThemeChoice(theme),
        checkout=CheckoutSettings("link", {"template": "https://pay.example/buy{?sku,quantity}"}),
    )
    if plain:
        return brand
    rates = tuple(ShippingRate(country, _euros(RATE)) for country in ("NO", "SE", "DE", "FR"))
    return replace(
        brand,
        handle="@fjordsupply",
        url="https://fjord.example",
        logo="logo.png",
        shipping=Shipping(("NO", "SE", "DE", "FR"), rates),
        policies=Policies(RETURNS, "https://fjord.example/privacy", "hello@fjord.example"),
    )


def _products() -> Iterator[Product]:
    """Yield a product for each state, and those that are hard to lay out."""
    open_offer = _offer()
    sale = _offer(sale_prices=(_euros("19.00"),), sale_interval=Interval(AT - _WEEK, AT + _WEEK))
    yield replace(_product("on-sale", "Enamel mug", sale), aliases=("mug",))
    yield _choices()
    yield _product("drop", "Lighthouse print, numbered", _offer(release=AT + _WEEK))
    yield _product(
        "long", "A title that is much longer than any shelf has room for, in two lines or more", open_offer
    )
    yield _product("sold-out", "Wool beanie", _offer(availability=Availability.OUT_OF_STOCK))
    yield _product(
        "preorder", "Storm lamp", _offer(availability=Availability.PREORDER, availability_date=AT + _WEEK)
    )
    yield _product("backorder", "Tin whistle", _offer(availability=Availability.BACKORDER))
    yield _product("gone", "Oilskin", _offer(availability=Availability.DISCONTINUED))
    yield replace(_product("bare", "Gift card", open_offer), pictures=())


def _product(slug: str, title: str, offer: Offer) -> Product:
    words = ProductWords(title, SUMMARY, Prose((_BODY,)), "Galley")
    return Product(
        slug=slug,
        id=slug,
        currency="EUR",
        variants=(Variant(slug, offer, sku=slug.upper()),),
        words={LOCALE: words},
        pictures=(Picture(f"{slug}.jpg", title), Picture(f"{slug}-wide.jpg", title)),
        manufacturer=MAKER,
        collection="Galley",
        tags=("enamel", "35 cl"),
    )


def _choices() -> Product:
    """Return a product in two sizes and colours, one of which is sold out."""
    sizes, colours = ("S", "L"), ("white", "blue")
    variants = tuple(
        Variant(
            f"shirt-{size}-{colour}".lower(),
            _offer(availability=Availability.OUT_OF_STOCK) if (size, colour) == ("L", "blue") else _offer(),
            {"size": size, "colour": colour},
            sku=f"SHIRT-{size}-{colour}",
            image="shirt.jpg",
        )
        for size in sizes
        for colour in colours
    )
    shirt = _product("shirt", "Deck shirt", _offer())
    return replace(shirt, variants=variants, options=(Option("size", sizes), Option("colour", colours)))


def _plain(product: Product) -> Product:
    title = product.words[LOCALE].title
    return replace(
        product, pictures=(), manufacturer=None, collection="", tags=(), words={LOCALE: ProductWords(title)}
    )


def _offer(**changes: object) -> Offer:
    return replace(Offer((_euros("24.00"),)), **changes)  # type: ignore[arg-type]


def _euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def _pictures(products: Mapping[str, Product]) -> dict[str, RenderedPicture]:
    sources = {picture.src for product in products.values() for picture in product.pictures}
    return {src: _rendered(src) for src in (*sorted(sources), "logo.png")}


def _rendered(src: str) -> RenderedPicture:
    """Return what would have been made of an original; the names are as long as real ones."""
    width, height = (2000, 1600) if src.endswith("-wide.jpg") else (1600, 2000)
    stem = src.rpartition(".")[0]
    renditions = tuple(
        Rendition(
            format_,
            wide,
            wide * height // width,
            f"{stem}-{wide}.{name_hash(f'{src}{wide}{format_}'.encode())}.{format_}",
            wide * 40,
        )
        for format_ in _FORMATS
        for wide in _WIDTHS
    )
    return RenderedPicture(width, height, "#cfc9bd", "data:image/webp;base64,UklGRg==", renditions)
