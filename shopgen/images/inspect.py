"""Looks at an original's header: what it is, how large, and whether it may be decoded."""

from dataclasses import dataclass

from shopgen.files import FileFault, Root
from shopgen.images.fault import PictureError, PictureFault
from shopgen.images.originals import frame_count, opened, orientation, told_as_faults, too_large
from shopgen.images.vector import is_vector, vector_size

MAX_RATIO = 1000
"""How many times as long as the other a side may be. What is beyond that is a line, or a broken header."""

MAX_FRAMES = 1000
"""How many frames an animation may have: 40 seconds of film."""


@dataclass(frozen=True, slots=True)
class OriginalFacts:
    """What an original's header says.

    `width` and `height` are upright, as they will be shown. `format` is Pillow's name, or `SVG`, whose size
    is that of its drawing area. `frames` is more than 1 for an animation.
    """

    width: int
    height: int
    format: str
    frames: int = 1

    @property
    def is_vector(self) -> bool:
        """Whether it is drawn and not made of pixels."""
        return self.format == "SVG"


def inspect_original(root: Root, path: str, max_megapixels: int) -> OriginalFacts | PictureFault:
    """Return what an original is, or what is wrong with it as far as its header tells."""
    try:
        return inspect_bytes(load_original(root, path), max_megapixels)
    except PictureError as error:
        return error.fault


def load_original(root: Root, path: str) -> bytes:
    """Return an original's bytes.

    Raises:
        PictureError: it is not there, outside of the root, or has more bytes than any picture needs.
    """
    try:
        return root.read_bytes(path)
    except FileFault as error:
        problem = error.problem
        raise PictureError(PictureFault(problem.code, problem.message, problem.hint)) from error


def inspect_bytes(data: bytes, max_megapixels: int) -> OriginalFacts:
    """Return what an original is.

    Raises:
        PictureError: it is in no known format, broken, or has too many pixels, all frames counted.
    """
    if is_vector(data):
        return OriginalFacts(*vector_size(data), "SVG")
    with opened(data) as image:
        with told_as_faults():
            width, height = image.size
            turned = orientation(image) >= 5
        _check_shape(width, height)
        _check_pixels(width, height, 1, max_megapixels)
        frames = frame_count(image)
        if frames > MAX_FRAMES:
            raise PictureError(too_large(f"{frames} frames, where {MAX_FRAMES} are allowed"))
        _check_pixels(width, height, frames, max_megapixels)
        kind = "JPEG" if image.format == "MPO" else str(image.format)
    return OriginalFacts(height if turned else width, width if turned else height, kind, frames)


def _check_shape(width: int, height: int) -> None:
    if min(width, height) < 1 or max(width, height) > MAX_RATIO * min(width, height):
        raise PictureError(
            PictureFault(
                "picture-shape",
                f"The picture says that it is {width} by {height} pixels, which is no shape for a picture.",
                "Export it again as JPEG or PNG.",
            )
        )


def _check_pixels(width: int, height: int, frames: int, max_megapixels: int) -> None:
    if width * height * frames <= max_megapixels * 1_000_000:
        return
    film = f" in {frames} frames" if frames > 1 else ""
    megapixels = -(-width * height * frames // 1_000_000)
    seen = f"{width} by {height} pixels{film}, {megapixels} megapixels, where {max_megapixels} are allowed"
    raise PictureError(too_large(seen))
