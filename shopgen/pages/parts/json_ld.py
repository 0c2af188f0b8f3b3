"""What search engines read of a product: JSON-LD in the words of schema.org."""

from typing import Any
from urllib.parse import quote

from shopgen.pages.data import optional
from shopgen.pages.parts.body import plain_text
from shopgen.pages.parts.frames import seller_name
from shopgen.pages.parts.heads import brand_name
from shopgen.pages.parts.offers import plain_amount
from shopgen.pages.parts.pictures import shared_rendition
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.voice.addresses import safe_link
from shopgen.pages.voice.voice import Voice
from shopgen.shop.brand import ShippingRate
from shopgen.shop.money import Money
from shopgen.shop.offering import Offering, OfferState
from shopgen.shop.product import Condition, Variant

_AVAILABILITY = {
    OfferState.OPEN: "InStock",
    OfferState.PREORDER: "PreOrder",
    OfferState.BACKORDER: "BackOrder",
    OfferState.NOT_YET_OPEN: "PreSale",
    OfferState.SOLD_OUT: "OutOfStock",
    OfferState.DISCONTINUED: "Discontinued",
}

_CONDITION = {
    Condition.NEW: "NewCondition",
    Condition.REFURBISHED: "RefurbishedCondition",
    Condition.USED: "UsedCondition",
}

# The properties of schema.org that a group of products can vary by, for the names that authors give options.
_VARIES_BY = {name: name for name in ("color", "size", "material", "pattern")} | {"colour": "color"}


def product_json_ld(reading: ProductReading, url: str) -> Any:
    """Return a `Product`, or where there are options a `ProductGroup` and what its variants share.

    What delivery costs is the same for all variants, so there it stands once and is referred to.
    """
    product, variants = reading.product, reading.product.variants
    shared = {
        "name": reading.title().value,
        **optional("description", _description(reading)),
        "url": url,
        **optional("image", _images(reading)),
        "brand": {"@type": "Brand", "name": brand_name(reading.voice).value},
        **_manufacturer(reading),
        "inLanguage": reading.voice.locale,
    }
    context = {"@context": "https://schema.org"}
    policies = _policies(reading)
    if not product.options:
        own = _variant_properties(reading, variants[0], reading.offerings[0], url, policies)
        return {**context, "@type": "Product", **shared, **optional("category", product.collection), **own}
    references = {key: _references(key, value) for key, value in policies.items()}
    group = {
        **context,
        "@type": "ProductGroup",
        "productGroupID": product.id,
        **shared,
        **optional("variesBy", _varies_by(reading)),
        "hasVariant": [
            _variant_json_ld(reading, variant, offering, url, references)
            for variant, offering in zip(variants, reading.offerings, strict=True)
        ],
    }
    return [group, *({**context, **node} for key, value in policies.items() for node in _named(key, value))]


def _description(reading: ProductReading) -> str:
    summary = reading.summary()
    if summary:
        return summary.value
    body = reading.words.first(lambda words: words.body)
    return plain_text(body[1])[:5000] if body else ""


def _images(reading: ProductReading) -> list[str]:
    voice, addresses = reading.voice, reading.voice.addresses
    rendered = (voice.door.picture(voice.slug, picture.src) for picture in reading.product.pictures)
    shared = (shared_rendition(picture) for picture in rendered)
    return [addresses.absolute(addresses.pictures()) + rendition.name for rendition in shared if rendition]


def _manufacturer(reading: ProductReading) -> dict[str, Any]:
    maker = reading.product.manufacturer
    return {"manufacturer": {"@type": "Organization", "name": maker.name}} if maker else {}


def _varies_by(reading: ProductReading) -> list[str]:
    known = (_VARIES_BY.get(option.name.lower()) for option in reading.product.options)
    return [f"https://schema.org/{name}" for name in known if name]


def _variant_json_ld(
    reading: ProductReading, variant: Variant, offering: Offering, url: str, policies: dict[str, Any]
) -> dict[str, Any]:
    return {
        "@type": "Product",
        "name": f"{reading.title().value} – {reading.variant_name(variant).value}",
        **_variant_options(variant),
        **_variant_properties(reading, variant, offering, variant_url(url, variant), policies),
    }


def variant_url(url: str, variant: Variant) -> str:
    """Return the address of a checkout page with this variant chosen."""
    return f"{url}?variant={quote(variant.sku or variant.id, safe='')}"


def _variant_options(variant: Variant) -> dict[str, Any]:
    known: dict[str, str] = {}
    others = []
    for name, value in variant.options.items():
        if name.lower() in _VARIES_BY:
            known[_VARIES_BY[name.lower()]] = value
        else:
            others.append({"@type": "PropertyValue", "name": name, "value": value})
    return {**known, **optional("additionalProperty", others)}


def _variant_properties(
    reading: ProductReading, variant: Variant, offering: Offering, url: str, policies: dict[str, Any]
) -> dict[str, Any]:
    return {
        **optional("sku", variant.sku),
        **optional("gtin", variant.gtin),
        **optional("mpn", variant.mpn),
        "offers": {**offer_json_ld(reading, variant, offering, url), **policies},
    }


def offer_json_ld(reading: ProductReading, variant: Variant, offering: Offering, url: str) -> dict[str, Any]:
    """Return an `Offer`: `price` is what the buyer pays, a `StrikethroughPrice` the one before a sale."""
    waits = offering.state is OfferState.NOT_YET_OPEN
    arrives = offering.state in (OfferState.PREORDER, OfferState.BACKORDER)
    since = offering.since.isoformat() if offering.since else ""
    return {
        "@type": "Offer",
        "url": url,
        "price": plain_amount(offering.price),
        "priceCurrency": offering.price.currency,
        **_price_before(offering.regular_price),
        **optional("priceValidUntil", offering.until and offering.until.isoformat()),
        "availability": f"https://schema.org/{_AVAILABILITY[offering.state]}",
        **optional("validFrom", since if waits else ""),
        **optional("availabilityStarts", since if waits or arrives else ""),
        "itemCondition": f"https://schema.org/{_CONDITION[variant.condition]}",
        "seller": {"@type": "Organization", "name": _seller(reading.voice)},
    }


def _seller(voice: Voice) -> str:
    """Return who sells: the policies may name another than the brand, such as the company behind it."""
    return (seller_name(voice) or brand_name(voice)).value


def _price_before(regular: Money | None) -> dict[str, Any]:
    if regular is None:
        return {}
    return {
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/StrikethroughPrice",
            "price": plain_amount(regular),
            "priceCurrency": regular.currency,
        }
    }


def _policies(reading: ProductReading) -> dict[str, list[dict[str, Any]]]:
    """Return what holds for each offer of a brand: what delivery costs, how things go back."""
    returns = safe_link(reading.voice.brand.policies.returns, "https")
    policy = {"@type": "MerchantReturnPolicy", "merchantReturnLink": returns}
    return {
        **optional("shippingDetails", [_rate(rate) for rate in reading.voice.brand.shipping.rates]),
        **optional("hasMerchantReturnPolicy", [policy] if returns else []),
    }


def _rate(rate: ShippingRate) -> dict[str, Any]:
    price = rate.price
    return {
        "@type": "OfferShippingDetails",
        "shippingRate": {
            "@type": "MonetaryAmount",
            "value": plain_amount(price),
            "currency": price.currency,
        },
        "shippingDestination": {"@type": "DefinedRegion", "addressCountry": rate.country},
    }


def _named(key: str, nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**node, "@id": f"#{key}-{number}"} for number, node in enumerate(nodes, 1)]


def _references(key: str, nodes: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": node["@id"]} for node in _named(key, nodes)]
