"""A rendered page as a tree: which element is within which, what it says, and which are not closed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

# fmt: off
_VOID = frozenset({  # HTML, 13.1.2
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})
# Those whose end HTML lets a page leave out.
_MAY_STAY_OPEN = frozenset({
    "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody",
    "td", "tfoot", "th", "thead", "tr",
})
# fmt: on
_FOREIGN = ("svg", "math")
_UNSEEN = ("script", "style")


@dataclass(eq=False, slots=True)
class Node:
    """An element; `number` counts the page's start tags from 0, the root, which is no element, is -1."""

    name: str
    number: int = -1
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def nodes(self) -> Iterator["Node"]:
        """Yield the elements within, in the order of the page."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.nodes()

    def text(self) -> str:
        """Return what can be read in it, on one line."""
        return " ".join(" ".join(self.texts()).split())

    def raw_text(self) -> str:
        """Return the text of a script or a style sheet as it stands."""
        return "".join(child for child in self.children if isinstance(child, str))

    def texts(self) -> Iterator[str]:
        """Yield the pieces of text in it that are neither script nor style."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.name not in _UNSEEN:
                yield from child.texts()

    def has(self, word: str, attribute: str = "class") -> bool:
        """Whether a word is among those of an attribute."""
        return word in self.attributes.get(attribute, "").split()

    def path(self) -> Iterator["Node"]:
        """Yield the element and those that it is within, outwards."""
        at: Node | None = self
        while at is not None:
            yield at
            at = at.parent


@dataclass(frozen=True, slots=True)
class Slip:
    """An end tag where another element is open, or none of its name; or, without `end`, what stays open.

    `number` is that of the nearest start tag.
    """

    number: int
    open: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class PageTree:
    """A page, and where its elements do not lie one within the other."""

    root: Node
    slips: tuple[Slip, ...]

    def nodes(self) -> tuple[Node, ...]:
        """Return the elements in the order of the page: each stands at its number."""
        return tuple(self.root.nodes())


@lru_cache(maxsize=64)
def parse_page(html: str) -> PageTree:
    """Return the tree of a page or a fragment, whatever it is made of; it is not to be changed."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    parser.close_to(parser.root)
    return PageTree(parser.root, tuple(parser.slips))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self._at = Node("")
        self.slips: list[Slip] = []
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        node = Node(tag, self._count, attributes, self._at)
        self._count += 1
        self._at.children.append(node)
        if tag not in _VOID:
            self._at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        is_foreign = any(node.name in _FOREIGN for node in self._at.path())
        if tag not in _VOID and is_foreign:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        opened = next((node for node in self._at.path() if node.name == tag), None)
        if opened is None or tag in _VOID:
            self.slips.append(Slip(self._count - 1, end=tag))
        else:
            self.close_to(opened, tag)
            self._at = opened.parent or self.root

    def handle_data(self, data: str) -> None:
        self._at.children.append(data)

    def close_to(self, outer: Node, end: str = "") -> None:
        """Close what is open within an element, and say which may not stay so."""
        while self._at is not outer:
            if self._at.name not in _MAY_STAY_OPEN:
                self.slips.append(Slip(self._at.number, self._at.name, end))
            self._at = self._at.parent or outer
