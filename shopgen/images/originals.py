"""Opens originals: the formats that are read, and every way in which a file can turn out not to be one.

Nothing is decoded by opening. Pillow knows over forty formats; those that a shop has no use for are not
tried. What Pillow raises becomes a `PictureFault`: nine kinds of exception come out of broken files.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from shopgen.images.fault import PictureError, PictureFault
from shopgen.problems import quote

try:
    import pi_heif
except ImportError:
    HAS_HEIF = False
else:
    HAS_HEIF = True
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", *(("HEIF",) if HAS_HEIF else ()))
READABLE = "JPEG, PNG, WebP, AVIF, GIF or TIFF"
ANIMATED_FORMATS = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
"""Formats whose further frames are a film. Those of a JPEG (MPO) or a TIFF are other pictures, left alone."""

TIFF_COMPRESSIONS = frozenset(
    {"raw", "packbits", "tiff_lzw", "tiff_deflate", "tiff_adobe_deflate", "jpeg", "group3", "group4"}
)
"""What cameras, scanners and editors write. Of the rest libtiff complains to the terminal."""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

_ORIENTATION_TAG = 0x0112
_ABOUT_METADATA = r"(?i).*(exif|metadata|truncated file read|invalid apng|more samples per pixel|\bicc\b)"
"""Warnings about what is thrown away anyway."""


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Turn whatever a broken file raises into a `PictureError`. Only calls of Pillow belong inside."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", _ABOUT_METADATA)
        # Pixels are counted by `inspect`, exactly. Pillow's own error, at 179 megapixels, stays above that.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            yield
        except PictureError:
            raise
        except Image.DecompressionBombError as error:
            raise PictureError(too_large("more pixels than can be decoded safely")) from error
        except MemoryError as error:
            raise PictureError(too_large("more pixels than there is memory for")) from error
        except Exception as error:
            raise PictureError(_broken(error)) from error


def too_large(seen: str) -> PictureFault:
    """Return the fault of a picture that has too many pixels."""
    return PictureFault(
        "picture-too-large",
        f"The picture has {seen}.",
        "Export it smaller: 2400 pixels on the longer side are plenty.",
    )


def _broken(error: Exception) -> PictureFault:
    reason = quote(" ".join(str(error).split()) or type(error).__name__, limit=100)
    if "truncated" in str(error).lower() or isinstance(error, EOFError):
        return PictureFault(
            "picture-truncated",
            f"The picture ends before it is complete: {reason}.",
            "Copy or export it again: the file was cut off.",
        )
    return PictureFault(
        "picture-broken",
        f"The picture cannot be read: {reason}.",
        "Open it in a picture editor and export it again as JPEG or PNG.",
    )


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open an original for reading its header and, later, its pixels.

    Raises:
        PictureError: it is in none of the formats, or broken.
    """
    with told_as_faults():
        try:
            image = Image.open(BytesIO(data), formats=FORMATS)
        except UnidentifiedImageError:
            raise PictureError(_unknown_format(data)) from None
    with image:
        compression = image.info.get("compression", "raw")
        if image.format == "TIFF" and compression not in TIFF_COMPRESSIONS:
            raise PictureError(_odd_compression(str(compression)))
        yield image


def _odd_compression(name: str) -> PictureFault:
    return PictureFault(
        "picture-format",
        f"The picture is a TIFF compressed by {quote(name)}.",
        "Save it with LZW or without compression, or export it as JPEG or PNG.",
    )


def _unknown_format(data: bytes) -> PictureFault:
    if not data:
        return PictureFault("picture-empty", "The picture is an empty file.", "Copy it again.")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS and not HAS_HEIF:
        return PictureFault(
            "picture-format",
            "The picture is HEIC, which this installation cannot read.",
            'Export it as JPEG, or install support for HEIC with: pip install "shopgen[heic]".',
        )
    known = next((name for magic, name in _FOREIGN if data.startswith(magic)), "")
    seen = f"The picture is {known}" if known else "The picture is in no format that can be read"
    return PictureFault("picture-format", f"{seen}.", f"Export it as {READABLE}.")


_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"BM", "a Windows bitmap (BMP)"),
    (b"8BPS", "a Photoshop document (PSD)"),
    (b"%PDF", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x00\x00\x01\x00", "an icon (ICO)"),
    (b"\x00\x00\x00\x0cjP", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\x00\x00\x00\x0cJXL", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\xff\xd8", "a JPEG that is damaged, or of a rare kind"),
    (b"\x89PNG", "a PNG that is damaged, or of a rare kind"),
    (b"GIF8", "a GIF that is damaged, or of a rare kind"),
    (b"RIFF", "a WebP that is damaged, or a film"),
    (b"II*\x00", "a TIFF that is damaged, or of a rare kind"),
    (b"MM\x00*", "a TIFF that is damaged, or of a rare kind"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"version https://git-lfs", "a Git LFS pointer: the picture itself was not fetched"),
)


def frame_count(image: Image.Image) -> int:
    """Return how many frames an original has, read from its headers."""
    if image.format not in ANIMATED_FORMATS:
        return 1
    with told_as_faults():
        return max(1, int(getattr(image, "n_frames", 1)))


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation that is still to be applied, 1 to 8; 1 where the metadata is broken.

    Pillow turns TIFF itself, and says the upright size from the start.
    """
    if image.format == "TIFF":
        return 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value: Any = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001  (metadata is broken in as many ways as pixels, and is not worth a refusal)
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
