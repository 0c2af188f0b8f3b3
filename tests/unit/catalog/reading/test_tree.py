"""YAML becomes text, lists and mappings with positions, and nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.reading.tree import DEPTH_LIMIT, NODE_LIMIT, Plain, parse_tree


def codes(text: str) -> list[str]:
    """Return the codes of a text's flaws."""
    return [flaw.code for flaw in parse_tree(text).flaws]


@pytest.mark.parametrize(
    "text", ["19.90", "08", "no", "1:30", "1e3", "0x1F", "2026-12-01", "~", ".inf", "=", "1_000"]
)
def test_plain_scalar_is_the_text_that_was_written(text: str) -> None:
    """Nothing is made of a plain scalar but the text itself."""
    value = parse_tree(f"key: {text}").value["key"]

    assert text == value
    assert Plain is type(value)


@pytest.mark.parametrize("written", ['"no"', "'no'", "|-\n  no", ">-\n  no"])
def test_scalar_with_a_style_is_not_plain(written: str) -> None:
    """Quotes and blocks say that text is meant."""
    value = parse_tree(f"key: {written}").value["key"]

    assert "no" == value
    assert str is type(value)


def test_positions_are_those_of_keys_and_entries() -> None:
    """Each key and each list entry has its line and column, from 1."""
    tree = parse_tree("a: 1\nb:\n  - x\n  - c: {d: 2}\n", line=10)

    assert {
        ("a",): (10, 1),
        ("b",): (11, 1),
        ("b", 0): (12, 5),
        ("b", 1): (13, 5),
        ("b", 1, "c"): (13, 5),
        ("b", 1, "c", "d"): (13, 9),
    } == dict(tree.positions)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_lines_are_those_that_editors_count(character: str) -> None:
    """Characters that only YAML takes for line ends do not move the lines below."""
    tree = parse_tree(f'a: "x{character}y"\nb: 2\n  # {character}\nc: 3\n')

    assert [(1, 1), (2, 1), (4, 1)] == [tree.positions[key,] for key in "abc"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "duplicate-key"),
        ("a: &x 1", "anchor"),
        ("a: *x", "alias"),
        ("a: &x 1\nb: *x", "anchor alias"),
        ("a: !!str 1", "tag"),
        ("a: !x [1]", "tag"),
        ("!!map {a: 1}", "tag"),
        ("a: {<<: {b: 1}}", "merge-key"),
        ("a: 1\n---\nb: 2", "second-document"),
        ("[a]: 1", "key-not-text"),
        ("? {a: b}\n: 1", "key-not-text"),
        ("a: [", "yaml"),
        ("a: \x00", "unreadable"),
        ("a: \ufffe", "unreadable"),
        ("%TAG ! !foo\n---\na: !bar 1", "tag"),
    ],
)
def test_what_must_not_be_in_a_source_is_a_flaw(text: str, code: str) -> None:
    """Each surprise of YAML has a code of its own."""
    assert code.split() == codes(text)


def test_quoted_merge_key_is_a_key() -> None:
    """Only the plain one merges."""
    assert {"a": {"<<": "1"}} == parse_tree('a: {"<<": 1}').value


def test_first_of_two_keys_is_kept() -> None:
    """The second value is not taken."""
    assert {"a": "1", "b": "3"} == parse_tree("a: 1\na: [2]\nb: 3").value


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_depth_has_a_limit(opening: str, closing: str) -> None:
    """As deep as the limit is read, deeper is not."""
    fine, deep = ("x: " + opening * n + "1" + closing * n for n in (DEPTH_LIMIT - 1, DEPTH_LIMIT))

    assert [] == codes(fine)
    assert ["too-deep"] == codes(deep)


def test_very_deep_nesting_is_refused_and_crashes_nothing() -> None:
    """Nesting that takes a composing reader down is refused at once."""
    assert ["too-deep"] == codes("- " * 200_000)


def test_number_of_values_has_a_limit() -> None:
    """A text with very many values is refused."""
    tree = parse_tree("a: [" + "x, " * NODE_LIMIT + "]")

    assert ["too-many-values"] == [flaw.code for flaw in tree.flaws]
    assert not tree.is_whole


yaml_values = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from("xyz"), yaml_values, max_size=3))
def test_what_is_written_is_what_is_read(value: dict[str, Any]) -> None:
    """A value written as JSON, which is YAML, reads as itself, and each part has a position."""
    tree = parse_tree(json.dumps(value, ensure_ascii=False))

    assert value == tree.value
    assert () == tree.flaws
    assert set(paths(value)) == set(tree.positions)


def paths(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of each key and entry."""
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path for key, entry in entries for path in ((*at, key), *paths(entry, (*at, key)))]


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Any text at all is a tree or has flaws."""
    tree = parse_tree(text)

    assert tree.is_whole or tree.flaws


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a: Mug #2", 1),
        ("é: été #2, x", 1),
        ("a: [b #2,\n c]", 1),
        ("a: b # two", 0),
        ("a: b #", 0),
        ("a: b ## two", 0),
        ('a: "b" #2', 0),
        ("a: b#2", 0),
        ("a: #2\n  b: c", 0),
    ],
)
def test_value_that_a_comment_cuts_is_said(text: str, count: int) -> None:
    """What is right behind a # is as likely a part of the value before it; a comment has a space there."""
    assert count == [flaw.code for flaw in parse_tree(text).flaws].count("cut")
