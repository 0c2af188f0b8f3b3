"""The site: what holds for all brands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DEFAULT_BASE_URL = "http://localhost:8000/"


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Which renditions are made of an original. Widths are in pixels, ascending."""

    widths: tuple[int, ...] = (320, 480, 640, 960, 1280, 1600)
    formats: tuple[str, ...] = ("avif", "webp", "jpg")
    keep_all: bool = False
    max_megapixels: int = 50


@dataclass(frozen=True, slots=True)
class Site:
    """Settings of the whole site. `brands` is None where all of them are published."""

    base_url: str = DEFAULT_BASE_URL
    brands: tuple[str, ...] | None = None
    platform: str = ""
    pictures: PictureSettings = PictureSettings()
    commission: str = ""
    providers: tuple[str, ...] | None = None
    hosts: tuple[str, ...] | None = None
    beacon: str = ""
    publish: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
