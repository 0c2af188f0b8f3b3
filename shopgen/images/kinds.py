"""What sort of picture an original is, which decides the formats that suit it."""

from enum import StrEnum


class PictureKind(StrEnum):
    """What the pixels are like, as far as encoders care."""

    PHOTO = "photo"
    """Opaque and continuous: lossy formats, JPEG for browsers that know no other."""
    CUTOUT = "cutout"
    """A photograph with transparency: lossy formats with alpha, PNG for browsers that know no other."""
    GRAPHIC = "graphic"
    """Few colours, or flat ones with transparency, such as a logo: lossless formats."""
    ANIMATION = "animation"
    """Several frames: WebP moves, and the first frame stands still in the oldest format."""
