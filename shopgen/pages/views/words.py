"""Words and HTML, with their language where that is not the page's.

Views are what templates get: frozen, typed, finished. Nothing in them needs a decision, a lookup or a format.
Words that may be in another language than the page's are `WordsView`s: a template writes `lang` on the
element only where `lang` is not empty. Addresses are ready to be put into an attribute. Every picture has its
width and height. A field typed `Markup` is written as it is; all else is escaped by the template engine.
"""

from dataclasses import dataclass

from markupsafe import Markup

from shopgen.pages.markup import language_attributes

_NO_ATTRIBUTES = Markup("")


@dataclass(frozen=True, slots=True)
class WordsView:
    """Words, and their language where it differs from the page's (`lang` and `dir` are empty otherwise)."""

    value: str
    lang: str = ""
    dir: str = ""

    def __str__(self) -> str:
        return self.value

    @property
    def attributes(self) -> Markup:
        """` lang="…" dir="…"` for the start tag of the element that has the words; mostly empty."""
        return language_attributes(self.lang, self.dir) if self.lang else _NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class HtmlView:
    """HTML that `catalog.prose` made safe; templates write it as it is (it is `Markup` by then)."""

    html: Markup
    lang: str = ""
    dir: str = ""
    is_long: bool = False

    @property
    def attributes(self) -> Markup:
        """` lang="…" dir="…"` for the start tag of the element that has the HTML; mostly empty."""
        return language_attributes(self.lang, self.dir) if self.lang else _NO_ATTRIBUTES
