"""Decodes an original, once: upright, in sRGB, without metadata, no larger than it is needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops

from shopgen.images.colour import to_srgb
from shopgen.images.inspect import OriginalFacts
from shopgen.images.originals import opened, orientation, told_as_faults
from shopgen.images.recipe import Recipe
from shopgen.images.vector import draw_vector

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture of each EXIF orientation upright (EXIF 2.32, tag 0x0112)."""

_REDUCIBLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})

_BORDER_TOLERANCE = 14
"""How far a border's pixels may be from the corner's: what JPEG does to plain white."""


@dataclass(slots=True)
class Frame:
    """One frame's pixels, `RGB` or `RGBA`, and how long it is shown."""

    pixels: Image.Image
    milliseconds: int = 0


@dataclass(slots=True)
class Decoded:
    """An original's pixels. `width` and `height` are its own size, which the pixels may be smaller than."""

    frames: list[Frame]
    width: int
    height: int


def decode_original(data: bytes, facts: OriginalFacts, recipe: Recipe) -> Decoded:
    """Return an original's pixels: all frames if it is to move, else the first.

    Raises:
        PictureError: it turns out to be broken.
    """
    if facts.is_vector:
        drawn = to_srgb(draw_vector(data, max(recipe.widths)))
        return Decoded([Frame(drawn)], *drawn.size)
    moves = recipe.animate and facts.frames > 1
    with opened(data) as image, told_as_faults():
        widest = None if recipe.trim else max(recipe.widths)
        if widest and not moves:
            _shrink_on_load(image, widest, facts)
        frames = list(_frames(image, facts.frames if moves else 1, widest))
    decoded = Decoded(frames, facts.width, facts.height)
    return _trimmed(decoded) if recipe.trim else decoded


def _shrink_on_load(image: Image.Image, widest: int, facts: OriginalFacts) -> None:
    """Let the JPEG decoder leave out detail that no rendition has: eighths, quarters, halves."""
    if image.format not in ("JPEG", "MPO") or facts.width <= widest:
        return
    needed = (widest, -(-facts.height * widest // facts.width))
    image.draft(None, needed[::-1] if orientation(image) >= 5 else needed)


def _frames(image: Image.Image, count: int, widest: int | None) -> Iterator[Frame]:
    for number in range(count):
        if count > 1:
            image.seek(number)
        image.load()
        duration = int(image.info.get("duration", 0) or 0)
        yield Frame(to_srgb(_reduced(_upright(image), widest)), duration)


def _reduced(image: Image.Image, widest: int | None) -> Image.Image:
    """Average blocks of pixels while twice the widest rendition is left, so that less has to be converted."""
    factor = image.width // (2 * widest) if widest else 1
    return image.reduce(factor) if factor > 1 and image.mode in _REDUCIBLE else image


def _upright(image: Image.Image) -> Image.Image:
    turn = _TURNS.get(orientation(image))
    if turn is None:
        return image
    turned = image.transpose(turn)
    turned.info = dict(image.info)
    return turned


def _trimmed(decoded: Decoded) -> Decoded:
    """Cut off what is a border in every frame: pixels like those of all four corners."""
    boxes = [_content_box(frame.pixels) for frame in decoded.frames]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    frames = [Frame(frame.pixels.crop(box), frame.milliseconds) for frame in decoded.frames]
    return Decoded(frames, *frames[0].pixels.size)


def _content_box(pixels: Image.Image) -> tuple[int, int, int, int]:
    whole = (0, 0, *pixels.size)
    right, bottom = pixels.width - 1, pixels.height - 1
    corners = [pixels.getpixel(at) for at in ((0, 0), (right, 0), (0, bottom), (right, bottom))]
    border = Image.new(pixels.mode, (1, 1), corners[0])
    if any(_differs(Image.new(pixels.mode, (1, 1), corner), border) is not None for corner in corners[1:]):
        return whole
    return _differs(pixels, Image.new(pixels.mode, pixels.size, corners[0])) or whole


def _differs(pixels: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box around the pixels that differ visibly in any channel, or None."""
    channels = ImageChops.difference(pixels, other).split()
    most = channels[0]
    for channel in channels[1:]:
        most = ImageChops.lighter(most, channel)
    return most.point(lambda value: 255 if value > _BORDER_TOLERANCE else 0).getbbox()
