"""What tests of pictures share: pictures made on the spot, a folder of originals, a cache."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.recipe import Recipe

SHARED = Path(__file__).parents[4] / "shared"


@pytest.fixture
def shared() -> Path:
    """Return the folder of real pictures, which lies beside the project on some machines."""
    if not (SHARED / "photos").is_dir():
        pytest.skip("needs the real pictures in ../shared, which are no part of the project")
    return SHARED


@pytest.fixture
def cache(tmp_path: Path) -> PictureCache:
    """Return an empty cache."""
    return PictureCache(tmp_path / "cache")


@pytest.fixture
def recipe() -> Recipe:
    """Return a recipe with small widths, so that tests are quick."""
    return Recipe(widths=(20, 40, 80), formats=("avif", "webp", "jpg"))


@pytest.fixture
def photo() -> Callable[..., Image.Image]:
    """Return a maker of what encoders take for a photograph: a gradient with grain, the same each time."""

    def make(width: int = 60, height: int = 40) -> Image.Image:
        gradient = Image.linear_gradient("L").resize((width, height))
        across = Image.linear_gradient("L").rotate(90).resize((width, height))
        grain = Image.effect_mandelbrot((width, height), (-2.0, -1.4, 0.9, 1.4), 100)
        return Image.merge("RGB", (gradient, across, grain))

    return make


@pytest.fixture
def encoded() -> Callable[..., bytes]:
    """Return a function from a picture to the bytes of a file."""

    def encode(image: Image.Image, encoder: str, **options: Any) -> bytes:
        buffer = BytesIO()
        image.save(buffer, encoder, **options)
        return buffer.getvalue()

    return encode


@pytest.fixture
def originals(tmp_path: Path) -> Callable[..., tuple[Root, str]]:
    """Return a function that puts bytes into a folder of originals, and says where they are."""

    def put(data: bytes, name: str = "mug.jpg") -> tuple[Root, str]:
        path = tmp_path / "site" / "images" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return Root(tmp_path / "site"), f"images/{name}"

    return put


@pytest.fixture
def cpu_count() -> int:
    """Return how many processors this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
