"""Everything besides the original that decides the bytes of its renditions."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import metadata, resources
from platform import machine

from PIL import AvifImagePlugin, features

from shopgen.shop.picture import Picture
from shopgen.shop.site import PictureSettings

LOGO_WIDTHS = (64, 128, 256, 512)
"""From a card's corner to a link preview, in pixels."""

_CODECS = ("avif", "webp", "jpg", "libjpeg_turbo", "zlib", "zlib_ng", "libtiff", "littlecms2")
_LIBRARIES = ("pillow", "resvg-py", "pi-heif")


class Effort(StrEnum):
    """How long encoders may try: `draft` for writing (no AVIF), `normal` for a site, `best` for a release."""

    DRAFT = "draft"
    NORMAL = "normal"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How renditions are made. Two equal recipes give equal bytes of equal originals.

    `max_megapixels` decides only whether they are made at all, and is no part of the text. Where a picture
    is focused is not here either: a style sheet sees to that.
    """

    widths: tuple[int, ...]
    formats: tuple[str, ...]
    keep_all: bool = False
    trim: bool = False
    animate: bool = False
    effort: Effort = Effort.NORMAL
    max_megapixels: int = 50

    def __str__(self) -> str:
        """Return the recipe as canonical text, fit for a key."""
        return (
            f"widths={','.join(map(str, sorted(set(self.widths))))} formats={','.join(sorted(self.formats))}"
            f" keep_all={self.keep_all:d} trim={self.trim:d} animate={self.animate:d} effort={self.effort}"
        )


def recipe_for(picture: Picture, settings: PictureSettings, effort: Effort = Effort.NORMAL) -> Recipe:
    """Return the recipe for one picture of a product, in this site."""
    return Recipe(
        widths=settings.widths,
        formats=_formats(settings.formats, effort),
        keep_all=settings.keep_all,
        trim=picture.trim,
        animate=picture.animate,
        effort=effort,
        max_megapixels=settings.max_megapixels,
    )


def recipe_for_logo(settings: PictureSettings, effort: Effort = Effort.NORMAL) -> Recipe:
    """Return the recipe for a brand's logo, which is shown small."""
    return Recipe(
        widths=LOGO_WIDTHS,
        formats=_formats(settings.formats, effort),
        keep_all=settings.keep_all,
        effort=effort,
        max_megapixels=settings.max_megapixels,
    )


def _formats(formats: tuple[str, ...], effort: Effort) -> tuple[str, ...]:
    """Leave AVIF out of a draft, where it would take over half of the time, unless nothing else is wanted."""
    quick = tuple(name for name in formats if name != "avif")
    return quick or formats if effort is Effort.DRAFT else formats


@cache
def encoder_fingerprint() -> str:
    """Return what the bytes of an encoding depend upon besides the recipe and the pixels.

    That is every library by version, the processor's architecture, and this package's own code.
    """
    codecs = [f"{name}={features.version(name)}" for name in _CODECS]
    libraries = [f"{name}={_version(name)}" for name in _LIBRARIES]
    aom = f"aom={AvifImagePlugin.get_codec_version('aom')}"
    return " ".join([*libraries, *codecs, aom, f"machine={machine()}", f"code={_code_digest()}"])


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def _code_digest() -> str:
    """Return a digest of this package's sources: no one can forget to raise it."""
    sources = sorted(
        (entry.name, entry.read_bytes())
        for entry in resources.files("shopgen.images").iterdir()
        if entry.name.endswith(".py")
    )
    digest = hashlib.sha256()
    for name, source in sources:
        digest.update(f"{name}\0{len(source)}\0".encode() + source)
    return digest.hexdigest()[:16]
