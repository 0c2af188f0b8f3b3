"""The shop page: all products of a brand, by collection."""

import re
from typing import Any

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.parts.cards import card_view
from shopgen.pages.parts.frames import brand_view, footer_view
from shopgen.pages.parts.heads import Page, brand_name, head_view, title_of
from shopgen.pages.parts.open_graph import open_graph
from shopgen.pages.parts.pasted import oembed_link
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import ProductReading, read_product
from shopgen.pages.styles import read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.cards import CardView
from shopgen.pages.views.shop import CollectionView, ShopView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.voice import read_voice

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def render_shop_page(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return the shop page."""
    voice = read_voice(door, brand, locale)
    readings = [read_product(voice, slug) for slug in door.products(brand)]
    page = Page(voice, voice.addresses.shop)
    theme = voice.page_theme(page.link)
    view = _shop_view(page, theme, readings)
    html = render_template(theme, "shop.html", view, voice.words)
    return (Artifact(page.path, html.encode()), *theme.artifacts)


def _shop_view(page: Page, theme: PageTheme, readings: list[ProductReading]) -> ShopView:
    voice, link, classes = page.voice, page.link, PictureClasses("p")
    brand = brand_view(voice, link, link)
    shown = theme.read().page_cards
    cards = [card_view(reading, link, link, classes, shown) for reading in readings]
    title = title_of(voice, brand.name.value)
    first = readings[0].product.pictures[:1] if readings else ()
    preview = voice.door.picture(voice.slug, first[0].src) if first else None
    return ShopView(
        head=head_view(
            page,
            title,
            brand.description,
            read_style(theme, "shop", classes.css()),
            script=read_script(theme, "shop"),
            meta=open_graph(page, "website", title, brand.description, preview, ""),
            json_ld=_item_list(page, readings),
            oembed=oembed_link(voice),
        ),
        brand=brand,
        collections=group_cards(readings, cards),
        locales=page.languages(),
        footer=footer_view(voice),
        product_count=len(cards),
    )


def group_cards(readings: list[ProductReading], cards: list[CardView]) -> tuple[CollectionView, ...]:
    """Return the cards by collection, in the order in which collections come up; the rest comes last."""
    groups: dict[str, list[CardView]] = {}
    names: dict[str, WordsView | None] = {}
    for reading, card in zip(readings, cards, strict=True):
        collection = reading.product.collection
        groups.setdefault(collection, []).append(card)
        names.setdefault(collection, reading.collection() if collection else None)
    rest = groups.pop("", None)
    ids = _collection_ids(list(groups))
    named = [CollectionView(ids[key], names[key], tuple(group)) for key, group in groups.items()]
    return (*named, *((CollectionView("more", None, tuple(rest)),) if rest else ()))


def _collection_ids(collections: list[str]) -> dict[str, str]:
    """Return an id for each collection: its name in plain letters, or its number where that will not do."""
    ids: dict[str, str] = {}
    for number, collection in enumerate(collections, 1):
        plain = _NOT_IN_IDS.sub("-", collection.lower()).strip("-")
        candidate = f"collection-{plain or number}"
        ids[collection] = candidate if candidate not in ids.values() else f"{candidate}-{number}"
    return ids


def _item_list(page: Page, readings: list[ProductReading]) -> dict[str, Any]:
    absolute = page.voice.addresses.absolute
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": brand_name(page.voice).value,
        "url": page.url,
        "inLanguage": page.voice.locale,
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(readings),
            "itemListElement": [
                {"@type": "ListItem", "position": position, "url": absolute(reading.path)}
                for position, reading in enumerate(readings, 1)
            ],
        },
    }
