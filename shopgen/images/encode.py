"""Encodes pixels: which encoder, how good, how long. Nothing of the original but its pixels gets through."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

from shopgen.images.decode import Frame
from shopgen.images.kinds import PictureKind
from shopgen.images.recipe import Effort
from shopgen.shop.picture import PictureFormat

# AVIF's bytes depend on how many threads encode it, and on tiles, whose default depends on those: one thread
# then, no tiles, and work in parallel over originals. 4:4:4 keeps the edges of reds, and at equal SSIMULACRA2
# (75 of 100, at 640 px) is no larger than 4:2:0 with a higher quality. Speed 6 saves an eighth of the bytes
# of speed 8 and takes 3 to 4 times as long; speed 5 saves 2% more in 10 times as long; 9 and 10 are the same.
_AVIF_ALWAYS: Mapping[str, Any] = {"subsampling": "4:4:4", "max_threads": 1, "autotiling": False}
_AVIF: Mapping[Effort, Mapping[str, Any]] = {
    Effort.DRAFT: {"quality": 52, "speed": 10},
    Effort.NORMAL: {"quality": 52, "speed": 8},
    Effort.BEST: {"quality": 51, "speed": 6},
}
_WEBP: Mapping[Effort, Mapping[str, Any]] = {
    Effort.DRAFT: {"quality": 75, "method": 0},
    Effort.NORMAL: {"quality": 75, "method": 2},
    Effort.BEST: {"quality": 75, "method": 6},
}
# For lossless WebP, `quality` is how long to try.
_WEBP_LOSSLESS: Mapping[Effort, Mapping[str, Any]] = {
    Effort.DRAFT: {"lossless": True, "quality": 20, "method": 0},
    Effort.NORMAL: {"lossless": True, "quality": 75, "method": 4},
    Effort.BEST: {"lossless": True, "quality": 100, "method": 6},
}
_JPEG: Mapping[Effort, Mapping[str, Any]] = {
    Effort.DRAFT: {"quality": 75},
    Effort.NORMAL: {"quality": 75, "progressive": True, "optimize": True},
    Effort.BEST: {"quality": 75, "progressive": True, "optimize": True},
}
_PNG: Mapping[Effort, Mapping[str, Any]] = {
    Effort.DRAFT: {"compress_level": 1},
    Effort.NORMAL: {"compress_level": 6},
    Effort.BEST: {"optimize": True},
}

_PLACEHOLDER_SIDE = 16
_PROBE_SIDE = 640


def encode(pixels: Image.Image, picture_format: PictureFormat, kind: PictureKind, effort: Effort) -> bytes:
    """Return a picture in a format, as its kind asks for; JPEG has white where there is transparency."""
    match picture_format:
        case PictureFormat.AVIF:
            return _saved(pixels, "AVIF", **_AVIF_ALWAYS, **_AVIF[effort])
        case PictureFormat.WEBP:
            table = _WEBP_LOSSLESS if kind is PictureKind.GRAPHIC else _WEBP
            return _saved(pixels, "WEBP", **table[effort])
        case PictureFormat.JPEG:
            return _saved(_upon_white(pixels), "JPEG", **_JPEG[effort])
        case PictureFormat.PNG:
            return _saved(_with_palette(pixels), "PNG", **_PNG[effort])


def encode_film(frames: Sequence[Frame], effort: Effort) -> bytes:
    """Return frames as an animated WebP that plays for ever."""
    first, *rest = frames
    return _saved(
        first.pixels,
        "WEBP",
        save_all=True,
        append_images=[frame.pixels for frame in rest],
        duration=[frame.milliseconds or 100 for frame in frames],
        loop=0,
        **_WEBP[effort],
    )


def _saved(pixels: Image.Image, encoder: str, **options: Any) -> bytes:
    buffer = BytesIO()
    pixels.save(buffer, encoder, **options)
    return buffer.getvalue()


def _upon_white(pixels: Image.Image) -> Image.Image:
    if pixels.mode != "RGBA":
        return pixels
    white = Image.new("RGB", pixels.size, "white")
    white.paste(pixels, mask=pixels.getchannel("A"))
    return white


def _with_palette(pixels: Image.Image) -> Image.Image:
    """Return the same pixels with a palette, where there are few enough colours and none is changed."""
    if pixels.getcolors(256) is None:
        return pixels
    method = Image.Quantize.FASTOCTREE if pixels.mode == "RGBA" else Image.Quantize.MEDIANCUT
    indexed = pixels.quantize(256, method, dither=Image.Dither.NONE)
    back = indexed.convert(pixels.mode)
    same = all(extrema == (0, 0) for extrema in _extrema(ImageChops.difference(back, pixels)))
    return indexed if same else pixels


def _extrema(pixels: Image.Image) -> list[tuple[float, float]]:
    return [channel.getextrema() for channel in pixels.split()]  # type: ignore[misc]


def judge_kind(pixels: Image.Image, *, is_lossless: bool) -> PictureKind:
    """Return what sort of picture this is, by trying: a graphic is one that is hardly larger without loss.

    Drawings come out at 0.2 to 1.2 times the bytes of lossy WebP, photographs at 3 to 30 times.
    `is_lossless`: the original may be a graphic at all. A JPEG never is: its noise would be kept for ever.
    """
    if is_lossless:
        probe = pixels.copy()
        probe.thumbnail((_PROBE_SIDE, _PROBE_SIDE))
        exact = _saved(probe, "WEBP", lossless=True, quality=10, method=1)
        lossy = _saved(probe, "WEBP", quality=75, method=1)
        if len(exact) * 4 <= len(lossy) * 5:
            return PictureKind.GRAPHIC
    return PictureKind.CUTOUT if pixels.mode == "RGBA" else PictureKind.PHOTO


def mean_colour(pixels: Image.Image) -> str:
    """Return the mean colour of what is seen, as `#rrggbb`."""
    red, green, blue = pixels.resize((1, 1), Image.Resampling.BOX).convert("RGB").getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def encode_placeholder(pixels: Image.Image) -> bytes:
    """Return a WebP of 16 pixels on the longer side, some 60 to 120 bytes: half of any other format's."""
    side = max(pixels.size)
    width, height = (max(1, round(length * _PLACEHOLDER_SIDE / side)) for length in pixels.size)
    return _saved(pixels.resize((width, height), Image.Resampling.BOX), "WEBP", quality=40, method=6)
