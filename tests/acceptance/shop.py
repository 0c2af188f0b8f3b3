"""Runs the program on folders, and says what a folder holds."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("shopgen")
SHARED = PROJECT.parent / "shared"
AT = "2026-11-23T12:00:00Z"
Done = subprocess.CompletedProcess[str]


def run_shopgen(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Done:
    """Return what `shopgen ARGUMENTS` did, in a process of its own."""
    return subprocess.run(
        [PROGRAM, *arguments],
        cwd=cwd,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def digest_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file by its path, so that a difference names the file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamp_files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of change of every file and folder by its path: any write changes one of them."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }
