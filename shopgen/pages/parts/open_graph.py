"""What previews of a link show: the tags of the Open Graph protocol, and those that it has for products."""

from shopgen.pages.parts.heads import Meta, Page, brand_name, cut
from shopgen.pages.parts.offers import best_offering, plain_amount
from shopgen.pages.parts.pictures import shared_rendition
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.addresses import Addresses
from shopgen.shop.offering import OfferState
from shopgen.shop.picture import RenderedPicture

# What Open Graph's product tags call the states (as Meta's catalogs read them).
_OG_AVAILABILITY = {
    OfferState.OPEN: "in stock",
    OfferState.PREORDER: "preorder",
    OfferState.BACKORDER: "available for order",
    OfferState.NOT_YET_OPEN: "out of stock",
    OfferState.SOLD_OUT: "out of stock",
    OfferState.DISCONTINUED: "discontinued",
}


def open_graph(
    page: Page,
    kind: str,
    title: str,
    description: WordsView | None,
    picture: RenderedPicture | None = None,
    alt: str = "",
) -> Meta:
    """Return what previews of a link show (the Open Graph protocol)."""
    voice = page.voice
    return (
        ("og:type", kind),
        ("og:title", title),
        *((("og:description", cut(description.value)),) if description else ()),
        ("og:url", page.url),
        ("og:site_name", brand_name(voice).value),
        ("og:locale", voice.locale.replace("-", "_")),
        *_og_picture(picture, alt, voice.addresses),
    )


def _og_picture(picture: RenderedPicture | None, alt: str, addresses: Addresses) -> Meta:
    rendition = shared_rendition(picture) if picture else None
    if rendition is None:
        return ()
    return (
        ("og:image", addresses.absolute(addresses.pictures()) + rendition.name),
        ("og:image:width", str(rendition.width)),
        ("og:image:height", str(rendition.height)),
        *((("og:image:alt", alt),) if alt else ()),
    )


def product_open_graph(reading: ProductReading) -> tuple[tuple[str, str], ...]:
    """Return the product tags of Open Graph, for the offer that speaks for the product."""
    best = best_offering(reading.offerings)
    variant = reading.product.variants[reading.offerings.index(best)]
    regular = best.regular_price
    return (
        ("product:price:amount", plain_amount(best.price)),
        ("product:price:currency", best.price.currency),
        *(
            (
                ("product:original_price:amount", plain_amount(regular)),
                ("product:original_price:currency", regular.currency),
            )
            if regular
            else ()
        ),
        ("product:availability", _OG_AVAILABILITY[best.state]),
        ("product:condition", variant.condition.value),
        ("product:brand", brand_name(reading.voice).value),
        ("product:retailer_item_id", variant.sku or variant.id),
        *((("product:item_group_id", reading.product.id),) if reading.product.options else ()),
    )
