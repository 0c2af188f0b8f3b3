"""What the site's own pages say of a brand, kept in the brand's manifest.

By it they stay true of what is there while a brand is not built: since only others were asked for, or since
its sources have errors.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from shopgen.build.door import BrandShelf
from shopgen.shop.brand import Brand, BrandWords
from shopgen.shop.picture import PictureFormat, RenderedPicture, Rendition
from shopgen.shop.product import Product


def make_listing(shelf: BrandShelf) -> dict[str, Any]:
    """Return what the directory and the index of sitemaps read of a brand, as JSON has it."""
    brand = shelf.brand
    return {
        "locale": brand.locale,
        "base_url": brand.base_url,
        "words": {
            locale: {"name": words.name, "description": words.description}
            for locale, words in sorted(brand.words.items())
        },
        "products": sorted(shelf.products),
        "logo": {"src": brand.logo, **asdict(shelf.pictures[brand.logo])} if brand.logo else None,
    }


def parse_listing(brand: str, listing: Any) -> BrandShelf | None:
    """Return a shelf with so much of a brand, or None where it is damaged."""
    try:
        return _parse(brand, listing)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def listed(shelves: Mapping[str, BrandShelf]) -> dict[str, BrandShelf]:
    """Return shelves with what the site's own pages read: what the manifests of those brands keep."""
    found = {slug: parse_listing(slug, make_listing(shelf)) for slug, shelf in shelves.items()}
    return {slug: shelf for slug, shelf in found.items() if shelf is not None}


def _parse(brand: str, listing: Mapping[str, Any]) -> BrandShelf:
    locale, logo = _text(listing["locale"]), listing["logo"]
    words = {
        _text(tag): BrandWords(name=_text(said["name"]), description=_text(said["description"]))
        for tag, said in listing["words"].items()
    }
    noun = Brand(
        slug=brand,
        currency="",
        locale=locale,
        locales=(locale,),
        words=words,
        logo=_text(logo["src"]) if logo else "",
        base_url=_text(listing["base_url"]),
    )
    products = {_text(slug): Product(slug, slug, "", (), {}) for slug in listing["products"]}
    return BrandShelf(noun, products, {noun.logo: _parse_picture(logo)} if logo else {})


def _parse_picture(picture: Mapping[str, Any]) -> RenderedPicture:
    return RenderedPicture(
        width=int(picture["width"]),
        height=int(picture["height"]),
        colour=_text(picture["colour"]),
        placeholder=_text(picture["placeholder"]),
        renditions=tuple(
            Rendition(
                PictureFormat(one["format"]),
                int(one["width"]),
                int(one["height"]),
                _text(one["name"]),
                int(one["bytes"]),
            )
            for one in picture["renditions"]
        ),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
