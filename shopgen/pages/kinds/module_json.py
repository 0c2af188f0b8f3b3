"""`module.json`: the module for `embed.js`, native apps and hosts that draw their own.

It has the same products three times over, each for another reader: `products` as data, `tree` as elements,
`style` for those elements. Its pictures' addresses are relative to the file, so that it can be mirrored.
"""

from typing import Any

from shopgen.digests import csp_hash
from shopgen.pages.artifact import Artifact
from shopgen.pages.data import dump_json, optional
from shopgen.pages.door import Door
from shopgen.pages.kinds.module import read_module
from shopgen.pages.parts.audience import audience_json
from shopgen.pages.parts.beacon import beacon_of
from shopgen.pages.parts.offers import plain_amount
from shopgen.pages.parts.pictures import offered
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.styles import read_module_height
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice import formats
from shopgen.pages.voice.addresses import Linker
from shopgen.pages.voice.voice import Voice, read_voice
from shopgen.pages.voice.words import words_view
from shopgen.shop.offering import Offering, OfferState
from shopgen.shop.picture import Picture
from shopgen.shop.product import Variant
from shopgen.verify.published import MODULE_VERSION

_NARROWEST, _WIDEST = 480, 960
"""A card is about as wide as half a phone, and phones have two or three pixels a pixel."""

# Google Merchant's values, and which date of its goes with each. A drop is out of stock until its `release`.
_AVAILABILITY = {
    OfferState.OPEN: "in_stock",
    OfferState.PREORDER: "preorder",
    OfferState.BACKORDER: "backorder",
    OfferState.NOT_YET_OPEN: "out_of_stock",
    OfferState.SOLD_OUT: "out_of_stock",
    OfferState.DISCONTINUED: "discontinued",
}
_DATE_NAMES = {
    OfferState.PREORDER: "availability_date",
    OfferState.BACKORDER: "availability_date",
    OfferState.NOT_YET_OPEN: "release",
}


def render_module_json(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return `module.json`."""
    voice = read_voice(door, brand, locale)
    path = f"{voice.addresses.folder(locale)}module.json"
    absolute, relative = voice.addresses.absolute, voice.addresses.from_page(path)
    theme = voice.page_theme(relative)
    module = read_module(voice, theme, absolute)
    height = read_module_height(door, voice.theme.name)
    view = module.view
    data = {
        "schema_version": MODULE_VERSION,
        "brand": brand,
        "locale": locale,
        "dir": formats.direction(locale),
        "name": view.brand.name.value,
        "title": view.title.value,
        "shop_url": view.brand.shop_url,
        "direction": view.direction,
        "reserved_height": height.of(view.direction),
        "audience": audience_json(voice.brand.audience),
        **optional("beacon", beacon_of(voice)),
        # A text that is like one shortly before it packs to less.
        "tree": [module.root.as_json()],
        "products": [product_json(reading, absolute, relative) for reading in module.readings],
        "style": module.style,
        "style_hash": csp_hash(module.style).strip("'"),
    }
    return (Artifact(path, dump_json(data).encode()), *theme.artifacts)


def product_json(reading: ProductReading, link: Linker, picture_link: Linker) -> dict[str, Any]:
    """Return a product as data: offers, renditions and links."""
    product = reading.product
    return {
        "id": product.id,
        "title": _words_json(reading.title(), reading.voice),
        **optional("summary", _words_json(reading.summary(), reading.voice)),
        "link": link(reading.path),
        "offers": [
            offer_json(variant, offering)
            for variant, offering in zip(product.variants, reading.offerings, strict=True)
        ],
        **optional("images", images_json(reading, picture_link, is_card=True)),
    }


def offer_json(variant: Variant, offering: Offering) -> dict[str, Any]:
    """Return a variant's offer as data: `sale_price`, where there is one, is what the buyer pays."""
    return {
        "id": variant.id,
        **optional("sku", variant.sku),
        **optional("options", dict(variant.options)),
        "price": plain_amount(offering.regular_price or offering.price),
        **optional("sale_price", plain_amount(offering.price) if offering.regular_price else ""),
        "currency": offering.price.currency,
        **optional("price_valid_until", offering.until and offering.until.isoformat()),
        "availability": _AVAILABILITY[offering.state],
        **optional(_DATE_NAMES.get(offering.state, ""), offering.since and offering.since.isoformat()),
    }


def images_json(reading: ProductReading, link: Linker, *, is_card: bool = False) -> list[dict[str, Any]]:
    """Return a product's pictures as data, or the first one in the sizes of a card."""
    pictures = reading.product.pictures[: 1 if is_card else None]
    return [_image_json(reading, picture, link, is_card=is_card) for picture in pictures]


def _image_json(reading: ProductReading, picture: Picture, link: Linker, *, is_card: bool) -> dict[str, Any]:
    voice = reading.voice
    rendered = voice.door.picture(voice.slug, picture.src)
    renditions = offered(rendered, _WIDEST, _NARROWEST) if is_card else rendered.renditions
    folder = link(voice.addresses.pictures())
    return {
        "alt": _words_json(reading.alt(picture), voice),
        "colour": rendered.colour,
        "width": rendered.width,
        "height": rendered.height,
        "renditions": [
            {"type": rendition.format.media_type, "width": rendition.width, "link": folder + rendition.name}
            for rendition in renditions
        ],
    }


def _words_json(words: WordsView | None, voice: Voice) -> Any:
    """Return words as a string, or as `{value, lang}` where they are not in the file's locale.

    A page may be in another language than its locale, and leave out the `lang` of words that are in it too.
    """
    if words is None:
        return None
    words = words_view(words.value, words.lang or voice.lang, voice.locale)
    return {"value": words.value, "lang": words.lang} if words.lang else words.value
