"""JSON-LD in schema.org's words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shopgen.pages.parts.json_ld import product_json_ld
from shopgen.pages.parts.readings import read_product
from shopgen.pages.voice.voice import read_voice
from shopgen.shop.brand import Brand, BrandWords, Policies, Shipping, ShippingRate
from shopgen.shop.interval import Interval
from shopgen.shop.product import Availability, Condition, Manufacturer, Option, Product
from tests.builders import (
    NOW,
    euros,
    make_brand,
    make_door,
    make_offer,
    make_product,
    make_shirt,
    make_variant,
    make_words,
)

URL = "https://shops.example/fjord/mug/"
RATES = Shipping(("NO", "FR"), (ShippingRate("NO", euros("4.90")), ShippingRate("FR", euros("7.90"))))


def json_ld(product: Product, brand: Brand | None = None) -> Any:
    """Return the JSON-LD of a product."""
    door = make_door(product, brand=brand)
    return product_json_ld(read_product(read_voice(door, "fjord", "en-GB"), product.slug), URL)


def offer_of(**changes: Any) -> dict[str, Any]:
    """Return the `Offer` of a product whose offer has these changes."""
    variant = make_variant(offer=make_offer(**changes))
    offer: dict[str, Any] = json_ld(make_product(variants=(variant,)))["offers"]
    return offer


def test_a_product_without_options_is_a_product() -> None:
    """One variant makes a `Product` with its own offer, picture, numbers and maker."""
    variant = make_variant(gtin="4006381333931", mpn="M1")
    data = json_ld(make_product(variants=(variant,), manufacturer=Manufacturer("Fjord AS")))

    assert (data["@type"], data["sku"], data["gtin"], data["mpn"]) == (
        "Product",
        "MUG",
        "4006381333931",
        "M1",
    )
    assert data["brand"] == {"@type": "Brand", "name": "Fjord Supply"}
    assert data["manufacturer"]["name"] == "Fjord AS"
    assert data["image"] == [data["image"][0]]
    assert data["image"][0].startswith("https://shops.example/fjord/img/mug-1280.")


def test_options_make_a_group_of_variants() -> None:
    """Options make a `ProductGroup`; its variants have the properties that schema.org knows."""
    (group,) = json_ld(make_shirt(), make_brand(policies=make_brand().policies.__class__()))

    assert (group["@type"], group["productGroupID"]) == ("ProductGroup", "shirt")
    assert group["variesBy"] == ["https://schema.org/size", "https://schema.org/color"]
    assert [(v["size"], v["color"]) for v in group["hasVariant"]] == [
        ("S", "white"), ("S", "black"), ("L", "white"), ("L", "black"),
    ]  # fmt: skip
    assert group["hasVariant"][0]["offers"]["url"] == f"{URL}?variant=SHIRT-S-WHITE"


def test_an_option_of_an_unknown_name_is_a_property_of_the_variant() -> None:
    """What schema.org has no name for is kept as a name and a value."""
    variant = make_variant(options={"Handle": "left"})
    product = make_product(variants=(variant,), options=(Option("Handle", ("left",)),))
    group = json_ld(product)[0]

    assert "variesBy" not in group
    assert group["hasVariant"][0]["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "Handle", "value": "left"}
    ]


def test_what_delivery_costs_stands_once_for_all_variants() -> None:
    """Variants refer to the rates and the return policy, which stand beside the group."""
    group, *nodes = json_ld(make_shirt(), make_brand(shipping=RATES))
    offer = group["hasVariant"][3]["offers"]

    assert offer["shippingDetails"] == [{"@id": "#shippingDetails-1"}, {"@id": "#shippingDetails-2"}]
    assert [node["@id"] for node in nodes] == [
        "#shippingDetails-1", "#shippingDetails-2", "#hasMerchantReturnPolicy-1",
    ]  # fmt: skip
    assert nodes[1]["shippingRate"] == {"@type": "MonetaryAmount", "value": "7.90", "currency": "EUR"}


def test_a_sale_has_the_price_before_it_struck() -> None:
    """`price` is what the buyer pays until the sale ends; the price before is a strikethrough price."""
    ends = NOW + timedelta(days=3)
    offer = offer_of(sale_prices=(euros("19.00"),), sale_interval=Interval(None, ends))

    assert (offer["price"], offer["priceCurrency"]) == ("19.00", "EUR")
    assert offer["priceSpecification"]["price"] == "24.00"
    assert offer["priceSpecification"]["priceType"] == "https://schema.org/StrikethroughPrice"
    assert offer["priceValidUntil"] == "2026-11-26T12:00:00+00:00"


@pytest.mark.parametrize(
    ("changes", "availability"),
    [
        ({}, "InStock"),
        ({"stock": 0}, "OutOfStock"),
        ({"availability": Availability.DISCONTINUED}, "Discontinued"),
        ({"availability": Availability.PREORDER}, "PreOrder"),
        ({"availability": Availability.BACKORDER}, "BackOrder"),
        ({"release": NOW + timedelta(days=1)}, "PreSale"),
    ],
)
def test_each_state_is_one_of_schema_org_s(changes: dict[str, Any], availability: str) -> None:
    """An offer's state is a member of schema.org's ItemAvailability."""
    assert offer_of(**changes)["availability"] == f"https://schema.org/{availability}"


def test_a_drop_says_when_it_can_be_bought() -> None:
    """An offer that has not opened is valid from its release; a plain one, the control, names no date."""
    offer = offer_of(release=NOW + timedelta(days=1))

    assert offer["validFrom"] == offer["availabilityStarts"] == "2026-11-24T12:00:00+00:00"
    assert {"validFrom", "availabilityStarts"} & set(offer_of()) == set()


def test_the_condition_is_one_of_schema_org_s() -> None:
    """A used product is in used condition."""
    variant = make_variant(condition=Condition.USED)

    assert json_ld(make_product(variants=(variant,)))["offers"]["itemCondition"] == (
        "https://schema.org/UsedCondition"
    )


def test_a_product_without_a_summary_is_described_by_its_body() -> None:
    """Where there is no summary the body's plain words describe a product."""
    words = replace(make_words(), summary="")

    assert json_ld(make_product(words={"en-GB": words}))["description"] == "White, with a rim."


@pytest.mark.parametrize(
    ("said", "translated", "name"),
    [
        ("Fjord AS", "", "Fjord AS"),
        ("Fjord AS", "Fjord Ltd", "Fjord Ltd"),
        ("", "", "Fjord Supply"),
    ],
)
def test_the_seller_is_whom_the_policies_name(said: str, translated: str, name: str) -> None:
    """An offer's seller is the one that the page names; the brand itself where nobody is named."""
    words = {"en-GB": BrandWords("Fjord Supply", seller=translated)}
    data = json_ld(make_product(), make_brand(policies=Policies(seller=said), words=words))

    assert data["offers"]["seller"] == {"@type": "Organization", "name": name}
    assert data["brand"]["name"] == "Fjord Supply"
