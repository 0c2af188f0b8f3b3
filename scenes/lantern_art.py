"""Flat artwork of Laternenpresse: the signet, covers, prints, and what is printed on cloth and card."""

import math
import random

from PIL import Image, ImageDraw

from artwork import outlines, text

NIGHT, INK, YELLOW, OCHRE = "#16233f", "#1b1b22", "#e8b53a", "#b5791f"
PAPER, CREAM, RED, MOSS, FOG = "#f4efe3", "#efe4c8", "#c2452d", "#3f5a3c", "#bcc2c2"

LANTERN = [
    "M88 30 C88 14 112 14 112 30 L106 30 C106 22 94 22 94 30 Z",
    "M76 44 C80 34 90 30 100 30 C110 30 120 34 124 44 L124 50 L76 50 Z",
    "M72 146 L128 146 L134 164 L66 164 Z",
    "M70 54 L77 54 L79 142 L70 142 Z M130 54 L123 54 L121 142 L130 142 Z",
]
FLAME = (
    "M100 70 C116 90 120 104 116 118 C113 130 106 136 100 136 C94 136 87 130 84 118 C80 104 84 90 100 70 Z"
)


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


# --- books: a wrap is the back, the spine and the front in one picture ------------------------------

PIXELS = 640


class Wrap:
    """A cover's artwork, spread out; the front is addressed in shares of its width and height."""

    def __init__(self, width, height, thickness, colour):
        self.size = (width, height, thickness)
        self.spread = (2 * width + thickness) * PIXELS
        self.picture = Image.new("RGB", (round(self.spread), round(height * PIXELS)), colour)
        self.draw = ImageDraw.Draw(self.picture)
        self.left = (width + thickness) * PIXELS
        self.wide, self.tall = width * PIXELS, height * PIXELS

    def spot(self, x, y):
        """A place on the front to pixels."""
        return self.left + x * self.wide, y * self.tall

    def write(self, words, x, y, size, colour, face="serif", anchor="lm", spacing=0):
        """One line on the front; its size as a share of the cover's height."""
        text(self.draw, self.spot(x, y), words, face, size * self.tall, colour, anchor, spacing)

    def spine(self, words, colour, face="serif", size=0.034, at=0.42):
        """Words along the spine, from top to bottom."""
        strip = Image.new("RGBA", (round(self.tall), round(self.size[2] * PIXELS)))
        text(
            ImageDraw.Draw(strip), (strip.width * at, strip.height / 2), words, face, size * self.tall, colour
        )
        mark = strip.rotate(-90, expand=True)
        self.picture.paste(mark, (round(self.left - mark.width), 0), mark)

    def front(self):
        """The front alone."""
        return self.picture.crop((round(self.left), 0, self.picture.width, self.picture.height))


def nachtfaehren():
    wrap = Wrap(1.3, 2.0, 0.16, NIGHT)
    x, y = wrap.spot(0.64, 0.30)
    r = 0.17 * wrap.wide
    wrap.draw.ellipse((x - r, y - r, x + r, y + r), fill=YELLOW)
    for row in range(9):
        base, amp = 0.50 + row * 0.034, 0.006 + row * 0.0006
        line = [
            wrap.spot(i / 120, base + amp * math.sin(i / 120 * (17 - row) + row * 1.3)) for i in range(0, 129)
        ]
        wrap.draw.line(line, fill=YELLOW if row == 1 else "#8a93a8", width=4)
    wrap.write("Nachtfähren", 0.10, 0.865, 0.062, PAPER, "serif")
    wrap.write("Ilka Brandvoss · Gedichte", 0.105, 0.925, 0.026, "#c9cfdb", "serif-italic")
    wrap.spine("Brandvoss    Nachtfähren", PAPER)
    lantern(wrap.draw, wrap.left - 0.08 * PIXELS - 23, 0.90 * wrap.tall, 0.23, PAPER, YELLOW)
    return wrap


