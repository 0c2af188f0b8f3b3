"""Pages read through their door and nowhere else: no file, no clock, no environment, no program."""

import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from time import time as imported_before
from typing import Any

import pytest

from shopgen.pages import theme
from shopgen.pages.voice.words import InterfaceWords
from tests.exactness.reads import PROJECT, watched_pages
from tests.exactness.test_incremental import Shop

HERE = str(Path(__file__))
FOLDER = str(Path(__file__).parent)
Reader = Callable[[], object]
READERS: tuple[tuple[Reader, str], ...] = (
    (lambda: open(HERE).close(), f"open {HERE}"),  # noqa: PTH123
    (lambda: Path(HERE).read_bytes(), f"open {HERE}"),
    (lambda: os.open(HERE, os.O_RDONLY), f"open {HERE}"),
    (lambda: Path(HERE).exists(), f"stat {HERE}"),
    (lambda: os.path.getmtime(HERE), f"stat {HERE}"),  # noqa: PTH204
    (lambda: os.path.islink(HERE), f"lstat {HERE}"),  # noqa: PTH114
    (lambda: os.access(HERE, os.R_OK), f"access {HERE}"),
    (lambda: os.readlink("/proc/self"), "readlink /proc/self"),  # noqa: PTH115
    (lambda: os.listdir(FOLDER), f"os.listdir {FOLDER}"),  # noqa: PTH208
    (lambda: os.scandir(FOLDER).close(), f"os.scandir {FOLDER}"),
    (lambda: list(Path(FOLDER).glob("*")), f"os.scandir {FOLDER}"),
    (lambda: sqlite3.connect(":memory:").close(), "sqlite3.connect :memory:"),
    (lambda: subprocess.run(["true"], check=True), "subprocess.Popen true"),
    (lambda: socket.socket().close(), "socket.__new__"),
    (lambda: socket.gethostname(), "socket.gethostname"),
    (lambda: time.time(), "time"),
    (lambda: imported_before(), "time"),
    (lambda: time.time_ns(), "time_ns"),
    (lambda: time.monotonic(), "monotonic"),
    (lambda: time.perf_counter(), "perf_counter"),
    (lambda: time.localtime(0), "localtime"),
    (lambda: datetime.now(UTC), "datetime.now"),
    (lambda: date.today(), "date.today"),  # noqa: DTZ011
    (lambda: os.environ["PATH"], "os.environ"),
    (lambda: os.environ.get("SHOPGEN"), "os.environ"),
    (lambda: os.getenv("SHOPGEN"), "os.environ"),
    (lambda: "SHOPGEN" in os.environ, "os.environ"),
    (lambda: list(os.environ), "os.environ"),
    (lambda: Path.cwd(), "getcwd"),
    (lambda: os.getpid(), "getpid"),
    (lambda: os.urandom(1), "urandom"),
    (lambda: random.random(), "Random.random"),  # noqa: S311
)
"""What may not be read, and what is noted of it."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop that was built once."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop.build()
    return shop


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Reader], None]]:
    """Have templates read what a reader reads, each time that they say something."""
    given = theme._globals

    def planted(reader: Reader) -> None:
        def with_reader(words: InterfaceWords) -> dict[str, Any]:
            functions = given(words)
            return functions | {
                "_": lambda *message, **values: (reader(), functions["_"](*message, **values))[1]
            }

        monkeypatch.setattr(theme, "_globals", with_reader)
        theme._environment.cache_clear()

    yield planted
    theme._environment.cache_clear()


def test_pages_of_the_demo_site_read_through_their_door_alone() -> None:
    """No page of the demo site reads a file, the clock or the environment past its door."""
    program = [sys.executable, "-m", "tests.exactness.reads"]
    done = subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 100


@pytest.mark.parametrize(("reader", "note"), READERS, ids=[note.split()[0] for _, note in READERS])
def test_template_that_reads_past_the_door_is_found(
    shop: Shop, plant: Callable[[Reader], None], reader: Reader, note: str
) -> None:
    """Whichever way a template reads something, it is noted, and of which kind of page."""
    plant(reader)
    (shop.settings.output / "acme/mug/index.html").unlink()

    with watched_pages() as found:
        shop.build()

    assert {"checkout"} == found.keys()
    assert note in found["checkout"]
