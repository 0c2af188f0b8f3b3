"""An SVG of a theme runs nothing and asks nobody, whoever opens it."""

import pytest

from shopgen.pages.door import ThemeFile
from shopgen.pages.svg import svg_fault

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ("<script>alert(1)</script>", "has a <script>"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "has a <script>"),
        ("<foreignObject/>", "has a <foreignobject>"),
        ('<rect onclick="x()"/>', "has a handler, onclick of <rect>"),
        ('<a href="javascript:x()"/>', 'leads to "javascript:x()"'),
        ('<image xlink:href="https://evil.example/a.png"/>', 'leads to "https://evil.example/a.png"'),
        ('<use href="other.svg#a"/>', 'leads to "other.svg#a"'),
        ('<image href="data:image/svg+xml,x"/>', 'leads to "data:image/svg+xml,x"'),
        ('<set attributeName="href" to="//evil.example/"/>', 'leads to "//evil.example/"'),
        ("<style>a{fill:url(//evil.example/a)}</style>", 'leads to "//evil.example/a"'),
        ("<style>a{fill:&#117;rl(//evil.example/a)}</style>", 'leads to "//evil.example/a"'),
        ("<style>@import '//evil.example/a'</style>", 'has "@import" in its styles'),
        (r"<style>a{fill:\75rl(//evil.example/a)}</style>", r'has "\" in its styles'),
    ],
)
def test_what_an_svg_may_not_have_is_found(inner: str, fault: str) -> None:
    """The first fault is told, in words that go after the file's name."""
    assert fault == svg_fault(ThemeFile("a.svg", f"{OPEN}{inner}</svg>".encode()))


@pytest.mark.parametrize(
    "data",
    [b'<?xml-stylesheet href="a.css"?><svg/>', b'<!DOCTYPE a [<!ENTITY b "c">]><svg/>', b"<svg>\xff</svg>"],
)
def test_what_could_be_read_in_two_ways_is_refused(data: bytes) -> None:
    """Entities, style sheets from elsewhere and other encodings make another picture of it."""
    assert svg_fault(ThemeFile("a.svg", data))


def test_a_plain_svg_has_no_fault() -> None:
    """The control: shapes, gradients, styles and references within are what a picture is made of."""
    inner = (
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"/><use href="#g"/>'
        '<rect class="a" style="stroke:#000" fill="url(#g)"/><image href="data:image/png;base64,AA=="/>'
    )

    assert svg_fault(ThemeFile("a.svg", f"{OPEN}{inner}</svg>".encode())) is None
