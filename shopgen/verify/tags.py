"""Every start tag that a browser could find in a text, wherever it stands.

Whether `<a …>` is a tag depends on what is before it: a comment, a script, a `<noscript>`. Where those end
depends on the browser, its age, and whether it runs scripts; and a tree by HTML's rules takes a minute for a
hundred kilobytes that were written to that end. So nothing is skipped here: a tag begins at each `<` before a
letter. That finds all that any browser finds, in HTML and in XML, and some that none does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from shopgen.problems import quote

_SPACE = r"\t\n\f\r "
_OPENING = re.compile(rf"<(?=([A-Za-z_:\x80-\U0010ffff][^{_SPACE}/>]*+))")  # XML allows more than letters
_ATTRIBUTE = re.compile(
    rf"[{_SPACE}/]*+(=?[^{_SPACE}/>=]*+)[{_SPACE}]*+"
    rf"""(?:=[{_SPACE}]*+(?:"([^"]*+)"?|'([^']*+)'?|([^{_SPACE}>]*+)))?"""
)
_WORK_FACTOR, _WORK_LEAST = 2, 1 << 16


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: its name, and its attributes by their names, all in lower case and without prefixes."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    line: int

    def values(self, *names: str) -> list[str]:
        """Return the values of these attributes."""
        return [value for name, value in self.attributes if name in names]


def find_tags(text: str) -> Iterator[Tag]:
    """Yield the tags of a text and of the pages within it (`srcdoc`), which have the line of their frame.

    The time is linear in the text's length.

    Raises:
        ValueError: tags stand within tags, so often that reading them all would take long.
    """
    work = _WORK_LEAST + _WORK_FACTOR * len(text)
    line_ends = [found.start() for found in re.finditer("\n", text)]
    left, seen = [(text, 0)], {text}
    while left:
        page, frame_line = left.pop()
        for opening in _OPENING.finditer(page):
            line = frame_line or bisect_left(line_ends, opening.start()) + 1
            tag, end = _read_tag(page, opening, line)
            work -= end - opening.start()
            if work < 0:
                shown = quote(page[opening.start() : end])
                raise ValueError(f"it has too many tags within tags, as in line {line}: {shown}")
            yield tag
            within = set(tag.values("srcdoc")) - seen
            seen |= within
            left += [(inner, line) for inner in within]


def _read_tag(text: str, opening: re.Match[str], line: int) -> tuple[Tag, int]:
    """Return a tag and where it ends, by the states of the HTML Standard (13.2.5.8 and 13.2.5.32 to 40)."""
    end, found = opening.end(1), dict[str, str]()
    for attribute in _ATTRIBUTE.finditer(text, end):  # it matches everywhere, at the end without a name
        end, name = attribute.end(), attribute[1].lower()
        if not name:
            break
        value = attribute[2] or attribute[3] or attribute[4] or ""
        found.setdefault(name, value)  # of an attribute that is given twice, browsers take the first
    attributes = tuple((_local(name), unescape(value)) for name, value in found.items())
    return Tag(_local(opening[1].lower()), attributes, line), end


def _local(name: str) -> str:
    """Return a name without its prefix, which an XML document chooses itself."""
    return name.rpartition(":")[2]
