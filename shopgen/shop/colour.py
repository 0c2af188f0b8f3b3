"""Colour arithmetic: sRGB colours, and the contrast that WCAG 2 computes between two of them."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
"""What WCAG 2 asks of text (success criterion 1.4.3)."""
BUTTON_CONTRAST = 7.0
"""What the pay button's words are to have (success criterion 1.4.6)."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque sRGB colour; each channel is 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)


def parse_colour(text: str) -> Colour | None:
    """Return the colour that `#rgb` or `#rrggbb` means, or None for any other text."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
    return Colour(*(int(digits[i : i + 2], 16) for i in (0, 2, 4)))


def luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(channel / 255) for channel in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21, whichever way round."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklch_colour(lightness: float, chroma: float, hue: float) -> Colour:
    """Return the sRGB colour nearest to one in OKLCH, each channel cut to what there is; `hue` is in degrees.

    B. Ottosson, "A perceptual color space", 2020.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Colour(
        _channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _channel(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _channel(linear: float) -> int:
    value = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(255 * min(max(value, 0), 1))


def best_ink(background: Colour, inks: Iterable[Colour] = (WHITE, BLACK)) -> Colour:
    """Return the ink that is read best upon a background; the first of equals."""
    return max(inks, key=lambda ink: contrast(background, ink))


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour `share` of the way from one to the other, channel by channel."""
    pairs = ((one.red, other.red), (one.green, other.green), (one.blue, other.blue))
    return Colour(*(round(a + (b - a) * share) for a, b in pairs))


def nearest_background(colour: Colour, ratio: float, inks: Iterable[Colour] = (WHITE, BLACK)) -> Colour:
    """Return the colour nearest to this one, darker or lighter, upon which some ink has at least `ratio`.

    The hue stays: steps go towards black and towards white, in hundredths, and the shorter way is taken.
    """
    inks = tuple(inks)
    for step in range(101):
        for end in (BLACK, WHITE):
            candidate = mix(colour, end, step / 100)
            if contrast(candidate, best_ink(candidate, inks)) >= ratio:
                return candidate
    return best_ink(colour, (BLACK, WHITE))
