"""Syntax errors are told in plain words, where they can be mended."""

import pytest

from shopgen.catalog.reading.tree import parse_tree


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("title: Mug: large", 1, 'a ": " inside a value'),
        ("a: 1\nprice\nb: 2", 2, "is no key"),
        ("a: [1, 2\nb: 3\n", 1, "opens a list"),
        ("a: {b: 1\nc: 3\n", 1, "opens braces"),
        ("a:\n - 1\n b: 2", 3, "has no dash"),
        ('a: "x\nb: 1\n', 1, "opens a quote"),
        ('a: "\\m"', 1, "has a backslash"),
        ("a:\n\tb: 1", 2, "with a tab"),
        ("a: @b", 1, 'starts with "@"'),
        ("a: {b: #c}", 1, "has a #"),
        ("a: [b, #c]\nd: 1", 1, "has a #"),
        ("a: - b", 1, "starts a list"),
        ("b: 1\na: 'Kid's mug'", 2, "an apostrophe"),
        ("b: 1\na: 'Kids' mug'", 2, "an apostrophe"),
        ("a: 'Kids', b", 1, "does not go on"),
        ("a: !x! 1", 1, "has a tag"),
        ("a: & b", 1, "starts with &"),
    ],
)
def test_syntax_error_is_told_where_it_can_be_mended(text: str, line: int, says: str) -> None:
    """The line is quoted, and what is wrong with it is said in words."""
    flaw = parse_tree(text).flaws[-1]

    assert "yaml" == flaw.code
    assert line == flaw.position[0]
    assert says in flaw.what
    assert flaw.hint
