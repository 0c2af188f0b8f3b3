"""A product as the module and the shop page show it."""

from dataclasses import dataclass

from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price as the locale writes it.

    `regular` is the price before a sale, empty where none is on. `is_from`: variants differ, and `current` is
    the lowest. `lead` and `trail` surround `current` where the locale has words for "from" (lead + current +
    trail is the whole phrase). `since` and `until` are the instants (RFC 3339) between which it holds, empty
    where nothing bounds it.
    """

    current: str
    regular: str = ""
    is_from: bool = False
    lead: str = ""
    trail: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A word in a picture's corner. `kind`: sale, sold_out, preorder, backorder, drop or discontinued.

    `until` is the instant (RFC 3339) from which it is no longer so, empty where there is none.
    """

    kind: str
    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """A product in the module or on the shop page: one link with one name.

    `prices` has the one of now first, then those that will hold once a sale has ended.
    """

    url: str
    title: WordsView
    summary: WordsView | None
    prices: tuple[PriceView, ...]
    badge: BadgeView | None
    picture: PictureView | None
    tags: tuple[WordsView, ...] = ()
    """All of them in one language."""
    note: str = ""
    """A short line in place of a price badge, such as "Drops 1 December"."""
