"""A theme's style sheet, read by the grammar of CSS: which files it names, and that it asks nobody else.

A page makes no request to another origin, so a sheet may name only files that its theme brings along.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import rcssmin
import tinycss2
from markupsafe import Markup
from tinycss2.ast import URLToken

from shopgen.pages.door import ThemeFile
from shopgen.pages.markup import joined, style_text
from shopgen.pages.page_theme import AssetFault
from shopgen.problems import ContentError, Place, Problem, quote

# A sheet with none of these fetches nothing and need not be taken apart. An escape may spell any of them.
_MAY_FETCH = re.compile(r"url|import|image|src|font-face|\\", re.IGNORECASE)
_HAS_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
# Functions that take an address as a bare string (CSS Images 4, CSS Values 4).
_TAKES_STRINGS = frozenset({"image-set", "-webkit-image-set", "image", "src"})
# Functions within those that are no address. What is filled in later, such as var(), could become one.
_NO_ADDRESS = re.compile(r"type|(?:-webkit-)?(?:repeating-)?(?:linear|radial|conic)-gradient")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# What brackets within do not count, and the brackets that do.
_BRACKETS = re.compile(
    r"""/\*.*?(?:\*/|(?P<comment>\Z))|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\\."""
    r"""|url\(\s*+[^"'\s)][^)]*\)|(?P<bracket>[][(){}])""",
    re.DOTALL | re.IGNORECASE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_CODE = "style-sheet"
_HOLDS_RULES = re.compile(r"@(container|layer|scope|starting-style)\b(?=[^;{}]*\{)")
_DISGUISED = re.compile(r"@supports __([a-z-]+)__")
# What template engines of hosts run: Jinja2 and its kin, PHP, ERB and EJS.
_TEMPLATE_CODE = re.compile(r"\{[{%#]|<[?%]")
# Strings and addresses are passed over: a space within them would be read.
_BRACE_BEFORE_NAME = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))|\{(?=#)""", re.DOTALL)
_SLOT = "url(\0)"
"""Stands for a file while the sheet around it is minified. No sheet has it: to CSS a NUL is U+FFFD."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of the theme that a sheet names, and the line where it does."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A minified sheet, cut where it names a file: there is one text more than there are files."""

    path: str
    texts: tuple[Markup, ...]
    files: tuple[NamedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with it, but for files that are not there."""
    unfit_for_hosts: tuple[Problem, ...] = ()
    """Why it cannot be part of the module's sheet, which pages of others take in."""

    def with_addresses(self, address: Callable[[str], str]) -> Markup:
        """Return the sheet with the address of each file in its place.

        Raises:
            ContentError: the sheet has problems, or a file cannot be had; each is told with its line.
        """
        pieces, problems = [self.texts[0]], list(self.problems)
        for file, text in zip(self.files, self.texts[1:], strict=True):
            try:
                pieces += [Markup("url({})").format(address(file.name)), text]
            except AssetFault as fault:
                place = Place(self.path, file.line)
                problems.append(Problem(place, "theme-file", fault.message, fault.hint))
        if problems:
            raise ContentError(problems)
        return joined(pieces)


@lru_cache(maxsize=256)
def parse_sheet(file: ThemeFile) -> Sheet:
    """Return a theme's style sheet.

    Raises:
        ContentError: it is not UTF-8, it is nested too deep, or it could end the style element that it is
            put into.
    """
    text = text_of(file)
    reader = _Reader(file.path)
    reader.problems += _bracket_problems(text, file.path)
    css = minified(reader.read(text) if _MAY_FETCH.search(text) else text)
    reader.refuse_template_code(css, text)
    texts = tuple(style_text(piece, file.path) for piece in css.split(_SLOT))
    return Sheet(file.path, texts, tuple(reader.files), tuple(reader.problems), tuple(reader.unfit_for_hosts))


def _bracket_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield the first bracket or comment that is not closed or closes nothing: what follows is lost in it."""
    open_: list[tuple[str, int]] = []
    for found in _BRACKETS.finditer(text):
        bracket, start = found["bracket"], found.start()
        if found["comment"] is not None:
            yield _not_closed("comment", "/*", "*/", text, path, start)
            return
        if bracket in _CLOSING:
            open_.append((bracket, start))
        elif bracket and (not open_ or _CLOSING[open_[-1][0]] != bracket):
            if open_:
                break
            place = Place(path, text.count("\n", 0, start) + 1)
            yield Problem(place, _CODE, f'"{bracket}" closes nothing.', "Remove it, or open what it closes.")
            return
        elif bracket:
            open_.pop()
    if open_:
        bracket, start = open_[-1]
        yield _not_closed("block", bracket, _CLOSING[bracket], text, path, start)


def _not_closed(what: str, opened: str, closing: str, text: str, path: str, start: int) -> Problem:
    message = f'the {what} that begins here with "{opened}" is not closed: what follows is lost in it.'
    return Problem(Place(path, text.count("\n", 0, start) + 1), _CODE, message, f'Close it with "{closing}".')


def minified(css: str) -> str:
    """Return a style sheet without comments and needless spaces."""
    # rcssmin 1.2 knows that rules stand within @media and @supports, and of no later at-rule: within those it
    # makes ".a :is(.b)", a descendant, ".a:is(.b)", the element itself.
    disguised = _HOLDS_RULES.sub(r"@supports __\1__", css)
    css = _DISGUISED.sub(r"@\1", rcssmin.cssmin(disguised))
    # A rule for an id within another, as in "@media print{#a{…}}", would open a comment in Jinja2.
    return _BRACE_BEFORE_NAME.sub(lambda found: found[1] or "{ ", css)


def text_of(file: ThemeFile) -> str:
    """Return the text of a style sheet or script.

    Raises:
        ContentError: it is not UTF-8; the problem has the line of the first byte that cannot be read.
    """
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte {file.data[error.start]:#04x} cannot be read."
        hint = "Save it with the encoding UTF-8."
        raise ContentError([Problem(Place(file.path, line), "not-utf8", message, hint)]) from error


@dataclass(slots=True)
class _Reader:
    """One sheet while it is read."""

    path: str
    files: list[NamedFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unfit_for_hosts: list[Problem] = field(default_factory=list)

    def read(self, text: str) -> str:
        """Return the sheet with the slot in the place of each file."""
        try:
            written = tinycss2.serialize(list(self._nodes(tinycss2.parse_component_value_list(text))))
        except RecursionError:
            problem = Problem(Place(self.path), _CODE, "its blocks are nested too deep.", "Nest them less.")
            raise ContentError([problem]) from None
        if "\\" in _COMMENT.sub("", text):
            line = _COMMENT.sub(_line_breaks, text).partition("\\")[0].count("\n") + 1
            message = "the module's sheet has an escape: embed.js takes in none, which could hide an address."
            hint = 'Write the character itself, such as "–" for "\\2013".'
            self.unfit_for_hosts.append(Problem(Place(self.path, line), _CODE, message, hint))
        return str(written)

    def refuse_template_code(self, css: str, source: str) -> None:
        """Tell what of a minified sheet a host's template engine would run, with its line in the source."""
        found = _TEMPLATE_CODE.search(css)
        if found:
            before, is_there, _ = source.partition(found[0])
            line = before.count("\n") + 1 if is_there else 0
            message = (
                f"the module's sheet has {quote(found[0])}, which template engines of hosts run as code."
            )
            hint = (
                "Leave it out of strings and addresses: a small picture can be a file, such as url(dots.png)."
            )
            self.unfit_for_hosts.append(Problem(Place(self.path, line), _CODE, message, hint))

    def _nodes(self, nodes: list[Any], *, takes_strings: bool = False) -> Iterator[Any]:
        for node in nodes:
            if node.type == "url":
                yield self._address(node, node.value)
            elif node.type == "function" and node.lower_name == "url":
                # url("…"): a quoted address makes it a function (CSS Syntax 3, section 4.3.4).
                yield self._address(node, "".join(a.value for a in node.arguments if a.type == "string"))
            elif node.type == "string" and takes_strings:
                message = f"{quote(node.value)} is an address without url()."
                self._say(node, message, f"Write url({quote(node.value)}).")
            elif takes_strings and node.type == "function" and not _NO_ADDRESS.fullmatch(node.lower_name):
                message = f"{node.lower_name}() stands where an address could, and could become anybody's."
                self._say(node, message, "Write the url() itself, such as url(dots.png).")
                yield node
            else:
                yield self._checked(node)

    def _checked(self, node: Any) -> Any:
        """Return a node that is no address, with what it holds made ready."""
        if node.type == "function":
            takes_strings = node.lower_name in _TAKES_STRINGS
            if takes_strings:
                message = f"the module's sheet has {node.lower_name}(): embed.js takes in none."
                self._say_unfit(node, message, "Write one url() of a small picture.")
            node.arguments = list(self._nodes(node.arguments, takes_strings=takes_strings))
        elif node.type in ("{} block", "() block", "[] block"):
            node.content = list(self._nodes(node.content))
        elif node.type == "at-keyword" and node.lower_value == "import":
            hint = "Copy its rules into this file."
            self._say(node, "@import would fetch another sheet while the page is shown.", hint)
        elif node.type == "at-keyword" and node.lower_value == "font-face":
            message = "the module's sheet has a @font-face: browsers know none within a shadow root."
            hint = "Write it in static/css/page.css, for the pages that are the shop's own."
            self._say_unfit(node, message, hint)
        elif node.type == "error" and node.kind not in _CLOSING.values():  # brackets are told of already
            message = f"the sheet is not CSS here: {node.message.rstrip('.')}."
            self._say(node, message, "Look at what is before it.")
        return node

    def _address(self, node: Any, address: str) -> Any:
        """Return what stands for an address: the slot where it names a file of the theme."""
        if address.startswith(("data:", "#")):
            return node
        if _HAS_ORIGIN.match(address):
            message = f"url({quote(address)}) is not the theme's: a page asks nobody else for anything."
            hint = "Put the file into the theme's static/ and write its path there, such as url(dots.png)."
            self._say(node, message, hint)
            return node
        # Files are named from static/. "../" leads there from where the sheet is, as browsers would read it.
        self.files.append(NamedFile(address.removeprefix("../"), node.source_line))
        return URLToken(node.source_line, node.source_column, "", _SLOT)

    def _say(self, node: Any, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.path, node.source_line), _CODE, message, hint))

    def _say_unfit(self, node: Any, message: str, hint: str) -> None:
        self.unfit_for_hosts.append(Problem(Place(self.path, node.source_line), _CODE, message, hint))


def _line_breaks(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")
