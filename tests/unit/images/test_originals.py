"""Opening originals: what each format needs, and what their headers may claim."""

import base64
import warnings
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from shopgen.files import Root
from shopgen.images import originals as module
from shopgen.images.cache import PictureCache
from shopgen.images.fault import PictureError, PictureFault
from shopgen.images.inspect import OriginalFacts, inspect_original
from shopgen.images.originals import FORMATS, HAS_HEIF, opened, orientation, told_as_faults
from shopgen.images.recipe import Recipe
from shopgen.images.render import RenderResult, render_original

Put = Callable[..., tuple[Root, str]]
Encode = Callable[..., bytes]
Make = Callable[..., Image.Image]

# 64 by 32 pixels, red at the left and blue at the right.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAACMAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt"
    "AAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5j"
    "bHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBp"
    "eGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAACttZGF0AAAAHygBrwtg9eWDr//yyvfqKIOhWZV/8eED3LP/vLCJ"
    "9OA="
)


@pytest.mark.skipif(not HAS_HEIF, reason="needs pi-heif, which has no wheel for this Python yet")
def test_heic(originals: Put, recipe: Recipe, cache: PictureCache) -> None:
    """HEIC, which telephones take photographs in, is read where its library is installed."""
    where = originals(HEIC, "phone.heic")

    made = render_original(*where, recipe, cache)

    assert OriginalFacts(64, 32, "HEIF") == inspect_original(*where, 50)
    assert isinstance(made, RenderResult)
    with Image.open(made.files[-1].path) as image:
        left, right = (image.convert("RGB").getpixel((x, 16)) for x in (8, 56))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > left[2]
    assert right[2] > right[0]


def test_heic_without_library(originals: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where HEIC cannot be read, the fault says what to install or to do instead."""
    monkeypatch.setattr(module, "FORMATS", tuple(name for name in FORMATS if name != "HEIF"))
    monkeypatch.setattr(module, "HAS_HEIF", False)

    found = inspect_original(*originals(HEIC, "phone.heic"), 50)

    assert isinstance(found, PictureFault)
    assert "HEIC" in found.message
    assert "JPEG" in found.hint
    assert "shopgen[heic]" in found.hint


@pytest.mark.parametrize("encoder", ["BMP", "ICO", "TGA", "PPM", "JPEG2000", "DDS", "SGI"])
def test_formats_not_wanted(photo: Make, encoded: Encode, encoder: str) -> None:
    """Of the formats that Pillow could read, those that a shop has no use for are not tried."""
    data = encoded(photo(32, 32), encoder)
    with Image.open(BytesIO(data)) as image:
        assert (32, 32) == image.size, "the control fails"

    with pytest.raises(PictureError) as raised, opened(data):
        pass

    assert "picture-format" == raised.value.fault.code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError("image file is truncated (3 bytes not processed)"), "picture-truncated"),
        (EOFError(), "picture-truncated"),
        (ValueError("bad"), "picture-broken"),
        (IndexError("bad"), "picture-broken"),
        (SyntaxError("bad"), "picture-broken"),
        (TypeError("bad"), "picture-broken"),
        (UserWarning("bad"), "picture-broken"),
        (MemoryError(), "picture-too-large"),
        (Image.DecompressionBombError("bad"), "picture-too-large"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_whatever_is_raised(error: Exception, code: str) -> None:
    """Whatever a broken file makes Pillow raise becomes a fault with a hint."""
    with pytest.raises(PictureError) as raised, told_as_faults():
        raise error

    assert code == raised.value.fault.code
    assert raised.value.fault.hint


def test_reason_is_cut_and_clean() -> None:
    """What Pillow says is quoted on one line, cut short, with nothing that a terminal would act upon."""
    with pytest.raises(PictureError) as raised, told_as_faults():
        raise OSError("a\n\x1b[31m" + "b" * 500)

    assert "\x1b" not in raised.value.fault.message
    assert len(raised.value.fault.message) < 180


def test_warnings_are_faults() -> None:
    """A warning about pixels is a fault, one about metadata is nothing."""
    with told_as_faults():
        warnings.warn("Corrupt EXIF data. Expecting to read 4 bytes", stacklevel=1)

    with pytest.raises(PictureError), told_as_faults():
        warnings.warn("Image was not expected size", stacklevel=1)


@pytest.mark.parametrize("value", [0, 9, 77, "6", None])
def test_odd_orientation(value: object) -> None:
    """An orientation that EXIF does not know is none."""
    image = Image.new("RGB", (2, 1))
    image.getexif()[0x0112] = value

    assert 1 == orientation(image)
