"""Plain values are handed on as they are, and what is surprising in them is said."""

from typing import Any

import pytest

from shopgen.catalog.fields.plain import parse_plain
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.reading.tree import parse_tree


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("word", "word"),
        ('"1921"', "1921"),
        ("1921", 1921),
        ("-3", -3),
        ("1.50", "1.50"),
        ("true", True),
        ('"true"', "true"),
        ("false", False),
        ("~", None),
        ("{a: [1, x, {b: no-one}]}", {"a": [1, "x", {"b": "no-one"}]}),
    ],
)
def test_plain_value_is_what_json_would_have(written: str, value: Any) -> None:
    """A number with decimals stays text, since it would lose its digits."""
    made = parse_plain(parse_tree(f"x: {written}").value["x"])

    assert value == made
    assert type(value) is type(made)


@pytest.mark.parametrize(
    "written", ["no", "Yes", "08", "1e3", "2026-12-01", "{no: 1}", "[{a: 1:30}]", "TRUE"]
)
def test_surprise_within_a_plain_value_is_refused(written: str) -> None:
    """At any depth, keys as well."""
    with pytest.raises(Wrong):
        parse_plain(parse_tree(f"x: {written}").value["x"])
