"""The one door through which text becomes HTML: Markdown in, safe segments and picture references out.

Raw HTML is no markup here: it is shown as it was typed, and said. Whatever Markdown makes is cleaned once
more by an allow-list, and nothing touches it after that but the cutting at its pictures.
"""

import html
import re
import threading
from dataclasses import dataclass, field
from functools import cache, cached_property
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from shopgen.catalog.fields.addresses import is_email
from shopgen.catalog.fields.pictures import picture_src
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.plain_prose import Outline, plain_html
from shopgen.catalog.prose_budget import Overrun, find_overrun
from shopgen.problems import quote
from shopgen.shop.text import PictureReference, Prose

_TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "a", "img"),
    *("h3", "h4", "h5", "h6", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ALIGN_CLASSES = {f"text-align: {way};": f"align-{way}" for way in ("left", "right", "center")}
"""What tables say in a style attribute, which no page may have, and the class that says it instead."""
_PICTURE_SCHEME = "picture"
"""Marks a picture on its way through the cleaner; no author's address has it."""
_CODE_END = re.compile(r"\n+</code></pre>")
_MARK = re.compile(r"[\\`*_\[<&]|  \n")
_TEL = re.compile(r"tel:\+?[0-9().-]{3,30}")
_PICTURE = re.compile(rf'<img alt="([^"]*)" src="{_PICTURE_SCHEME}:([^"]*)">')
_NO_TAG = "span"
"""An element that is not on the list: the cleaner keeps its words alone."""
_LINK_HINT = "Write the whole address, such as https://acme.example/care, mailto:… or tel:…"

_TOO_DEEP = Overrun(0, "The text has too many quotes and lists within each other.", "Write it flatter.")


@dataclass(frozen=True, slots=True)
class ProseFault:
    """What is wrong in a body. `line` counts from the body's first line, 1; 0 means the body as a whole."""

    line: int
    code: str
    message: str
    hint: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class MadeProse:
    """A body made safe, and what was wrong with it: it depends on the text alone."""

    prose: Prose
    faults: tuple[ProseFault, ...] = ()


def make_prose(text: str) -> MadeProse:
    """Return a Markdown text as safe prose; one that would take too long is refused, not tried."""
    if not text.strip():
        return MadeProse(Prose())
    overrun = find_overrun(text)
    if overrun is not None:
        return MadeProse(Prose(), (_overrun_fault(overrun),))
    kitchen = _kitchen()
    with kitchen.lock:
        try:
            return kitchen.cook(text)
        except RecursionError:
            # The parser was left in the middle of a text, and would go on from there in the next.
            _kitchen.cache_clear()
            return MadeProse(Prose(), (_overrun_fault(_TOO_DEEP),))


def _overrun_fault(overrun: Overrun) -> ProseFault:
    return ProseFault(overrun.line, "too-much-markdown", overrun.message, overrun.hint, is_error=True)


@cache
def _kitchen() -> "_Kitchen":
    return _Kitchen()


@dataclass(slots=True)
class _Findings:
    """What is noticed while one text is made."""

    text: str = ""
    html: list[str] = field(default_factory=list)
    faults: dict[tuple[str, str], ProseFault] = field(default_factory=dict)

    def say(self, code: str, seen: str, message: str, hint: str, *, is_error: bool = False) -> None:
        if (code, seen) not in self.faults:
            self.faults[code, seen] = ProseFault(line_of(self.text, seen), code, message, hint, is_error)

    def say_html(self) -> None:
        """Say once for a text that HTML is no markup in it."""
        if self.html:
            shown = f"{quote(self.html[0])} is shown as it is written."
            if len(self.html) > 1:
                shown = f"{quote(self.html[0])} and {len(self.html) - 1} more are shown as they are written."
            message = f"HTML is not used in a text: {shown}"
            self.say("raw-html", self.html[0], message, "Write Markdown, such as **bold**, or `code`.")


def line_of(text: str, seen: str) -> int:
    """Return the line in which an address or a tag is first written, from 1; 0 where it is not found.

    The parser keeps no positions, so they are looked for: as a target of Markdown, else anywhere.
    """
    for wanted in (f"]({seen}", f"](images/{seen}", f"<{seen}", f"]: {seen}", seen.split("\n", 1)[0]):
        at = text.find(wanted) if seen else -1
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 0


class _Kitchen:
    """The parser and the cleaner, made once a process. They keep state while they work, hence the lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.findings = _Findings()
        self.cleaner = nh3.Cleaner(
            tags=_TAGS,
            clean_content_tags=set(),
            attributes={
                "*": set(),
                "a": {"href"},
                "img": {"src", "alt"},
                "ol": {"start"},
                "table": {"tabindex"},
                "th": {"scope"},
            },
            allowed_classes={tag: set(_ALIGN_CLASSES.values()) for tag in ("th", "td")},
            attribute_filter=_keep,
            url_schemes={"http", "https", "mailto", "tel", _PICTURE_SCHEME},
            link_rel="noopener",
            strip_comments=True,
        )

    def cook(self, text: str) -> MadeProse:
        """Return the prose of a text within the budget."""
        self.findings.text = text
        self.findings.faults = {}
        self.findings.html = []
        made = plain_html(text, _is_link)
        if made is None:
            made = _CODE_END.sub("\n</code></pre>", self.parse(text))
        prose = Prose(_segments(self.cleaner.clean(made)))
        self.findings.say_html()
        return MadeProse(prose, tuple(self.findings.faults.values()))

    def parse(self, text: str) -> str:
        """Return what the parser makes of a text, before it is cleaned."""
        self.parser.reset()
        return self.parser.convert(text)

    @cached_property
    def parser(self) -> markdown.Markdown:
        """The parser, which takes ten milliseconds to make, and most brands do without."""
        parser = markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
        parser.preprocessors.deregister("html_block")
        parser.inlinePatterns.deregister("html")
        parser.inlinePatterns.register(_RawHtml(self.findings), "html", 90)
        parser.treeprocessors.register(_PlainText(), "plain_text", 25)
        parser.treeprocessors.register(_Headings(), "headings", 15)
        parser.treeprocessors.register(_Tables(), "tables", -4)
        parser.treeprocessors.register(_Addresses(self.findings), "addresses", -5)
        # Its line breaks between blocks are weight that nobody sees.
        parser.treeprocessors.deregister("prettify")
        return parser


def _keep(_tag: str, name: str, value: str) -> str | None:
    """Keep an attribute of the final text, or drop it: this holds, whatever was let through before."""
    if name == "href":
        return value if _is_link(value) else None
    if name == "src":
        return value if value.startswith(f"{_PICTURE_SCHEME}:") else None
    if name == "tabindex":
        return "0"
    return value


def _is_link(value: str) -> bool:
    """Whether a browser would see the scheme that is written: no controls, no backslash, no white space."""
    if not value.isprintable() or any(c.isspace() or c == "\\" for c in value):
        return False
    lower = value.lower()
    if lower.startswith(("https://", "http://")):
        rest = lower.split("://", 1)[1]
        return bool(rest) and rest[0] not in "/?#@"
    if lower.startswith("mailto:"):
        return is_email(value[7:].split("?", 1)[0])
    return _TEL.fullmatch(lower) is not None


def _segments(clean: str) -> tuple[str | PictureReference, ...]:
    """Cut at the pictures. The cleaner escapes every quote in a value, so that only true tags match."""
    parts = _PICTURE.split(clean)
    segments: list[str | PictureReference] = [parts[0]]
    for alt, src, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        segments += [PictureReference(html.unescape(src), html.unescape(alt)), after]
    return tuple(segment for segment in segments if segment)


class _RawHtml(InlineProcessor):
    """Shows HTML as the text that it is, and says so."""

    def __init__(self, findings: _Findings) -> None:
        super().__init__(r"</?[A-Za-z][^<>]{0,2000}>|<!--|<[!?][A-Za-z]")
        self.findings = findings

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name and the shape are the library's
        self,
        m: "re.Match[str]",
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int]:
        self.findings.html.append(m[0])
        # What comes back is text, which is escaped when written; but entities in text are left as they are.
        return m[0].replace("&", "&amp;"), m.start(0), m.end(0)


class _Tables(Treeprocessor):
    """A heading without words heads nothing: it is announced as empty, so it becomes an ordinary cell.

    The others of its row then say what they head (WCAG's technique H63): a row of headings alone need not.
    A table that is wider than a phone scrolls: keys have to get to it too (WCAG 2.1.1).
    """

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            table.set("tabindex", "0")
        for row in root.iter("tr"):
            for cell in row:
                if style := cell.attrib.pop("style", None):
                    cell.set("class", _ALIGN_CLASSES[style])
            headings = row.findall("th")
            empty = [cell for cell in headings if not len(cell) and not (cell.text or "").strip()]
            for heading in headings if empty else ():
                heading.set("scope", "col")
            for cell in empty:
                cell.tag = "td"
                del cell.attrib["scope"]


class _Addresses(Treeprocessor):
    """Keeps links that are whole addresses and pictures of the brand's own; says what it does not keep."""

    def __init__(self, findings: _Findings) -> None:
        super().__init__()
        self.findings = findings

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self._picture(element)

    def _link(self, element: Element) -> None:
        seen = _as_browser(element.get("href") or "")
        if not _is_link(seen):
            element.tag = _NO_TAG
            message = f"The link {quote(seen)} is not a whole address: its words are kept, the link is not."
            self.findings.say("link", seen, message, _LINK_HINT)

    def _picture(self, element: Element) -> None:
        seen, alt = _as_browser(element.get("src") or ""), element.get("alt") or ""
        element.attrib.clear()
        try:
            element.set("alt", alt)
            element.set("src", f"{_PICTURE_SCHEME}:{picture_src(seen)}")
        except Wrong as wrong:
            element.tag = _NO_TAG
            self.findings.say(wrong.code, seen, wrong.sentence("The picture"), wrong.hint, is_error=True)


def _as_browser(value: str) -> str:
    """Return an attribute's value as a browser reads it: entities in it count."""
    return html.unescape(value.replace(AMP_SUBSTITUTE, "&")).strip()


class _PlainText(Treeprocessor):
    """Spares text without any mark of Markdown the dozen patterns for marks: half the time of a text."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARK.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _MARK.search(element.tail):
                element.tail = AtomicString(element.tail)


class _Headings(Treeprocessor):
    """Puts headings below those of the page, without a step left out."""

    def run(self, root: Element) -> None:
        outline = Outline()
        for element in root.iter():
            if len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1] in "123456":
                element.tag = f"h{outline.below(int(element.tag[1]))}"
