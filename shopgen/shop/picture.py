"""Pictures: what an author said about an original, and what was made of it."""

from dataclasses import dataclass
from enum import StrEnum


class PictureFormat(StrEnum):
    """The formats that pages may refer to; the value is the file's ending."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        """The IANA media type."""
        return "image/jpeg" if self is PictureFormat.JPEG else f"image/{self.value}"


@dataclass(frozen=True)
class Picture:
    """One picture of a product.

    `src` is the original's path under `images/`; `focus` is the point to keep in view, as fractions of
    width and height from the left and the top.
    """

    src: str
    alt: str
    focus: tuple[float, float] = (0.5, 0.5)
    trim: bool = False
    animate: bool = False


@dataclass(frozen=True)
class Rendition:
    """One encoded size and format: its file's name under `<brand>/img/`, its size in pixels and in bytes."""

    format: PictureFormat
    width: int
    height: int
    name: str
    bytes: int


@dataclass(frozen=True)
class RenderedPicture:
    """What was made of an original.

    `width` and `height` are those of the largest rendition, upright. `renditions` are sorted by format in
    the order in which a browser should be offered them, then by width. `colour` is the mean colour as
    `#rrggbb`; `placeholder` a tiny picture as a `data:` address.
    """

    width: int
    height: int
    colour: str
    placeholder: str
    renditions: tuple[Rendition, ...]

    def of(self, picture_format: PictureFormat) -> tuple[Rendition, ...]:
        """Return the renditions in one format, narrowest first."""
        return tuple(r for r in self.renditions if r.format is picture_format)
