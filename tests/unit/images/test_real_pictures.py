"""Real pictures: photographs in all colour spaces, and files broken on purpose. A sample of each."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.fault import PictureError, PictureFault
from shopgen.images.inspect import OriginalFacts, inspect_original
from shopgen.images.kinds import PictureKind
from shopgen.images.recipe import Recipe
from shopgen.images.render import RenderResult, render_original
from shopgen.images.vector import draw_vector, is_vector

SMALL = Recipe(widths=(120,), formats=("jpg",))


def _centre(result: RenderResult) -> tuple[int, ...]:
    with Image.open(result.files[-1].path) as image:
        return tuple(image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_orientations_agree(shared: Path, cache: PictureCache, shape: str) -> None:
    """A photograph stored in all nine ways comes out alike each time."""
    root = Root(shared / "photos" / "exif-orientation")

    made = [render_original(root, f"{shape}_{n}.jpg", SMALL, cache) for n in range(9)]

    sizes = {(one.picture.width, one.picture.height) for one in made if isinstance(one, RenderResult)}
    assert {(120, 80) if shape == "Landscape" else (120, 180)} == sizes
    thumbnails = []
    for one in made:
        assert isinstance(one, RenderResult)
        with Image.open(one.files[0].path) as image:
            thumbnails.append(image.resize((6, 6), Image.Resampling.BOX).tobytes())
    for other in thumbnails[1:]:
        assert max(abs(a - b) for a, b in zip(thumbnails[0], other, strict=True)) < 16


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Channel_digital_image_CMYK_color.jpg", PictureKind.PHOTO),
        ("Channel_digital_image_CMYK_color_no_profile.jpg", PictureKind.PHOTO),
        ("tifftag-photoshop.tiff", PictureKind.PHOTO),
        ("gain-map.jpg", PictureKind.PHOTO),
        ("grey-8bit-alpha.png", PictureKind.CUTOUT),
        ("16-bit-grey-alpha.png", PictureKind.GRAPHIC),
        ("Flag_of_the_Netherlands-16bit.png", PictureKind.GRAPHIC),
        ("5_webp_a.webp", PictureKind.CUTOUT),
        ("sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif", PictureKind.PHOTO),
        ("rotating-squares.gif", PictureKind.GRAPHIC),
    ],
)
def test_awkward_pictures(shared: Path, cache: PictureCache, name: str, kind: PictureKind) -> None:
    """Pictures in odd colour spaces are made into what suits them."""
    made = render_original(Root(shared / "photos" / "sharp-awkward"), name, SMALL, cache)

    assert isinstance(made, RenderResult)
    assert kind is made.kind


@pytest.mark.parametrize(("name", "colour"), [("p3.png", (255, 0, 0)), ("prophoto.png", (117, 160, 210))])
def test_wide_gamuts(shared: Path, cache: PictureCache, name: str, colour: tuple[int, ...]) -> None:
    """Display P3 and ProPhoto are converted, and not just shown as if they were sRGB."""
    root = Root(shared / "photos" / "sharp-awkward")
    made = render_original(root, name, SMALL, cache)

    assert isinstance(made, RenderResult)
    assert colour == _centre(made)
    with Image.open(root.folder / name) as image:
        assert colour != image.convert("RGB").getpixel((0, 0)), "the control fails"


@pytest.mark.parametrize("name", ["truncated.jpg", "corrupt-header.jpg"])
def test_broken_photographs(shared: Path, cache: PictureCache, name: str) -> None:
    """Photographs that were cut off are refused."""
    fault = render_original(Root(shared / "photos" / "sharp-awkward"), name, SMALL, cache)

    assert isinstance(fault, PictureFault)
    assert "picture-truncated" == fault.code


def test_broken_corpus(shared: Path, cache: PictureCache) -> None:
    """Of files that fuzzers made, each is rendered or is a fault with a hint: none is an exception."""
    root = Root(shared / "corpora" / "images-broken")
    for path in sorted((root.folder / "files").iterdir())[::12]:
        made = render_original(root, f"files/{path.name}", SMALL, cache)

        assert isinstance(made, RenderResult) or (made.message.endswith(".") and made.hint.endswith("."))


def test_valid_corpus(shared: Path, cache: PictureCache) -> None:
    """Of valid pictures, those in a format that is read are rendered in their own proportions."""
    root = Root(shared / "corpora" / "images-valid")
    rendered = 0
    for path in sorted((root.folder / "files").iterdir())[::12]:
        facts = inspect_original(root, f"files/{path.name}", 50)
        if isinstance(facts, PictureFault):
            assert "picture-format" == facts.code
            continue
        made = render_original(root, f"files/{path.name}", SMALL, cache)
        assert isinstance(made, RenderResult)
        assert abs(made.picture.height - facts.height * made.picture.width / facts.width) <= 0.5
        rendered += 1
    assert rendered > 20


def test_metadata_corpus(shared: Path, cache: PictureCache) -> None:
    """Of what real cameras write into pictures, nothing gets into a rendition."""
    root = Root(shared / "corpora" / "images-metadata")
    marks = (b"Exif", b"GPS", b"http://ns.adobe.com", b"ICC_PROFILE", b"<script")
    in_originals = 0
    for path in sorted((root.folder / "files").iterdir())[::4]:
        recipe = replace(SMALL, formats=("avif", "webp", "jpg"), keep_all=True)
        in_originals += any(mark in path.read_bytes() for mark in marks)
        made = render_original(root, f"files/{path.name}", recipe, cache)
        assert isinstance(made, RenderResult)
        for file in made.files:
            assert not [mark for mark in marks if mark in file.path.read_bytes()]
    assert in_originals > 10, "the control fails"


_LIMITED = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60,) * 2)
from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.recipe import Recipe
from shopgen.images.render import render_original
root, cache = Root(Path(sys.argv[1])), PictureCache(Path(sys.argv[2]))
recipe = Recipe(widths=(120,), formats=("jpg",), animate=True)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sorted((root.folder / "files").iterdir()):
    made = render_original(root, f"files/{path.name}", recipe, cache)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps([path.name, getattr(made, "code", "rendered"), grown // 1024]))
"""


def test_bombs(shared: Path, tmp_path: Path) -> None:
    """Small files that would become huge are refused within bounded memory and time."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(shared / "corpora" / "image-bombs"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )

    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert 25 == len(seen)
    assert [] == [one for one in seen if one[2] > 300], "megabytes"
    assert 10 == sum(code == "picture-too-large" for _, code, _ in seen)


def test_svg_corpus(shared: Path) -> None:
    """Of SVGs made for attacks, each becomes pixels or a fault."""
    lines = (shared / "corpora" / "svg" / "items.jsonl").read_text(encoding="utf-8").splitlines()
    drawn = refused = 0
    for line in lines:
        data = str(json.loads(line).get("payload", "")).encode("utf-8", "replace")
        if not is_vector(data):
            continue
        try:
            draw_vector(data, 48)
            drawn += 1
        except PictureError:
            refused += 1
    assert drawn + refused > 150
    assert refused > drawn


def test_heaviest_photograph(shared: Path) -> None:
    """Looking at a photograph's header tells its size without decoding it."""
    facts = inspect_original(Root(shared / "photos" / "sock-shop"), "weave1.jpg", 50)

    assert isinstance(facts, OriginalFacts)
    assert facts.width > 4000
