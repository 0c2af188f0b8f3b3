"""Looks at each file that a manifest lists: its size, its hash, where it leads."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from shopgen.digests import sha256_hex
from shopgen.files import FileFault
from shopgen.problems import Place, Problem
from shopgen.signing import SIGNATURE
from shopgen.verify.link import Links
from shopgen.verify.links import find_links
from shopgen.verify.manifest import MANIFEST, ListedFile
from shopgen.verify.source import Source

AT_ONCE = 8
"""Files that are fetched at the same time."""

_AGAIN = "Fetch it again; if that does not help, do not take this brand."


@dataclass(frozen=True, slots=True)
class Look:
    """What one file is found to be."""

    path: str
    problems: tuple[Problem, ...] = ()
    links: Links = Links()


def look_at_files(source: Source, files: Iterable[ListedFile]) -> list[Look]:
    """Return what each file is found to be.

    Raises:
        MachineError: the machine or the network failed.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(lambda file: _look_at(source, file), files))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _look_at(source: Source, file: ListedFile) -> Look:
    try:
        data = source.read_bytes(file.path, file.bytes)
    except FileFault as fault:
        return Look(file.path, (_file_problem(file, fault),))
    if len(data) != file.bytes:
        message = f"The file has {len(data):,} bytes, and the manifest says {file.bytes:,}."
        return Look(file.path, (Problem(Place(file.path), "size", message, _AGAIN),))
    if sha256_hex(data) != file.sha256:
        message = "The file is not what the manifest says: its SHA-256 differs."
        return Look(file.path, (Problem(Place(file.path), "sha256", message, _AGAIN),))
    try:
        return Look(file.path, links=find_links(file.path, data))
    except ValueError as error:
        problem = Problem(Place(file.path), "form", f"The file cannot be read: {error}.", _AGAIN)
        return Look(file.path, (problem,))


def _file_problem(file: ListedFile, fault: FileFault) -> Problem:
    if fault.problem.code == "too-large":
        message = f"The file has more than the {file.bytes:,} bytes that the manifest says."
        return Problem(Place(file.path), "size", message, _AGAIN)
    if fault.problem.code == "no-file":
        return Problem(
            Place(file.path), "no-file", "The manifest lists this file, and it is not there.", _AGAIN
        )
    return fault.problem


def stray_problems(source: Source, files: Iterable[ListedFile]) -> Iterator[Problem]:
    """Yield the files that are there and that the manifest does not list."""
    known = {MANIFEST, SIGNATURE, *(file.path for file in files)}
    for path in source.list_files():
        if path not in known:
            message = "The manifest does not list this file."
            yield Problem(Place(path), "stray", message, "Remove it: its publisher did not sign it.")
