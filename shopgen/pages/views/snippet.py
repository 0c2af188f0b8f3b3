"""The page that shows a host how to take the module in."""

from dataclasses import dataclass

from shopgen.pages.views.brand import BrandView
from shopgen.pages.views.head import HeadView


@dataclass(frozen=True, slots=True)
class SnippetWayView:
    """One way to take the module in."""

    title: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class SnippetView:
    """The page that shows a host how to take the module in: each way is a title, a text and a code."""

    head: HeadView
    brand: BrandView
    ways: tuple[SnippetWayView, ...]
