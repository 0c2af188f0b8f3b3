"""What workers ask the system for while they make pages: nothing but what their door gives, and code."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exactness.marked_build import DOOR, MARKS, PAGE
from tests.exactness.reads import CODE, PROJECT

TRACED = "%file,%network,%process"
CALL = re.compile(r'(?P<process>\d+) +(?P<call>\w+)\((?:[^"]*"(?P<path>(?:[^"\\]|\\.)*)")?')

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def strace() -> None:
    """Skip where calls of the system cannot be traced."""
    if not shutil.which("strace"):
        pytest.skip("there is no strace: on Debian `make setup` installs it, as root")
    done = subprocess.run(["strace", "true"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be traced here: {done.stderr}")


def calls_of_pages(folder: Path, *peek: str) -> Iterator[tuple[str, str, str]]:
    """Yield the calls of processes while they made a page, and the marks: process, call and path."""
    log = folder / "calls"
    command = ["strace", "-f", "-qq", "-s", "4096", "-e", f"trace={TRACED}", "-o", log]
    program = [sys.executable, "-m", "tests.exactness.marked_build", folder, *peek]
    done = subprocess.run([*command, *program], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    within: dict[str, list[str]] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = CALL.match(line)
        if found is None or found["path"] == "":  # of a file that is open
            continue
        process, path = found["process"], found["path"] or ""
        open_marks = within.setdefault(process, [])
        if path.startswith(MARKS):
            what, _, begins = path.removeprefix(MARKS).partition("-")
            if begins == "begins":
                open_marks.append(what)
            else:
                open_marks.remove(what)
            yield process, what, begins
        elif open_marks == [PAGE]:
            yield process, found["call"], path


def test_workers_open_what_their_door_gives_alone(tmp_path: Path) -> None:
    """While pages are made in worker processes no file is asked for but by the door, and code's own."""
    calls = list(calls_of_pages(tmp_path))
    pages = [process for process, what, _ in calls if what == PAGE]

    assert len(pages) > 2 * 100
    assert 2 == len(set(pages))
    assert [DOOR, PAGE] == sorted({what for _, what, begins in calls if begins == "begins"})
    assert set() == {
        (call, path)
        for _, call, path in calls
        if call not in (PAGE, DOOR) and not path.startswith(CODE) and path not in sys.path
    }


def test_file_that_a_page_opens_is_found(tmp_path: Path) -> None:
    """A source that a page reads past its door is among the calls."""
    peek = str(PROJECT / "shopgen.yaml")

    assert peek in {path for _, _, path in calls_of_pages(tmp_path, peek)}
