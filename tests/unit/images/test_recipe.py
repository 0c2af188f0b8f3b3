"""What decides bytes, and what does not."""

from dataclasses import replace
from typing import Any

import pytest

from shopgen.images.recipe import Effort, Recipe, encoder_fingerprint, recipe_for, recipe_for_logo
from shopgen.shop.picture import Picture
from shopgen.shop.site import PictureSettings

RECIPE = Recipe(widths=(320, 640), formats=("avif", "jpg"))


@pytest.mark.parametrize(
    "change",
    [
        {"widths": (320, 641)},
        {"formats": ("webp", "jpg")},
        {"keep_all": True},
        {"trim": True},
        {"animate": True},
        {"effort": Effort.BEST},
    ],
)
def test_text_changes(change: dict[str, Any]) -> None:
    """A recipe's text differs when anything that decides bytes does."""
    assert str(RECIPE) != str(replace(RECIPE, **change))


@pytest.mark.parametrize(
    "change", [{"widths": (640, 320, 320)}, {"formats": ("jpg", "avif")}, {"max_megapixels": 1}]
)
def test_text_stays(change: dict[str, Any]) -> None:
    """A recipe's text is the same however widths and formats are ordered, and whatever the limit is."""
    assert str(RECIPE) == str(replace(RECIPE, **change))


def test_focus_is_no_part() -> None:
    """Where a picture is focused makes no other recipe: a style sheet sees to that."""
    settings = PictureSettings()

    assert recipe_for(Picture("a.jpg", ""), settings) == recipe_for(
        Picture("a.jpg", "other", focus=(0.1, 0.9)), settings
    )


def test_picture_and_settings() -> None:
    """A recipe takes trimming and motion from the picture, and the rest from the site."""
    settings = PictureSettings(widths=(100,), formats=("webp",), keep_all=True, max_megapixels=9)

    made = recipe_for(Picture("a.gif", "", trim=True, animate=True), settings, Effort.BEST)

    assert Recipe((100,), ("webp",), True, True, True, Effort.BEST, 9) == made


@pytest.mark.parametrize(
    ("effort", "formats", "expected"),
    [
        (Effort.DRAFT, ("avif", "webp", "jpg"), ("webp", "jpg")),
        (Effort.DRAFT, ("avif",), ("avif",)),
        (Effort.NORMAL, ("avif", "webp", "jpg"), ("avif", "webp", "jpg")),
    ],
)
def test_draft_without_avif(effort: Effort, formats: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """A draft leaves out AVIF, unless nothing else is wanted."""
    made = recipe_for(Picture("a.jpg", ""), PictureSettings(formats=formats), effort)

    assert expected == made.formats


def test_logo_is_small() -> None:
    """A logo is made in widths of its own, none wider than a link preview shows it."""
    assert max(recipe_for_logo(PictureSettings()).widths) == 512


def test_fingerprint_names_encoders() -> None:
    """The fingerprint names each library that decides a byte, the processor and this package's code."""
    fingerprint = encoder_fingerprint()

    for part in ("pillow=", "avif=", "aom=", "webp=", "libjpeg_turbo=", "resvg-py=", "machine=", "code="):
        assert part in fingerprint
    assert "aom=None" not in fingerprint
