"""A page at an earlier address of a product."""

from dataclasses import dataclass

from shopgen.pages.views.brand import BrandView
from shopgen.pages.views.head import HeadView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page at an earlier address of a product: `url` is where the product is now."""

    head: HeadView
    brand: BrandView
    title: WordsView
    url: str
