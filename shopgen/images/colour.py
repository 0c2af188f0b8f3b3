"""Brings pixels into 8-bit sRGB, whatever they were in: profiles, CMYK, Lab, 16 bits, palettes.

Browsers show a picture without a profile as sRGB, so colours are converted and the profile is dropped.
"""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

from shopgen.images.fault import PictureError, PictureFault

_SRGB_NAMES = frozenset({"sRGB", "sRGB IEC61966-2.1", "sRGB IEC61966-2-1", "sRGB built-in"})
_DEEP_GREY = frozenset({"I", "I;16", "I;16L", "I;16B", "I;16N"})


def to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture as `RGB`, or as `RGBA` where some pixel is not opaque. Nothing else is kept of it.

    A profile that is broken, or not for pixels of this kind, is taken for sRGB.

    Raises:
        PictureError: the pixels are of a kind that is no picture.
    """
    profile = image.info.get("icc_profile")
    image = _to_eight_bits(image)
    alpha = _alpha(image)
    colours = _convert(_without_alpha(image), profile)
    colours.info.clear()
    if alpha is None:
        return colours
    return _with_alpha(colours, alpha)


def _to_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP_GREY:
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if image.mode == "F":
        raise PictureError(
            PictureFault(
                "picture-format",
                "The picture has floating-point pixels, which have no fixed white.",
                "Export it as JPEG, or as PNG with 8 or 16 bits a channel.",
            )
        )
    if image.mode in ("RGBa", "La"):
        return image.convert("RGBA" if image.mode == "RGBa" else "LA")
    if image.mode == "PA" or (image.has_transparency_data and image.mode not in ("RGBA", "LA")):
        return image.convert("RGBA")
    if image.mode in ("1", "P", "RGBX", "HSV", "YCbCr"):
        return image.convert("L" if image.mode == "1" else "RGB")
    return image


def _alpha(image: Image.Image) -> Image.Image | None:
    """Return the alpha channel, or None where it is missing or opaque everywhere."""
    if image.mode not in ("RGBA", "LA"):
        return None
    alpha = image.getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _without_alpha(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA":
        return image.convert("RGB")
    return image.getchannel("L") if image.mode == "LA" else image


def _with_alpha(colours: Image.Image, alpha: Image.Image) -> Image.Image:
    """Put alpha upon colours, and black where nothing is seen: what an author hid must not be published."""
    clear = Image.new("RGBA", colours.size)
    colours.putalpha(alpha)
    clear.paste(colours, mask=alpha.point(lambda value: 255 if value else 0))
    return clear


def _convert(image: Image.Image, profile: object) -> Image.Image:
    if isinstance(profile, bytes) and profile and not _is_srgb(profile):
        converted = _by_profile(image, profile)
        if converted is not None:
            return converted
    if image.mode == "LAB":
        lab = ImageCms.buildTransform(ImageCms.createProfile("LAB"), _srgb(), "LAB", "RGB")
        return ImageCms.applyTransform(image, lab) or image
    return image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    try:
        return ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            _srgb(),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _is_srgb(profile: bytes) -> bool:
    """Tell whether a profile says that it is sRGB, as that of most pictures does: nothing is to be done."""
    try:
        return ImageCms.getProfileDescription(BytesIO(profile)).strip() in _SRGB_NAMES
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
