"""Builds that are stopped, by Ctrl-C or by a supervisor: in a sentence, and nothing is half done."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.generate import generate
from shopgen.build.staging import FOLDER, JOURNAL
from tests.acceptance.shop import AT, PROGRAM, PROJECT, run_shopgen
from tests.acceptance.stopping import (
    DEAF,
    LOADING,
    MAKING,
    MOVING,
    STARTING,
    TO_ALL,
    TO_BUILD,
    WORKERS_HEAR,
)
from tests.commands import tree
from tests.exactness.test_interruptions import faults

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="sends signals, which Windows has not"),
    pytest.mark.xdist_group("stopped"),  # the site is made once for all
]

WARNING = re.compile(r"warnings?[:.]")
Wrongs = list[str]
STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143}


@dataclass(frozen=True, slots=True)
class Edited:
    """A site that was built, large enough for workers, and edited; with its output before and after."""

    folder: Path
    before: dict[str, bytes]
    after: dict[str, bytes]

    def arguments(self, output: Path) -> list[str | Path]:
        """Return how it is built over a copy of its output."""
        shutil.copytree(self.folder / "output", output)
        where = ["--output", output, "--cache", output.with_name("cache")]
        return ["--site", self.folder, "build", "--at", AT, "--jobs", "2", *where]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """Return a site all pages of which are to be made anew, of which the theme has changed."""
    site = tmp_path_factory.mktemp("stopped") / "site"
    clean = tmp_path_factory.mktemp("clean") / "output"
    generate(site, brands=2, products=100)
    assert 0 == run_shopgen("--site", site, "build", "--at", AT).returncode
    for brand in site.glob("brands/*/brand.yaml"):
        brand.write_text(f"{brand.read_text()}theme: {{name: editorial}}\n")
    assert 0 == run_shopgen("--site", site, "build", "--at", AT, "--output", clean).returncode
    return Edited(site, tree(site / "output"), tree(clean))


def heed_signals() -> None:
    """Take Ctrl-C, also where the tests run in the background and do not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(command: list[str | Path]) -> subprocess.Popen[str]:
    """Start a build as a terminal does: in a group of processes of its own, and not deaf to Ctrl-C."""
    return subprocess.Popen(
        command,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_signals,
    )


def wrongs(edited: Edited, build: subprocess.Popen[str], output: Path, number: int) -> Wrongs:
    """Return what is wrong with the end of a build that was stopped.

    It is over when nobody holds its stderr any more: when all its workers are gone.
    """
    _, said = build.communicate(timeout=60)
    found = tree(output)
    sayings = [line for line in said.splitlines() if not WARNING.search(line)]
    return [
        *([f"ended with {build.returncode}"] if build.returncode != STOPPED[number] else []),
        *([f"said {said}"] if len(sayings) != 1 or not sayings[0].startswith("Stopped.") else []),
        *[f"left {path}" for path in found if path.startswith(FOLDER) and not path.endswith(JOURNAL)],
        *[f"{path} {wrong}" for path, wrong in faults(found, edited.before, edited.after).items()],
    ]


def stop(edited: Edited, output: Path, moment: str, number: int, whom: str, fault: str = "") -> Wrongs:
    """Build until a moment at which a signal is sent; return what is wrong with how it ends."""
    driver = [sys.executable, "-m", "tests.acceptance.stopping", moment, str(int(number)), whom, fault]
    build = start([*driver, *edited.arguments(output)])
    return wrongs(edited, build, output, number)


@pytest.mark.parametrize(
    ("moment", "number", "whom"),
    [
        (STARTING, signal.SIGINT, TO_ALL),
        (LOADING, signal.SIGTERM, TO_BUILD),
        (MAKING, signal.SIGINT, TO_ALL),
        (MAKING, signal.SIGTERM, TO_BUILD),
        (MOVING, signal.SIGINT, TO_ALL),
        (MOVING, signal.SIGTERM, TO_BUILD),
    ],
)
def test_stopped_build_leaves_the_site_whole(
    edited: Edited, tmp_path: Path, moment: str, number: int, whom: str
) -> None:
    """Whenever it is stopped, a build ends with its workers and a sentence, and the next one finishes."""
    output = tmp_path / "output"

    assert [] == stop(edited, output, moment, number, whom)

    assert moment == MOVING or edited.before == tree(output)
    again = run_shopgen("--site", edited.folder, "build", "--at", AT, "--output", output)
    assert (0, edited.after) == (again.returncode, tree(output))


def test_supervisor_may_stop_all_processes_at_once(edited: Edited, tmp_path: Path) -> None:
    """A build whose workers are ended together with it does not take them for killed."""
    assert [] == stop(edited, tmp_path / "output", MAKING, signal.SIGTERM, TO_ALL)


@pytest.mark.parametrize(
    ("moment", "number", "whom", "fault", "wrong"),
    [
        (MAKING, signal.SIGTERM, TO_BUILD, DEAF, "ended with -15"),
        (MOVING, signal.SIGINT, TO_ALL, WORKERS_HEAR, "said"),
    ],
)
def test_builds_that_end_badly_are_found(
    edited: Edited, tmp_path: Path, moment: str, number: int, whom: str, fault: str, wrong: str
) -> None:
    """A build that takes no signal, and workers that answer Ctrl-C by themselves, are found."""
    found = stop(edited, tmp_path / "output", moment, number, whom, fault)

    assert any(one.startswith(wrong) for one in found), found


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_builds_stopped_at_any_time_leave_the_site_whole(edited: Edited, tmp_path: Path, seed: int) -> None:
    """So it is whenever in a build's time the signal comes, once the program has begun."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(10):
        output = tmp_path / str(number) / "output"
        which, send = chance.choice([*STOPPED]), chance.choice([os.kill, os.killpg])
        build = start([PROGRAM, *edited.arguments(output)])
        try:
            build.wait(chance.uniform(0.3, 1.5))
        except subprocess.TimeoutExpired:
            send(build.pid, which)
            assert [] == wrongs(edited, build, output, which)
        else:
            assert edited.after == tree(output)
