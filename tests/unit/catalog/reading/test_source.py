"""Sources know where their keys are, and what is wrong with their outside."""

import pytest

from shopgen.catalog.reading.source import key_path, load_markdown, load_yaml, parse_markdown, parse_source
from shopgen.files import Root
from shopgen.problems import Place


def test_front_matter_and_body_are_parted_at_the_fences() -> None:
    """The body starts on the line after the second fence."""
    source = parse_markdown("mug.md", "---\ntitle: Mug\n--- \nA mug.\n\n---\nEnd.\n")

    assert {"title": "Mug"} == source.values
    assert ("A mug.\n\n---\nEnd.\n", 4) == (source.body, source.body_line)
    assert Place("mug.md", 2, 1, "title") == source.place("title")


def test_file_that_ends_with_its_fence_has_no_body() -> None:
    """The last line needs no line end."""
    assert "" == parse_markdown("mug.md", "---\ntitle: Mug\n---").body


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-front-matter"),
        ("\n---\na: 1\n---\n", "no-front-matter"),
        ("----\na: 1\n---\n", "no-front-matter"),
        ("---\na: 1\n", "front-matter-open"),
        ("---\na: 1\n---\n\x02", "unreadable"),
        ("---\n- a\n---\n", "not-keys"),
    ],
)
def test_what_is_wrong_with_the_outside_is_said(text: str, code: str) -> None:
    """Each fault has its code."""
    assert [code] == [problem.code for problem in parse_markdown("mug.md", text).problems]


def test_empty_text_has_no_keys_and_no_problem() -> None:
    """What is missing is said by the form that is read."""
    source = parse_source("brand.yaml", "# nothing yet\n")

    assert {} == source.values
    assert [] == source.problems
    assert source.is_whole


def test_place_of_an_absent_key_is_that_of_the_nearest_around_it() -> None:
    """A missing key is looked for where it should be."""
    source = parse_source("b.yaml", "a:\n  - b: 1\n")

    assert Place("b.yaml", 2, 5, "a[0].c") == source.place("a", 0, "c")
    assert Place("b.yaml", 0, 0, "x.y") == source.place("x", "y")


@pytest.mark.parametrize(
    ("keys", "path"), [((), ""), (("a",), "a"), (("variants", 2, "price"), "variants[2].price")]
)
def test_path_of_a_key_is_written_with_dots_and_brackets(keys: tuple[str | int, ...], path: str) -> None:
    """Indexes stand in brackets, from 0."""
    assert path == key_path(keys)


def test_absent_file_is_a_problem_of_the_source(tmp_path: object) -> None:
    """A file that is not there says so, and is not whole."""
    root = Root(tmp_path)  # type: ignore[arg-type]

    for source in (load_yaml(root, "brand.yaml"), load_markdown(root, "mug.md")):
        assert ["no-file"] == [problem.code for problem in source.problems]
        assert not source.is_whole


def test_warnings_do_not_break_a_source() -> None:
    """Only an error allows no result."""
    source = parse_source("b.yaml", "a: 1\n")
    source.warn(("a",), "low", "It is low.")

    assert not source.is_broken

    source.say(("a",), "wrong", "It is wrong.")

    assert source.is_broken
