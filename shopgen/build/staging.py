"""Finished files beside the output: a file that differs is written here first and moved over at the end.

The folder lies within the output, so that moving is a rename on the same file system. `journal.json` names
the files that are about to be moved: a later build knows by it what a killed one had put in place.
"""

import json
import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shopgen.digests import sha256_hex
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.problems import MachineError

FOLDER = ".shopgen-new"
JOURNAL = "journal.json"


class Change(StrEnum):
    """What a build does to a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the output: path relative to it, SHA-256, size, how long it keeps, and what changes."""

    path: str
    sha256: str
    bytes: int
    cache: CacheClass
    change: Change


def stage(output: Path, artifact: Artifact) -> OutputFile:
    """Write an artifact beside the output if it differs from what is there; return what it is.

    Raises:
        MachineError: the file could not be written.
    """
    change = _change(f"{output}/{artifact.path}", artifact.data)
    if change is not Change.SAME:
        try:
            with open(staged_path(output, artifact.path), "wb") as file:  # noqa: PTH123
                file.write(artifact.data)
        except OSError as error:
            raise MachineError.from_os(f"Could not write {artifact.path}", error) from error
    return OutputFile(artifact.path, sha256_hex(artifact.data), len(artifact.data), artifact.cache, change)


def staged_path(output: Path | str, path: str) -> str:
    """Return where a file waits: all of them in one folder, since making folders costs more than writing.

    Paths are text here, since there are many and making `Path`s takes as long as writing the files.
    """
    return f"{output}/{FOLDER}/{sha256_hex(path.encode())}"


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


def prepare(output: Path) -> None:
    """Make the output, and remove what a killed build had staged; its journal stays until this build ends.

    Raises:
        MachineError: the output cannot be made.
    """
    journal = load_journal(output)
    clear(output)
    try:
        (output / FOLDER).mkdir(parents=True)
        if journal:
            write_journal(output, journal)
    except OSError as error:
        raise MachineError.from_os(f"Could not make {output}", error) from error


def clear(output: Path) -> None:
    """Remove all that was staged, and the journal."""
    shutil.rmtree(output / FOLDER, ignore_errors=True)


def write_journal(output: Path, paths: frozenset[str]) -> None:
    """Name the files that are about to be put in place or removed, besides those that were named before."""
    folder = output / FOLDER
    text = json.dumps(sorted(paths | load_journal(output)))
    (folder / f"{JOURNAL}~").write_text(text, encoding="utf-8")
    (folder / f"{JOURNAL}~").replace(folder / JOURNAL)


def load_journal(output: Path) -> frozenset[str]:
    """Return the files that a killed build was putting in place; empty where none was killed."""
    try:
        paths = json.loads((output / FOLDER / JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return (
        frozenset(path for path in paths if isinstance(path, str)) if isinstance(paths, list) else frozenset()
    )
