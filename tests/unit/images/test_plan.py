"""The arithmetic of renditions."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopgen.images.inspect import MAX_RATIO
from shopgen.images.kinds import PictureKind
from shopgen.images.plan import (
    LONGEST_SIDE,
    PlannedRendition,
    formats_worth_keeping,
    plan_formats,
    plan_renditions,
    plan_sizes,
    scaled_height,
)
from shopgen.shop.picture import PictureFormat

AVIF, WEBP, JPEG, PNG = PictureFormat.AVIF, PictureFormat.WEBP, PictureFormat.JPEG, PictureFormat.PNG
LADDER = (320, 480, 640, 960, 1280, 1600)

sides = st.integers(1, 20_000)
ladders = st.lists(st.integers(1, 4000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("width", "height", "new_width", "height_px"),
    [
        (1600, 1200, 320, 240),
        (3, 2, 1, 1),
        (2, 1, 1, 1),
        (1000, 333, 500, 167),
        (4048, 3036, 1600, 1200),
        (1000, 1, 10, 1),
        (1, 1000, 1, 1000),
        (7, 5, 3, 2),
    ],
)
def test_scaled_height(width: int, height: int, new_width: int, height_px: int) -> None:
    """A height is rounded to the nearest pixel, halves up, and is never 0."""
    assert height_px == scaled_height(width, height, new_width)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (2400, (320, 480, 640, 960, 1280, 1600)),
        (1600, (320, 480, 640, 960, 1280, 1600)),
        (1599, (320, 480, 640, 960, 1280, 1599)),
        (961, (320, 480, 640, 960, 961)),
        (960, (320, 480, 640, 960)),
        (320, (320,)),
        (7, (7,)),
    ],
)
def test_widths(width: int, widths: tuple[int, ...]) -> None:
    """Every width of the ladder that the original reaches is made, and its own at the end."""
    assert widths == tuple(size[0] for size in plan_sizes(width, width, LADDER))


def test_unsorted_ladder() -> None:
    """A ladder may be written in any order, with a width named twice."""
    assert plan_sizes(900, 600, (320, 640)) == plan_sizes(900, 600, (640, 320, 640))


@given(sides, sides, ladders)
def test_never_enlarged(width: int, height: int, widths: list[int]) -> None:
    """No rendition is wider or higher than its original, or than any encoder can take."""
    assume(height <= MAX_RATIO * width)
    for new_width, new_height in plan_sizes(width, height, widths):
        assert 1 <= new_width <= min(width, LONGEST_SIDE)
        assert 1 <= new_height <= min(height, LONGEST_SIDE)


@given(sides, sides, ladders)
def test_ratio_kept(width: int, height: int, widths: list[int]) -> None:
    """The proportions of a rendition are its original's to within half a pixel."""
    assume(height <= MAX_RATIO * width)
    for new_width, new_height in plan_sizes(width, height, widths):
        exact = height * new_width / width
        assert abs(new_height - exact) <= 0.5 or (new_height == 1 and exact < 1)


@given(sides, sides, ladders)
def test_sorted_once(width: int, height: int, widths: list[int]) -> None:
    """Widths rise, none is there twice, and there is always one."""
    planned = [size[0] for size in plan_sizes(width, height, widths)]

    assert planned
    assert sorted(set(planned)) == planned


@pytest.mark.parametrize(
    ("formats", "kind", "planned"),
    [
        (("avif", "webp", "jpg"), PictureKind.PHOTO, (AVIF, WEBP, JPEG)),
        (("jpg", "webp", "avif"), PictureKind.PHOTO, (AVIF, WEBP, JPEG)),
        (("avif", "webp", "jpg"), PictureKind.CUTOUT, (AVIF, WEBP, PNG)),
        (("avif", "webp", "jpg"), PictureKind.GRAPHIC, (WEBP, PNG)),
        (("avif", "webp", "jpg"), PictureKind.ANIMATION, (WEBP, JPEG)),
        (("jpg",), PictureKind.GRAPHIC, (PNG,)),
        (("png",), PictureKind.PHOTO, (JPEG,)),
        (("jpg", "png"), PictureKind.PHOTO, (JPEG,)),
        (("avif",), PictureKind.GRAPHIC, (AVIF,)),
        (("avif", "webp"), PictureKind.PHOTO, (AVIF, WEBP)),
    ],
)
def test_formats(formats: tuple[str, ...], kind: PictureKind, planned: tuple[PictureFormat, ...]) -> None:
    """Each kind gets the formats that can hold it, newest first."""
    assert planned == plan_formats(formats, kind)


def test_renditions_in_order() -> None:
    """Renditions come by format in the order for browsers, then narrowest first."""
    planned = plan_renditions(400, 200, (320,), ("jpg", "webp"), PictureKind.PHOTO)

    assert (PlannedRendition(WEBP, 320, 160), PlannedRendition(JPEG, 320, 160)) == planned


def test_wide_png_of_photo() -> None:
    """A photograph with transparency has no PNG wider than 960 pixels, which few browsers would load."""
    planned = plan_renditions(1600, 1200, LADDER, ("avif", "webp", "jpg"), PictureKind.CUTOUT)

    assert [320, 480, 640, 960] == [one.width for one in planned if one.format is PNG]
    assert 1600 in {one.width for one in planned if one.format is WEBP}


def test_only_wide_png() -> None:
    """Where the ladder starts above 960 pixels, its first width is the PNG's."""
    planned = plan_renditions(1600, 1200, (1200, 1600), ("jpg",), PictureKind.CUTOUT)

    assert [1200] == [one.width for one in planned]


@pytest.mark.parametrize(
    ("totals", "kept"),
    [
        ({AVIF: 10, WEBP: 20, JPEG: 30}, (AVIF, WEBP, JPEG)),
        ({AVIF: 95, WEBP: 100, JPEG: 200}, (AVIF, WEBP, JPEG)),
        ({AVIF: 96, WEBP: 100, JPEG: 200}, (WEBP, JPEG)),
        ({AVIF: 50, WEBP: 100, JPEG: 100}, (AVIF, JPEG)),
        ({AVIF: 200, WEBP: 200, JPEG: 100}, (JPEG,)),
        ({WEBP: 5, PNG: 9}, (WEBP, PNG)),
        ({AVIF: 5}, (AVIF,)),
    ],
)
def test_worth_keeping(totals: dict[PictureFormat, int], kept: tuple[PictureFormat, ...]) -> None:
    """A newer format stays only if it is a twentieth smaller than the next older one that stays."""
    assert kept == formats_worth_keeping(totals)
