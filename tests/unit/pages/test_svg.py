"""An SVG of a theme runs nothing and asks nobody, whoever opens it."""

import pytest

from shopgen.pages.door import ThemeFile
from shopgen.pages.svg import svg_fault

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ("<script>alert(1)</script>", '"<script>" in line 1'),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", '"<script>" in line 1'),
        ("<foreignObject/>", '"<foreignobject>" in line 1'),
        ('<rect onclick="x()"/>', 'onclick="x()" in line 1'),
        ('<a href="javascript:x()"/>', '"<a>" in line 1'),
        ('<image href="data:image/svg+xml,x"/>', '"<image>" in line 1'),
        ('<use xlink:href="https://evil.example/a.svg#a"/>', 'href="https://evil.example/a.svg#a" in line 1'),
        ('<use href="other.svg#a"/>', 'href="other.svg#a" in line 1'),
        ('<set attributeName="href" to="//evil.example/"/>', '"<set>" in line 1'),
        ("<style>a{fill:url(//evil.example/a)}</style>", '"url(//evil.example/a"'),
        ("<style>a{fill:&#117;rl(//evil.example/a)}</style>", '"url(//evil.example/a"'),
        ('<rect fill="url( https://evil.example/a#b)"/>', '"url( https://evil.example/a#b"'),
        ("<style>@import '//evil.example/a'</style>", '"@import"'),
        (r"<style>a{fill:\75rl(//evil.example/a)}</style>", r'"\"'),
    ],
)
def test_what_an_svg_may_not_have_is_found(inner: str, fault: str) -> None:
    """The first fault is told, in words that go after the file's name."""
    assert f"has {fault}, and a drawing has nothing that runs or leads away" == svg_fault(
        ThemeFile("a.svg", f"{OPEN}{inner}</svg>".encode())
    )


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
        '<rect class="a" style="stroke:#000" fill="url(#g)"/>'
    )

    assert svg_fault(ThemeFile("a.svg", f"{OPEN}{inner}</svg>".encode())) is None
