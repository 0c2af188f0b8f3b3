"""Parsed products, kept by content: the same text under the same settings is parsed once.

The key has all that a parse depends on: the product's files, the settings and pictures of its brand, and what
parses it. So an entry is never out of date, only unused, and it does not matter where the folder was when it
was made.
"""

import hashlib
import io
import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from shopgen.catalog.brands import LoadedBrand
from shopgen.catalog.places import product_path
from shopgen.catalog.products import LoadedProduct
from shopgen.files import FileFault, Root
from shopgen.shop.brand import Brand

PARSES = "parses.sqlite3"
"""Where parsed products are kept, beside the pictures."""

_TABLE = "CREATE TABLE IF NOT EXISTS parses (key BLOB PRIMARY KEY, product BLOB NOT NULL)"
_CHECK_BYTES = 16
_ROOM = 1000
"""So many entries more than there are products may lie here before the unused ones go."""

_OURS = ("shopgen.shop.", "shopgen.problems", "shopgen.catalog.products")
_OTHERS: Mapping[tuple[str, str], Any] = {
    (found.__module__, found.__name__): found for found in (datetime, timedelta, timezone, Decimal)
}


def for_parsing(brand: LoadedBrand) -> LoadedBrand:
    """Return a brand with the settings that its products are parsed by: no parse can depend on others."""
    return replace(brand, brand=None, settings=settings_for_parsing(brand.settings), problems=())


def settings_for_parsing(said: Brand) -> Brand:
    """Return those of a brand's settings that its products are parsed by."""
    return Brand(
        said.slug,
        said.currency,
        said.locale,
        said.locales,
        {},
        currencies=said.currencies,
        timezone=said.timezone,
    )


def parse_key(root: Root, brand: LoadedBrand, slug: str, made_by: str) -> bytes | None:
    """Return the key of a product's parse, or None where a file of it cannot be read.

    `brand` is one `for_parsing`.
    """
    key = hashlib.blake2b(digest_size=20)
    key.update(f"{made_by}\0{brand.settings!r}\0{brand.is_guessed}\0{sorted(brand.files.images)}\0".encode())
    key.update(slug.encode())
    try:
        for locale in ("", *brand.files.products.get(slug, ())):
            data = root.read_bytes(product_path(brand.slug, slug, locale))
            key.update(f"\0{locale}\0{len(data)}\0".encode())
            key.update(data)
    except FileFault:
        return None
    return key.digest()


def load_parses(path: Path, keys: Collection[bytes]) -> dict[bytes, LoadedProduct]:
    """Return the parses that are kept, by their keys; what is damaged is not there."""
    found: dict[bytes, LoadedProduct] = {}
    with suppress(sqlite3.Error), _open(path, only_read=True) as table:
        for key in keys:
            row = table.execute("SELECT product FROM parses WHERE key = ?", (key,)).fetchone()
            product = _unpickled(key, row[0]) if row else None
            if isinstance(product, LoadedProduct):
                found[key] = product
    return found


def keep_parses(path: Path, parses: Iterable[tuple[bytes, bytes]], used: Collection[bytes] = ()) -> None:
    """Keep parses as `pickled` made them. Where `used` are all that there are, others go once they are many.

    What cannot be written is not kept: that costs time and nothing else. What is no database is replaced.
    """
    rows = list(parses)
    if not rows and not used:
        return
    with suppress(OSError, sqlite3.Error):
        try:
            _write(path, rows, used)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # locked, or the disk is full
            path.unlink(missing_ok=True)
            _write(path, rows, used)


def _write(path: Path, rows: list[tuple[bytes, bytes]], used: Collection[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _open(path) as table, table:
        table.execute(_TABLE)
        table.executemany("INSERT OR REPLACE INTO parses VALUES (?, ?)", rows)
        (count,) = table.execute("SELECT count(*) FROM parses").fetchone()
        if used and count > 2 * len(used) + _ROOM:
            table.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
            table.executemany("INSERT OR IGNORE INTO used VALUES (?)", [(key,) for key in used])
            table.execute("DELETE FROM parses WHERE key NOT IN (SELECT key FROM used)")


@contextmanager
def _open(path: Path, *, only_read: bool = False) -> Iterator[sqlite3.Connection]:
    table = sqlite3.connect(f"{path.absolute().as_uri()}{'?mode=ro' if only_read else ''}", uri=True)
    try:
        yield table
    finally:
        table.close()


def pickled(key: bytes, product: LoadedProduct) -> bytes:
    """Return a parse as it is kept: with a digest of its key and of the rest before it.

    A table that is damaged may have another parse under a key, whole as it is.
    """
    data = pickle.dumps(product, protocol=5)
    return _check(key, data) + data


def unpickled(fresh: bytes) -> LoadedProduct:
    """Return a parse that this very build has pickled: nothing else may be read so."""
    product: LoadedProduct = pickle.loads(fresh[_CHECK_BYTES:])  # noqa: S301 - our own worker's
    return product


def _check(key: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(data, key=key, digest_size=_CHECK_BYTES).digest()


def _unpickled(key: bytes, kept: bytes) -> object | None:
    data = kept[_CHECK_BYTES:]
    if _check(key, data) != kept[:_CHECK_BYTES]:
        return None
    try:
        product: object = _Reader(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        return None
    return product


class _Reader(pickle.Unpickler):
    """Reads our own frozen values: a cache that somebody else wrote may lie, but runs nothing."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that a parse may have in it."""
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        found = super().find_class(module, name) if module.startswith(_OURS) else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is nothing that a parse has in it")
        return found
