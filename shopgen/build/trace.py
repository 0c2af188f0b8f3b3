"""What was made from what: every reading that a page does through its door, with what it saw.

A reading names a call of the door and what it was asked of: `("product", "acme", "mug", "title")`. The digest
of what it saw says whether a later build would see the same. A page whose readings would all see the same
need not be made again: each is asked only where those before it had the same answers, so no page could have
taken another way.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from shopgen.pages.door import ThemeFile

Reading = tuple[str, ...]
"""Through which call, and of what."""

DIGEST_BYTES = 16
"""Enough that no two values ever share one by accident."""


@dataclass(frozen=True, slots=True)
class Read:
    """One reading as reports tell of it; `digest` is of what was seen, in hexadecimal digits."""

    kind: str
    key: str
    digest: str


class Digests:
    """The digests of what a shelf answers: each worked out once, for all pages that ask the same."""

    def __init__(self) -> None:
        self._known: dict[Reading, bytes] = {}

    def of(self, reading: Reading, value: Any) -> bytes:
        """Return the digest of what a reading sees, which is the same for whoever reads."""
        digest = self._known.get(reading)
        if digest is None:
            digest = self._known[reading] = digest_of(value)
        return digest

    def known(self, reading: Reading) -> bytes | None:
        """Return the digest if it was worked out before."""
        return self._known.get(reading)


class Trace:
    """The readings of one page, in the order in which they were first done."""

    def __init__(self) -> None:
        self._seen: dict[Reading, Any] = {}

    def record(self, reading: Reading, value: Any) -> None:
        """Remember that this value was seen. The same reading twice counts once."""
        self._seen.setdefault(reading, value)

    def seen(self) -> Mapping[Reading, Any]:
        """Return what each reading saw."""
        return self._seen

    def digests(self, digests: Digests) -> bytes:
        """Return the digests of all readings, one after the other."""
        return b"".join([digests.of(reading, value) for reading, value in self._seen.items()])


def with_digests(readings: Iterable[Reading], digests: bytes) -> Iterator[tuple[Reading, bytes]]:
    """Yield readings, each with its digest of those that stand one after the other."""
    for number, reading in enumerate(readings):
        yield reading, digests[number * DIGEST_BYTES : (number + 1) * DIGEST_BYTES]


def tell_reads(readings: Iterable[Reading], digests: bytes) -> Iterator[Read]:
    """Yield readings as reports tell of them."""
    for (kind, *key), digest in with_digests(readings, digests):
        yield Read(kind, " ".join(key), digest.hex())


def digest_of(value: Any) -> bytes:
    """Return the digest of a value made of frozen dataclasses, tuples, mappings, text, numbers and dates.

    Their `repr` has all that they are, in a fixed order, so it is what is hashed.
    """
    return _file_digest(value) if type(value) is ThemeFile else _hashed(repr(value).encode())


@lru_cache(maxsize=1024)
def _file_digest(file: ThemeFile) -> bytes:
    """Return the digest of a file, whose `repr` would be four times as long as it is itself."""
    return _hashed(file.path.encode() + b"\0" + file.data)


def _hashed(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()


_END, _GAP = "\x1e", "\x1f"
_BRAND, _PRODUCT = "\x01", "\x02"


def shape_of(readings: Iterable[Reading], brand: str, product: str) -> str:
    """Return a page's readings as text in which its own brand and product have no name.

    Pages of a kind mostly read the same of what they are about, so that many share one such text. No name of
    anything has one of the characters that it is put together with.
    """
    text = _END.join([_GAP.join(reading) + _GAP for reading in readings])
    if product:
        text = text.replace(f"{_GAP}{brand}{_GAP}{product}{_GAP}", f"{_GAP}{_BRAND}{_GAP}{_PRODUCT}{_GAP}")
    return text.replace(f"{_GAP}{brand}{_GAP}", f"{_GAP}{_BRAND}{_GAP}") if brand else text


def readings_of(shape: str, brand: str, product: str) -> Iterator[Reading]:
    """Yield the readings of a page from their shape, in their order."""
    for reading in _split(shape):
        yield (
            tuple([brand if word == _BRAND else product if word == _PRODUCT else word for word in reading])
            if _BRAND in reading
            else reading
        )


@lru_cache(maxsize=256)
def _split(shape: str) -> tuple[Reading, ...]:
    return tuple(tuple(reading[:-1].split(_GAP)) for reading in shape.split(_END)) if shape else ()
