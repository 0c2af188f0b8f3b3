"""The lines of a product's details."""

from dataclasses import replace
from decimal import Decimal

from shopgen.pages.parts.facts import fact_views, shipping_rate_views
from shopgen.pages.parts.readings import read_product
from shopgen.pages.views.checkout import ShippingRateView
from shopgen.pages.voice.voice import read_voice
from shopgen.shop.brand import Shipping, ShippingRate
from shopgen.shop.product import Condition, Manufacturer, Measure, Product
from tests.builders import euros, make_brand, make_door, make_product, make_shirt, make_variant


def facts_of(product: Product) -> dict[str, str]:
    """Return a product's facts by name."""
    reading = read_product(read_voice(make_door(product), "fjord", "en-GB"), product.slug)
    return {fact.name: fact.value.value for fact in fact_views(reading)}


def test_what_is_known_of_a_product_is_said() -> None:
    """Each thing that an author says has its line, in the locale's words."""
    variant = make_variant(
        gtin="4006381333931",
        mpn="M-1",
        condition=Condition.USED,
        unit_pricing_measure=Measure(Decimal("0.35"), "l"),
        shipping_weight=Measure(Decimal("0.4"), "kg"),
    )
    maker = Manufacturer("Fjord AS", "Bergen", "works@fjord.example")

    assert facts_of(make_product(variants=(variant,), manufacturer=maker)) == {
        "Condition": "Used",
        "Content": "0.35 l",
        "Shipping weight": "0.4 kg",
        "Item number": "MUG",
        "GTIN": "4006381333931",
        "Manufacturer’s number": "M-1",
        "Manufacturer": "Fjord AS, Bergen",
        "Manufacturer’s e-mail": "works@fjord.example",
    }


def test_what_differs_between_variants_is_no_fact_of_the_product() -> None:
    """A number that each variant has its own of is not said of all."""
    assert facts_of(make_shirt()) == {}
    assert facts_of(replace(make_shirt(), sku="SHIRT")) == {"Item number": "SHIRT"}


def test_rates_are_said_by_country() -> None:
    """What delivery costs is said in the locale's words."""
    shipping = Shipping((), (ShippingRate("DE", euros("7.90")),))
    voice = read_voice(make_door(brand=make_brand(shipping=shipping, locales=("en-GB", "fr"))), "fjord", "fr")

    assert shipping_rate_views(voice) == (ShippingRateView("Allemagne", "7,90\xa0€"),)
