"""The module's fragment as a tree: our own HTML, parsed and held against an allow-list.

The tree is what `embed.js` builds a module of, element by element, and what `module.html` is written from. A
template that puts anything else into the module is refused here: this is the check that it keeps the promise.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from shopgen.pages.voice.addresses import TREACHEROUS
from shopgen.problems import quote
from shopgen.shop.elements import ATTRIBUTES, BOOLEANS, ELEMENTS, VOID_ELEMENTS, is_attribute

SCHEMES = frozenset({"", "https", "http", "mailto"})
MAX_DEPTH = 24

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SRCSET = re.compile(r"(\S+) \d+w")


@dataclass(slots=True)
class Element:
    """An element. Its children are elements and texts."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def classes(self) -> frozenset[str]:
        """Return the classes of the element and of all within it."""
        within = (child.classes() for child in self.children if isinstance(child, Element))
        return frozenset(self.attributes.get("class", "").split()).union(*within)

    def as_json(self) -> list[Any]:
        """Return the element as `[tag, {attribute: value}, child, …]`."""
        return [self.tag, self.attributes, *nodes_as_json(self.children)]

    def as_html(self) -> str:
        """Return the element as HTML that `parse_tree` reads back to itself."""
        attributes = "".join(_attribute(name, value) for name, value in self.attributes.items())
        if self.tag in VOID_ELEMENTS:
            return f"<{self.tag}{attributes}>"
        return f"<{self.tag}{attributes}>{nodes_as_html(self.children)}</{self.tag}>"


def nodes_as_json(nodes: list[Element | str]) -> list[Any]:
    """Return nodes as nested arrays; a text is a string."""
    return [node if isinstance(node, str) else node.as_json() for node in nodes]


def nodes_as_html(nodes: list[Element | str]) -> str:
    """Return nodes as HTML."""
    return "".join(escape(node, quote=False) if isinstance(node, str) else node.as_html() for node in nodes)


class TreeFault(Exception):  # noqa: N818  a fault of the theme, not of the program
    """Why a fragment is no module; `text` is what to look for in the template, empty where nothing helps."""

    def __init__(self, message: str, hint: str, text: str = "") -> None:
        self.message, self.hint, self.text = message, hint, text
        super().__init__(message)


def parse_tree(html: str) -> list[Element | str]:
    """Return the nodes of a fragment; the spaces that only lay out its source are left out.

    Raises:
        TreeFault: it has an element, an attribute or an address that no module may have, or its elements
            are not closed.
    """
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    if len(parser.open) > 1:
        tag = parser.open[-1].tag
        raise TreeFault(f"<{tag}> is not closed.", "Close each element that you open.", f"<{tag}")
    return parser.open[0].children


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value or name not in BOOLEANS else f" {name}"


class _TreeParser(HTMLParser):
    """Parses what our own templates write: lower-case tags, all of them closed, no comments, no scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            hint = f"A module is made of {', '.join(sorted(ELEMENTS))}."
            raise TreeFault(f"the module has a <{tag}>.", hint, f"<{tag}")
        if len(self.open) > MAX_DEPTH:
            raise TreeFault(f"elements are nested deeper than {MAX_DEPTH}.", "Nest them less.")
        element = Element(tag, {name: self._checked(tag, name, value or "") for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID_ELEMENTS:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID_ELEMENTS:
            raise TreeFault(f"<{tag}/> does not close itself in HTML.", f"Write <{tag}></{tag}>.", f"<{tag}")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            opened = self.open[-1].tag
            message = f"</{tag}> closes <{opened}>." if opened else f"</{tag}> closes what is not open."
            raise TreeFault(message, "Close elements in the order they nest in.", f"</{tag}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        text = _laid_out(data)
        if text:
            self.open[-1].children.append(text)

    def handle_comment(self, data: str) -> None:
        message = f"the module has a comment {quote(data)}."
        raise TreeFault(message, "Write it as a template's comment, {# … #}.", "<!--")

    def handle_decl(self, decl: str) -> None:
        raise TreeFault(f"the module has a declaration {quote(decl)}.", "Leave it out.", decl)

    def handle_pi(self, data: str) -> None:
        raise TreeFault(f"the module has an instruction {quote(data)}.", "Leave it out.", data)

    def unknown_decl(self, data: str) -> None:
        raise TreeFault(f"the module has a declaration {quote(data)}.", "Leave it out.", data)

    def _checked(self, tag: str, name: str, value: str) -> str:
        if not is_attribute(name):
            hint = f"An element may have {', '.join(sorted(ATTRIBUTES))} and aria-…."
            raise TreeFault(f"<{tag}> has the attribute {quote(name)}.", hint, f"{name}=")
        addresses = [value] if name in ("href", "src") else value.split(", ") if name == "srcset" else []
        for address in addresses:
            if not _is_decent(address if name != "srcset" else _address_in(address)):
                hint = "Write an address that a view gives you."
                raise TreeFault(f"<{tag}> leads to {quote(address)}.", hint, address)
        return _SPACE.sub(" ", value).strip()


def _address_in(candidate: str) -> str:
    found = _SRCSET.fullmatch(candidate)
    return found[1] if found else "\\"


def _is_decent(address: str) -> bool:
    if TREACHEROUS.search(address) or address.startswith("//"):
        return False
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def _laid_out(text: str) -> str:
    """Return a text with its runs of spaces as one, and without those at its ends that hold a line break."""
    stripped = text.strip(" \t\r\n\f")
    if not stripped:
        return "" if "\n" in text else " "
    start = text[: text.index(stripped[0])]
    end = text[text.rindex(stripped[-1]) + 1 :]
    lead = " " if start and "\n" not in start else ""
    trail = " " if end and "\n" not in end else ""
    return lead + _SPACE.sub(" ", stripped) + trail
