"""What is drawn flat before it is put on an object: fonts, SVG outlines, and pictures of both.

Only `M`, `L`, `C` and `Z` with absolute coordinates are understood in a path; the brands' own logos are
written with these, so that a crest on a shirt is the crest in the page's header.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw, ImageFont

BRANDS = Path(__file__).resolve().parent.parent / "brands"

FONTS = {
    "serif": ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    "serif-light": ("font_source_serif_pro", "SourceSerifPro-Light.ttf"),
    "serif-bold": ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    "serif-italic": ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    "sans": ("font_manrope", "Manrope-Medium.ttf"),
    "sans-bold": ("font_manrope", "Manrope-Bold.ttf"),
    "narrow": ("font_fjallaone", "FjallaOne-Regular.ttf"),
}


def font(name, size):
    """A font of `FONTS` at a size in pixels, from the package that carries it."""
    package, file = FONTS[name]
    folder = Path(find_spec(package).submodule_search_locations[0])
    return ImageFont.truetype(str(folder / "files" / file), round(size))


def text(draw, place, words, face, size, fill, anchor="mm", spacing=0):
    """Write one line; `spacing` is extra room between letters, as a share of the size."""
    typeface = font(face, size)
    if not spacing:
        draw.text(place, words, font=typeface, fill=fill, anchor=anchor)
        return
    gap = spacing * size
    width = sum(typeface.getlength(letter) + gap for letter in words) - gap
    x = place[0] - {"l": 0, "m": width / 2, "r": width}[anchor[0]]
    for letter in words:
        draw.text((x, place[1]), letter, font=typeface, fill=fill, anchor="l" + anchor[1])
        x += typeface.getlength(letter) + gap


def outlines(path, steps=24):
    """The closed polygons of an SVG path's `d`."""
    polygons, points = [], []
    for command, rest in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        pairs = list(zip(numbers[::2], numbers[1::2]))
        if command == "M":
            points = [pairs[0]]
            points.extend(pairs[1:])
        elif command == "L":
            points.extend(pairs)
        elif command == "C":
            for i in range(0, len(pairs), 3):
                points.extend(_curve(points[-1], *pairs[i : i + 3], steps))
        else:
            polygons.append(points)
    return polygons


def svg_picture(file, height, oversample=3):
    """An SVG of filled paths as an RGBA picture of a given height."""
    root = ElementTree.parse(file).getroot()
    left, top, width, tall = (float(n) for n in root.get("viewBox").split())
    scale = height * oversample / tall
    picture = Image.new("RGBA", (round(width * scale), round(tall * scale)))
    draw = ImageDraw.Draw(picture)
    for element in root.iter("{http://www.w3.org/2000/svg}path"):
        for polygon in outlines(element.get("d")):
            spots = [((x - left) * scale, (y - top) * scale) for x, y in polygon]
            draw.polygon(spots, fill=element.get("fill"))
    return picture.resize((round(picture.width / oversample), height), Image.LANCZOS)


def crest(height):
    """The football club's crest."""
    return svg_picture(BRANDS / "kestrel-rovers/images/crest.svg", height)


def _curve(start, first, second, end, steps):
    for i in range(1, steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * start[0] + b * first[0] + c * second[0] + d * end[0],
            a * start[1] + b * first[1] + c * second[1] + d * end[1],
        )
