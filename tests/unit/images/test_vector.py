"""SVG: drawn alike everywhere, or refused with what to change."""

import pytest
from PIL import Image

from shopgen.images.fault import PictureError
from shopgen.images.vector import draw_vector, is_vector, vector_size

_SQUARE = '<rect width="10" height="10" fill="#ff0000"/>'


def _svg(inside: str = _SQUARE, attributes: str = 'viewBox="0 0 20 10"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f"{attributes}>{inside}</svg>"
    ).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (_svg(), True),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->' + _svg(), True),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">' + _svg(), True),
        (b"<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>", True),
        (b"<html><p>no</p></html>", False),
        (b"\x89PNG\r\n\x1a\n<svg ", False),
        (b"", False),
    ],
)
def test_is_vector(data: bytes, expected: bool) -> None:
    """An SVG is known by its first element."""
    assert expected == is_vector(data)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 20 10"', (20, 10)),
        ('viewBox="-5,-5,200.5,80"', (201, 80)),
        ('width="40" height="30"', (40, 30)),
        ('width="1in" height="48pt"', (96, 64)),
        ('width="100%" height="100%" viewBox="0 0 20 10"', (20, 10)),
        ('width="200" viewBox="0 0 20 10"', (200, 100)),
        ('height="200" viewBox="0 0 20 10"', (400, 200)),
        ('width="40" height="30" viewBox="0 0 20 10"', (40, 30)),
    ],
)
def test_size(attributes: str, size: tuple[int, int]) -> None:
    """The size is that of width and height, else of the viewBox, with what is missing in proportion."""
    assert size == vector_size(_svg(attributes=attributes))


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="40"',
        'viewBox="0 0 0 10"',
        'viewBox="0 0 x 9"',
        'width="1e9" height="1e9"',
        'viewBox="0 0 9999 1"',
    ],
)
def test_no_size(attributes: str) -> None:
    """An SVG that does not say how large it is, or of no sane size, is refused."""
    with pytest.raises(PictureError) as raised:
        vector_size(_svg(attributes=attributes))

    assert "svg-size" == raised.value.fault.code


def test_drawn() -> None:
    """An SVG is drawn as wide as asked for, transparent where nothing is."""
    image = draw_vector(_svg(), 100)

    assert ("RGBA", (100, 50)) == (image.mode, image.size)
    assert (255, 0, 0, 255) == image.getpixel((20, 20))
    assert (0, 0, 0, 0) == image.getpixel((80, 20))


def test_high_one_is_narrower() -> None:
    """An SVG that is much higher than wide is drawn no higher than twice the width asked for."""
    assert (20, 200) == draw_vector(_svg(attributes='viewBox="0 0 10 100"'), 100).size


_BOMB = "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
_PATTERNS = "".join(
    f'<pattern id="p{n}" width="1" height="1">' + f'<rect fill="url(#p{n - 1})"/>' * 10 + "</pattern>"
    for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<text>Hello</text>", "<text>"),
        ('<image href="/etc/passwd" width="9" height="9"/>', "<image>"),
        ('<image xlink:href="data:image/png;base64,AAAA" width="9" height="9"/>', "<image>"),
        ('<filter id="f"><feImage href="x.png"/></filter>', "<filter>"),
        ("<g mask='none'/>" * 41, "parts to draw"),
        ('<g style="opacity: .9"/>' * 401, "parts to draw"),
        ("<style>*{opacity:.9}</style>" + "<g/>" * 401, "parts to draw"),
        ("<foreignObject><p>no</p></foreignObject>", "<foreignObject>"),
        ('<use href="other.svg#a"/>', "other.svg#a"),
        ('<use xlink:href="https://evil.example/a.svg#a"/>', "https://evil.example/a.svg#a"),
        ('<rect width="9" height="9" fill="url(https://evil.example/#a)"/>', "https://evil.example/#a"),
        ("<rect width='9' height='9' style='fill:url(\"file:///a\")'/>", "file:///a"),
        ('<g id="a"><use href="#a"/></g>', "refers to itself"),
        ('<g id="a"><rect/></g>' * 1 + _BOMB.replace("#a0", "#a"), "parts to draw"),
        ('<pattern id="p0"/>' + _PATTERNS, "parts to draw"),
        ('<pattern id="p"/><style>rect{fill:url(#p)}</style>', "a style that refers to"),
        ("<style>@import url(https://evil.example/x.css);</style>", "a style that refers to"),
        ("<g>" * 70 + "</g>" * 70, "nested deeper"),
        ("<rect/>" * 20_001, "parts to draw"),
    ],
    ids=lambda value: value[:30],
)
def test_refused(inside: str, words: str) -> None:
    """What would read a file, need a font or never end is refused, each with what to change."""
    with pytest.raises(PictureError) as raised:
        draw_vector(_svg(inside), 32)

    assert "svg-refused" == raised.value.fault.code
    assert words in raised.value.fault.message
    assert raised.value.fault.hint.endswith(".")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://evil.example/x.dtd"> %a;]>',
    ],
)
def test_entities(declaration: str) -> None:
    """Declared entities are refused before any is expanded."""
    with pytest.raises(PictureError) as raised:
        vector_size(declaration.encode() + _svg())

    assert "svg-refused" == raised.value.fault.code


@pytest.mark.parametrize(
    "data",
    [b"<svg ", _svg("<g>"), b"<svg viewBox='0 0 9 9'/>", _svg("&nbsp;"), b"<svg>\xff</svg>", b"<svg/><b/>"],
)
def test_broken(data: bytes) -> None:
    """What is no well-formed SVG in SVG's namespace is refused."""
    with pytest.raises(PictureError) as raised:
        vector_size(data)

    assert "svg-broken" == raised.value.fault.code


@pytest.mark.parametrize(
    "inside",
    [
        (
            '<linearGradient id="g"><stop stop-color="#ff0000"/></linearGradient>'
            '<style>.a{fill:url(#g)}</style><rect class="a" width="10" height="10"/>'
        ),
        '<defs><rect id="r" width="10" height="10" fill="#f00"/></defs><use href="#r"/>',
        f'<script>alert(1)</script><a href="https://fine.example/">{_SQUARE}</a>',
        f'<g onclick="alert(1)">{_SQUARE}</g>',
        (
            '<clipPath id="c"><rect width="10" height="10"/></clipPath>'
            '<rect width="20" height="10" fill="red" clip-path="url(#c)"/>'
        ),
    ],
    ids=["gradient by style", "use", "script and link", "handler", "clip path"],
)
def test_ordinary_parts(inside: str) -> None:
    """What drawing programs write is drawn; script in it does nothing, since only pixels come out."""
    image = draw_vector(_svg(inside), 20)

    assert (255, 0, 0, 255) == image.getpixel((5, 5))
    assert isinstance(image, Image.Image)


def test_machine_fonts_unused() -> None:
    """Text would depend on the machine's fonts, so it is refused and not left out."""
    with pytest.raises(PictureError, match="text"):
        draw_vector(_svg("<g><g><text>Brand</text></g></g>"), 32)
