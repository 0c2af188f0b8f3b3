"""Putting finished files in place: everything staged moves over the output, then what is over is removed.

The order keeps what is served whole at any instant: files whose name carries their hash come first, then
the pages that refer to them, then the manifests, and removals last. A folder that is new comes at once. Only
files that an earlier build recorded are replaced or removed; anything else in the output belongs to somebody
and is kept.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from shopgen.build.manifest import NAME
from shopgen.build.result import Committed
from shopgen.build.staging import Change, OutputFile, Staging, close_journal, write_journal
from shopgen.build.strays import find_strays
from shopgen.digests import has_name_hash
from shopgen.pages.artifact import CacheClass
from shopgen.problems import MachineError, UsageError
from shopgen.signing import SIGNATURE


def commit(
    staging: Staging, files: Iterable[OutputFile], owned: frozenset[str], outside: frozenset[str]
) -> Committed:
    """Put the staged files in place and remove what this build no longer makes.

    `owned` are the files that earlier builds recorded within what this build makes; `outside` those that
    they recorded elsewhere, which stay.

    Raises:
        UsageError: a file that shopgen did not make stands where one of its own should go.
        MachineError: a file could not be moved or removed.
    """
    output = staging.output
    made = sorted(files, key=_rank)
    staged = [file for file in made if file.change is not Change.SAME]
    _refuse_foreign(output, staged, owned | outside)
    over = owned - {file.path for file in made}
    try:
        write_journal(output, over | {file.path for file in staged})
        if staged and hasattr(os, "sync"):
            # A rename may reach the disk before what was written: a machine that stops then has empty files.
            os.sync()
        for place, path in _moves(staging, staged):
            _replace(place, f"{output}/{path}")
        # A page before the files that it names, which may be asked for until it is gone.
        goes = sorted(over, key=lambda path: (has_name_hash(path), path))
        removed = [path for path in goes if _remove(output, path)]
        close_journal(output)
    except OSError as error:
        name = error.filename2 or error.filename or output
        raise MachineError.from_os(f"Could not put {name} in place", error) from error
    return Committed(
        new=tuple(file.path for file in staged if file.change is Change.NEW),
        changed=tuple(file.path for file in staged if file.change is Change.CHANGED),
        same=len(made) - len(staged),
        removed=tuple(sorted(removed)),
        strays=tuple(find_strays(output, owned | outside | {file.path for file in made})),
    )


def _rank(file: OutputFile) -> tuple[int, int, str]:
    """Hashed files first, manifests and beside them their signatures last, the deepest manifest first."""
    if file.cache is CacheClass.IMMUTABLE:
        return 0, 0, file.path
    if file.path.rpartition("/")[2] in (NAME, SIGNATURE):
        return 2, -file.path.count("/"), file.path
    return 1, 0, file.path


def _moves(staging: Staging, staged: Iterable[OutputFile]) -> list[tuple[str, str]]:
    """Return from where and to where to move, in order: files, and folders that are new with all in them.

    A new folder that has pages moves with the pages, though a manifest may be in it too.
    """
    ranks: dict[tuple[str, str], tuple[int, int, str]] = {}
    for file in staged:
        if folder := file.new_folder:
            move = staging.place_of(folder, folder), folder
            ranks[move] = max(min(_rank(file), (1, 0, folder)), ranks.get(move, (0, 0, folder)))
        else:
            ranks[staging.place_of(file.path, ""), file.path] = _rank(file)
    return sorted(ranks, key=ranks.__getitem__)


def _refuse_foreign(output: Path, staged: list[OutputFile], known: frozenset[str]) -> None:
    foreign = [file.path for file in staged if file.change is Change.CHANGED and file.path not in known]
    folders = {folder for file in staged for folder in _folders(file.path)}
    foreign += sorted(folder for folder in folders if _is_in_the_way(f"{output}/{folder}"))
    if foreign:
        names = ", ".join(foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
        raise UsageError(
            f"{output.name}/ has files that shopgen did not make, and a build would replace them: {names}. "
            "Move them away, or build into another folder with --output."
        )


def _folders(path: str) -> Iterator[str]:
    """Yield the folders that a file lies in, within the output."""
    at = path.rfind("/")
    while at > 0:
        yield path[:at]
        at = path.rfind("/", 0, at)


def _is_in_the_way(folder: str) -> bool:
    """Whether a file stands where a folder should, or a link that may lead out of the output."""
    return os.path.lexists(folder) and (os.path.islink(folder) or not os.path.isdir(folder))  # noqa: PTH112, PTH114


def _replace(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105 - these are many, and `Path`s are slow to make
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)  # noqa: PTH105


def _remove(output: Path, path: str) -> bool:
    if any(_is_in_the_way(f"{output}/{folder}") for folder in _folders(path)):
        return False  # Behind a link it would be a file outside the output.
    try:
        (output / path).unlink()
    except FileNotFoundError:
        return False
    for folder in (output / path).parents:
        if folder == output or not _remove_empty(folder):
            break
    return True


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
