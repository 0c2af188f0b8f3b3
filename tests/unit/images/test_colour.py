"""Colours: whatever comes in, sRGB goes out."""

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from shopgen.images.colour import to_srgb
from shopgen.images.fault import PictureError

Encode = Callable[..., bytes]
Make = Callable[..., Image.Image]


def _wide_profile() -> bytes:
    """Return a profile in which red and green have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[profile.index(b"rXYZ") : profile.index(b"rXYZ") + 4] = b"tXYZ"
    profile[profile.index(b"gXYZ") : profile.index(b"gXYZ") + 4] = b"rXYZ"
    profile[profile.index(b"tXYZ") : profile.index(b"tXYZ") + 4] = b"gXYZ"
    at = profile.index("sRGB".encode("utf-16-be"))
    profile[at : at + 8] = "test".encode("utf-16-be")
    return bytes(profile)


def _pixel(image: Image.Image) -> tuple[int, ...]:
    found = image.getpixel((0, 0))
    assert isinstance(found, tuple)
    return tuple(int(value) for value in found)


@pytest.mark.parametrize(
    ("image", "mode", "pixel"),
    [
        (Image.new("RGB", (2, 2), (200, 30, 40)), "RGB", (200, 30, 40)),
        (Image.new("L", (2, 2), 77), "RGB", (77, 77, 77)),
        (Image.new("1", (2, 2), 1), "RGB", (255, 255, 255)),
        (Image.new("P", (2, 2), 0), "RGB", (0, 0, 0)),
        (Image.new("LA", (2, 2), (9, 255)), "RGB", (9, 9, 9)),
        (Image.new("LA", (2, 2), (9, 128)), "RGBA", (9, 9, 9, 128)),
        (Image.new("RGBA", (2, 2), (1, 2, 3, 255)), "RGB", (1, 2, 3)),
        (Image.new("RGBA", (2, 2), (1, 2, 3, 4)), "RGBA", (1, 2, 3, 4)),
        (Image.new("I;16", (2, 2), 257 * 128), "RGB", (128, 128, 128)),
        (Image.new("I;16", (2, 2), 65535), "RGB", (255, 255, 255)),
        (Image.new("I", (2, 2), 257 * 3), "RGB", (3, 3, 3)),
        (Image.new("CMYK", (2, 2), (0, 0, 0, 0)), "RGB", (255, 255, 255)),
        (Image.new("LAB", (2, 2), (255, 128, 128)), "RGB", (254, 255, 254)),
        (Image.new("YCbCr", (2, 2), (255, 128, 128)), "RGB", (255, 255, 255)),
        (Image.new("HSV", (2, 2), (0, 0, 255)), "RGB", (255, 255, 255)),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else "",
)
def test_modes(image: Image.Image, mode: str, pixel: tuple[int, ...]) -> None:
    """Every kind of pixel becomes 8-bit RGB, or RGBA where something is not opaque."""
    made = to_srgb(image)

    assert (mode, pixel) == (made.mode, _pixel(made))


def test_floating_point() -> None:
    """Pixels without a white are refused."""
    with pytest.raises(PictureError, match="floating-point"):
        to_srgb(Image.new("F", (2, 2), 0.5))


def test_transparent_palette(encoded: Encode) -> None:
    """A palette with a transparent colour becomes RGBA."""
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 255, 0])
    image.putpixel((1, 0), 1)
    with Image.open(BytesIO(encoded(image, "GIF", transparency=1))) as opened:
        made = to_srgb(opened)

    assert [(255, 0, 0, 255), (0, 0, 0, 0)] == [made.getpixel((x, 0)) for x in (0, 1)]


def test_hidden_pixels() -> None:
    """What lies under full transparency is gone, not only unseen."""
    hidden = Image.new("RGBA", (2, 2), (200, 100, 50, 0))
    hidden.putpixel((0, 0), (1, 2, 3, 255))

    assert (0, 0, 0, 0) == to_srgb(hidden).getpixel((1, 1))


def test_profile_applied() -> None:
    """A profile is applied: with red and green exchanged in it, red is shown as green."""
    image = Image.new("RGB", (2, 2), (250, 10, 10))
    plain = _pixel(to_srgb(image.copy()))
    image.info["icc_profile"] = _wide_profile()

    turned = _pixel(to_srgb(image))

    assert plain[0] > plain[1]
    assert turned[1] > turned[0]


def test_profile_with_alpha() -> None:
    """A profile is applied to the colours of a transparent picture, and its alpha stays as it is."""
    image = Image.new("RGBA", (2, 2), (250, 10, 10, 99))
    image.info["icc_profile"] = _wide_profile()

    made = _pixel(to_srgb(image))

    assert made[1] > made[0]
    assert 99 == made[3]


@pytest.mark.parametrize("profile", [b"", b"no profile", b"\0" * 200, struct.pack(">I", 9) * 50])
@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_broken_profile(profile: bytes, mode: str) -> None:
    """A profile that is broken is taken for sRGB."""
    image = Image.new(mode, (2, 2), 0)
    without = to_srgb(image.copy())
    image.info["icc_profile"] = profile

    assert without.tobytes() == to_srgb(image).tobytes()


def test_profile_of_other_pixels() -> None:
    """A profile for another kind of pixels than these is taken for sRGB."""
    image = Image.new("CMYK", (2, 2), (0, 255, 255, 0))
    without = to_srgb(image.copy())
    image.info["icc_profile"] = _wide_profile()

    assert without.tobytes() == to_srgb(image).tobytes()


def test_nothing_else_is_kept() -> None:
    """No metadata is left in what comes back, for encoders to find."""
    image = Image.new("RGB", (2, 2))
    image.info |= {"exif": b"x", "xmp": b"x", "comment": b"x", "icc_profile": _wide_profile(), "dpi": (1, 1)}

    assert {} == to_srgb(image).info
