"""Flat artwork of Laternenpresse: the signet, covers, prints, and what is printed on cloth and card."""

import math
import random

from PIL import Image, ImageDraw, ImageFilter

from artwork import outlines, text

NIGHT, INK, YELLOW, OCHRE = "#16233f", "#1b1b22", "#e8b53a", "#b5791f"
PAPER, CREAM, RED, MOSS, FOG = "#f4efe3", "#efe4c8", "#c2452d", "#3f5a3c", "#d3d5d2"

LANTERN = [
    "M88 30 C88 14 112 14 112 30 L106 30 C106 22 94 22 94 30 Z",
    "M76 44 C80 34 90 30 100 30 C110 30 120 34 124 44 L124 50 L76 50 Z",
    "M72 146 L128 146 L134 164 L66 164 Z",
    "M70 54 L77 54 L79 142 L70 142 Z M130 54 L123 54 L121 142 L130 142 Z",
]
FLAME = "M100 70 C116 90 120 104 116 118 C113 130 106 136 100 136 C94 136 87 130 84 118 C80 104 84 90 100 70 Z"


def lantern(draw, left, top, scale, body, flame):
    """The press's lantern; it is drawn in a field of 200 by 180."""
    for path, colour in [(p, body) for p in LANTERN] + [(FLAME, flame)]:
        for polygon in outlines(path):
            draw.polygon([(left + x * scale, top + y * scale) for x, y in polygon], fill=colour)


def signet(size=800):
    """The press's mark, as its logo."""
    big = Image.new("RGBA", (size * 3, size * 3))
    draw = ImageDraw.Draw(big)
    draw.ellipse((0, 0, size * 3 - 1, size * 3 - 1), fill=NIGHT)
    scale = size * 3 / 225
    lantern(draw, size * 1.5 - 100 * scale, size * 1.5 - 92 * scale, scale, PAPER, YELLOW)
    return big.resize((size, size), Image.LANCZOS)
