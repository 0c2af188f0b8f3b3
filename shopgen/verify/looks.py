"""Looks at each file that a manifest lists: its size, its hash, where it leads."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from shopgen.digests import sha256_hex
from shopgen.files import FileFault
from shopgen.problems import Place, Problem
from shopgen.signing import SIGNATURE
from shopgen.verify.data import is_data, parse_data
from shopgen.verify.data_links import data_links
from shopgen.verify.kinds import kind_fault
from shopgen.verify.link import Links
from shopgen.verify.links import find_links
from shopgen.verify.manifest import MANIFEST, ListedFile
from shopgen.verify.source import Source

AT_ONCE = 8
"""Files that are fetched at the same time."""

_AGAIN = "Fetch it again; if that does not help, do not take this brand."
_REFUSE = "Do not take this brand until its publisher has mended it."


@dataclass(frozen=True, slots=True)
class Look:
    """What one file is found to be."""

    path: str
    problems: tuple[Problem, ...] = ()
    links: Links = Links()


def look_at_files(source: Source, files: Iterable[ListedFile], scripts: frozenset[str]) -> list[Look]:
    """Return what each file is found to be; `scripts` are the SHA-256 of the known scripts for hosts.

    Raises:
        MachineError: the machine or the network failed.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(lambda file: _look_at(source, file, scripts), files))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _look_at(source: Source, file: ListedFile, scripts: frozenset[str]) -> Look:
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
        return _look_into(file.path, data, scripts)
    except ValueError as error:
        problem = Problem(Place(file.path), "form", f"The file cannot be read: {error}.", _REFUSE)
        return Look(file.path, (problem,))


def _look_into(path: str, data: bytes, scripts: frozenset[str]) -> Look:
    """Return what a file is by its content.

    Raises:
        ValueError: it cannot be read, or not in one way alone.
    """
    if is_data(path):
        content, faults = parse_data(path, data)
        problems = (Problem(Place(path, key=f.key), "data", f"{f}.", _REFUSE) for f in faults)
        return Look(path, tuple(problems), data_links(content) if content else Links())
    fault = kind_fault(path, data, scripts)
    problem = Problem(Place(path), "kind", f"The file {fault}.", _REFUSE)
    return Look(path, (problem,) if fault else (), find_links(path, data))


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
