"""Encoding: the right bytes for each kind of picture, and never more than pixels."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from shopgen.images.decode import Frame
from shopgen.images.encode import encode, encode_film, encode_placeholder, judge_kind, mean_colour
from shopgen.images.kinds import PictureKind
from shopgen.images.recipe import Effort
from shopgen.shop.picture import PictureFormat

Make = Callable[..., Image.Image]


def _drawing(mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (200, 160), (255, 255, 255, 0)[: len(mode)])
    ImageDraw.Draw(image).ellipse((20, 20, 140, 140), "#0f766e")
    ImageDraw.Draw(image).rectangle((100, 60, 180, 90), "#d2451e")
    return image


@pytest.mark.parametrize("picture_format", PictureFormat)
@pytest.mark.parametrize("effort", Effort)
def test_formats(photo: Make, picture_format: PictureFormat, effort: Effort) -> None:
    """Each format comes out as itself and of the same size, with any effort."""
    data = encode(photo(60, 40), picture_format, PictureKind.PHOTO, effort)

    with Image.open(BytesIO(data)) as image:
        assert (60, 40) == image.size
        assert picture_format.media_type == Image.MIME[str(image.format)]


@pytest.mark.parametrize("picture_format", [PictureFormat.WEBP, PictureFormat.PNG])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("effort", Effort)
def test_graphics_lose_nothing(picture_format: PictureFormat, mode: str, effort: Effort) -> None:
    """A graphic comes out of WebP and PNG as it went in, pixel by pixel."""
    drawing = _drawing(mode)

    with Image.open(BytesIO(encode(drawing, picture_format, PictureKind.GRAPHIC, effort))) as image:
        found = image.convert(mode)

    for at in ((0, 0), (30, 80), (150, 70), (60, 60), (24, 50)):
        expected = drawing.getpixel(at)
        assert expected == found.getpixel(at) or (isinstance(expected, tuple) and expected[-1] == 0)


def test_few_colours_get_a_palette() -> None:
    """A PNG of few colours is stored with a palette, and one of many is not."""
    with Image.open(
        BytesIO(encode(_drawing(), PictureFormat.PNG, PictureKind.GRAPHIC, Effort.NORMAL))
    ) as image:
        assert "P" == image.mode


def test_photo_without_palette(photo: Make) -> None:
    """A PNG of more than 256 colours keeps them all."""
    pixels = photo(120, 80)
    with Image.open(BytesIO(encode(pixels, PictureFormat.PNG, PictureKind.CUTOUT, Effort.NORMAL))) as image:
        assert pixels.tobytes() == image.tobytes()


def test_one_thread(photo: Make) -> None:
    """AVIF is encoded by one thread, on any machine: with two, its bytes would be others."""
    pixels = photo(320, 240)
    options = {"quality": 52, "speed": 8, "subsampling": "4:4:4", "autotiling": False}
    by_threads = []
    for threads in (1, 2):
        buffer = BytesIO()
        pixels.save(buffer, "AVIF", max_threads=threads, **options)
        by_threads.append(buffer.getvalue())

    assert by_threads[0] == encode(pixels, PictureFormat.AVIF, PictureKind.PHOTO, Effort.NORMAL)
    assert by_threads[0] != by_threads[1], "the control fails: threads make no difference any more"


def test_jpeg_upon_white() -> None:
    """Where a JPEG has to be made of a transparent picture, white stands behind it."""
    clear = Image.new("RGBA", (16, 16), (0, 0, 0, 0))

    with Image.open(
        BytesIO(encode(clear, PictureFormat.JPEG, PictureKind.ANIMATION, Effort.NORMAL))
    ) as image:
        assert (255, 255, 255) == image.getpixel((8, 8))


def test_film() -> None:
    """An animated WebP has each frame with its time, and plays for ever."""
    frames = [Frame(Image.new("RGB", (20, 20), c), 70 + n) for n, c in enumerate(("red", "blue"))]

    with Image.open(BytesIO(encode_film(frames, Effort.NORMAL))) as image:
        assert 2 == getattr(image, "n_frames", 1)
        assert 0 == image.info["loop"]
        image.load()
        assert 70 == image.info["duration"]


def test_frames_without_time() -> None:
    """A frame without a time is shown for a tenth of a second, as browsers do."""
    frames = [Frame(Image.new("RGB", (20, 20), colour)) for colour in ("red", "blue")]

    with Image.open(BytesIO(encode_film(frames, Effort.NORMAL))) as image:
        image.load()
        assert 100 == image.info["duration"]


def test_kinds(photo: Make) -> None:
    """Drawings are graphics, grained pictures photographs, and those with transparency cutouts."""
    cutout = photo(300, 200).convert("RGBA")
    cutout.putalpha(Image.radial_gradient("L").resize((300, 200)))

    assert PictureKind.GRAPHIC is judge_kind(_drawing(), is_lossless=True)
    assert PictureKind.GRAPHIC is judge_kind(_drawing("RGBA"), is_lossless=True)
    assert PictureKind.CUTOUT is judge_kind(cutout, is_lossless=True)


def test_jpeg_is_a_photo() -> None:
    """What was a JPEG is never kept without loss, even if it is a drawing."""
    assert PictureKind.PHOTO is judge_kind(_drawing(), is_lossless=False)


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("RGB", (9, 7), "#123456"), "#123456"),
        (Image.new("RGBA", (9, 7), (0, 0, 0, 0)), "#000000"),
    ],
)
def test_mean_colour(image: Image.Image, colour: str) -> None:
    """The mean of one colour is that colour."""
    assert colour == mean_colour(image)


def test_mean_of_what_is_seen() -> None:
    """Transparent parts do not darken the mean colour."""
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    image.paste((200, 100, 50, 255), (0, 0, 5, 10))

    assert "#c86432" == mean_colour(image)


@pytest.mark.parametrize(
    ("size", "small"),
    [((400, 300), (16, 12)), ((300, 400), (12, 16)), ((900, 3), (16, 1)), ((5, 5), (16, 16))],
)
def test_placeholder(photo: Make, size: tuple[int, int], small: tuple[int, int]) -> None:
    """A placeholder is a WebP of 16 pixels on the longer side, of at most some 200 bytes."""
    data = encode_placeholder(photo(*size))

    with Image.open(BytesIO(data), formats=["WEBP"]) as image:
        assert small == image.size
    assert len(data) < 220
