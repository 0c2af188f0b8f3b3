"""The providers that there are."""

from collections.abc import Callable
from typing import Any

import pytest

from shopgen.checkout.pay import Order, PayFault, Payment
from shopgen.checkout.registry import PROVIDERS

SETTINGS: dict[str, dict[str, Any]] = {
    "email": {"email": "orders@fjord.example"},
    "link": {"template": "https://pay.example/buy{?sku,quantity}"},
    "shopify": {"shop": "fjord.example"},
}


def test_names() -> None:
    """Each provider is found by the name that it has itself."""
    assert list(SETTINGS) == list(PROVIDERS)
    assert all(name == provider.name for name, provider in PROVIDERS.items())


@pytest.mark.parametrize("name", PROVIDERS)
def test_one_place_for_the_number(order: Callable[..., Order], name: str) -> None:
    """Each provider's address for many has the number in one place, and for one is the address for one."""
    made = PROVIDERS[name].pay(SETTINGS[name], order(provider_ids=(("shopify", "44"),)))

    assert isinstance(made, Payment)
    assert 1 == made.quantity_url.count("{quantity}")
    assert made.url == made.quantity_url.replace("{quantity}", "1")


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("value", [None, 3, 1.5, True, [], {}, ["x"], {"a": 1}, "", "\x00", "x" * 10_000])
def test_any_settings(name: str, value: object) -> None:
    """Whatever stands under `checkout` is answered with faults of its own keys, never with an exception."""
    key = next(iter(SETTINGS[name]))

    for options in ({key: value}, {str(value): value}, {value if value.__hash__ else "k": value}):
        for fault in PROVIDERS[name].check_settings(options):  # type: ignore[arg-type]
            assert isinstance(fault, PayFault)
            assert fault.key.startswith("checkout.")
            assert fault.in_brand
            assert fault.message.endswith(".")
            assert fault.hint.endswith((".", "?"))
