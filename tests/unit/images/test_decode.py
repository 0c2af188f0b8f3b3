"""Decoding: upright, shrunk where that loses nothing, trimmed on request."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from shopgen.images.decode import Decoded, decode_original
from shopgen.images.fault import PictureError
from shopgen.images.inspect import inspect_bytes
from shopgen.images.recipe import Recipe

Encode = Callable[..., bytes]
Make = Callable[..., Image.Image]

PLAIN = Recipe(widths=(40, 80), formats=("webp",))
TRIM = Recipe(widths=(40, 80), formats=("webp",), trim=True)
MOVING = Recipe(widths=(40, 80), formats=("webp",), animate=True)

# What each EXIF orientation does to a picture that is red at the left and has a white corner at its top left,
# undone: its author saw exactly this picture each time.
_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def _decode(data: bytes, recipe: Recipe = PLAIN) -> Decoded:
    return decode_original(data, inspect_bytes(data, 50), recipe)


def _flag() -> Image.Image:
    image = Image.new("RGB", (64, 32), "blue")
    ImageDraw.Draw(image).rectangle((0, 0, 31, 31), "red")
    ImageDraw.Draw(image).rectangle((0, 0, 15, 15), "white")
    return image


@pytest.mark.parametrize("encoder", ["PNG", "TIFF", "WEBP", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_upright(encoded: Encode, encoder: str, orientation: int) -> None:
    """A picture comes out as its author saw it, for each EXIF orientation and each format that has one."""
    turn = _STORED[orientation]
    stored = _flag() if turn is None else _flag().transpose(turn)
    exif = stored.getexif()
    exif[0x0112] = orientation
    lossless = {"lossless": True} if encoder == "WEBP" else {}

    decoded = _decode(encoded(stored, encoder, exif=exif, **lossless))

    pixels = decoded.frames[0].pixels
    assert (64, 32) == (decoded.width, decoded.height) == pixels.size
    seen = [pixels.getpixel(at) for at in ((7, 7), (7, 24), (56, 16))]
    for expected, found in zip([(255, 255, 255), (255, 0, 0), (0, 0, 255)], seen, strict=True):
        assert isinstance(found, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(expected, found, strict=True))


def test_broken_exif_is_upright(encoded: Encode) -> None:
    """Metadata that cannot be read turns nothing, and is no reason to refuse a picture."""
    data = encoded(_flag(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 30)

    assert (64, 32) == _decode(data).frames[0].pixels.size


@pytest.mark.parametrize(
    ("size", "widths", "decoded_width"),
    [((400, 200), (40, 80), 100), ((400, 200), (40, 101), 200), ((400, 200), (400,), 400)],
)
def test_shrunk_on_load(
    photo: Make, encoded: Encode, size: tuple[int, int], widths: tuple[int, ...], decoded_width: int
) -> None:
    """A JPEG is decoded at the smallest fraction that the widest rendition needs."""
    data = encoded(photo(*size), "JPEG")

    decoded = _decode(data, Recipe(widths=widths, formats=("jpg",)))

    assert decoded_width == decoded.frames[0].pixels.width
    assert size == (decoded.width, decoded.height)


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "CMYK", "P"])
def test_reduced(photo: Make, encoded: Encode, mode: str) -> None:
    """A picture that is more than four times too wide is averaged first, and its own size is still known."""
    image = photo(400, 200).convert(mode)
    data = encoded(image, "TIFF")

    decoded = _decode(data, Recipe(widths=(40,), formats=("webp",)))

    assert (400, 200) == (decoded.width, decoded.height)
    assert (400 if mode == "P" else 80) == decoded.frames[0].pixels.width


def test_shrunk_on_its_side(photo: Make, encoded: Encode) -> None:
    """A JPEG that lies on its side is shrunk by its upright width."""
    image = photo(200, 400)
    exif = image.getexif()
    exif[0x0112] = 6

    decoded = _decode(encoded(image, "JPEG", exif=exif))

    assert (400, 200) == (decoded.width, decoded.height)
    assert (100, 50) == decoded.frames[0].pixels.size


def _framed(mode: str, border: object, size: tuple[int, int] = (60, 40)) -> Image.Image:
    image = Image.new(mode, size, border)  # type: ignore[arg-type]
    ImageDraw.Draw(image).rectangle((10, 5, 39, 29), "red")
    return image


@pytest.mark.parametrize(
    ("mode", "border"), [("RGB", "white"), ("RGB", (12, 200, 40)), ("RGBA", (0, 0, 0, 0)), ("L", 250)]
)
def test_trim(encoded: Encode, mode: str, border: object) -> None:
    """Borders of one colour, or of nothing, are cut off, and the size is that of what is left."""
    decoded = _decode(encoded(_framed(mode, border), "PNG"), TRIM)

    assert (30, 25) == (decoded.width, decoded.height) == decoded.frames[0].pixels.size


def test_trim_through_jpeg(encoded: Encode) -> None:
    """A white border that JPEG made a little grey is still a border."""
    decoded = _decode(encoded(_framed("RGB", "white", (64, 48)), "JPEG", quality=60), TRIM)

    assert 30 <= decoded.width < 48
    assert 25 <= decoded.height < 36


def test_trim_keeps_what_differs(photo: Make, encoded: Encode) -> None:
    """A picture whose corners differ, or that is of one colour, is left whole."""
    assert (60, 40) == _decode(encoded(photo(60, 40), "PNG"), TRIM).frames[0].pixels.size
    assert (9, 9) == _decode(encoded(Image.new("RGB", (9, 9), "teal"), "PNG"), TRIM).frames[0].pixels.size


def test_not_trimmed_unasked(encoded: Encode) -> None:
    """Borders stay unless trimming was asked for."""
    assert 60 == _decode(encoded(_framed("RGB", "white"), "PNG")).width


@pytest.mark.parametrize("encoder", ["GIF", "WEBP", "PNG"])
def test_first_frame(encoded: Encode, encoder: str) -> None:
    """Of an animation, the first frame is taken, or all with their times where it is to move."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    data = encoded(frames[0], encoder, save_all=True, append_images=frames[1:], duration=[50, 60, 70])

    still, moving = _decode(data), _decode(data, MOVING)

    assert 1 == len(still.frames)
    assert [50, 60, 70] == [frame.milliseconds for frame in moving.frames]
    assert (0, 0, 255) == tuple(
        255 if value > 200 else 0
        for value in moving.frames[2].pixels.getpixel((9, 9))  # type: ignore[union-attr]
    )


def test_trim_animation(encoded: Encode) -> None:
    """A border is cut off an animation only where it is one in every frame."""
    frames = [Image.new("RGB", (40, 30), "white") for _ in range(2)]
    ImageDraw.Draw(frames[0]).rectangle((5, 5, 9, 9), "red")
    ImageDraw.Draw(frames[1]).rectangle((20, 15, 24, 19), "red")
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)

    decoded = _decode(data, Recipe((80,), ("webp",), trim=True, animate=True))

    assert [(20, 15), (20, 15)] == [frame.pixels.size for frame in decoded.frames]


def test_truncated(photo: Make, encoded: Encode) -> None:
    """A file that was cut off is refused when it is decoded: its header is whole."""
    data = encoded(photo(200, 150), "JPEG", quality=95)
    cut = data[: len(data) // 2]
    facts = inspect_bytes(cut, 50)

    with pytest.raises(PictureError) as raised:
        decode_original(cut, facts, PLAIN)

    assert "picture-truncated" == raised.value.fault.code
    assert decode_original(data, facts, PLAIN).frames
