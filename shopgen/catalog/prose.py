"""The one door through which text becomes HTML: Markdown in, safe segments and picture references out.

Raw HTML is no markup here: it is shown as it was typed, and said. Whatever Markdown makes is cleaned once
more by an allow-list, and nothing touches it after that but the cutting at its pictures.
"""

import html
import re
import threading
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element  # noqa: S405  built here, never parsed

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from shopgen.catalog.fields.addresses import is_email
from shopgen.catalog.fields.pictures import picture_src
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.prose_budget import Overrun, find_overrun
from shopgen.problems import quote
from shopgen.shop.text import PictureReference, Prose

_FIRST_HEADING, _LAST_HEADING = 3, 6
"""A page has its title (h1) and sections (h2): what stands in a body comes below."""

_TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "a", "img"),
    *("h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ALIGNMENTS = ("left", "right", "center")
_ALIGN_CLASSES = {f"align-{way}" for way in _ALIGNMENTS}
_SCHEMES = {"http", "https", "mailto", "tel"}
_TEL = re.compile(r"tel:\+?[0-9().-]{3,30}")
_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
_STYLES = tuple(
    (f'<{tag} style="text-align: {way};">', f'<{tag} class="align-{way}">')
    for tag in ("th", "td")
    for way in _ALIGNMENTS
)


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
        return kitchen.cook(text)


def _overrun_fault(overrun: Overrun) -> ProseFault:
    return ProseFault(overrun.line, "too-much-markdown", overrun.message, overrun.hint, is_error=True)


@cache
def _kitchen() -> "_Kitchen":
    return _Kitchen()


@dataclass(slots=True)
class _Findings:
    """What is noticed while one text is made."""

    text: str = ""
    faults: dict[tuple[str, str], ProseFault] = field(default_factory=dict)

    def say(self, code: str, seen: str, message: str, hint: str, *, is_error: bool = False) -> None:
        fault = ProseFault(self._line_of(seen), code, message, hint, is_error)
        self.faults.setdefault((code, seen), fault)

    def _line_of(self, seen: str) -> int:
        """The parser keeps no positions: where the words are first written is where they are looked for."""
        for wanted in (seen, html.escape(seen, quote=False), seen.split("\n", 1)[0]):
            at = self.text.find(wanted) if wanted else -1
            if at >= 0:
                return self.text.count("\n", 0, at) + 1
        return 0


class _Kitchen:
    """The parser and the cleaner, made once a process. They keep state while they work, hence the lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.findings = _Findings()
        self.markdown = markdown.Markdown(
            extensions=["tables", "fenced_code", "def_list", "sane_lists"], output_format="html"
        )
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("html")
        self.markdown.inlinePatterns.register(_RawHtml(self.findings), "html", 90)
        self.markdown.treeprocessors.register(_Headings(), "headings", 5)
        self.cleaner = nh3.Cleaner(
            tags=_TAGS,
            clean_content_tags=set(),
            attributes={"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}},
            allowed_classes={"th": _ALIGN_CLASSES, "td": _ALIGN_CLASSES},
            attribute_filter=self._filter,
            url_schemes=_SCHEMES | {"picture"},
            link_rel="noopener",
            strip_comments=True,
        )

    def cook(self, text: str) -> MadeProse:
        """Return the prose of a text within the budget."""
        self.findings.text = text
        self.findings.faults = {}
        self.markdown.reset()
        made = self.markdown.convert(text)
        if "style=" in made:
            for style, css_class in _STYLES:
                made = made.replace(style, css_class)
        prose = Prose(_segments(self.cleaner.clean(made)))
        return MadeProse(prose, tuple(self.findings.faults.values()))

    def _filter(self, tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return self._href(value)
        if name == "src":
            return self._src(value)
        return value

    def _href(self, value: str) -> str | None:
        if _is_link(value):
            return value
        hint = "Write the whole address, such as https://acme.example/care, or mailto: and tel: ones."
        message = f"The link {quote(value)} is not a whole address: its words are kept, the link is not."
        self.findings.say("link", value, message, hint)
        return None

    def _src(self, value: str) -> str | None:
        try:
            return f"picture:{picture_src(value.strip())}"
        except Wrong as wrong:
            message = wrong.sentence("The picture")
            self.findings.say(wrong.code, value, message, wrong.hint, is_error=True)
            return None


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
    segments: list[str | PictureReference] = [_without_lost_pictures(parts[0])]
    for src, alt, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        src = html.unescape(src).removeprefix("picture:")
        segments += [PictureReference(src, html.unescape(alt)), _without_lost_pictures(after)]
    return tuple(segment for segment in segments if segment)


def _without_lost_pictures(text: str) -> str:
    return re.sub(r'<img(?: alt="[^"]*")?>', "", text) if "<img" in text else text


class _RawHtml(InlineProcessor):
    """Shows HTML as the text that it is, and says so."""

    def __init__(self, findings: _Findings) -> None:
        super().__init__(r"</?[A-Za-z][^<>]{0,2000}>|<!--|<[!?][A-Za-z]")
        self.findings = findings

    def handleMatch(self, m: "re.Match[str]", data: str) -> tuple[str, int, int]:  # noqa: N802, ARG002
        seen = m[0]
        message = f"HTML is not used in a text: {quote(seen)} is shown as it is written."
        self.findings.say("raw-html", seen, message, "Write Markdown, such as **bold**, or `code`.")
        return _as_text(self.md, seen), m.start(0), m.end(0)


def _as_text(md: Any, text: str) -> str:
    return str(md.htmlStash.store(html.escape(text, quote=False)))


class _Headings(Treeprocessor):
    """Puts headings below those of the page, without a step left out."""

    def run(self, root: Element) -> None:
        open_levels: list[int] = []
        for element in root.iter():
            if len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1] in "123456":
                level = int(element.tag[1])
                while open_levels and open_levels[-1] >= level:
                    open_levels.pop()
                open_levels.append(level)
                element.tag = f"h{min(_FIRST_HEADING - 1 + len(open_levels), _LAST_HEADING)}"
