"""The directory of shops at the output's root."""

from dataclasses import dataclass

from shopgen.pages.views.brand import SiteView
from shopgen.pages.views.head import HeadView
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class ShopLinkView:
    """A shop in the directory."""

    url: str
    name: str
    description: WordsView | None
    logo: PictureView | None
    initial: str
    product_count: int
    lang: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The directory of shops at the output's root."""

    head: HeadView
    site: SiteView
    shops: tuple[ShopLinkView, ...]
