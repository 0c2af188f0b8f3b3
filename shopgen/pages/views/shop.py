"""The shop page."""

from dataclasses import dataclass

from shopgen.pages.views.brand import BrandView, FooterView, LinkView
from shopgen.pages.views.cards import CardView
from shopgen.pages.views.head import HeadView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class CollectionView:
    """A collection on the shop page; the one without a name holds what is in no collection."""

    id: str
    name: WordsView | None
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ShopView:
    """The shop page."""

    head: HeadView
    brand: BrandView
    collections: tuple[CollectionView, ...]
    locales: tuple[LinkView, ...]
    footer: FooterView
    product_count: int
