"""The Markdown that most bodies are made of, made without the parser, which takes ten times as long.

Paragraphs, headings, flat lists and tables of plain words, with strong words, emphasis and links in them.
What has a character or a shape beyond that is left to the parser: here is only what is sure to come out as
from there, byte for byte, and `tests/unit/catalog/test_plain_prose.py` holds the two against each other.
"""

import re
from collections.abc import Callable, Iterator, Sequence

# Letters and digits of all scripts, and punctuation that never is a mark. White space but for spaces and line
# ends is not among them, nor what is escaped when it is written, but for "&".
_PUNCTUATION = r" .,;:!?'\"()/%+=~$@{}°·×–—‘’“”„«»…€£\-"
_FOREIGN = re.compile(rf"_|[^\w\n{_PUNCTUATION}*&|#\[\]]|[ ](?:\n|\Z)|!\[")
# "_" is a mark, and among \w: texts with one are foreign.
_WORDS = rf"\w(?:[\w\n{_PUNCTUATION}]*[\w{_PUNCTUATION.replace(' ', '')}])?"
_ADDRESS = r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./%~+-]*)?(?:\?[A-Za-z0-9=./%~+-]*)?"
_FOLLOWS = r"(?=[\s.,;:!?)]|$)"
# A character from a set comes first, since for one `re` looks three times as fast.
_INLINE = re.compile(
    r"[*&|#\[\]](?:"
    rf"(?<=\*)(?<!\S\*)\*(?P<strong>{_WORDS})\*\*{_FOLLOWS}"
    rf"|(?<=\*)(?<!\S\*)(?P<em>{_WORDS})\*{_FOLLOWS}"
    rf"|(?<=\[)(?P<words>{_WORDS})\]\((?P<address>{_ADDRESS})\)"
    r"|(?<=&)(?=\s)(?P<and>)"
    r"|(?P<odd>))"
)
# What a line of words may begin with: "-", "=" or "1." would make it something else.
_START = r"(?:[^\W\d_]|\d+(?![\d.])|[\"'(“‘„«]|\*\*?\w|\[[^\[\]\n]*\]\()"
_LINE = rf"{_START}[^\n]*"
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*")
_HEADING = re.compile(rf"(?P<level>#{{1,6}}) +(?P<words>{_LINE})")
_LIST = re.compile(rf"[*+-] +{_LINE}(?:\n[*+-] +{_LINE})*")
_NUMBERED = re.compile(rf"1\. +{_LINE}(?:\n[0-9]+\. +{_LINE})*")
_MARKER = re.compile(r"^(?:[*+-]|[0-9]+\.) +", re.MULTILINE)
_TABLE = re.compile(r"\|[^\n]*\|\n\|[|: -]*\|(?:\n\|[^\n]*\|)+")
_BLANK = re.compile(r"\n{2,}")

FIRST_HEADING, LAST_HEADING = 3, 6
"""A page has its title (h1) and sections (h2): what stands in a body comes below."""


class _NotPlainError(Exception):
    """This is for the parser."""


def plain_html(text: str, is_link: Callable[[str], bool]) -> str | None:
    """Return what the parser makes of a text, or None where it takes the parser to tell.

    `is_link` says whether an address makes a link.
    """
    if _FOREIGN.search(text):
        return None
    try:
        return "".join(_Blocks(is_link).made(_BLANK.split(text.strip("\n"))))
    except _NotPlainError:
        return None


class Outline:
    """The headings of a body: put below those of the page, without a step left out."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def below(self, level: int) -> int:
        """Return the level that the next heading gets."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(FIRST_HEADING - 1 + len(self._open), LAST_HEADING)


class _Blocks:
    """The blocks of one text."""

    def __init__(self, is_link: Callable[[str], bool]) -> None:
        self._is_link = is_link
        self._outline = Outline()

    def made(self, blocks: Sequence[str]) -> Iterator[str]:
        was_list = False
        for block in blocks:
            is_list = block[0] in "*+-1" and bool(_LIST.fullmatch(block) or _NUMBERED.fullmatch(block))
            if is_list and was_list:
                raise _NotPlainError  # two that may be one, with paragraphs in it
            was_list = is_list
            yield self._list(block) if is_list else self._block(block)

    def _block(self, block: str) -> str:
        if block[0] == "#" and (heading := _HEADING.fullmatch(block)):
            level = self._outline.below(len(heading["level"]))
            return f"<h{level}>{self._inline(heading['words'])}</h{level}>"
        if block[0] == "|" and _TABLE.fullmatch(block):
            return self._table(block.split("\n"))
        if _PARAGRAPH.fullmatch(block):
            return f"<p>{self._inline(block)}</p>"
        raise _NotPlainError

    def _list(self, block: str) -> str:
        tag = "ol" if block[0] == "1" else "ul"
        items = _MARKER.sub("", block).split("\n")
        return f"<{tag}>{''.join([f'<li>{self._inline(item)}</li>' for item in items])}</{tag}>"

    def _table(self, lines: list[str]) -> str:
        head, rule, *rows = [line[1:-1].split("|") for line in lines]
        if not 1 < len(head) == len(rule) or not all(cell.strip(" ") for cell in head):
            raise _NotPlainError  # no table, or a heading without words
        classes = [_align_class(cell.strip(" ")) for cell in rule]
        body = "".join([self._row("td", row, classes) for row in rows])
        above = self._row("th", head, classes)
        return f'<table tabindex="0"><thead>{above}</thead><tbody>{body}</tbody></table>'

    def _row(self, tag: str, cells: list[str], classes: list[str]) -> str:
        filled = cells + [""] * (len(classes) - len(cells))
        made = [
            f"<{tag}{way}>{self._inline(cell.strip(' '))}</{tag}>"
            for cell, way in zip(filled, classes, strict=False)
        ]
        return f"<tr>{''.join(made)}</tr>"

    def _inline(self, text: str) -> str:
        return _INLINE.sub(self._marked, text)

    def _marked(self, found: "re.Match[str]") -> str:
        kind = found.lastgroup
        if kind == "and":
            return "&amp;"
        if kind == "em" or kind == "strong":
            return f"<{kind}>{found[kind]}</{kind}>"
        if kind == "address" and self._is_link(found["address"]):
            return f'<a href="{found["address"]}">{found["words"]}</a>'
        raise _NotPlainError  # a mark alone, or a link that somebody is to be told of


def _align_class(rule: str) -> str:
    """Return the class attribute of a column, by the colons at the ends of its rule."""
    way = {"::": "center", ":-": "left", "-:": "right"}.get(f"{rule[:1] or '-'}{rule[-1:] or '-'}")
    return f' class="align-{way}"' if way else ""
