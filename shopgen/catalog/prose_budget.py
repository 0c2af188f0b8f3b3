"""How much work a Markdown text may be. The parser takes quadratic time on some texts: they are refused.

Everything is counted in one pass, before anything is parsed. The limits are far above what a product needs:
within them, the slowest texts that are known take less than a second.
"""

import re
from dataclasses import dataclass

SIZE_LIMIT = 20_000
"""In characters: some 3,000 words."""
DEPTH_LIMIT = 10
"""How many quotes and lists may start on one line."""
WORK_LIMIT = 400_000
"""The sum over all blocks of what has to be looked at again from each bracket: brackets times characters."""
_LINES_A_BRACKET = 10
_TICKS_A_BRACKET = 4
"""Lines that end a block early, and backticks, are so much cheaper than brackets (measured)."""

_BLANK = re.compile(r"\n[ \t]*\n")
_MARKERS = re.compile(r"^[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}\.[ \t])[ \t]*){10}", re.MULTILINE)
_BREAKS = re.compile(r"^[ \t>]*(?:=|-|#|\*[ \t]*\*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Overrun:
    """Which limit a text is over, and in which of its lines (from 1; 0 where all of it is meant)."""

    line: int
    message: str
    hint: str


def find_overrun(text: str) -> Overrun | None:
    """Return the first limit that a text is over, or None."""
    if len(text) > SIZE_LIMIT:
        message = f"The text has {len(text):,} characters."
        return Overrun(0, message, f"Write at most {SIZE_LIMIT:,}: link to what is longer.")
    deep = _MARKERS.search(text)
    if deep is not None:
        message = f"The text has more than {DEPTH_LIMIT - 1} quotes and lists within each other."
        return Overrun(text.count("\n", 0, deep.start()) + 1, message, "Write it flatter.")
    return _find_work(text)


def _find_work(text: str) -> Overrun | None:
    if block_work(text, 0, len(text)) <= WORK_LIMIT:
        return None  # were all one block, it would be the most
    work = start = 0
    while start < len(text):
        blank = _BLANK.search(text, start)
        end = blank.start() if blank else len(text)
        work += block_work(text, start, end)
        if work > WORK_LIMIT:
            message = "The text has too many brackets, backticks or headings without an empty line between."
            hint = "Put empty lines between paragraphs, and a backslash before a [ that opens no link."
            return Overrun(text.count("\n", 0, start) + 1, message, hint)
        start = blank.end() - 1 if blank else end
    return None


def block_work(text: str, start: int, end: int) -> int:
    """Return how much work the block of a text between two positions may be."""
    brackets = text.count("[", start, end)
    breaks = sum(1 for _ in _BREAKS.finditer(text, start, end))
    ticks = text.count("`", start, end)
    return (end - start) * (brackets + breaks // _LINES_A_BRACKET + ticks // _TICKS_A_BRACKET)
