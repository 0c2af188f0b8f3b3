"""What every provider can do, whoever it is."""

from collections.abc import Mapping
from typing import Any, Protocol

from shopgen.checkout.pay import Order, PayFault, Payment


class Provider(Protocol):
    """Someone who takes payments. `options` is what a brand writes under `checkout`, without `provider`.

    Nothing here reads a file or asks the network: what is said follows from the options and the order alone.
    """

    @property
    def name(self) -> str:
        """What a brand calls it in `checkout.provider`."""
        ...

    def check_settings(self, options: Mapping[str, Any]) -> tuple[PayFault, ...]:
        """Return everything that is wrong with a brand's options, their keys starting with `checkout.`."""
        ...

    def pay(self, options: Mapping[str, Any], order: Order) -> Payment | PayFault:
        """Return how to pay for this order. The options have been found to be right."""
        ...
