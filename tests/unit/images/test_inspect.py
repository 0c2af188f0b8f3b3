"""What an original's header tells."""

import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from shopgen.files import Root
from shopgen.images.fault import PictureFault
from shopgen.images.inspect import OriginalFacts, inspect_original

Put = Callable[..., tuple[Root, str]]
Encode = Callable[..., bytes]
Make = Callable[..., Image.Image]


def _png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG whose header says this size, and which has hardly anything in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(b"\0" * 9)), (b"IEND", b"")]
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize("encoder", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
def test_formats(originals: Put, photo: Make, encoded: Encode, encoder: str) -> None:
    """Each format that is read says its size and its name."""
    found = inspect_original(*originals(encoded(photo(60, 40), encoder)), 50)

    assert OriginalFacts(60, 40, encoder) == found


@pytest.mark.parametrize("encoder", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize(("turn", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))])
def test_upright(
    originals: Put, photo: Make, encoded: Encode, encoder: str, turn: int, size: tuple[int, int]
) -> None:
    """Width and height are those of the picture as it is shown, whatever EXIF says of its orientation."""
    image = photo(60, 40)
    exif = image.getexif()
    exif[0x0112] = turn

    found = inspect_original(*originals(encoded(image, encoder, exif=exif)), 50)

    assert OriginalFacts(*size, encoder) == found


@pytest.mark.parametrize("encoder", ["GIF", "WEBP", "PNG", "AVIF"])
def test_frames(originals: Put, photo: Make, encoded: Encode, encoder: str) -> None:
    """The frames of an animation are counted."""
    rest = [photo(60, 40).transpose(Image.Transpose.ROTATE_180), photo(60, 40)]

    found = inspect_original(
        *originals(encoded(photo(60, 40), encoder, save_all=True, append_images=rest, duration=50)), 50
    )

    assert OriginalFacts(60, 40, encoder, 3) == found


def test_pages_are_no_frames(originals: Put, photo: Make, encoded: Encode) -> None:
    """The further pages of a TIFF are not counted: only the first is ever looked at."""
    data = encoded(photo(60, 40), "TIFF", save_all=True, append_images=[photo(60, 40)])

    assert OriginalFacts(60, 40, "TIFF") == inspect_original(*originals(data), 50)


@pytest.mark.parametrize(
    ("width", "height", "megapixels"), [(7072, 7071, 51), (30000, 30000, 900), (9643, 10328, 100)]
)
def test_too_many_pixels(originals: Put, width: int, height: int, megapixels: int) -> None:
    """A picture with more pixels than are allowed is refused by its header, with both numbers."""
    found = inspect_original(*originals(_png(width, height)), 50)

    assert isinstance(found, PictureFault)
    assert "picture-too-large" == found.code
    if megapixels < 179:
        assert f"{width} by {height} pixels, {megapixels} megapixels, where 50 are allowed" in found.message


def test_just_as_many_pixels(originals: Put) -> None:
    """A picture with exactly as many pixels as are allowed is taken."""
    assert OriginalFacts(1000, 1000, "PNG") == inspect_original(*originals(_png(1000, 1000)), 1)


def test_frames_are_multiplied(originals: Put) -> None:
    """An animation's pixels are counted in all the frames that it claims, without looking for them."""
    claim = (b"acTL", struct.pack(">II", 500, 0))

    found = inspect_original(*originals(_png(400, 300, claim)), 50)

    assert isinstance(found, PictureFault)
    assert "400 by 300 pixels in 501 frames, 61 megapixels, where 50 are allowed" in found.message


def test_too_many_frames(originals: Put) -> None:
    """An animation of thousands of frames is refused, however small they are."""
    claim = (b"acTL", struct.pack(">II", 2_000_000, 0))

    found = inspect_original(*originals(_png(1, 1, claim)), 50)

    assert isinstance(found, PictureFault)
    assert "2000001 frames, where 1000 are allowed" in found.message


@pytest.mark.parametrize("size", [(1001, 1), (1, 20_000)])
def test_no_shape(originals: Put, size: tuple[int, int]) -> None:
    """A picture a thousand times as long as wide is refused: no format could hold it in proportion."""
    found = inspect_original(*originals(_png(*size)), 50)

    assert isinstance(found, PictureFault)
    assert "picture-shape" == found.code


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "picture-empty", "an empty file"),
        (b"BM" + b"\0" * 60, "picture-format", "a Windows bitmap (BMP)"),
        (b"8BPS" + b"\0" * 60, "picture-format", "a Photoshop document (PSD)"),
        (b"%PDF-1.7\n", "picture-format", "a PDF document"),
        (b"<!DOCTYPE html><p>", "picture-format", "a web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "picture-format", "a Git LFS pointer"),
        (b"\xff\xd8\xff\x00garbage", "picture-format", "a JPEG that is damaged"),
        (b"\xff\xd8\xff\xe0garbage", "picture-truncated", "ends before it is complete"),
        (b"hello", "picture-format", "in no format that can be read"),
        (b"\x89PNG\r\n\x1a\n", "picture-format", "a PNG that is damaged"),
    ],
)
def test_no_picture(originals: Put, data: bytes, code: str, words: str) -> None:
    """What is no picture is said in an author's words."""
    found = inspect_original(*originals(data), 50)

    assert isinstance(found, PictureFault)
    assert code == found.code
    assert words in found.message
    assert found.hint.endswith(".")


def test_missing(originals: Put) -> None:
    """A picture that is not there is a fault that names it."""
    root, _ = originals(b"")

    found = inspect_original(root, "images/no.jpg", 50)

    assert isinstance(found, PictureFault)
    assert "images/no.jpg" in found.message


def test_outside(originals: Put, photo: Make, encoded: Encode) -> None:
    """A path that leads out of the root is refused, even to a real picture."""
    root, path = originals(encoded(photo(), "JPEG"))
    (root.folder.parent / "secret.jpg").write_bytes((root.folder / path).read_bytes())

    found = inspect_original(root, "../secret.jpg", 50)

    assert isinstance(found, PictureFault)
    assert "outside" == found.code
    assert isinstance(inspect_original(root, path, 50), OriginalFacts)


@pytest.mark.parametrize(("compression", "is_read"), [("tiff_lzw", True), ("jpeg", True), ("lzma", False)])
def test_tiff_compression(
    originals: Put, photo: Make, encoded: Encode, compression: str, is_read: bool
) -> None:
    """A TIFF is read as cameras and editors write it, and refused where its compression is a rare one."""
    found = inspect_original(*originals(encoded(photo(), "TIFF", compression=compression)), 50)

    assert is_read == isinstance(found, OriginalFacts)
    assert is_read or compression in str(found)
