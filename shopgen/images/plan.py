"""Decides which renditions are made of an original, by arithmetic alone: no pixel is looked at here."""

from collections.abc import Iterable
from dataclasses import dataclass

from shopgen.images.kinds import PictureKind
from shopgen.shop.picture import PictureFormat

LONGEST_SIDE = 16_383
"""The longest side that WebP can have, in pixels (RFC 9649: 14 bits)."""

FORMAT_ORDER = (PictureFormat.AVIF, PictureFormat.WEBP, PictureFormat.JPEG, PictureFormat.PNG)
"""The order in which browsers are offered the formats: newest first."""

SMALLER_BY = 20
"""A newer format has to be smaller than the next older one by a twentieth, or it is not worth a request's
choice: decoding it costs more, and the older one is cached by more."""

_OLDEST = {
    PictureKind.PHOTO: PictureFormat.JPEG,
    PictureKind.CUTOUT: PictureFormat.PNG,
    PictureKind.GRAPHIC: PictureFormat.PNG,
    PictureKind.ANIMATION: PictureFormat.JPEG,
}

_PNG_PHOTO_WIDTH = 960
"""The widest PNG made of a photograph with transparency: wider ones weigh megabytes."""


@dataclass(frozen=True, slots=True)
class PlannedRendition:
    """One rendition to make: its format and its exact size in pixels."""

    format: PictureFormat
    width: int
    height: int


def plan_renditions(
    width: int,
    height: int,
    widths: Iterable[int],
    formats: Iterable[str],
    kind: PictureKind,
) -> tuple[PlannedRendition, ...]:
    """Return the renditions of an original of this upright size, by format, then narrowest first."""
    sizes = plan_sizes(width, height, widths)
    return tuple(
        PlannedRendition(picture_format, *size)
        for picture_format in plan_formats(formats, kind)
        for size in _sizes_in(picture_format, sizes, kind)
    )


def plan_sizes(width: int, height: int, widths: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the sizes, narrowest first: every width of the ladder that the original reaches.

    Where the original is narrower than the ladder's end, its own width is the last: nothing is enlarged. A
    very high original ends where it fits into any format; `inspect` refuses what is higher still.
    """
    ladder = sorted(set(widths))
    widest = min(width, ladder[-1], _width_that_fits(width, height))
    chosen = [step for step in ladder if step < widest]
    return tuple((step, scaled_height(width, height, step)) for step in (*chosen, widest))


def scaled_height(width: int, height: int, new_width: int) -> int:
    """Return the height that goes with a new width: rounded to the nearest pixel, halves up, at least 1."""
    return max(1, (2 * height * new_width + width) // (2 * width))


def _width_that_fits(width: int, height: int) -> int:
    return width if height <= LONGEST_SIDE else max(1, width * LONGEST_SIDE // height)


def plan_formats(formats: Iterable[str], kind: PictureKind) -> tuple[PictureFormat, ...]:
    """Return the formats that suit a kind out of those that are wanted, newest first.

    `jpg` stands for the oldest format that can hold the picture, which is PNG where there is transparency or
    flat colour. AVIF is left out for graphics, where lossless WebP is smaller and sharp, and for animations,
    of which it would show a still; unless nothing else is wanted.
    """
    wanted = {PictureFormat(name) for name in formats}
    if wanted & {PictureFormat.JPEG, PictureFormat.PNG}:
        wanted = wanted - {PictureFormat.JPEG, PictureFormat.PNG} | {_OLDEST[kind]}
    if kind in (PictureKind.GRAPHIC, PictureKind.ANIMATION) and len(wanted) > 1:
        wanted.discard(PictureFormat.AVIF)
    return tuple(sorted(wanted, key=FORMAT_ORDER.index))


def _sizes_in(
    picture_format: PictureFormat, sizes: tuple[tuple[int, int], ...], kind: PictureKind
) -> tuple[tuple[int, int], ...]:
    if kind is not PictureKind.CUTOUT or picture_format is not PictureFormat.PNG:
        return sizes
    return tuple(size for size in sizes if size[0] <= _PNG_PHOTO_WIDTH) or sizes[:1]


def formats_worth_keeping(totals: dict[PictureFormat, int]) -> tuple[PictureFormat, ...]:
    """Return the formats that earn their place, newest first, given the bytes of each over equal widths.

    A format is kept or dropped as a whole: a browser first takes the newest format that it knows and then a
    width, so one missing width would make it load a wider picture.
    """
    kept: list[PictureFormat] = []
    for picture_format in sorted(totals, key=FORMAT_ORDER.index, reverse=True):
        if not kept or totals[picture_format] * SMALLER_BY <= totals[kept[-1]] * (SMALLER_BY - 1):
            kept.append(picture_format)
    return tuple(reversed(kept))
