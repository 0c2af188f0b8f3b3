"""Products, their variants and what each variant is offered for. No clock and no file is read here.

These nouns, and those that they are made of, have no slots: they travel between processes by the ten
thousand, and pickling a frozen class with slots runs Python code for each object, three times as long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from shopgen.shop.interval import Interval
from shopgen.shop.money import Money
from shopgen.shop.picture import Picture
from shopgen.shop.text import Prose


class Availability(StrEnum):
    """Google Merchant's values of `availability`, and `discontinued`."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    BACKORDER = "backorder"
    DISCONTINUED = "discontinued"


class Condition(StrEnum):
    """Google Merchant's values of `condition`."""

    NEW = "new"
    REFURBISHED = "refurbished"
    USED = "used"


@dataclass(frozen=True)
class Measure:
    """A quantity and its unit, such as 0.35 l."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


@dataclass(frozen=True)
class Manufacturer:
    """Who made a product (Regulation (EU) 2023/988, article 19)."""

    name: str
    address: str = ""
    email: str = ""


@dataclass(frozen=True)
class Option:
    """One thing to choose, such as size, and its values, in the author's order and words."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """What a variant costs, whether it can be had, and when that changes. All instants are in UTC.

    `prices` has one price a currency. `sale_prices` apply within `sale_interval`.
    """

    prices: tuple[Money, ...]
    sale_prices: tuple[Money, ...] = ()
    sale_interval: Interval = Interval()
    availability: Availability = Availability.IN_STOCK
    availability_date: datetime | None = None
    release: datetime | None = None
    stock: int | None = None


@dataclass(frozen=True)
class Variant:
    """A buyable combination of options, with all that it inherits from its product filled in.

    `options` maps option names to values, in the product's order; it is empty for the one variant of a
    product without options. `id` is what the variant is known by for ever (its sku, else id and options).
    `image` is the `src` of the product's picture that shows it, if one was named.
    """

    id: str
    offer: Offer
    options: Mapping[str, str] = field(default_factory=dict)
    sku: str = ""
    gtin: str = ""
    mpn: str = ""
    condition: Condition = Condition.NEW
    image: str = ""
    unit_pricing_measure: Measure | None = None
    shipping_weight: Measure | None = None
    payment_link: str = ""
    provider_ids: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ProductWords:
    """A product's words in one locale; what is empty is not translated.

    `image_alts` maps a picture's `src`, `option_names` an option's name, and `option_values` an option's
    name and then its value, as the base locale writes them, to the words of this locale.
    """

    title: str = ""
    summary: str = ""
    body: Prose = Prose()
    collection: str = ""
    tags: tuple[str, ...] = ()
    image_alts: Mapping[str, str] = field(default_factory=dict)
    option_names: Mapping[str, str] = field(default_factory=dict)
    option_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Product:
    """One product of a brand.

    `slug` is its address, `id` what it is known by for ever. `currency` is the one it is priced in where a
    locale asks for no other. `variants` is never empty. `words` maps locales to words; the brand's base
    locale is always among them, and `collection` there is what products are grouped by.
    """

    slug: str
    id: str
    currency: str
    variants: tuple[Variant, ...]
    words: Mapping[str, ProductWords]
    options: tuple[Option, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sku: str = ""
    manufacturer: Manufacturer | None = None
    tags: tuple[str, ...] = ()
    collection: str = ""
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
