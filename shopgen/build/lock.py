"""One build at a time writes an output; the others wait for it.

The lock is on the output's folder itself: no file is left behind, and the system gives it back however the
build ends. Worker processes do not inherit it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shopgen.build.progress import Progress
from shopgen.problems import MachineError

if sys.platform != "win32":
    import fcntl


@contextmanager
def hold_output(output: Path, progress: Progress) -> Iterator[None]:
    """Make the output, and keep other builds from writing there until the block ends.

    Raises:
        MachineError: the output cannot be made or opened.
    """
    try:
        descriptor = _lock_folder(output, progress)
    except OSError as error:
        raise MachineError.from_os(f"Could not make {output}", error) from error
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _lock_folder(output: Path, progress: Progress) -> int | None:
    """Return a descriptor that holds the lock; None on Windows, which has no locks on folders."""
    while True:
        output.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            return None
        descriptor = os.open(output, os.O_RDONLY)
        try:
            _wait(descriptor, output, progress)
            if _is_at(descriptor, output):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _wait(descriptor: int, output: Path, progress: Progress) -> None:
    # Some file systems of networks have no such locks: builds there do not wait for each other.
    with suppress(OSError):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say(f"Another build is writing {output}/: waiting for it.")
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def _is_at(descriptor: int, output: Path) -> bool:
    """Whether this is still the folder of that name: it may have been removed while we waited."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), output.stat())
    return False
