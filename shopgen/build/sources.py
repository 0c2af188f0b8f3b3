"""The files that a build may read, each with its digest: whether they are what they were.

More is looked at than any build reads: everything under `brands/` and in the folders of themes. That what is
there is the same is then sure, and nothing else is said of it.
"""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shopgen.catalog.theme_roots import package_themes

SETTLED_NS = 2_000_000_000
"""A file that was changed so short a time ago may change again and look the same: as long as FAT's ticks."""

_FOLDER, _LINK = "/", "\0link"
"""What is written behind the path of a folder and of a link, which have another digest than files."""

Look = tuple[int, int, int, int]
"""What a file looks like from outside: size, times of the last writing and change in nanoseconds, inode."""


_NO_LOOK: Look = (-1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's digest, and how it looked when that was taken; None where it had been changed just before."""

    digest: bytes
    look: Look | None


def read_sources(site: Path, known: Mapping[str, Source], *, trusts_looks: bool) -> dict[str, Source]:
    """Return all files by their paths. One that looks as it is known is not read where looks are trusted."""
    now = time.time_ns()
    sources = {}
    for path, look in look_at_sources(site):
        before = known.get(path)
        if trusts_looks and before is not None and before.look == look:
            sources[path] = before
            continue
        is_settled = max(look[1], look[2]) < now - SETTLED_NS
        sources[path] = Source(source_digest(path), look if is_settled else None)
    return sources


def look_at_sources(site: Path) -> Iterator[tuple[str, Look]]:
    """Yield every file, folder and link that a build may read, and how it looks.

    Links are followed; what is in a folder comes once, whichever way leads there.
    """
    seen: set[tuple[int, int]] = set()
    settings = site / "shopgen.yaml"
    if settings.is_file():
        yield str(settings), _look(settings.stat())
    for folder in (site / "brands", site / "themes", package_themes()):
        yield from _walk(str(folder), seen)


def digest_of_sources(site: Path, sources: Mapping[str, Source]) -> str:
    """Return one digest of all files, in hexadecimal digits. Where the site lies makes no difference."""
    together = hashlib.sha256()
    start = str(site / "_").removesuffix("_")
    for name, source in sorted((path.removeprefix(start), source) for path, source in sources.items()):
        together.update(os.fsencode(name) + b"\0" + source.digest)
    return together.hexdigest()


def is_link(path: str) -> bool:
    """Return whether a path, as sources are named, is a link's own."""
    return path.endswith(_LINK)


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[tuple[str, Look]]:
    try:
        here = Path(folder).stat()
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        yield from _enter(entry, seen)


def _enter(entry: os.DirEntry[str], seen: set[tuple[int, int]]) -> Iterator[tuple[str, Look]]:
    try:
        if entry.is_symlink():
            yield f"{entry.path}{_LINK}", _look(entry.stat(follow_symlinks=False))
        if entry.is_dir():
            yield f"{entry.path}{_FOLDER}", _NO_LOOK
            yield from _walk(entry.path, seen)
        else:
            yield entry.path, _look(entry.stat())
    except OSError:  # a link that leads nowhere, or a file that is gone by now
        yield entry.path, _NO_LOOK


def _look(found: os.stat_result) -> Look:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def source_digest(path: str) -> bytes:
    """Return a file's digest; of a link that of where it leads, and a text where there is nothing to read."""
    try:
        if path.endswith(_FOLDER):
            return b"folder"
        if path.endswith(_LINK):
            return hashlib.blake2b(os.fsencode(Path(path.removesuffix(_LINK)).readlink())).digest()[:16]
        with Path(path).open("rb", buffering=0) as file:
            return hashlib.file_digest(file, "blake2b").digest()[:16]
    except OSError as error:
        return f"unreadable {error.errno}".encode()
