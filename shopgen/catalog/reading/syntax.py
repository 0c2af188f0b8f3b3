"""What YAML's parser complains of, in an author's words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from shopgen.problems import quote


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at a position (line and column from 1), with the path of the key if one is known."""

    position: tuple[int, int]
    code: str
    what: str
    hint: str
    keys: tuple[str | int, ...] = ()


_QUOTES = 'Put the value in double quotes, such as title: "Mug: large"; start each key below the one above.'
_INDENT = "Start keys that belong together in the same column; look for a quote that is not closed above."
_DOUBLE = 'Put the value in double quotes, such as title: "Kids\' mug".'
_HASH = 'What follows a # is a comment: put the value in double quotes, such as accent: "#0f766e".'

# What libyaml says, where it begins so, and what an author is told.
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", 'has a ": " inside a value, or is indented by mistake.', _QUOTES),
    ("could not find expected ':'", "is no key with a colon and a value.", "Write key: value."),
    ("did not find expected key", "does not go on from the line before it.", _INDENT),
    ("did not find expected ',' or ']'", "opens a list that is not closed.", "Write a list as [one, two]."),
    (
        "did not find expected ',' or '}'",
        "opens braces that are not closed.",
        "Write {size: S, colour: white}.",
    ),
    ("did not find expected '-' indicator", "is in a list but has no dash.", 'Start each entry with "- ".'),
    ("did not find expected node content", "has no value where one is meant.", "Write a value, in quotes."),
    (
        "block sequence entries are not allowed",
        "starts a list where none can start.",
        'Put the "- " on a line of its own under the key.',
    ),
    (
        "block mapping entries are not allowed",
        "starts a key where none can start.",
        "Put it on a line of its own.",
    ),
    ("mapping keys are not allowed", "starts a key where none can start.", "Put it on a line of its own."),
    ("found unexpected end of stream", "opens a quote that is never closed.", 'Close it with ".'),
    ("found unexpected document indicator", "opens a quote that is never closed.", 'Close it with ".'),
    (
        "found unknown escape character",
        "has a backslash that means nothing in double quotes.",
        "Write it twice.",
    ),
    (
        "found invalid Unicode character escape",
        "has an escape that is no character.",
        "Write the character itself.",
    ),
    ("did not find expected hexdecimal", "has a broken escape in double quotes.", "Write it as \\u00e9."),
    ("found a tab character", "is indented with a tab.", "Indent with spaces: two for each step."),
    ("found undefined tag handle", "has a tag, or a directive.", "Delete the word that starts with ! or %."),
    ("did not find expected <document start>", "stands outside of everything.", "Write key: value."),
    ("found unknown anchor", "has an anchor or an alias.", "Put a value that starts with & or * in quotes."),
    ("did not find expected alphabetic", "starts with & or *.", "Put a value that starts so in quotes."),
)
_OPENED = ("quoted scalar", "a simple key", "flow mapping", "flow sequence", "flow node")
_LACKING = ("did not find expected node content", "did not find expected ','")
_HASH_AS_VALUE = re.compile(r"[:,\[{]\s+#")
_APOSTROPHE = re.compile(r"[:,\[{-]\s+'[^']*'\s*\w")
_CANNOT_START = "found character that cannot start any token"


def explain_syntax(
    error: yaml.MarkedYAMLError, text: str, position: Callable[[Any], tuple[int, int]]
) -> Flaw:
    """Return what a syntax error means, at the place where the author can mend it."""
    mark = error.problem_mark or error.context_mark
    said = error.problem or ""
    # What is never closed is found at the end of the file; where it opens is what helps.
    if error.context_mark is not None and (error.context or "").endswith(_OPENED):
        mark = error.context_mark
    lines = text.split("\n")
    at = position(mark) if mark is not None else (1, 1)
    first = position(_Zero())[0]
    line = lines[min(at[0] - first, len(lines) - 1)]
    shown = quote(line.strip())
    commented = _commented_value(lines, at[0] - first)
    if commented is not None and said.startswith(_LACKING):
        shown = quote(lines[commented].strip())
        return Flaw((first + commented, 1), "yaml", f"The line {shown} has a # outside of quotes.", _HASH)
    if _APOSTROPHE.search(line):
        return Flaw(at, "yaml", f"The line {shown} has an apostrophe that ends its quotes.", _DOUBLE)
    if said.startswith(_CANNOT_START):
        return Flaw(at, "yaml", *_strange_start(shown, line[at[1] - 1 : at[1]]))
    if (error.context or "").endswith((" a tag", " a directive")):
        said = "found undefined tag handle"
    for start, what, hint in _SENTENCES:
        if said.startswith(start):
            return Flaw(at, "yaml", f"The line {shown} {what}", hint)
    return Flaw(at, "yaml", f"The line {shown} cannot be read.", _QUOTES)


def _commented_value(lines: list[str], at: int) -> int | None:
    """Return which line, up to this one, has a # where a value is meant, with only empty lines after it."""
    at = min(at, len(lines) - 1)
    while at > 0 and not lines[at].strip():
        at -= 1
    return at if _HASH_AS_VALUE.search(lines[at]) else None


class _Zero:
    """The mark of a text's beginning."""

    line = column = index = 0


def _strange_start(shown: str, character: str) -> tuple[str, str]:
    if character == "\t":
        return f"The line {shown} is indented with a tab.", "Indent with spaces: two for each step."
    return (
        f"The line {shown} has a value that starts with {quote(character)}.",
        "Put the value in double quotes.",
    )
