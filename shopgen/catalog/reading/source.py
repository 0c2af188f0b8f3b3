"""One source file, read: its values, where each of them stands, its body, and what is wrong so far."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shopgen.catalog.reading.syntax import Flaw
from shopgen.catalog.reading.tree import Keys, Position, find_unreadable, parse_tree
from shopgen.files import FileFault, Root
from shopgen.problems import Place, Problem, Severity, quote

_NEARLY_FENCE = re.compile(r"^[ \t]*(?:[-–—]{2,}|—|\.{3})[ \t]*$", re.MULTILINE)
_DASHES = re.compile("[-–—]+")
_NOTHING = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A source file. `problems` grows while its values are checked: all of them are told at once.

    `body` is the text after the front matter and `body_line` the number of its first line. Where it is not
    whole, reading had to stop, and what is missing means nothing.
    """

    path: str
    values: Mapping[str, Any]
    positions: Mapping[Keys, Position] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True

    @property
    def is_broken(self) -> bool:
        """Whether something is wrong that allows no result."""
        return any(problem.is_error for problem in self.problems)

    def place(self, *keys: str | int) -> Place:
        """Return where a key is, or where the nearest one around it is."""
        for end in range(len(keys), 0, -1):
            found = self.positions.get(keys[:end])
            if found is not None:
                return Place(self.path, *found, key=key_path(keys))
        return Place(self.path, key=key_path(keys))

    def say(self, keys: Keys, code: str, message: str, hint: str = "") -> None:
        """Add an error at a key."""
        self.problems.append(Problem(self.place(*keys), code, message, hint))

    def warn(self, keys: Keys, code: str, message: str, hint: str = "") -> None:
        """Add a warning at a key."""
        self.problems.append(Problem(self.place(*keys), code, message, hint, Severity.WARNING))


def key_path(keys: Keys) -> str:
    """Return a key's path as it is written in a problem's place: `variants[2].price`."""
    path = ""
    for key in keys:
        path += f"[{key}]" if isinstance(key, int) else f".{key}" if path else key
    return path


def load_yaml(root: Root, path: str) -> Source:
    """Return a YAML file as a source; one that cannot be read has no values and says why."""
    try:
        text = root.read_text(path)
    except FileFault as fault:
        return Source(path, {}, problems=[fault.problem], is_whole=False)
    return parse_source(path, text)


def load_markdown(root: Root, path: str) -> Source:
    """Return a Markdown file with front matter as a source; one that cannot be read says why."""
    try:
        text = root.read_text(path)
    except FileFault as fault:
        return Source(path, {}, problems=[fault.problem], is_whole=False)
    return parse_markdown(path, text)


def parse_markdown(path: str, text: str) -> Source:
    """Return the front matter and the body of a Markdown text.

    The front matter stands between two lines `---`, the first of which is the first line of the file.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return _without_front_matter(path, text)
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return _without_end(path, text, opening.end())
    body_line = text.count("\n", 0, closing.end()) + 2
    body = text[closing.end() + 1 :]
    source = parse_source(path, text[opening.end() + 1 : closing.start()], 2, body, body_line)
    flaw = find_unreadable(body, body_line)
    return (
        source
        if flaw is None
        else replace(source, body="", problems=[*source.problems, _problem(path, flaw)])
    )


def parse_source(path: str, text: str, line: int = 1, body: str = "", body_line: int = 0) -> Source:
    """Return what a YAML text says, with all that is wrong with it as YAML."""
    tree = parse_tree(text, line)
    problems = [_problem(path, flaw) for flaw in tree.flaws]
    values, is_whole = tree.value, tree.is_whole
    if not isinstance(values, dict):
        if values and not problems:
            message = "The file is not a list of keys with values."
            hint = "Write each on a line of its own, such as title: Enamel mug."
            problems.append(Problem(Place(path, line, 1), "not-keys", message, hint))
        is_whole = is_whole and not values
        values = {}
    return Source(path, values, tree.positions, body, body_line, problems, is_whole)


def _without_front_matter(path: str, text: str) -> Source:
    message = "There is no front matter."
    hint = 'Start the file with a line "---", then its keys, such as title: Enamel mug.'
    first_line = text.partition("\n")[0].rstrip()
    later = _FENCE.search(text)
    if _DASHES.fullmatch(first_line):
        message, hint = f"The first line is {quote(first_line)}.", 'Write three plain dashes: "---".'
    elif later is not None and _NOTHING.fullmatch(text[: later.start()]):
        line = text.count("\n", 0, later.start()) + 1
        message = f"The front matter starts on line {line}, and not on the first."
        hint = "Delete what stands above it."
    return _unread(path, "no-front-matter", message, hint)


def _without_end(path: str, text: str, start: int) -> Source:
    message, hint = "The front matter never ends.", 'Write a line "---" between it and the text.'
    nearly = _NEARLY_FENCE.search(text, start)
    if nearly is None:
        return _unread(path, "front-matter-open", message, hint)
    line = text.count("\n", 0, nearly.start()) + 1
    message = f"The line {quote(nearly[0])} does not end the front matter."
    return _unread(path, "front-matter-open", message, 'Write "---" there, and nothing else.', line)


def _unread(path: str, code: str, message: str, hint: str, line: int = 1) -> Source:
    problem = Problem(Place(path, line, 1), code, message, hint)
    return Source(path, {}, problems=[problem], is_whole=False)


def _problem(path: str, flaw: Flaw) -> Problem:
    line, column = flaw.position
    return Problem(Place(path, line, column, key_path(flaw.keys)), flaw.code, flaw.what, flaw.hint)
