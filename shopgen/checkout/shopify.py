"""Payment at a Shopify shop: a cart permalink, which needs no app and no token.

The path's locale is not guessed: which ones a shop has is known to the shop alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopgen.checkout.addresses import is_host, payee_of
from shopgen.checkout.options import setting_fault, text_option, unknown_options
from shopgen.checkout.pay import Order, PayFault, Payment
from shopgen.problems import quote

_EXAMPLE = "fjord.myshopify.com"
_ID = re.compile(r"[1-9][0-9]{0,19}")


@dataclass(frozen=True, slots=True)
class ShopifyProvider:
    """Puts a variant into the cart of a Shopify shop and opens its checkout."""

    name: str = "shopify"

    def check_settings(self, options: Mapping[str, Any]) -> tuple[PayFault, ...]:
        """Return what is wrong with `shop`, the shop's host."""
        unknown = unknown_options(options, ("shop",), self.name)
        shop = text_option(options, "shop", _EXAMPLE)
        if isinstance(shop, PayFault):
            return (*unknown, shop)
        if is_host(shop):
            return unknown
        message = f"checkout.shop {quote(shop)} is not the name of a host."
        hint = f'Write it in lower case, without https:// and slashes, such as shop: "{_EXAMPLE}".'
        return (*unknown, setting_fault("shop", message, hint))

    def pay(self, options: Mapping[str, Any], order: Order) -> Payment | PayFault:
        """Return the permalink that puts the variant into the cart."""
        variant = dict(order.provider_ids).get(self.name, "")
        if _ID.fullmatch(variant) is None:
            return _no_id(variant, order)
        cart = f"https://{options['shop']}/cart/{variant}"
        return Payment(f"{cart}:1", payee_of(cart), quantity_url=f"{cart}:{{quantity}}")


def _no_id(seen: str, order: Order) -> PayFault:
    key = "provider_ids.shopify"
    what = f"{key} {quote(seen)} is not the number of a variant"
    if not seen:
        what = f"{key} is missing for {quote(order.sku or order.title)}"
    return PayFault(
        key,
        "shopify-id",
        f"{what}.",
        'Copy the number at the end of the variant\'s address in the admin: {shopify: "44012345678901"}.',
    )
