"""Text becomes safe HTML in one place, below the page's headings, with pictures apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.prose import line_of, make_prose
from shopgen.shop.text import PictureReference, Prose

TABLE = (
    '<table tabindex="0"><thead><tr><th class="align-left">a</th><th class="align-center">b</th>'
    '<th class="align-right">c</th></tr></thead><tbody><tr><td class="align-left">1</td>'
    '<td class="align-center">2</td><td class="align-right">3</td></tr></tbody></table>'
)


def html(text: str) -> str:
    """Return the HTML of a text without pictures."""
    return "".join(str(segment) for segment in make_prose(text).prose.segments)


def codes(text: str) -> list[str]:
    """Return the codes of what is wrong with a text."""
    return [fault.code for fault in make_prose(text).faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *mug*.", "<p>A <em>mug</em>.</p>"),
        ("**Two** `x<y` & AT&T &copy;", "<p><strong>Two</strong> <code>x&lt;y</code> &amp; AT&amp;T ©</p>"),
        ("a < b > c", "<p>a &lt; b &gt; c</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("> q", "<blockquote><p>q</p></blockquote>"),
        ("a  \nb", "<p>a<br>b</p>"),
        ("***", "<hr>"),
        ("```\n<b> *x*\n```", "<pre><code>&lt;b&gt; *x*\n</code></pre>"),
        ("    code", "<pre><code>code\n</code></pre>"),
        (
            "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |",
            TABLE,
        ),
        ("\u200fكوب *أبيض*", "<p>\u200fكوب <em>أبيض</em></p>"),
        ("", ""),
        (" \n\n", ""),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    """What authors expect of Markdown is made of it."""
    assert expected == html(text)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a", "3"),
        ("## a\n\n### b\n\n## c", "343"),
        ("### a\n\n# b", "33"),
        ("# a\n\n#### b\n\n##### c\n\n###### d\n\n## e", "34564"),
        ("###### a", "3"),
        ("a\n===\n\nb\n---", "34"),
    ],
)
def test_headings_are_below_the_pages_and_leave_no_step_out(text: str, levels: str) -> None:
    """The first is h3, and each goes at most one step further down."""
    made = html(text)

    assert levels == "".join(made[at + 2] for at in range(len(made)) if made.startswith("<h", at))


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[x](https://a.example/?a=b&c=d)", "https://a.example/?a=b&amp;c=d"),
        ("[x](http://a.example)", "http://a.example"),
        ("<https://a.example/b>", "https://a.example/b"),
        ("[x](mailto:a@b.example)", "mailto:a@b.example"),
        ("<a@b.example>", "mailto:a@b.example"),
        ("[x](tel:+47-55(12)34)", "tel:+47-55(12)34"),
        ("[x][r]\n\n[r]: https://a.example", "https://a.example"),
    ],
)
def test_whole_address_is_a_link_that_opens_without_its_opener(text: str, href: str) -> None:
    """The schemes are http, https, mailto and tel."""
    assert f'<a href="{href}" rel="noopener">' in html(text)
    assert [] == codes(text)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/returns",
        "care.md",
        "../x",
        "#top",
        "?x",
        "ftp://a.example",
        "https:evil.example",
        "https:///evil.example",
        "https://",
        "http:/evil.example",
        "tel:*123#",
        "mailto:",
        "sms:1",
        "picture:x.jpg",
        "",
    ],
)
def test_other_address_is_no_link_and_is_said(target: str) -> None:
    """Its words are kept, its address is not, whichever way the link is written."""
    for text in (f"[words](<{target}>)", f"[words][r]\n\n[r]: <{target}>"):
        assert "href" not in html(text)
        assert "words" in html(text)
    assert ["link"] == codes(f"[words](<{target}>)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>bold</b>",
        "<img src=x onerror=alert(1)>",
        "<!-- note -->",
        "<style>p{}</style>",
        "<svg><a xlink:href=javascript:x>",
        "<math>",
        "</p>",
        "<a href='javascript:x'>",
        "<iframe src=//evil>",
        "<?php x ?>",
        "<!DOCTYPE x>",
    ],
)
def test_raw_html_is_shown_as_it_is_written_and_said_once(text: str) -> None:
    """HTML is text like any other, escaped."""
    made = html(f"a {text} b\n\n{text}\n")

    assert {"p"} == set(re.findall(r"</?([a-z0-9]*)", made))
    assert made.startswith("<p>a &lt;")
    assert ["raw-html"] == codes(f"a {text} b\n\n{text}\n")


def test_raw_html_in_code_is_not_said() -> None:
    """Code may show HTML."""
    assert [] == codes("`<b>` and\n\n```\n<script>\n```\n\n    <i>\n")


def test_attribute_lists_mean_nothing() -> None:
    """No attribute can be written."""
    assert '<p><a href="https://a.example" rel="noopener">x</a>{: onclick=x style=y }</p>' == html(
        "[x](https://a.example){: onclick=x style=y }"
    )


def test_title_of_a_link_is_left_out() -> None:
    """A title is no attribute that is kept."""
    assert '<p><a href="https://a.example" rel="noopener">x</a></p>' == html('[x](https://a.example "t")')


def test_picture_is_a_reference_between_segments() -> None:
    """A picture is found below images/, and its words are plain text."""
    expected = (
        "<p>a ",
        PictureReference("mug.jpg", 'A "white" <mug> & more'),
        " b</p>",
    )

    assert expected == make_prose('a ![A "white" <mug> & more](images/mug.jpg "t") b').prose.segments
    assert (PictureReference("mug.jpg", ""),) == make_prose("![](mug.jpg)").prose.segments[1:2]


def test_picture_may_be_a_link() -> None:
    """The link goes around the picture."""
    segments = make_prose("[![a](mug.jpg)](https://a.example)").prose.segments

    assert ('<p><a href="https://a.example" rel="noopener">', "</a></p>") == (segments[0], segments[2])


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://a.example/x.jpg", "picture-elsewhere"),
        ("//a.example/x.jpg", "picture-elsewhere"),
        ("data:image/png;base64,x", "picture-elsewhere"),
        ("../x.jpg", "picture-path"),
        ("/x.jpg", "picture-path"),
        ("x.svg", "picture-format"),
        ("javascript:x.jpg", ""),
    ],
)
def test_picture_that_is_not_the_brands_own_is_an_error(target: str, code: str) -> None:
    """Nothing is fetched from elsewhere; a strange name is only a name."""
    made = make_prose(f"![a]({target})")

    assert [code] * bool(code) == [fault.code for fault in made.faults]
    assert all(fault.is_error for fault in made.faults)
    assert not any("img" in str(segment) for segment in made.prose.segments if isinstance(segment, str))


@pytest.mark.parametrize(
    "text",
    [
        '<img alt="x" src="picture:x.jpg">',
        '`<img alt="x" src="picture:x.jpg">`',
        '[a](<https://a.example/"><img alt="x" src="picture:y.jpg">>)',
        '![<img alt="x" src="picture:z.jpg">](mug.jpg)',
    ],
)
def test_no_text_can_pass_for_a_picture(text: str) -> None:
    """A segment is cut only at a picture that Markdown made."""
    references = [s for s in make_prose(text).prose.segments if isinstance(s, PictureReference)]

    assert {"mug.jpg"} >= {reference.src for reference in references}


def test_stash_marks_of_the_parser_cannot_be_written() -> None:
    """The parser's own marks are controls, which no source has; here they are dropped."""
    assert "wzxhzdk" not in html("\x02wzxhzdk:0\x03 <b>") or "<b>" not in html("\x02wzxhzdk:0\x03 <b>")


