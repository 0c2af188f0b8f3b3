"""A brand: who sells, in which words and currencies, and how the module and the pages should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shopgen.shop.audience import Audience
from shopgen.shop.money import Money


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """Which theme, and the tokens this brand sets, checked against what the theme declares."""

    name: str = "default"
    tokens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModuleSettings:
    """The carousel: how many products, which first, and whether it scrolls in a `row` or a `column`."""

    limit: int = 5
    order: tuple[str, ...] = ()
    direction: str = "row"


@dataclass(frozen=True, slots=True)
class CheckoutSettings:
    """Who takes the payment. `provider` is empty where none is named; `options` are that provider's own."""

    provider: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShippingRate:
    """What delivery to a country (ISO 3166-1 alpha-2) costs."""

    country: str
    price: Money


@dataclass(frozen=True, slots=True)
class Shipping:
    """Where a brand delivers to and for how much."""

    countries: tuple[str, ...] = ()
    rates: tuple[ShippingRate, ...] = ()


@dataclass(frozen=True, slots=True)
class Policies:
    """What a buyer may want to read before paying. `contact` is an e-mail address or an https address."""

    returns: str = ""
    privacy: str = ""
    contact: str = ""
    seller: str = ""


@dataclass(frozen=True, slots=True)
class BrandWords:
    """A brand's words in one locale; what is empty is not translated."""

    name: str = ""
    description: str = ""
    module_title: str = ""
    shipping_note: str = ""
    seller: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand.

    `locale` is the one its sources are written in, and the first of `locales`. `currencies` maps a locale
    to the currency it shows where that is not `currency`. `base_url` is empty unless the brand has an
    origin of its own. `words` maps locales to words and always has `locale`.
    """

    slug: str
    currency: str
    locale: str
    locales: tuple[str, ...]
    words: Mapping[str, BrandWords]
    handle: str = ""
    url: str = ""
    logo: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    timezone: str = "UTC"
    market: str = ""
    base_url: str = ""
    theme: ThemeChoice = ThemeChoice()
    module: ModuleSettings = ModuleSettings()
    audience: Audience = Audience()
    checkout: CheckoutSettings = CheckoutSettings()
    shipping: Shipping = Shipping()
    policies: Policies = Policies()
    beacon: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def shown_currency(locale: str, product_currency: str, currencies: Mapping[str, str]) -> str:
    """Return the currency in which a product is shown in a locale."""
    return currencies.get(locale, product_currency)


def module_order(order: tuple[str, ...], slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slugs as the module shows them: those of `order` first, then the rest by slug."""
    known = set(slugs)
    first = [slug for slug in order if slug in known]
    return (*first, *sorted(known.difference(first)))
