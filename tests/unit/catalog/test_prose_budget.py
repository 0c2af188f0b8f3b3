"""Texts that would take long are found by counting."""

import time

import pytest

from shopgen.catalog.prose import make_prose
from shopgen.catalog.prose_budget import SIZE_LIMIT, block_work, find_overrun


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1000,
        "[a" * 1000,
        "![" * 1000,
        "[](" * 1000,
        "[[]" * 1000,
        "``\\" * 1000,
        "a\n=\n" * 3000,
        "# a\n" * 4000,
        "> " * 20 + "a",
        "- " * 20 + "a",
        "> - 1. " * 4 + "a",
        "x" * (SIZE_LIMIT + 1),
    ],
)
def test_text_that_takes_long_is_over_the_budget(text: str) -> None:
    """Brackets, backticks, headings and nesting are counted, and so is the size."""
    assert find_overrun(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A mug.\n\n" * 2000,
        "See [care](https://a.example/care) and [size](https://a.example/size).\n\n" * 100,
        "| a | [b](https://a.example) |\n" * 60,
        "- [care](https://a.example/care)\n" * 80,
        "# A\n\ntext\n\n## B\n\ntext\n\n" * 100,
        "> quoted\n> > twice\n",
        "- a\n    - b\n        - c\n",
        "Use `a` and `b`, ```c``` too. " * 15,
        "--- \n\n" * 100,
        "x" * SIZE_LIMIT,
    ],
)
def test_text_of_a_product_is_within_the_budget(text: str) -> None:
    """What a product's author writes, at length, is far from the limits."""
    assert find_overrun(text) is None


def test_overrun_names_the_line() -> None:
    """The block that is too much is found."""
    overrun = find_overrun("A mug.\n\n" + "[a" * 2000)

    assert overrun is not None
    assert 2 <= overrun.line <= 3


def test_work_is_brackets_times_characters() -> None:
    """Ten lines that end a block are as much as a bracket."""
    assert 4 * 2 == block_work("[a[b", 0, 4)
    assert 40 * 1 == block_work("# a\n" * 10, 0, 40)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a",
        "x [a",
        "![",
        "[](",
        "[a](",
        "``\\",
        "`a",
        "*a ",
        "**a",
        "_a_ ",
        "- a\n",
        "a\n=\n",
        "# a\n",
        "a\n\n",
        "|a",
        "<a ",
        "&a",
        "\\[",
        "1. a\n",
        "> a\n",
        "\t",
        "<!--",
        "<a@b.c",
    ],
)
def test_largest_text_within_the_budget_takes_less_than_two_seconds(piece: str) -> None:
    """The slowest texts that are known, as long as they are let through, are made in time."""
    count = SIZE_LIMIT // len(piece)
    while find_overrun(piece * count) is not None:
        count = count * 9 // 10
    start = time.process_time()

    made = make_prose(piece * count)

    assert time.process_time() - start < 2
    assert "too-much-markdown" not in [fault.code for fault in made.faults]