def kleines_wetter():
    wrap = Wrap(1.3, 2.0, 0.22, FOG)
    x, y = wrap.spot(0.36, 0.60)
    r = 0.2 * wrap.wide
    wrap.draw.ellipse((x - r, y - r, x + r, y + r), fill=RED)
    for i in range(46):
        at = 0.34 + 0.60 * (i / 45) ** 1.25
        thick = 2 + round(3 * (i / 45))
        wrap.draw.line(
            [wrap.spot(0.0, at), wrap.spot(1.0, at)],
            fill=FOG if 0.5 < at < 0.72 and i % 2 else "#5d666b",
            width=thick,
        )
    wrap.write("Das kleine", 0.10, 0.115, 0.075, INK, "serif-light")
    wrap.write("Wetter", 0.10, 0.195, 0.075, INK, "serif-light")
    wrap.write("Henning Torup · Essays", 0.103, 0.268, 0.026, INK, "serif-italic")
    wrap.spine("Torup    Das kleine Wetter", INK)
    lantern(wrap.draw, wrap.left - 0.11 * PIXELS - 23, 0.90 * wrap.tall, 0.23, INK, RED)
    return wrap


def insel(width=1.0, height=1.5, thickness=0.2):
    wrap = Wrap(width, height, thickness, MOSS)
    chance = random.Random(3)
    waves = [(chance.uniform(0.4, 1.0) / k, chance.uniform(0, 6.3)) for k in range(2, 8)]
    for ring in range(11):
        radius, line = 0.40 - ring * 0.035, []
        for i in range(241):
            angle = 2 * math.pi * i / 240
            wobble = (
                sum(a * math.cos((k + 2) * angle + p + ring * 0.12) for k, (a, p) in enumerate(waves)) * 0.16
            )
            reach = radius * (1 + wobble)
            line.append(
                (
                    wrap.left + wrap.wide * (0.5 + reach * math.cos(angle)),
                    wrap.tall * 0.58 + wrap.wide * 0.92 * reach * math.sin(angle),
                )
            )
        if ring == 0:
            wrap.draw.polygon(line, fill="#51704c")
        wrap.draw.line(line, fill=CREAM, width=5 if ring == 0 else 2, joint="curve")
    wrap.draw.rectangle((*wrap.spot(0.12, 0.09), *wrap.spot(0.88, 0.265)), fill=CREAM)
    wrap.write("Insel-", 0.5, 0.142, 0.058, INK, "serif-bold", "mm")
    wrap.write("wörterbuch", 0.5, 0.205, 0.058, INK, "serif-bold", "mm")
    wrap.spine("Inselwörterbuch", CREAM, size=0.045 * 1.5 / height)
    return wrap


def night_ferries():
    wrap = Wrap(1.2, 1.8, 0.13, "#ecdca0")
    x, y = wrap.spot(0.36, 0.32)
    r = 0.2 * wrap.wide
    wrap.draw.ellipse((x - r, y - r, x + r, y + r), fill=NIGHT)
    for row in range(6):
        line = [
            wrap.spot(i / 120, 0.58 + row * 0.032 + 0.008 * math.sin(i / 120 * (14 - row) + row))
            for i in range(0, 129)
        ]
        wrap.draw.line(line, fill=NIGHT, width=4)
    wrap.write("Night Ferries", 0.10, 0.85, 0.066, NIGHT, "serif")
    wrap.write("Ilka Brandvoss", 0.103, 0.905, 0.028, NIGHT, "serif-italic")
    wrap.write("translated by Tom Arkwell", 0.103, 0.94, 0.024, NIGHT, "serif-italic")
    wrap.spine("Brandvoss    Night Ferries", NIGHT)
    return wrap


