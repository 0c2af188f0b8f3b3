"""Pictures: where their renditions are, and how large they are."""

from dataclasses import dataclass

from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class SourceView:
    """A `<source>`: media type and srcset."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture. `css_class` is the class whose rule in the page's style sets its colour and focus.

    `srcset` and `css_class` may be empty: an old browser gets one small `src` on a card, and a picture that
    may be transparent has no colour behind it.
    """

    src: str
    srcset: str
    sources: tuple[SourceView, ...]
    width: int
    height: int
    alt: WordsView
    sizes: str
    css_class: str
    largest: str
