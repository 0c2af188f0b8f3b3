"""What is made without the parser is what the parser makes, byte for byte."""

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopgen.catalog import plain_prose
from shopgen.catalog.plain_prose import plain_html
from shopgen.catalog.prose import _is_link, _Kitchen, make_prose
from shopgen.catalog.prose_budget import find_overrun

BODY = """It is *felt* and **cut
twice** at once. Read our [care guide](https://shop.example/care/11?a=b) & size advice, 2 x 3 m (“soft”).

## Care

- Fits well. Really **two**.
- [Wash](https://shop.example) it

And so:

1. First
2. Then *dry*

| Feature | Value |
|:--------|------:|
| Weight  | 293 g |
| Origin  | *Porto* |
"""

FRAGMENTS = (
    *("a", "b c", "Foo", "é", "“x”", "1", "1.", "1. ", "2. x", "10 x", "3.5 x", "- ", "- a", "+ y", "* "),
    *("*", "**", "***", "*a*", "**b**", "*a b*.", "_", "`", "\\", "<b>", ">", "!", "![", "[", "]("),
    *("](http://x.y/z)", "[a b](https://e.com/c)", "[t](mailto:a@b.c)", "[x]: http://y", "&", "& ", "&amp;"),
    *("|", "|a|b|", "|---|---|", "|:-|-:|", "| a | b |", "| |", "#", "# ", "## H", "### x #", "{x}", "~~~"),
    *(
        "\n",
        "\n\n",
        "\n\n\n",
        "\n    ",
        "\n- z",
        "\n\n1. z",
        "\n\n| h | i |\n|---|:-:|\n| 1 | *2* |",
        "\n\n## ",
    ),
    *(
        " ",
        "  ",
        "=",
        "===",
        "-",
        "---",
        "- - -",
        ".",
        ",",
        ":",
        "a: b",
        '"q"',
        "'",
        "(",
        ")",
        "\u00a0",
        "\t",
    ),
)


@cache
def kitchen() -> _Kitchen:
    """Return a parser of these tests' own."""
    return _Kitchen()


def differs(text: str) -> bool:
    """Return whether a text is made without the parser, and in another way than by it."""
    made = plain_html(text, _is_link)
    return made is not None and made != kitchen().parse(text)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join))
@example("- a\n\n- b")
@example("[a\n- - -\nb](http://x.y/z)")
@example("| a | b |\n|---|---|\n| 1 |")
@example("a \n\nb ")
def test_it_is_what_the_parser_makes(text: str) -> None:
    """Marks and blocks in any order come out as the parser's, or are left to it."""
    if text.strip() and find_overrun(text) is None:
        assert not differs(text)


@given(st.text())
def test_characters_are_what_the_parser_makes_of_them(text: str) -> None:
    """No character of any script comes out in another way than from the parser."""
    if text.strip() and find_overrun(text) is None:
        assert not differs(text)


def test_a_difference_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of another kind is a difference: the comparison is able to fail."""
    assert not differs("- a")
    monkeypatch.setattr(plain_prose._Blocks, "_list", lambda _self, _block: "<ol><li>a</li></ol>")
    assert differs("- a")


def test_an_ordinary_body_takes_no_parser() -> None:
    """Paragraphs, a heading, lists and a table with links are made without the parser."""
    assert plain_html(BODY, _is_link) == kitchen().parse(BODY)


@pytest.mark.parametrize(
    "text", ["a `b`", "> a", "a <b>", "- a\n\n- b", "&copy;", "[a](b)", "a_b", "![a](b)"]
)
def test_the_rest_is_left_to_the_parser(text: str) -> None:
    """What takes the parser to tell is not guessed."""
    assert plain_html(text, _is_link) is None
    assert make_prose(text).prose.segments