def flat_cover(wrap):
    """A cover as the trade shows it: from the front, on white."""
    sheet = Image.new("RGB", (1280, 1600), "white")
    front = wrap.front()
    high = 1440
    front = front.resize((round(front.width * high / front.height), high), Image.LANCZOS)
    sheet.paste(front, ((1280 - front.width) // 2, 80))
    return sheet


# --- prints -----------------------------------------------------------------------------------------


def calendar_sheet():
    """January: a lighthouse cut in lino, and the days below."""
    sheet = Image.new("RGB", (1500, 2100), PAPER)
    draw = ImageDraw.Draw(sheet)
    box = (110, 110, 1390, 1610)
    draw.rectangle(box, fill=NIGHT)
    chance = random.Random(8)
    for _ in range(420):
        x, y = chance.uniform(120, 1380), chance.uniform(120, 1120)
        if abs(x - 760) > 120:
            draw.line(
                [(x, y), (x + chance.uniform(20, 70), y + chance.uniform(-5, 5))], fill="#2b3b5e", width=4
            )
    for side in (-1, 1):
        draw.polygon([(760, 470), (760 + side * 900, 300), (760 + side * 900, 700)], fill=YELLOW)
    draw.rectangle((0, 0, 109, 2100), fill=PAPER)
    draw.rectangle((1391, 0, 1500, 2100), fill=PAPER)
    draw.polygon([(690, 1250), (712, 560), (808, 560), (830, 1250)], fill=PAPER)
    for top in (680, 860, 1040):
        draw.polygon(
            [
                (703 - (top - 680) * 0.035, top),
                (817 + (top - 680) * 0.035, top),
                (820 + (top - 680) * 0.035, top + 90),
                (700 - (top - 680) * 0.035, top + 90),
            ],
            fill=RED,
        )
    draw.rectangle((680, 530, 840, 562), fill=PAPER)
    draw.rectangle((712, 420, 808, 530), fill=YELLOW)
    for x in (712, 744, 776, 806):
        draw.line([(x, 420), (x, 530)], fill=NIGHT, width=8)
    draw.polygon([(700, 422), (760, 350), (820, 422)], fill=PAPER)
    draw.polygon(
        [
            (110, 1330),
            (420, 1250),
            (640, 1225),
            (900, 1222),
            (1180, 1290),
            (1390, 1310),
            (1390, 1380),
            (110, 1380),
        ],
        fill="#0c1428",
    )
    for row in range(8):
        y = 1350 + row * 32
        for x in range(110, 1390, 10):
            h = 7 + 6 * math.sin(x / (60 + row * 7) + row)
            draw.line(
                [(x, y), (min(x + 10, 1390), y + chance.uniform(-3, 3))],
                fill=PAPER if (x // 90 + row) % 3 else NIGHT,
                width=max(2, round(h)),
            )
    text(draw, (110, 1700), "Januar 2027", "serif", 84, INK, "lm")
    text(draw, (1390, 1706), "Darßer Ort  ·  Blz. (2+4) w. 22 s", "serif-italic", 36, INK, "rm")
    for day in range(1, 32):
        column, row = (day + 3) % 7, (day + 3) // 7
        colour = RED if column == 6 or day in (1, 6) else INK
        text(draw, (150 + column * 200, 1805 + row * 54), str(day), "serif", 40, colour)
    return sheet


BOOKMARKS = [
    (NIGHT, PAPER, "dazwischen wir, in Stockwerken gestapelt"),
    (RED, PAPER, "der Reif auf der Leiter"),
    (OCHRE, INK, "und man winkt, obwohl niemand hinsieht"),
    (MOSS, CREAM, "am dritten Sturmtag"),
    (CREAM, INK, "das Wasser ist es auch"),
]


def bookmark(ground, ink, line):
    """One bookmark, its line running upwards."""
    card = Image.new("RGB", (400, 1360), ground)
    strip = Image.new("RGBA", (1200, 200))
    text(ImageDraw.Draw(strip), (1080, 100), line, "serif-italic", 62, ink, "rm")
    words = strip.rotate(90, expand=True)
    card.paste(words, (105, 60), words)
    lantern(ImageDraw.Draw(card), 200 - 45, 1190, 0.45, ink, YELLOW if ground != OCHRE else CREAM)
    return card


def tote(canvas_size, pixels=200):
    """The bag's print, in the pattern's coordinates."""
    cloth = Image.new("RGB", tuple(round(n * pixels) for n in canvas_size), "#e2d8c2")
    draw = ImageDraw.Draw(cloth)
    middle, top = cloth.width / 2, cloth.height / 2
    lantern(draw, middle - 100 * 2.5, top - 370, 2.5, NIGHT, "#c98f1e")
    text(draw, (middle, top + 190), "Noch ein", "serif", 128, NIGHT)
    text(draw, (middle, top + 315), "Kapitel", "serif", 128, NIGHT)
    return cloth


def weave(size=32):
    """Linen: over and under."""
    tile = Image.new("L", (size, size))
    for y in range(size):
        for x in range(size):
            over = (x // (size // 2) + y // (size // 2)) % 2
            across = (x if over else y) % (size // 2) / (size // 2)
            tile.putpixel((x, y), round(255 * math.sin(math.pi * across) ** 0.7))
    return tile


def ruled():
    """A spread of the lined notebook."""
    page = Image.new("RGB", (1400, 1050), "#f3ecdc")
    draw = ImageDraw.Draw(page)
    for y in range(120, 1000, 35):
        draw.line([(40, y), (1360, y)], fill="#b9bcc4", width=2)
    return page
