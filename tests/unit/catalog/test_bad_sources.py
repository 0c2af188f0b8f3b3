"""Every folder in tests/brands/bad is a small site beside the exact text that it must print."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BAD = Path(__file__).parents[2] / "brands" / "bad"
FOLDERS = sorted(path.name for path in BAD.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", FOLDERS)
def test_bad_source_prints_exactly_what_is_beside_it(name: str, shop_at: Callable[[Path], Any]) -> None:
    """A bad source prints all its problems, sorted by place, and nothing else."""
    expected = (BAD / name / "expected.txt").read_text("utf-8")

    printed = "".join(f"{problem}\n" for problem in shop_at(BAD / name).problems())

    assert expected == printed
    assert printed


def test_there_are_bad_sources_enough() -> None:
    """The folder has not been emptied by mistake."""
    assert len(FOLDERS) >= 60


def test_every_problem_ends_with_a_full_stop_or_an_example() -> None:
    """Sentences are whole, and none is longer than a person reads."""
    lines = [
        line for name in FOLDERS for line in (BAD / name / "expected.txt").read_text("utf-8").splitlines()
    ]

    assert [] == [line for line in lines if not line.endswith((".", "?", "…"))]
    assert [] == [
        line for line in lines if "validation error" in line or "pydantic" in line or "Input should" in line
    ]
