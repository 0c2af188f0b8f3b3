"""The carousel."""

from dataclasses import dataclass

from markupsafe import Markup

from shopgen.pages.views.brand import BrandView
from shopgen.pages.views.cards import CardView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class ModuleView:
    """The carousel. `style` is its whole style sheet for the inline form, `style_url` for the linked one.

    `tree` is what `module-tree.html` made of this very view, checked and normalised; it and `style` are
    empty while that template itself is rendered.
    """

    lang: str
    dir: str
    brand: BrandView
    title: WordsView
    cards: tuple[CardView, ...]
    direction: str
    """`row` or `column`."""
    style: Markup = Markup("")
    style_url: str = ""
    beacon: str = ""
    """The address that the element's events are sent to, empty for none."""
    is_hidden: bool = False
    """Whether the brand has switched its module off: no one sees it, however it is taken in."""
    tree: Markup = Markup("")
