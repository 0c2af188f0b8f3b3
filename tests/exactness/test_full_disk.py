"""Disks that are really full: the build ends in a sentence and leaves the site; the next one is exact."""

import json
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.shop import PROJECT

APART = ["unshare", "--map-root-user", "--mount"]
"""What runs a program where it may mount what nobody else sees."""


@lru_cache(maxsize=1)
def why_not() -> str:
    """Return why nothing can be mounted here; empty where it can."""
    if not shutil.which(APART[0]):
        return "there is no unshare, which is Linux's"
    command = [*APART, "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/tmp"]  # noqa: S108
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


pytestmark = pytest.mark.skipif(bool(why_not()), reason=f"no disk can be mounted: {why_not()}")


def rarely(*parts: str) -> list[Any]:
    """Return parts that are tried by `make test-long` alone."""
    return [pytest.param(part, marks=pytest.mark.long) for part in parts]


def build_on_small_disk(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return what came of a build onto a disk that has not enough room."""
    command = [*APART, sys.executable, "-m", "tests.exactness.small_disk", str(folder), *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("part", ["0.5", *rarely("0", "0.1", "0.9", "0.98")])
def test_full_output_stays_as_it_was(tmp_path: Path, part: str) -> None:
    """Where the output's disk is full the build ends with 3 and a sentence; the old site is whole."""
    found = build_on_small_disk(tmp_path, "output", part)

    assert 3 == found["code"]
    assert found["said"].endswith(": No space left on device.\n")
    assert 1 == found["said"].count("\n")
    assert found["is_as_before"]
    assert (0, True) == (found["again"], found["is_clean_again"])


@pytest.mark.parametrize("part", ["0", *rarely("0.05", "0.1", "0.3", "0.9")])
def test_full_cache_costs_nothing_or_the_build(tmp_path: Path, part: str) -> None:
    """Where the cache's disk is full the build ends in the same way, or is that from nothing."""
    found = build_on_small_disk(tmp_path, "cache", part)

    assert (found["code"], found["is_as_before"], found["is_as_clean"]) in {
        (3, True, False),
        (0, False, True),
    }
    assert "Traceback" not in found["said"]
    assert (0, True) == (found["again"], found["is_clean_again"])


def test_build_that_writes_in_place_is_found(tmp_path: Path) -> None:
    """A build that writes over what is served does not leave it as it was."""
    found = build_on_small_disk(tmp_path, "output", "0.1", "in-place")

    assert 3 == found["code"]
    assert not found["is_as_before"]
