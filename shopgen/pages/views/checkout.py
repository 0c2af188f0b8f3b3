"""The checkout page, and what it says of its product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shopgen.pages.views.brand import BrandView, FooterView, LinkView
from shopgen.pages.views.buying import OptionView, StateView, VariantView
from shopgen.pages.views.cards import BadgeView, CardView, PriceView
from shopgen.pages.views.head import HeadView
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import HtmlView, WordsView


@dataclass(frozen=True, slots=True)
class FactView:
    """A line of the details: what it is and what it says."""

    name: str
    value: WordsView
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShippingRateView:
    """What delivery to a country costs, in the locale's words."""

    country: str
    price: str


@dataclass(frozen=True, slots=True)
class BeaconView:
    """Who is told of what is done on the page, and of which shop: two absolute addresses."""

    url: str
    src: str


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """The checkout page of one product. `body` is safe HTML, its headings under the page's."""

    head: HeadView
    brand: BrandView
    title: WordsView
    summary: WordsView | None
    body: HtmlView | None
    pictures: tuple[PictureView, ...]
    badge: BadgeView | None
    price: PriceView
    options: tuple[OptionView, ...]
    variants: tuple[VariantView, ...]
    has_choice: bool
    """Whether there is more than one variant; one that changes by itself is among `variants` twice."""
    state: StateView
    """That of the product as a whole: the best that any variant can do."""
    shipping_note: WordsView | None
    shipping_countries: str
    shipping_rates: tuple[ShippingRateView, ...]
    returns_url: str
    facts: tuple[FactView, ...]
    tags: tuple[WordsView, ...]
    collection: WordsView | None
    more: tuple[CardView, ...]
    """Other products, where this one cannot be bought."""
    locales: tuple[LinkView, ...]
    footer: FooterView
    beacon: BeaconView | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
