"""What may be in the folders that a platform serves as its own."""

import io
from pathlib import Path

import pytest
from PIL import Image

from shopgen.digests import sha256_hex
from shopgen.pages.parts.host_scripts import host_script
from shopgen.verify.kinds import STARTS, is_served, kind_fault

PICTURE_FORMATS = {
    "avif": "AVIF",
    "gif": "GIF",
    "ico": "ICO",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
HEADS = {"css": b".a{}", "svg": b"<svg/>", "woff": b"wOFF\0\1\0\0", "woff2": b"wOF2\0\1\0\0"}
SCRIPT = host_script("embed")
KNOWN = frozenset({sha256_hex(SCRIPT)})


def content(ending: str) -> bytes:
    """Return a file as its ending says; pictures are real ones."""
    if ending in HEADS:
        return HEADS[ending]
    file = io.BytesIO()
    Image.new("RGB", (16, 16), "teal").save(file, PICTURE_FORMATS[ending])
    return file.getvalue()


@pytest.mark.parametrize("ending", sorted(STARTS))
def test_known_kinds_are_fine(ending: str) -> None:
    """A picture, a font and a sheet may be there; any other content under the picture's name may not."""
    assert kind_fault(f"img/a.{ending}", content(ending), KNOWN) is None
    if ending not in HEADS or ending.startswith("woff"):
        assert f"is no {ending}, by its first bytes" == kind_fault(f"img/a.{ending}", b"<script>", KNOWN)


@pytest.mark.parametrize(
    "path",
    ["img/a.html", "assets/a.js", "fr-fr/assets/a.htm", "img/a", "img/a.png.html", "IMG/a.html",
     "assets/a.PNG", "assets/a.svgz", "img/.htaccess", "img/deep/er/a.xml", "assets/a.webmanifest"],
)  # fmt: skip
def test_other_kinds_are_refused(path: str) -> None:
    """Whatever else is in a folder that is served is refused, of locales and in any case of letters too."""
    assert kind_fault(path, content("png"), KNOWN)


@pytest.mark.parametrize(
    "path", ["index.html", "embed.js", "mug/index.html", "img", "snippet.html", "img.html"]
)
def test_what_is_not_served_may_be_anything(path: str) -> None:
    """Pages and scripts that stay on the shop's origin are not looked at here."""
    assert not is_served(path)
    assert kind_fault(path, b"<script>", KNOWN) is None


def test_scripts_for_hosts_are_known_by_their_bytes() -> None:
    """A brand with an origin of its own has a release's scripts: those bytes alone, under such a name."""
    assert kind_fault("assets/embed.nag65obpx4.js", SCRIPT, KNOWN) is None

    wrong = "is a script that no release known here has published"
    assert wrong == kind_fault("assets/embed.nag65obpx4.js", SCRIPT + b" ", KNOWN)
    assert wrong == kind_fault("assets/embed.js", SCRIPT, KNOWN)
    assert wrong == kind_fault("assets/other.nag65obpx4.js", SCRIPT, KNOWN)
    assert wrong == kind_fault("assets/embed.nag65obpx4.js", SCRIPT, frozenset())


DRAWING = """<?xml version="1.0"?>
<!DOCTYPE svg>
<!-- a pattern -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
<title>Dots</title><defs><linearGradient id="a"><stop offset="0"/></linearGradient>
<style>.a{{fill:url(#a)}}</style><clipPath id="c"><path d="M0 0h9"/></clipPath></defs>
<g class="a"><use xlink:href="#c"/><text>mug</text>{}</g></svg>"""


def test_drawing_of_shapes_is_fine() -> None:
    """A drawing with shapes, gradients, words and its own sheet holds nothing that runs."""
    assert kind_fault("assets/dots.svg", DRAWING.format("").encode(), KNOWN) is None


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("<script>alert(1)</script>", '"<script>" in line 7'),
        ("<SCRIPT/>", '"<script>"'),
        ('<svg:script xmlns:svg="http://www.w3.org/2000/svg"/>', '"<script>"'),
        ('<x:iframe xmlns:x="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/>', '"<iframe>"'),
        ("<foreignObject/>", '"<foreignobject>"'),
        ('<path onload="alert(1)"/>', 'onload="alert(1)"'),
        ('<a href="https://evil.example/"/>', '"<a>"'),
        ('<use href="https://evil.example/x.svg#a"/>', 'href="https://evil.example/x.svg#a"'),
        ('<use xlink:href=" data:image/svg+xml,x"/>', 'href=" data:image/svg+xml,x"'),
        ('<image href="x.png"/>', '"<image>"'),
        ('<animate attributeName="href"/>', '"<animate>"'),
        ('<set attributeName="onclick" to="alert(1)"/>', '"<set>"'),
        ('<handler type="text/javascript"/>', '"<handler>"'),
        ("<![CDATA[<script>]]>", '"<script>"'),
    ],
)
def test_drawing_with_what_runs_or_leads_away_is_refused(part: str, shown: str) -> None:
    """A script, its handlers, foreign content, links and animations are found, whatever their prefix."""
    fault = kind_fault("assets/dots.svg", DRAWING.format(part).encode(), KNOWN)

    assert fault is not None
    assert fault.startswith(f"has {shown}")


def test_every_theme_s_pictures_may_be_mirrored() -> None:
    """What the themes that come along ship in `static/` is of kinds that a platform serves."""
    files = [f for f in Path("themes").glob("*/static/**/*") if f.suffix not in ("", ".css", ".js")]

    assert [] == [f for f in files if kind_fault(f"assets/{f.name}", f.read_bytes(), KNOWN)]
