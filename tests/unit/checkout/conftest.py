"""What tests of providers share: an order, with values changed as a test needs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from shopgen.checkout.pay import Order
from shopgen.shop.money import Money


@pytest.fixture
def order() -> Callable[..., Order]:
    """Return a maker of orders."""

    def make(**changes: Any) -> Order:
        values = {
            "brand": "fjord",
            "brand_name": "Fjord Supply",
            "product": "enamel-mug",
            "title": "Enamel mug",
            "variant": "MUG-1-S",
            "sku": "MUG-1-S",
            "options": (("size", "S"), ("colour", "white")),
            "price": Money(Decimal("24.00"), "EUR"),
            "locale": "en-GB",
            "page_url": "https://shops.example/fjord/enamel-mug/",
        }
        return Order(**{**values, **changes})

    return make
