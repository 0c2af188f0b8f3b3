"""The page that shows a host how to take the module in."""

from dataclasses import dataclass

from shopgen.pages.views.brand import BrandView
from shopgen.pages.views.head import HeadView


@dataclass(frozen=True, slots=True)
class SnippetWayView:
    """One way to take the module in: what to do, and the pieces of code to copy, each for its own place.

    `policy` is the strictest Content-Security-Policy under which it works; empty where none is asked for.
    """

    title: str
    text: str
    codes: tuple[str, ...]
    policy: str = ""


@dataclass(frozen=True, slots=True)
class SnippetView:
    """The page that shows a host how to take the module in: ways with pieces of code."""

    head: HeadView
    brand: BrandView
    ways: tuple[SnippetWayView, ...]
