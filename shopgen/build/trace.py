"""What was made from what: every reading that a page does through its door, with what it saw.

A reading is a kind, a key and the value. Its digest says whether a later build would see the same; it is
computed only when somebody asks.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: `kind` says through which call, `key` of what, `digest` what was seen (SHA-256)."""

    kind: str
    key: str
    digest: str


class Trace:
    """The readings of one page, in the order in which they were first done."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Any] = {}

    def record(self, kind: str, key: str, value: Any) -> None:
        """Remember that this value was seen. The same reading twice counts once."""
        self._seen.setdefault((kind, key), value)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return kind and key of each reading."""
        return tuple(self._seen)

    def reads(self) -> Iterator[Read]:
        """Yield the readings with their digests."""
        for (kind, key), value in self._seen.items():
            yield Read(kind, key, digest_of(value))


def digest_of(value: Any) -> str:
    """Return the digest of a value made of frozen dataclasses, tuples, mappings, text, numbers and dates.

    Their `repr` has all that they are, in a fixed order, so it is what is hashed.
    """
    return hashlib.sha256(repr(value).encode()).hexdigest()
