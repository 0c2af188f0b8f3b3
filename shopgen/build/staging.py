"""Finished files beside the output: a file that differs is written here first and moved over at the end.

They lie within the output, so that moving is a rename on the same file system. What goes into a folder that
is not there yet waits in that folder, which is moved as a whole: a first build has few folders to move, and
many files. Each build has a folder of its own: the workers of a killed one may still write. `journal.json`
names the files that are about to be moved: a later build knows by it what a killed one had put in place.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shopgen.digests import sha256_hex
from shopgen.files import is_inside
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.problems import MachineError

FOLDER = ".shopgen-new"
JOURNAL = "journal.json"
_FOLDERS = "folders"


@dataclass(frozen=True, slots=True)
class Staging:
    """Where one build's files wait; `build` tells it from others."""

    output: Path
    build: str

    @property
    def folder(self) -> Path:
        """The build's own folder."""
        return self.output / FOLDER / self.build

    def place_of(self, path: str, new_folder: str) -> str:
        """Return where a file waits, or a `new_folder` itself.

        Those without one are all in one folder, since making folders costs more than writing. Paths are text
        here, since there are many and making `Path`s takes as long as writing the files.
        """
        name = f"{_FOLDERS}/{path}" if new_folder else sha256_hex(path.encode())
        return f"{self.output}/{FOLDER}/{self.build}/{name}"


class Change(StrEnum):
    """What a build does to a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the output: path relative to it, SHA-256, size, how long it keeps, and what changes.

    `new_folder` is the outermost of its folders that the output does not have yet, if there is one.
    """

    path: str
    sha256: str
    bytes: int
    cache: CacheClass
    change: Change
    new_folder: str = ""


def stage(staging: Staging, artifact: Artifact) -> OutputFile:
    """Write an artifact beside the output if it differs from what is there; return what it is.

    Raises:
        MachineError: the file could not be written.
    """
    path, data = artifact.path, artifact.data
    new_folder = _new_folder(staging.output, path)
    change = Change.NEW if new_folder else _change(f"{staging.output}/{path}", data)
    if change is not Change.SAME:
        try:
            _write(staging.place_of(path, new_folder), data)
        except OSError as error:
            raise MachineError.from_os(f"Could not write {path}", error) from error
    return OutputFile(path, sha256_hex(data), len(data), artifact.cache, change, new_folder)


def _new_folder(output: Path, path: str) -> str:
    end = path.find("/")
    while end > 0:
        if not os.path.lexists(f"{output}/{path[:end]}"):
            return path[:end]
        end = path.find("/", end + 1)
    return ""


def _write(place: str, data: bytes) -> None:
    try:
        file = open(place, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(place, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(data)


def _change(present: str, data: bytes) -> Change:
    try:
        with open(present, "rb", buffering=0) as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size != len(data):
                return Change.CHANGED
            return Change.SAME if file.read() == data else Change.CHANGED
    except (FileNotFoundError, NotADirectoryError):
        return Change.NEW
    except IsADirectoryError:
        return Change.CHANGED
    except OSError as error:
        raise MachineError.from_os(f"Could not read {present}", error) from error


@contextmanager
def staged(output: Path) -> Iterator[Staging]:
    """Hand out a folder for one build's files; what was not put in place when the block ends is removed.

    What killed builds had staged goes too; their journal stays until a build has been committed.

    Raises:
        MachineError: the folder cannot be made.
    """
    for folder in _folders(output):
        shutil.rmtree(folder, ignore_errors=True)
    staging = Staging(output, f"{os.getpid()}-{time.monotonic_ns()}")
    try:
        staging.folder.mkdir(parents=True)
    except OSError as error:
        raise MachineError.from_os(f"Could not make {staging.folder}", error) from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
        with suppress(OSError):
            (output / FOLDER).rmdir()


def _folders(output: Path) -> list[Path]:
    """Return what killed builds left."""
    with suppress(OSError):
        return [path for path in (output / FOLDER).iterdir() if path.is_dir()]
    return []


def close_journal(output: Path) -> None:
    """Forget what was about to be moved: it is in place, and the manifests name it."""
    (output / FOLDER / JOURNAL).unlink(missing_ok=True)


def write_journal(output: Path, paths: frozenset[str]) -> None:
    """Name the files that are about to be put in place or removed, besides those that were named before."""
    folder = output / FOLDER
    text = json.dumps(sorted(paths | load_journal(output)))
    (folder / f"{JOURNAL}~").write_text(text, encoding="utf-8")
    (folder / f"{JOURNAL}~").replace(folder / JOURNAL)


def load_journal(output: Path) -> frozenset[str]:
    """Return the files that a killed build was putting in place; empty where none was killed.

    A path that leads out of the output is nobody's.
    """
    try:
        paths = json.loads((output / FOLDER / JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    named = paths if isinstance(paths, list) else []
    return frozenset(path for path in named if isinstance(path, str) and is_inside(path))
