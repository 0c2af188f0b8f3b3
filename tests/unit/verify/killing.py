"""Ends a copy before each of its changes to the disk: `python -m tests.unit.verify.killing BRAND SHOPS WORK`.

Each time a fresh copy of the folder SHOPS is made at WORK, and a process that takes BRAND in there is ended
before its first change, its second, and so on. A line says what a reader finds then, and after another run.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from shopgen.digests import sha256_hex
from shopgen.verify.brand import Terms, copy_brand
from shopgen.verify.folder import FolderSource
from tests.unit.cli.signed import KEY

CHANGES = frozenset(
    {
        *("os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.utime"),
        "tempfile.mkstemp",
    }
)
KILLED = 9


def main(brand: str, shops: str, work: str) -> None:
    """Print a line for each change that a run makes."""
    for changes in count():
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(shops, work, symlinks=True)
        status = take_in(brand, work, changes)
        found = serial_of(work)
        again = take_in(brand, work)
        print(status, found, again, serial_of(work), *sorted(path.name for path in Path(work).iterdir()))
        if status != KILLED:
            return


def take_in(brand: str, work: str, changes: int | None = None) -> int:
    """Return how a process ended that takes a brand in, and that makes so many changes at most."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = iter(range(changes)) if changes is not None else count()
    sys.addaudithook(lambda event, _: end_after(left) if event in CHANGES else None)
    terms = Terms(KEY.public(), frozenset({"pay.example"}), "shops.example", Path(work, ".seen"))
    os._exit(0 if copy_brand(FolderSource(Path(brand)), terms, Path(work, "acme")).is_good else 1)


def end_after(left: Iterator[int]) -> None:
    """End the process where none is left."""
    if next(left, None) is None:
        os._exit(KILLED)


def serial_of(work: str) -> int:
    """Return the serial of the build that a reader finds, whose every file is the listed one."""
    manifest = json.loads(Path(work, "acme/manifest.json").read_bytes())
    for row in manifest["files"]:
        assert row["sha256"] == sha256_hex(Path(work, "acme", row["path"]).read_bytes()), row
    return int(manifest["serial"])


if __name__ == "__main__":
    main(*sys.argv[1:])
