"""`catalog.json`: all that a brand offers, as data."""

from typing import Any

from shopgen.pages.artifact import Artifact
from shopgen.pages.data import dump_json, optional
from shopgen.pages.door import Door
from shopgen.pages.kinds.module_json import images_json, product_json
from shopgen.pages.parts.readings import ProductReading, read_product
from shopgen.pages.voice.voice import read_voice

SCHEMA_VERSION = 1


def render_catalog_json(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return `catalog.json`, with absolute addresses."""
    voice = read_voice(door, brand, locale)
    absolute = voice.addresses.absolute
    name = voice.brand_words.say(lambda words: words.name, brand)
    data = {
        "schema_version": SCHEMA_VERSION,
        "brand": brand,
        "name": name.value,
        "locale": locale,
        "shop_url": absolute(voice.addresses.shop(locale)),
        "products": [_product(read_product(voice, slug)) for slug in door.products(brand)],
    }
    path = f"{voice.addresses.folder(locale)}catalog.json"
    return (Artifact(path, dump_json(data).encode()),)


def _product(reading: ProductReading) -> dict[str, Any]:
    absolute = reading.voice.addresses.absolute
    return {
        **product_json(reading, absolute, absolute),
        **optional("collection", reading.product.collection),
        **optional("tags", [tag.value for tag in reading.tags()]),
        **optional("images", images_json(reading, absolute)),
    }
