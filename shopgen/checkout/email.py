"""Payment by agreement: an e-mail to the brand, filled in and sent by the buyer (RFC 6068).

The e-mail has no words of its own, so it needs no translation: it has the product's words, which are in the
buyer's locale, numbers, and the page's address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent_encode

from shopgen.checkout.addresses import has_control, is_host
from shopgen.checkout.options import setting_fault, text_option, unknown_options
from shopgen.checkout.pay import Order, PayFault, Payment, PayVerb
from shopgen.problems import quote

_EXAMPLE = "orders@fjord.example"
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class EmailProvider:
    """Lets buyers order by e-mail."""

    name: str = "email"

    def check_settings(self, options: Mapping[str, Any]) -> tuple[PayFault, ...]:
        """Return what is wrong with `email`, the address that orders go to."""
        unknown = unknown_options(options, ("email",), self.name)
        address = text_option(options, "email", _EXAMPLE)
        if isinstance(address, PayFault):
            return (*unknown, address)
        if _is_address(address):
            return unknown
        message = f"checkout.email {quote(address)} is not an e-mail address."
        return (*unknown, setting_fault("email", message, f'Write one, such as email: "{_EXAMPLE}".'))

    def pay(self, options: Mapping[str, Any], order: Order) -> Payment | PayFault:
        """Return a `mailto:` address with the order in subject and body."""
        address = str(options["email"])
        if fault := _control_fault(order):
            return fault
        head = f"mailto:{_encode_address(address)}?subject={percent_encode(_subject(order), safe='')}&body="
        url, many = (head + _body(order, quantity) for quantity in ("1", "{quantity}"))
        return Payment(url, address, PayVerb.ORDER_BY_EMAIL, quantity_url=many)


def _is_address(text: str) -> bool:
    local, at, host = text.rpartition("@")
    return bool(at) and len(local) <= 64 and bool(_LOCAL_PART.fullmatch(local)) and is_host(host.lower())


def _encode_address(address: str) -> str:
    """Encode what has a meaning in a `mailto:` address, or in HTML (RFC 6068, section 2)."""
    return percent_encode(address, safe="!$*+-._~@")


def _control_fault(order: Order) -> PayFault | None:
    values = {
        "title": order.title,
        "sku": order.sku,
        "options": " ".join(word for option in order.options for word in option),
    }
    for key, value in values.items():
        if has_control(value):
            message = f"{key} {quote(value)} has a line break or a control character."
            return PayFault(key, "control-character", message, "Write it on one line.")
    return None


def _subject(order: Order) -> str:
    values = ", ".join(value for _, value in order.options)
    return f"{order.title} ({values})" if values else order.title


def _body(order: Order, quantity: str) -> str:
    """Return the body, encoded: only the quantity, which is a number or its place, is left as it is."""
    above = [order.title, *(f"{name}: {value}" for name, value in order.options)]
    if order.sku:
        above.append(order.sku)
    before = percent_encode(_LINE_END.join([*above, ""]), safe="")
    after = percent_encode(f" × {order.price}{_LINE_END}{order.page_url}{_LINE_END}", safe="")
    return before + quantity + after
