"""What frames each page of a brand: the brand above, links, who sells below."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link. `is_current` marks the page that one is on."""

    url: str
    text: WordsView
    is_current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site that a brand is part of. `extra` is what `shopgen.yaml` says there, as it was written."""

    platform: str
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BrandView:
    """The brand as a page's head shows it. `extra` is what `brand.yaml` says there, as it was written."""

    slug: str
    name: WordsView
    handle: str
    description: WordsView | None
    logo: PictureView | None
    initial: str
    shop_url: str
    home_url: str
    extra: Mapping[str, Any]
    site: SiteView


@dataclass(frozen=True, slots=True)
class FooterView:
    """What every page of a brand ends with. `seller` is who sells; `links` its policies."""

    seller: WordsView | None
    links: tuple[LinkView, ...]
    contact: str
    contact_url: str
    platform: str
