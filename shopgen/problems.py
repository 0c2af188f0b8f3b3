"""What can be wrong: problems are values that are collected; exceptions are for what stops the program.

A `Problem` is told to an author, so it is made of a place, a sentence with the value seen, and a hint with
what to write instead. It knows nothing of terminals or of JSON: reporters live in `cli`.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not (unless `--strict`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is.

    `path` is relative to the site, with forward slashes. `line` and `column` count from 1, as editors do;
    0 means that the file as a whole is meant. `key` is the path of the key, such as `variants[2].price`.
    """

    path: str
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the content.

    `code` is a stable kebab-case name for programs; `message` is a sentence with the value seen, `hint` says
    what to write instead, with an example where one helps. Both end with a full stop.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.place}: {mark}{self.message}{' ' + self.hint if self.hint else ''}"

    @property
    def is_error(self) -> bool:
        """Whether this alone is enough to write nothing."""
        return self.severity is Severity.ERROR


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.place, p.severity, p.code, p.message, p.hint)))


def quote(value: object, limit: int = 60) -> str:
    """Return a value as it is shown in a message: in double quotes, on one line, cut short."""
    text = value if isinstance(value, str) else str(value)
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f'"{text if len(text) <= limit else text[: limit - 1] + "…"}"'


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a misspelled one most likely meant, or None."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None


class ShopgenError(Exception):
    """What stops the program. `exit_code` is what the command line ends with."""

    exit_code = 3


class UsageError(ShopgenError):
    """The command was given something that cannot be meant."""

    exit_code = 2


class ContentError(ShopgenError):
    """The content has errors; `problems` has all of them."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__(f"{len(self.problems)} problems in the content")

    def __reduce__(self) -> tuple[type["ContentError"], tuple[tuple[Problem, ...]]]:
        return ContentError, (self.problems,)


class MachineError(ShopgenError):
    """The machine failed: disk full, no permission, no network."""

    exit_code = 3

    @classmethod
    def from_os(cls, what: str, error: OSError) -> "MachineError":
        """Compose the sentence for an operating system's refusal: what could not be done, and why."""
        return cls(f"{what}: {error.strerror or error}.")
