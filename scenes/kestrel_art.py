"""Flat artwork of Kestrel Rovers: shirts drawn in their patterns' coordinates, and knitting."""

import math

import numpy as np
from PIL import Image, ImageDraw

from artwork import crest, text
from cloth import CANVAS

RUST, CHARCOAL, CREAM, TEAL, LIME = "#98421f", "#33302d", "#efe6d3", "#0f4a50", "#aebd3c"
PIXELS = 200


class Canvas:
    """A picture measured in the pattern's units, the middle being (0, 0) and y pointing to the collar."""

    def __init__(self, colour):
        self.picture = Image.new("RGB", tuple(round(n * PIXELS) for n in CANVAS), colour)
        self.draw = ImageDraw.Draw(self.picture)

    def spot(self, x, y):
        """Units to pixels."""
        return (x + CANVAS[0] / 2) * PIXELS, (CANVAS[1] / 2 - y) * PIXELS

    def area(self, corners, colour):
        """Fill a polygon."""
        self.draw.polygon([self.spot(x, y) for x, y in corners], fill=colour)

    def line(self, corners, colour, width):
        """Draw a line, its width in units."""
        self.draw.line(
            [self.spot(x, y) for x, y in corners],
            fill=colour,
            width=max(1, round(width * PIXELS)),
            joint="curve",
        )

    def both(self, corners, colour):
        """Fill a polygon and its mirror image."""
        self.area(corners, colour)
        self.area([(-x, y) for x, y in corners], colour)

    def both_lines(self, corners, colour, width):
        """Draw a line and its mirror image."""
        self.line(corners, colour, width)
        self.line([(-x, y) for x, y in corners], colour, width)

    def write(self, words, x, y, size, colour, face="narrow", spacing=0):
        """Write one line, its middle at a spot."""
        text(self.draw, self.spot(x, y), words, face, size * PIXELS, colour, spacing=spacing)

    def badge(self, x, y, height):
        """The crest, its middle at a spot."""
        mark = crest(round(height * PIXELS))
        left, top = self.spot(x, y)
        self.picture.paste(mark, (round(left - mark.width / 2), round(top - mark.height / 2)), mark)


ARMHOLE = [(2.16, 3.30), (2.06, 2.7), (2.08, 2.1), (2.22, 1.65), (2.55, 1.28)]
SLEEVE = [*ARMHOLE, (3.3, -4.4), (5, -4.4), (5, 4.4), (2.16, 4.4)]


def shirt(body, sleeves, cuff_lines, hem=-3.6):
    """A shirt's ground: body, set-in sleeves, cuffs, and the stitching along armholes and hem."""
    canvas = Canvas(body)
    canvas.both(SLEEVE, sleeves)
    for (ax, ay), (bx, by), depth, colour in cuff_lines:
        length = math.hypot(bx - ax, by - ay)
        nx, ny = -(by - ay) / length * depth, (bx - ax) / length * depth
        canvas.both([(ax, ay), (bx, by), (bx + nx, by + ny), (ax + nx, ay + ny)], colour)
    canvas.both_lines(ARMHOLE, shade(sleeves, 0.72), 0.018)
    for lift in (0.14, 0.17):
        canvas.line([(-3, hem + lift), (3, hem + lift)], shade(body, 0.72), 0.010)
    return canvas


def shade(colour, by):
    """A darker (or lighter) tone of a colour."""
    return "#%02x%02x%02x" % tuple(min(255, round(int(colour[i : i + 2], 16) * by)) for i in (1, 3, 5))


def maker(canvas, colour, x=-1.05, y=1.72):
    """The mill's small mark: three bars, growing."""
    for i in range(3):
        canvas.area(
            [
                (x - 0.2 + i * 0.14, y - 0.1),
                (x - 0.1 + i * 0.14, y - 0.1),
                (x - 0.04 + i * 0.14, y - 0.04 + i * 0.08),
                (x - 0.14 + i * 0.14, y - 0.04 + i * 0.08),
            ],
            colour,
        )


def knit(size=64):
    """One stitch of stocking knit as a height map that repeats."""
    y, x = np.mgrid[0:size, 0:size] / size
    half = np.abs(x - 0.5) * 2
    leg = 1 - np.abs(half - 0.5) * 2
    slant = (y + half * 0.5) % 1.0
    height = np.clip(leg, 0, 1) ** 0.5 * (0.45 + 0.55 * np.sin(math.pi * slant) ** 0.8)
    return Image.fromarray((height * 255).astype(np.uint8))


def mesh_weave(size=32):
    """Sports mesh: a field of small dents."""
    y, x = np.mgrid[0:size, 0:size] / size
    height = 0.5 + 0.25 * np.cos(2 * math.pi * x) + 0.25 * np.cos(2 * math.pi * y)
    return Image.fromarray((height * 255).astype(np.uint8))
