"""Payment at a Shopify shop."""

from collections.abc import Callable

import pytest

from shopgen.checkout.pay import Order, PayFault, Payment
from shopgen.checkout.shopify import ShopifyProvider

SHOPIFY = ShopifyProvider()
Make = Callable[..., Order]


def test_permalink(order: Make) -> None:
    """A variant's number becomes a cart permalink for one, and for any quantity."""
    made = SHOPIFY.pay(
        {"shop": "fjord.example"}, order(provider_ids=(("other", "1"), ("shopify", "44012345678901")))
    )

    assert (
        Payment(
            "https://fjord.example/cart/44012345678901:1",
            "fjord.example",
            quantity_url="https://fjord.example/cart/44012345678901:{quantity}",
        )
        == made
    )


@pytest.mark.parametrize(
    "number",
    ["", "0", "12a", "12:3", "-1", " 1", "1\n", "gid://shopify/ProductVariant/1", "1,2:3", "9" * 21, "１２"],
)
def test_no_number(order: Make, number: str) -> None:
    """What is not the number of a variant is the product's fault, with where to find it."""
    made = SHOPIFY.pay({"shop": "fjord.example"}, order(provider_ids=(("shopify", number),)))

    assert isinstance(made, PayFault)
    assert ("provider_ids.shopify", False) == (made.key, made.in_brand)
    assert "44012345678901" in made.hint


def test_missing_number(order: Make) -> None:
    """A variant without a number is named by its sku."""
    made = SHOPIFY.pay({"shop": "fjord.example"}, order())

    assert isinstance(made, PayFault)
    assert 'provider_ids.shopify is missing for "MUG-1-S".' == made.message


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({"shop": "fjord.myshopify.com"}, []),
        ({}, ["checkout.shop"]),
        ({"shop": "https://fjord.example"}, ["checkout.shop"]),
        ({"shop": "fjord.example/"}, ["checkout.shop"]),
        ({"shop": "evil.example/x?"}, ["checkout.shop"]),
        ({"shop": "user@fjord.example"}, ["checkout.shop"]),
        ({"shop": ["fjord.example"]}, ["checkout.shop"]),
        ({"shop": "fjord.example", "template": "x"}, ["checkout.template"]),
        ({"store": "fjord.example"}, ["checkout.store", "checkout.shop"]),
    ],
)
def test_settings(options: dict[str, object], keys: list[str]) -> None:
    """All that is wrong with the options is said at once."""
    assert keys == [fault.key for fault in SHOPIFY.check_settings(options)]
