"""What the last build of an output made from what, kept in SQLite beside the picture cache.

Nothing here is ever believed alone: a page is skipped only where all that it read is the same now and its
files have the bytes that were recorded. So a state that is lost, or older than the output, costs time and
nothing else; one that cannot be read, or was made by another shopgen, is thrown away.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from shopgen.build.sources import Source
from shopgen.build.staging import Change, OutputFile
from shopgen.digests import sha256_hex
from shopgen.pages.artifact import CacheClass
from shopgen.pages.task import PageTask

_SCHEMA = """
CREATE TABLE about (made_by TEXT NOT NULL);
CREATE TABLE shapes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE pages (
  brand TEXT, kind TEXT, locale TEXT, product TEXT,
  shape INTEGER NOT NULL, digests BLOB NOT NULL, files TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (brand, kind, locale, product)
);
CREATE TABLE sources (path BLOB PRIMARY KEY, digest BLOB NOT NULL, look TEXT NOT NULL);
CREATE TABLE builds (
  brand TEXT PRIMARY KEY, terms TEXT NOT NULL, since TEXT NOT NULL, until TEXT, told TEXT NOT NULL,
  files TEXT NOT NULL, digest TEXT NOT NULL
);
"""
_FORMAT = 6
"""Counted up with each change of the tables or of what is in them."""

Row = TypeVar("Row")

Why = tuple[str, ...]
"""Why a page was made: `FIRST`; `CHANGED` and the reading that saw something else; `LOST` and the file."""
FIRST, CHANGED, LOST = "first", "changed", "lost"

Stamp = tuple[int, int, int]
"""When a file was last written and changed (mtime and ctime, in nanoseconds), and its inode."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a page made. Who finds its size and its stamp again may take its bytes for the same.

    There is no stamp where the file may have been changed in the very moment in which it was looked at.
    """

    path: str
    sha256: str
    bytes: int
    cache: CacheClass
    stamp: Stamp | None = None

    def is_in(self, output: Path, *, trusts_stamps: bool) -> bool:
        """Return whether the file is in the output with these bytes."""
        place = f"{output}/{self.path}"
        try:
            found = os.lstat(place)
            if found.st_size != self.bytes:
                return False
            if trusts_stamps and self.stamp == stamp_of(found):
                return True
            return sha256_hex(Path(place).read_bytes()) == self.sha256
        except OSError:
            return False

    def as_same(self) -> OutputFile:
        """Return the file as one that a build leaves as it is."""
        return OutputFile(self.path, self.sha256, self.bytes, self.cache, Change.SAME)


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page task: the shape of its readings, their digests one after the other, its files, and why."""

    shape: str
    digests: bytes
    files: tuple[StoredFile, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class StoredBuild:
    """What a build made of one brand, or of the site itself: on which `terms`, and what it told.

    The terms are a digest of sources and settings. Under the same, a build for any instant from `since` on
    and before `until` makes the same. `told` is what was said of it, as JSON has it, `files` all
    that it made.
    """

    terms: str
    since: datetime
    until: datetime | None
    told: Any
    files: tuple[StoredFile, ...]


def stamp_of(found: os.stat_result) -> Stamp:
    """Return a file's stamp."""
    return found.st_mtime_ns, found.st_ctime_ns, found.st_ino


class BuildState:
    """What was kept of the last builds of one output."""

    def __init__(self, path: Path, made_by: str) -> None:
        self._path = path
        self._made_by = f"{_FORMAT} {made_by}"
        self._tables: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        with suppress(sqlite3.Error, OSError):
            self._tables = self._opened()
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def pages(self, brand: str) -> dict[PageTask, StoredPage]:
        """Return a brand's pages by their tasks; those of the site itself are of the brand ""."""
        query = (
            "SELECT kind, brand, locale, product, text, digests, files, why FROM pages"
            " JOIN shapes ON shape = id WHERE brand = ?"
        )
        return dict(
            self._parsed(
                query,
                lambda kind, brand, locale, product, shape, digests, files, why: (
                    PageTask(kind, brand, locale, product),
                    StoredPage(shape, digests, _files(files), tuple(json.loads(why))),
                ),
                brand,
            )
        )

    def tasks(self) -> frozenset[PageTask]:
        """Return the tasks of all pages that are kept."""
        return frozenset(self._parsed("SELECT kind, brand, locale, product FROM pages", PageTask))

    def sources(self) -> dict[str, Source]:
        """Return what sources there were, by their paths."""
        return dict(self._parsed("SELECT path, digest, look FROM sources", _source))

    def builds(self) -> dict[str, StoredBuild]:
        """Return what was made of each brand, and under "" of the site itself."""
        query = "SELECT brand, terms, since, until, told, files, digest FROM builds"
        return dict(self._parsed(query, _build))

    def brands(self) -> frozenset[str]:
        """Return the brands that `builds` has."""
        return frozenset(self._parsed("SELECT brand FROM builds", str))

    def save_pages(self, pages: Mapping[PageTask, StoredPage], gone: Iterable[PageTask]) -> None:
        """Keep these pages in place of what was kept of them, and forget those that are gone."""

        def save(tables: sqlite3.Connection) -> None:
            rows = list(_rows(tables, pages))
            tables.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            tables.executemany(
                "DELETE FROM pages WHERE brand = ? AND kind = ? AND locale = ? AND product = ?",
                [(task.brand, task.kind, task.locale, task.product) for task in gone],
            )
            tables.execute("DELETE FROM shapes WHERE id NOT IN (SELECT shape FROM pages)")

        if pages or gone:
            self._change(save)

    def save_builds(self, builds: Mapping[str, StoredBuild], gone: Iterable[str]) -> None:
        """Keep what was made of these brands, and forget those that are gone."""
        rows = [_build_row(brand, build) for brand, build in builds.items()]
        removed = [(brand,) for brand in gone]

        def save(tables: sqlite3.Connection) -> None:
            tables.executemany("INSERT OR REPLACE INTO builds VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            tables.executemany("DELETE FROM builds WHERE brand = ?", removed)

        if rows or removed:
            self._change(save)

    def save_sources(self, sources: Mapping[str, Source]) -> None:
        """Keep what sources there are in place of what was kept of them."""
        known = self.sources()
        changed = [
            (os.fsencode(path), s.digest, " ".join(map(str, s.look or ())))
            for path, s in sources.items()
            if known.get(path) != s
        ]
        gone = [(os.fsencode(path),) for path in known.keys() - sources.keys()]

        def save(tables: sqlite3.Connection) -> None:
            tables.executemany("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", changed)
            tables.executemany("DELETE FROM sources WHERE path = ?", gone)

        if changed or gone:
            self._change(save)

    def _parsed(self, query: str, parse: Callable[..., Row], *values: str) -> list[Row]:
        """Return what the rows say; where one cannot be read nothing is believed any more."""
        if self._tables is None:
            return []
        try:
            return [parse(*row) for row in self._tables.execute(query, values)]
        except (sqlite3.Error, LookupError, TypeError, ValueError):
            self._forget()
            return []

    def _change(self, save: Callable[[sqlite3.Connection], None]) -> None:
        """Change all that is to be changed, or forget everything, such as on a full disk: that costs time."""
        if self._tables is None:
            return
        try:
            with self._tables:
                save(self._tables)
        except (sqlite3.Error, UnicodeError):
            self._forget()

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(sqlite3.Error):
            tables = self._connect()
            rows = tables.execute("SELECT made_by FROM about").fetchall()
            if rows == [(self._made_by,)]:
                return tables
            tables.close()
        self._path.unlink(missing_ok=True)
        tables = self._connect()
        with tables:
            tables.executescript(_SCHEMA)
            tables.execute("INSERT INTO about VALUES (?)", (self._made_by,))
        return tables

    def _connect(self) -> sqlite3.Connection:
        # With SQLite's own journal: half of one state and half of another could look whole.
        return sqlite3.connect(self._path, isolation_level="IMMEDIATE")

    def _forget(self) -> None:
        self._close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._tables is not None:
            self._tables.close()
            self._tables = None


def state_path(cache: Path, output: Path) -> Path:
    """Return where the state of an output is kept: several outputs of a site have one each."""
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:16]
    return cache / "builds" / f"{name}.sqlite3"


def stamp_files(output: Path, paths: Iterable[str], clock: Path) -> dict[str, Stamp]:
    """Return the stamps of files in the output, except of those changed as late as the clock can tell.

    `clock` is a file to write, on the output's own file system: its ticks may be as long as two seconds, and
    a file that is changed twice within one looks the same.
    """
    if os.name == "nt":
        return {}  # has no time of the last change that programs cannot set
    stamps = {}
    for path in paths:
        with suppress(OSError):
            stamps[path] = stamp_of(os.lstat(f"{output}/{path}"))
    clock.write_bytes(b"")
    now = clock.stat().st_ctime_ns
    return {path: stamp for path, stamp in stamps.items() if max(stamp[:2]) < now}


def _rows(
    tables: sqlite3.Connection, pages: Mapping[PageTask, StoredPage]
) -> Iterator[tuple[str, str, str, str, int, bytes, str, str]]:
    shapes = {text: number for number, text in tables.execute("SELECT id, text FROM shapes")}
    for task, page in pages.items():
        if page.shape not in shapes:
            shapes[page.shape] = max(shapes.values(), default=0) + 1
            tables.execute("INSERT INTO shapes VALUES (?, ?)", (shapes[page.shape], page.shape))
        row = task.brand, task.kind, task.locale, task.product, shapes[page.shape], page.digests
        yield *row, _written(page.files), json.dumps(page.why)


def _written(files: Iterable[StoredFile]) -> str:
    return json.dumps([[f.path, f.sha256, f.bytes, f.cache.value, f.stamp] for f in files])


def _files(text: str) -> tuple[StoredFile, ...]:
    return tuple(
        StoredFile(path, sha256, size, CacheClass(cache), tuple(stamp) if stamp else None)
        for path, sha256, size, cache, stamp in json.loads(text)
    )


def _check(*values: str | None) -> str:
    """Return a digest of a row, which tells one that is damaged."""
    return sha256_hex(repr(values).encode())


def _build_row(brand: str, build: StoredBuild) -> tuple[str | None, ...]:
    until = build.until.isoformat() if build.until else None
    told, files = json.dumps(build.told), _written(build.files)
    row = brand, build.terms, build.since.isoformat(), until, told, files
    return *row, _check(*row)


def _build(
    brand: str, terms: str, since: str, until: str | None, told: str, files: str, digest: str
) -> tuple[str, StoredBuild]:
    if digest != _check(brand, terms, since, until, told, files):
        raise ValueError("the row is damaged")
    end = datetime.fromisoformat(until) if until else None
    return brand, StoredBuild(terms, datetime.fromisoformat(since), end, json.loads(told), _files(files))


def _source(path: bytes, digest: bytes, look: str) -> tuple[str, Source]:
    # Not JSON, which takes three times as long to read: all sources are read at each build.
    if not look:
        return os.fsdecode(path), Source(digest, None)
    size, written, changed, inode = map(int, look.split(" "))
    return os.fsdecode(path), Source(digest, (size, written, changed, inode))
