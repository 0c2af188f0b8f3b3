"""What a page needs so that an offer can be paid: the one shape that all providers give."""

from dataclasses import dataclass
from enum import StrEnum

from shopgen.shop.money import Money


class PayVerb(StrEnum):
    """What the pay control says will happen."""

    PAY = "pay"
    ORDER_BY_EMAIL = "order_by_email"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid: everything about one variant that a provider may want to know.

    `title` and `options` are words of the buyer's locale.
    """

    brand: str
    brand_name: str
    product: str
    title: str
    variant: str
    sku: str
    options: tuple[tuple[str, str], ...]
    price: Money
    locale: str
    page_url: str
    payment_link: str = ""
    provider_ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """How to pay: a link.

    `url` pays for one. `quantity_url` is the same address with `{quantity}` in the place of the number, and
    empty where the provider cannot be told a quantity. `payee` is the name to show ("Stripe"), or the host
    that the link leads to.
    """

    url: str
    payee: str
    verb: PayVerb = PayVerb.PAY
    quantity_url: str = ""


@dataclass(frozen=True, slots=True)
class PayFault:
    """Why a provider cannot take an order. `key` is the key to change, in the product or in the brand.

    One that is no error is a warning: an order can be taken, but perhaps not as it is meant.
    """

    key: str
    code: str
    message: str
    hint: str
    in_brand: bool = False
    is_error: bool = True