def test_faults_have_their_lines() -> None:
    """A link is found where it is written, not where its words are."""
    made = make_prose("care.md is a file.\n\nSee [care](care.md).\n\n<b>x</b>\n")

    assert [("link", 3), ("raw-html", 5)] == [(fault.code, fault.line) for fault in made.faults]


def test_line_of_what_is_not_there_is_none() -> None:
    """Nothing is found at line 0."""
    assert (0, 0, 2) == (line_of("a", "b"), line_of("a", ""), line_of("a\nb", "b"))


def test_same_text_is_the_same_prose_whatever_was_made_before() -> None:
    """The parser keeps nothing from one text to the next."""
    text = "[x][r] ![a](b.jpg)"
    before = make_prose(text)
    make_prose("[r]: https://a.example\n\n<b>x</b> [y][r]")

    assert before == make_prose(text)


def test_text_over_the_budget_is_refused_with_a_reason() -> None:
    """It is not tried, and there is no prose."""
    made = make_prose("[" * 5000)

    assert Prose() == made.prose
    assert [("too-much-markdown", True)] == [(fault.code, fault.is_error) for fault in made.faults]


def test_nesting_that_the_parser_cannot_take_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the count was wrong the parser's own limit is told, and the next text is as ever."""
    link = "A [book](https://book.example/)."
    before = make_prose(link)
    monkeypatch.setattr("shopgen.catalog.prose.find_overrun", lambda _: None)

    assert ["too-much-markdown"] == codes("> " + "- " * 3000 + "x\n" + ">\n" * 100)
    assert before == make_prose(link)


@given(st.text("ab*_`[]()!<>#-|\\&;:./\n \"'=", max_size=80))
def test_no_text_makes_prose_raise_or_leaves_a_tag_open(text: str) -> None:
    """Whatever is written, each tag that opens is closed, and text is escaped."""
    made = "".join(s if isinstance(s, str) else "" for s in make_prose(text).prose.segments)
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", made):
        if closing:
            assert name == opened.pop()
        elif name not in ("br", "hr"):
            opened.append(name)

    assert [] == opened


def test_heading_without_words_is_a_cell() -> None:
    """A table's corner without words is no heading, since it heads nothing; those beside it head columns."""
    head = '<tr><td></td><th scope="col">S</th><th class="align-right" scope="col">M</th></tr>'
    assert head in html("|  | S | M |\n|---|---|--:|\n| Height | 8 cm | 9 cm |\n")
