"""Builds of one output at the same time: they wait for each other, however each of them ends."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.generate import generate
from tests.acceptance.shop import AT, PROGRAM, digest_files, run_shopgen

Build = subprocess.Popen[str]
WITHOUT_LOCK = "import fcntl; fcntl.flock = print; from shopgen.cli.main import main; main()"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of pages enough that each build makes them in two processes, and not much more."""
    site = tmp_path_factory.mktemp("at-once") / "site"
    generate(site, brands=2, products=100)
    return site


@pytest.fixture(scope="module")
def clean(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a build alone makes of the site."""
    output = tmp_path_factory.mktemp("clean") / "output"
    assert 0 == run_shopgen("--site", site, "build", "--at", AT, "--output", output).returncode
    return digest_files(output)


def start(site: Path, output: Path, program: tuple[str | Path, ...] = (PROGRAM,)) -> Build:
    """Start a build in a process of its own."""
    command = [*program, "--site", site, "build", "--at", AT, "--output", output, "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def read_notice(build: Build) -> str:
    """Return the next line of a build's stderr that is not about the sources."""
    assert build.stderr is not None
    return next((line for line in build.stderr if not line.startswith("brands/")), "")


def end(build: Build) -> tuple[int, str]:
    """Return how a build ended, with all its workers, and what else it said on stderr."""
    _, said = build.communicate(timeout=60)
    return build.returncode, said


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Hold the output as a build does."""
    output.mkdir(exist_ok=True)
    descriptor = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("count", [2, 5])
def test_builds_at_once_all_succeed(site: Path, clean: dict[str, str], tmp_path: Path, count: int) -> None:
    """Any number of builds started at once end well, and leave what one build makes and nothing beside it."""
    output = tmp_path / "not/there/yet"

    builds = [start(site, output) for _ in range(count)]

    assert [0] * count == [end(build)[0] for build in builds]
    assert clean == digest_files(output)


def test_waiting_build_says_so_once(site: Path, clean: dict[str, str], tmp_path: Path) -> None:
    """A build says that it waits, writes nothing until the other has ended, and then goes on."""
    output = tmp_path / "output"
    with held(output):
        build = start(site, output)
        notice = read_notice(build)
        written = list(output.iterdir())

    code, said = end(build)

    assert f"Another build is writing {output}/: waiting for it.\n" == notice
    assert [] == written
    assert (0, 0) == (code, said.count("Another build"))
    assert clean == digest_files(output)


def test_build_that_takes_no_lock_is_found(site: Path, tmp_path: Path) -> None:
    """A build that asks for no lock writes while another holds the output, and is seen to."""
    output = tmp_path / "output"
    with held(output):
        code, _ = end(start(site, output, (sys.executable, "-c", WITHOUT_LOCK)))
        written = list(output.iterdir())

    assert 0 == code
    assert [] != written


@pytest.mark.long
def test_waiting_build_can_be_stopped(site: Path, tmp_path: Path) -> None:
    """Ctrl-C ends a build that waits, without a traceback."""
    output = tmp_path / "output"
    with held(output):
        build = start(site, output)
        read_notice(build)
        build.send_signal(signal.SIGINT)
        code, said = end(build)

    assert 130 == code
    assert f"Stopped. What is in {output}/ is whole, and the next build does the rest.\n" == said


def test_killed_build_blocks_no_other(site: Path, clean: dict[str, str], tmp_path: Path) -> None:
    """A build that is killed while it writes lets the one that waits go on, and its workers end."""
    output = tmp_path / "output"
    first = start(site, output)
    while first.poll() is None and not list(output.glob(".shopgen-new/*/*")):
        pass
    first.send_signal(signal.SIGSTOP)
    second = start(site, output)
    notice = read_notice(second)

    first.kill()

    assert "Another build is writing" in notice
    assert 0 == end(second)[0]
    assert clean == digest_files(output)
    assert -signal.SIGKILL == end(first)[0]
