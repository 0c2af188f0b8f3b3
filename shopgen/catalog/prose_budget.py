"""How much work a Markdown text may be. The parser takes quadratic time on some texts: they are refused.

The limits are counted in one pass, before anything is parsed. They are far above what a product needs.
"""

import re
from dataclasses import dataclass

SIZE_LIMIT = 32_000
LINE_LIMIT = 2_000


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
        return Overrun(0, message, f"Write at most {SIZE_LIMIT:,}.")
    return None
