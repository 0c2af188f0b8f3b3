"""Facts: the lines of a product's details, such as its number and who made it."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.views.checkout import FactView, ShippingRateView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice import formats
from shopgen.pages.voice.addresses import mail_link
from shopgen.pages.voice.voice import Voice
from shopgen.pages.voice.words import clean
from shopgen.shop.product import Condition, Variant

T = TypeVar("T")


def fact_views(reading: ProductReading) -> tuple[FactView, ...]:
    """Return what is the same for all variants of a product, and worth a line."""
    return (*_variant_facts(reading), *_maker_facts(reading))


def _variant_facts(reading: ProductReading) -> Iterator[FactView]:
    voice, say = reading.voice, reading.voice.words.gettext
    condition = _common(reading, lambda variant: variant.condition)
    if condition is Condition.REFURBISHED:
        yield FactView(say("Condition"), WordsView(say("Refurbished")))
    elif condition is Condition.USED:
        yield FactView(say("Condition"), WordsView(say("Used")))
    content = _common(reading, lambda variant: variant.unit_pricing_measure)
    if content:
        yield FactView(say("Content"), WordsView(formats.measure(content, voice.locale)))
    weight = _common(reading, lambda variant: variant.shipping_weight)
    if weight:
        yield FactView(say("Shipping weight"), WordsView(formats.measure(weight, voice.locale)))
    sku = reading.product.sku or _common(reading, lambda variant: variant.sku)
    if sku:
        yield FactView(say("Item number"), WordsView(clean(sku)))
    gtin = _common(reading, lambda variant: variant.gtin)
    if gtin:
        yield FactView(say("GTIN"), WordsView(clean(gtin)))
    mpn = _common(reading, lambda variant: variant.mpn)
    if mpn:
        yield FactView(say("Manufacturer’s number"), WordsView(clean(mpn)))


def _maker_facts(reading: ProductReading) -> Iterator[FactView]:
    maker, say = reading.product.manufacturer, reading.voice.words.gettext
    if maker is None:
        return
    name_and_place = ", ".join(filter(None, (maker.name, maker.address)))
    yield FactView(say("Manufacturer"), WordsView(clean(name_and_place)))
    link = mail_link(maker.email)
    if link:
        yield FactView(say("Manufacturer’s e-mail"), WordsView(clean(maker.email)), link)


def _common(reading: ProductReading, pick: Callable[[Variant], T]) -> T | None:
    values = [pick(variant) for variant in reading.product.variants]
    return values[0] if all(value == values[0] for value in values) else None


def shipping_rate_views(voice: Voice) -> tuple[ShippingRateView, ...]:
    """Return what delivery costs, by country, in the author's order."""
    return tuple(
        ShippingRateView(formats.country(rate.country, voice.locale), voice.money(rate.price))
        for rate in voice.brand.shipping.rates
    )
