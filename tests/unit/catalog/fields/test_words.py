"""Text is what was written, and what YAML readers would make of it is said."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.fields.words import parse_alt, parse_flag, parse_text, parse_words
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.reading.tree import Plain

SURPRISES = (
    "no NO No yes Yes on off true False ~ null 08 0017 00 0x1F 0o17 0b1 1:30 1:30:00 1e3 1E5 1.5e3 "
    ".inf -.INF .nan 1_000 1_000.5 +5 2026-12-01 2026-1-1 5. .5 -.5 ="
)


@pytest.mark.parametrize("text", SURPRISES.split())
def test_plain_text_that_readers_change_is_refused(text: str) -> None:
    """What a YAML reader makes something else of needs quotes."""
    with pytest.raises(Wrong) as caught:
        parse_words(Plain(text))

    assert "needs-quotes" == caught.value.code
    assert text == parse_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mug",
        "0",
        "40",
        "-5",
        "19.90",
        "0.5",
        "3XL",
        "2nd",
        "No.",
        "Nothing",
        "on sale",
        "1.2.3",
        "12-34",
        "10:99 x",
        "A=B",
        "0.35 l",
    ],
)
def test_plain_text_that_is_kept_as_written_is_taken(text: str) -> None:
    """Words, and numbers that are kept as they are written, need no quotes."""
    assert text == parse_words(Plain(text))


@given(st.text("0123456789abcdefxoenyslrutf_+-.:~=NOYESTRUEFALSninf", min_size=1, max_size=7))
def test_plain_text_that_is_taken_reads_the_same_elsewhere(text: str) -> None:
    """What is taken without quotes comes out of another YAML reader as the same text or number."""
    if text.strip() != text or (text[0] in "-:~=" and len(text) == 1):
        return
    try:
        taken = parse_words(Plain(text))
        read = yaml.safe_load(f"a: {text}")["a"]
    except (Wrong, yaml.YAMLError, TypeError, ValueError, KeyError):
        return
    assert isinstance(read, str | int | float)
    assert not isinstance(read, bool)
    if not isinstance(read, str):
        assert float(taken) == float(read)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "no-value"),
        ("  ", "no-value"),
        ("\u200b\u2060", "invisible"),
        ("a\nb", "several-lines"),
        ("x" * 301, "too-long"),
        (["a"], "not-one-value"),
        ({"a": "b"}, "not-one-value"),
    ],
)
def test_text_that_is_no_line_of_words_is_refused(value: object, code: str) -> None:
    """Each fault has its code."""
    with pytest.raises(Wrong) as caught:
        parse_words(value)

    assert code == caught.value.code


def test_spaces_around_go_and_plain_never_leaks() -> None:
    """What comes out is ordinary text, which any process can unpickle."""
    assert "Mug" == parse_words(" Mug\n")
    assert str is type(parse_words(Plain("Mug")))


def test_longer_text_may_have_lines() -> None:
    """A text is not a line."""
    assert "a\nb" == parse_text("a\nb")


def test_alt_may_be_empty_only_in_quotes() -> None:
    """`""` says decoration; nothing at all says nothing."""
    assert "" == parse_alt("")
    with pytest.raises(Wrong, match="has no value"):
        parse_alt(Plain(""))


@pytest.mark.parametrize(
    ("text", "flag"), [("true", True), ("Yes", True), ("on", True), ("false", False), ("NO", False)]
)
def test_flag_may_be_said_in_each_of_yamls_words(text: str, flag: bool) -> None:
    """Where true or false is meant, the words for it are plain."""
    assert flag is parse_flag(Plain(text)) is parse_flag(text)


@pytest.mark.parametrize("text", ["1", "0", "maybe", ""])
def test_flag_that_is_neither_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Wrong):
        parse_flag(Plain(text))
