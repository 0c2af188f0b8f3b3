"""Laternenpresse: books with covers and page edges, notebooks, prints and a bag."""

import math
import random

from mathutils import Vector

import lantern_art as art
import studio
from cloth import CANVAS, drape, fabric, garment, settle, sew
from shapes import oval, slab, soften, strap, sweep, through
from studio import (
    Shader,
    ambient,
    as_image,
    backdrop,
    camera,
    daylight,
    group,
    linear,
    mesh,
    place,
    softbox,
    steel,
    surface,
    wood,
)

MAT = "#cdc4b4"


# --- materials --------------------------------------------------------------------------------------


def printed(picture, woven=None, roughness=0.45):
    """A printed cover; `woven` is how many threads a unit, for cloth."""
    shader = Shader("cover")
    shader.set(Base_Color=shader.picture(picture), Roughness=roughness, Specular_IOR_Level=0.35)
    if woven:
        node = shader.node("ShaderNodeTexImage", {"image": as_image(art.weave()), "extension": "REPEAT"})
        uv = shader.node("ShaderNodeTexCoord").outputs["UV"]
        shader.feed(
            node.inputs["Vector"],
            shader.node("ShaderNodeMapping", Vector=uv, Scale=(woven * 2.7, woven * 2, 1)).outputs[0],
        )
        shader.set(Normal=shader.bump(node.outputs["Color"], 0.006), Roughness=0.85, Sheen_Weight=0.2)
    return shader.material


def leaves(axis="y", colour="#efe6d2"):
    """The edge of a block of paper: fine lines across one axis."""
    stretch = {"x": (150, 0.5, 0.5), "y": (0.5, 150, 0.5), "z": (0.5, 0.5, 150)}[axis]
    shader = Shader("leaves")
    line = shader.noise(1.0, 4, stretch=stretch)
    shade = shader.span(line, 0.35, 0.65)
    shader.set(
        Base_Color=shader.mix(shade, linear("#c9bda3"), linear(colour)),
        Roughness=0.9,
        Specular_IOR_Level=0.1,
        Normal=shader.bump(line, 0.006),
    )
    return shader.material


# --- books ------------------------------------------------------------------------------------------


def extruded(outline, low, high, material, uv=False, closed=False, thickness=0.0, rows=1):
    """An outline in x and y carried from z = low to high; UV runs along it and up."""
    length, reach = 0.0, [0.0]
    for a, b in zip(outline, outline[1:]):
        length += (Vector(b) - Vector(a)).length
        reach.append(length)
    points, place_ = [], []
    for row in range(rows + 1):
        t = row / rows
        for (x, y), s in zip(outline, reach):
            points.append((x, y, low + (high - low) * t))
            place_.append((s / length, t))
    n = len(outline)
    faces = [
        (r * n + i, r * n + (i + 1) % n, (r + 1) * n + (i + 1) % n, (r + 1) * n + i)
        for r in range(rows)
        for i in range(n if closed else n - 1)
    ]
    if closed:
        faces += [tuple(range(n - 1, -1, -1)), tuple(range(rows * n, rows * n + n))]
    thing = mesh("extruded", points, faces, material, uv=place_ if uv else None)
    if thickness:
        body = thing.modifiers.new("body", "SOLIDIFY")
        body.thickness, body.offset = thickness, -1.0
    return thing


def book(wrap, cloth=False, hard=True, ribbon=None):
    """A book standing on its lower edge, its front to -y and its spine to -x."""
    wide, tall, thick = wrap.size
    over, board = (0.035, 0.028) if hard else (0.0, 0.008)
    half = thick / 2
    round_ = 0.05 if hard else 0.0
    back = [(wide, half), (0.14, half), (0.10, half - (0.014 if hard else 0)), (0.05, half - 0.002)]
    spine = [
        (0.02 - round_ * math.cos(a), half * math.sin(a))
        for a in (math.pi / 2 - math.pi * i / 12 for i in range(13))
    ]
    if not hard:
        spine = [(0.0, half), (0.0, -half)]
        back = [(wide, half)]
    outline = back + spine + [(x, -y) for x, y in reversed(back)]
    case = extruded(outline, 0, tall, printed(wrap.picture, 70 if cloth else None), uv=True, thickness=board)
    soften(case, 0.008, 2)
    inner = half - (board if hard else 0.002)
    edge = wide - over
    fore = [
        (edge - (0.03 if hard else 0.0) * (1 - (y / inner) ** 2), y)
        for y in (inner * (1 - i / 6) for i in range(13))
    ]
    block = extruded([(0.03, inner), *fore, (0.03, -inner)][::-1], over, tall - over, leaves(), closed=True)
    parts = [case, block]
    if ribbon:
        parts.append(
            sweep(
                through(
                    [
                        (0.25, 0, tall - over),
                        (0.26, 0.0, over),
                        (0.28, -0.03, -0.02),
                        (0.33, -0.12, 0.006),
                        (0.36, -0.26, 0.004),
                    ],
                    6,
                ),
                strap(0.028, 0.003),
                surface(ribbon, 0.6),
                up=(1, 0, 0),
            )
        )
    return group(*parts)


def lying(thing, at, turn=0.0, thick=0.16):
    """Lay a book on its back, front up."""
    return place(thing, (at[0], at[1], at[2] + thick / 2), (-90, 0, turn))


def notebook(colour, thick=0.16, wide=1.4, tall=2.1):
    """A notebook with an open, sewn spine and a band; standing like `book`."""
    cover = Shader("dyed")
    fibre = cover.noise(40, 4, stretch=(1, 1, 0.4))
    cover.set(
        Base_Color=cover.mix(cover.span(fibre, 0.35, 0.7), linear(colour), linear(_lighter(colour))),
        Roughness=0.8,
        Normal=cover.bump(fibre, 0.004),
    )
    boards = []
    for side in (-1, 1):
        board = slab((wide, 0.024, tall), cover.material, 0.006)
        boards.append(place(board, (wide / 2 + 0.01, side * (thick / 2 - 0.012), 0)))
    inner, parts = thick / 2 - 0.026, 9
    outline = []
    for i in range(parts):
        middle, reach = -inner + (2 * i + 1) * inner / parts, inner / parts
        outline += [
            (0.035 - 0.022 * math.cos(a), middle + reach * math.sin(a))
            for a in (math.pi * (j / 8 - 0.5) for j in range(9))
        ]
    block = extruded(
        [*outline, (wide - 0.02, inner), (wide - 0.02, -inner)],
        0.015,
        tall - 0.015,
        leaves(colour="#f2ead8"),
        closed=True,
    )
    block.data.shade_flat()
    thread = surface("#c2452d" if colour != "#8a2f22" else "#efe4c8", 0.7)
    stitches = []
    for z in (0.28, 0.72, 1.05, 1.38, 1.82):
        for i in range(parts):
            middle, reach = -inner + (2 * i + 1) * inner / parts, inner / parts
            for lift in (-0.012, 0.012):
                arc = [
                    (0.029 - 0.026 * math.cos(a), middle + reach * math.sin(a), z + lift * (1 + math.sin(a)))
                    for a in (math.pi * (j / 6 - 0.5) for j in range(7))
                ]
                stitches.append(sweep(arc, oval(0.007, 0.007, 6), thread, up=(0, 0, 1)))
    at, out = wide - 0.16, thick / 2 + 0.006
    band = extruded(
        [(at - 0.03, -out), (at + 0.03, -out)],
        -0.004,
        tall + 0.004,
        surface("#1d1c1b", 0.65),
        thickness=0.008,
    )
    caps = [
        place(slab((0.06, thick + 0.012, 0.008), surface("#1d1c1b", 0.65), 0.002), (at, 0, z))
        for z in (-0.008, tall)
    ]
    return group(*boards, block, band, *caps, *stitches)


def _lighter(colour):
    return "#%02x%02x%02x" % tuple(min(255, round(int(colour[i : i + 2], 16) * 1.09 + 3)) for i in (1, 3, 5))


def open_notebook(colour):
    """The notebook open in the middle, flat on the table."""
    wide, tall = 1.4, 2.1
    parts = []
    page = Shader("page")
    page.set(
        Base_Color=page.picture(art.ruled().rotate(90, expand=True)), Roughness=0.85, Specular_IOR_Level=0.15
    )
    for side in (-1, 1):
        for layer in range(4):
            rise = 0.155 - 0.012 * layer
            line = [
                (0.0, 0.02),
                (0.03, rise * 0.75),
                (0.12, rise * 1.04),
                (0.5, rise * 0.98),
                (wide - 0.02 - 0.012 * layer, rise * 0.70),
            ]
            curve = [(side * p.x, p.y) for p in through([Vector((x, z, 0)) for x, z in line], 10)]
            curve = curve if side > 0 else curve[::-1]
            sheet = extruded(
                curve,
                -tall / 2,
                tall / 2,
                page.material if layer == 0 else leaves("z"),
                uv=True,
                thickness=0.004 if layer else 0,
            )
            sheet.data.shade_smooth()
            parts.append(place(sheet, turn=(90, 0, 0)))
        fore = slab((0.02, tall - 0.01, 0.10), leaves("z"), 0.004)
        parts.append(place(fore, (side * (wide - 0.05), 0, 0.024)))
        ends = [
            place(
                slab((wide - 0.1, 0.012, 0.095), leaves("z"), 0.003),
                (side * wide / 2, end * (tall / 2 - 0.012), 0.024),
            )
            for end in (-1, 1)
        ]
        board = place(
            slab((wide, tall + 0.03, 0.024), surface(colour, 0.8, bump=0.004, bump_scale=40), 0.006),
            (side * (wide / 2 + 0.02), 0, 0),
        )
        parts += [*ends, board]
    return group(*parts)


def pencil(length=1.75, radius=0.037):
    """A six-sided pencil lying along x."""
    paint, tip = surface("#e0a92c", 0.3), surface("#d9b383", 0.7)
    angles = [math.pi / 3 * i for i in range(6)]
    six = [(radius * math.cos(a), radius * math.sin(a)) for a in angles]
    body = sweep([(0, 0, 0), (length, 0, 0)], six, paint, up=(0, 0, 1))
    body.data.shade_flat()
    cone = sweep(
        [(length, 0, 0), (length + 0.17, 0, 0)],
        oval(radius, radius, 24),
        tip,
        lambda t: 1 - 0.78 * t,
        up=(0, 0, 1),
    )
    lead = sweep(
        [(length + 0.168, 0, 0), (length + 0.22, 0, 0)],
        oval(radius, radius, 16),
        surface("#2a2a2c", 0.4),
        lambda t: 0.24 - 0.2 * t,
        up=(0, 0, 1),
    )
    return group(body, cone, lead)


def slipcase(books, height=2.06, depth=1.36):
    """A case of grey board, open to the camera, with books in it, spines out."""
    board = Shader("board")
    fibre = board.noise(55, 5)
    speck = board.span(board.noise(120, 2), 0.60, 0.68)
    grey = board.mix(board.span(fibre, 0.3, 0.7), linear("#8f8b82"), linear("#a7a298"))
    board.set(
        Base_Color=board.mix(speck, grey, linear("#6c675f")),
        Roughness=0.95,
        Specular_IOR_Level=0.1,
        Normal=board.bump(fibre, 0.006),
    )
    wall = 0.026
    width = sum(b.size[2] for b in books) + 0.10 + 2 * wall
    sides = [
        place(slab((wall, depth, height + 2 * wall), board.material, 0.006), (x, depth / 2, 0))
        for x in (-width / 2 + wall / 2, width / 2 - wall / 2)
    ]
    flats = [
        place(slab((width, depth, wall), board.material, 0.006), (0, depth / 2, z))
        for z in (0, height + wall)
    ]
    rear = place(slab((width, wall, height), board.material, 0.006), (0, depth - wall / 2, 0))
    parts, at = [*sides, *flats, rear], -width / 2 + wall + 0.03
    for i, wrap in enumerate(books):
        thick = wrap.size[2]
        out = (-0.30, -0.12, -0.02)[i]
        parts.append(place(book(wrap, cloth=i == 0), (at + thick / 2, out + 0.04, wall), (0, 0, 90)))
        at += thick + 0.02
    return group(*parts)


# --- pictures ---------------------------------------------------------------------------------------


def table(span=1.6, strength=0.9):
    backdrop(MAT, wall=2.5 + 2.2 * span)
    daylight(MAT, span, strength)


def nachtfaehren():
    table(1.9)
    place(book(art.nachtfaehren(), cloth=True, ribbon=art.YELLOW), (-0.72, 0.05, 0), (0, 0, 24))
    lying(book(art.nachtfaehren(), cloth=True), (0.05, 1.5, 0), -12)
    camera((0, -7.4, 2.3), (0.03, 0, 0.92), 80, 8)


def kleines_wetter():
    table(1.9)
    place(book(art.kleines_wetter()), (-0.62, 0.25, 0), (0, 0, -26))
    camera((0, -7.4, 2.0), (0.0, 0, 0.96), 84, 8)


def inselwoerterbuch():
    table(1.5)
    turns = (10, 38, 22)
    for i, turn in enumerate(turns):
        made = book(art.insel())
        lying(made, (-0.36 + 0.03 * i, -0.62 + 0.05 * i, 0.203 * i), turn, 0.2)
    camera((0, -5.2, 4.9), (-0.12, 0.0, 0.3), 74, 8)


def night_ferries():
    table(1.6)
    lying(book(art.night_ferries(), hard=False), (-0.30, -0.98, 0), -16, 0.13)
    lying(book(art.night_ferries(), hard=False), (-0.72, -0.72, 0.132), 14, 0.13)
    camera((0, -4.8, 5.8), (0.0, -0.05, 0.1), 70, 8)


def notizbuch(colour):
    table(1.8)
    lying(notebook(colour), (-0.66, -1.0, 0), 26)
    lying(notebook(colour), (-0.42, -0.98, 0.162), 12)
    camera((-1.6, -5.6, 5.0), (-0.24, 0.06, 0.1), 64, 8)


def notizbuch_offen():
    table(1.8)
    place(open_notebook("#a06d24"), turn=(0, 0, 14))
    place(pencil(), (-0.1, -0.45, 0.185), (0, -2, 38))
    camera((0, -5.4, 6.2), (0.0, 0.0, 0.1), 62, 9)


def schuber():
    table(2.0)
    wraps = [art.nachtfaehren(), art.kleines_wetter(), art.insel(1.3, 2.0, 0.26)]
    place(slipcase(wraps), (0, -0.3, 0), (0, 0, -34))
    camera((0, -7.6, 3.2), (0.12, 0, 0.92), 88, 8)


def wandkalender():
    wall = 3.0
    backdrop("#cfc8b8", wall=wall)
    ambient(MAT, 0.34)
    softbox((-6.5, -4.0, 9.5), (0, wall, 5), (3.4, 3.4), 2300, (1, 0.975, 0.94))
    softbox((6.5, -4.5, 4.5), (0, wall, 5), (4, 4), 520, (0.93, 0.97, 1))
    wide, tall, top = 3.0, 4.2, 7.1
    line = [(0.0, 0.05), (1.4, 0.05), (3.0, 0.06), (3.8, 0.10), (4.2, 0.22)]
    curve = through([Vector((y, z, 0)) for y, z in line], 10)
    points, uv = [], []
    for p in curve:
        for side in (0, 1):
            points.append(((side - 0.5) * wide, wall - p.y, top - p.x))
            uv.append((side, 1 - p.x / tall))
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(curve) - 1)]
    sheet = mesh("sheet", points, faces, printed(art.calendar_sheet(), roughness=0.8), smooth=True, uv=uv)
    for i in range(1, 4):
        under = mesh(
            "sheet",
            [(x + 0.004 * i, wall - 0.008, z - 0.005 * i) for x, _, z in points],
            faces,
            surface(art.PAPER, 0.9),
        )
    bar = place(
        slab((wide + 0.14, 0.09, 0.2), wood("#dcbd8c", "#c29a66", "x"), 0.02), (0, wall - 0.06, top - 0.1)
    )
    string = sweep(
        through(
            [(-1.3, wall - 0.03, top + 0.08), (-0.65, wall - 0.05, top + 0.42), (0, wall - 0.06, top + 0.75)],
            6,
        )
        + through(
            [
                (0.01, wall - 0.06, top + 0.75),
                (0.65, wall - 0.05, top + 0.42),
                (1.3, wall - 0.03, top + 0.08),
            ],
            6,
        ),
        oval(0.012, 0.012, 8),
        surface("#2b2622", 0.9),
        up=(0, 1, 0),
    )
    nail = sweep(
        [(0, wall + 0.02, top + 0.745), (0, wall - 0.12, top + 0.76)],
        oval(0.022, 0.022, 16),
        steel(),
        up=(0, 0, 1),
    )
    camera((0.6, wall - 12.2, top - 1.6), (0, wall, top - 1.80), 74, 11)
    return sheet, bar, string, nail, under


def lesezeichen():
    backdrop(MAT, wall=16)
    ambient(MAT, 0.34)
    softbox((-4.6, 3.0, 4.6), (0, 0, 0), (2.2, 2.2), 900, (1, 0.975, 0.94))
    softbox((4.5, -2.2, 4.4), (0, 0, 0), (3, 3), 200, (0.93, 0.97, 1))
    chance = random.Random(5)
    for i, (ground, ink, line) in enumerate(art.BOOKMARKS):
        card = slab((0.5, 1.7, 0.012), surface(art.PAPER, 0.9), 0.003)
        face = mesh(
            "print",
            [
                (-0.246, -0.846, 0.0135),
                (0.246, -0.846, 0.0135),
                (0.246, 0.846, 0.0135),
                (-0.246, 0.846, 0.0135),
            ],
            [(0, 1, 2, 3)],
            printed(art.bookmark(ground, ink, line), roughness=0.85),
            uv=[(0, 0), (1, 0), (1, 1), (0, 1)],
        )
        sway = [chance.uniform(-0.16, 0.16) for _ in range(3)]
        thread = sweep(
            through(
                [
                    (0, 0.78, 0.016),
                    (0.01, 0.88, 0.03),
                    (sway[0], 1.15, 0.012),
                    (sway[1], 1.45, 0.012),
                    (sway[2], 1.72, 0.012),
                ],
                8,
            ),
            oval(0.011, 0.011, 8),
            surface(ink if ground != art.CREAM else art.RED, 0.9),
            up=(0, 0, 1),
        )
        hole = sweep(
            [(0, 0.78, 0.0137), (0, 0.78, 0.0145)],
            oval(0.026, 0.026, 20),
            surface("#1a1712", 0.9),
            up=(0, 1, 0),
        )
        tilt = math.radians(25 - 12.5 * i)
        place(
            group(card, face, thread, hole),
            (-math.sin(tilt) * 2.2, math.cos(tilt) * 2.2 - 2.2, 0.014 * i),
            (0, 0, 25 - 12.5 * i),
        )
    camera((0, -1.2, 9.0), (0.05, 0.22, 0), 66, 11)


def stofftasche():
    backdrop(MAT, wall=16)
    ambient(MAT, 0.34)
    span = 3.6
    softbox(
        (-2.6 * span, 1.6 * span, 2.2 * span),
        (0, 0, 0),
        (1.6 * span, 1.6 * span),
        170 * span * span,
        (1, 0.975, 0.94),
    )
    softbox(
        (2.6 * span, -1.2 * span, 2.4 * span),
        (0, 0, 0),
        (2 * span, 2 * span),
        38 * span * span,
        (0.93, 0.97, 1),
    )
    half = [(1.9, 2.1, "seam"), (1.9, -2.1, "seam"), (-1.9, -2.1, "seam"), (-1.9, 2.1, "mouth")]
    points, faces, uv, panels, _ = sew(half, half, seed=3)
    folds = [
        ((-1.8, 1.2), (-0.9, 0.2), 0.09),
        ((1.8, -0.4), (0.7, -1.4), 0.09),
        ((-1.7, -1.0), (-0.4, -1.7), 0.08),
        ((0.9, 2.0), (1.2, 0.7), 0.08),
        ((-0.9, 2.0), (-0.6, 1.1), 0.07),
    ]
    points = drape(settle(points, faces, air=1.0, rest=0.15), folds, 5)
    linen = [
        fabric(art.tote(CANVAS), art.weave(), 330, 0.006, 0.9),
        fabric("#d3c8b0", art.weave(), 330, 0.006, 0.9),
    ]
    bag = garment(points, faces, uv, panels, linen, 0.03)
    top = max(z for _, _, z in points)
    cloth = fabric("#ddd2bb", None, roughness=0.9)
    handles = []
    for lift, shift in ((0.02, 0.25), (top * 0.85, -0.1)):
        line = through(
            [
                (-1.0, 1.55, lift + 0.05),
                (-1.02, 2.1, lift + 0.04),
                (-0.95 + shift * 0.3, 3.1, 0.06 + lift * 0.4),
                (-0.45 + shift, 3.85, 0.05 + lift * 0.2),
                (0.25 + shift, 3.9, 0.05 + lift * 0.2),
                (0.85 + shift * 0.4, 3.2, 0.06 + lift * 0.4),
                (1.02, 2.1, lift + 0.04),
                (1.0, 1.55, lift + 0.05),
            ],
            12,
        )
        handles.append(sweep(line, strap(0.14, 0.012), cloth, name="handle"))
        _lie_flat(handles[-1], line)
    camera((0, -1.2, 13.5), (0, 0.95, 0), 60, 11, focus=(0, 0, 0.3))
    return bag


def _lie_flat(handle, line):
    """Turn a strap's cross-section so that its broad side lies on the table."""
    section = strap(0.14, 0.012)
    count = len(section)
    for i, spot in enumerate(line):
        along = (line[min(i + 1, len(line) - 1)] - line[max(i - 1, 0)]).normalized()
        side = along.cross(Vector((0, 0, 1))).normalized()
        up = side.cross(along).normalized()
        for j, (a, b) in enumerate(section):
            handle.data.vertices[i * count + j].co = spot + side * a + up * b


def cover_on_white(wrap):
    """A flat picture of a cover; nothing is rendered."""
    return lambda file: studio.develop(art.flat_cover(wrap()), studio.SIZE, file, grain=0.0)


FLAT = {
    "nachtfaehren-umschlag": cover_on_white(art.nachtfaehren),
    "das-kleine-wetter-umschlag": cover_on_white(art.kleines_wetter),
}

PICTURES = {
    "nachtfaehren": nachtfaehren,
    "das-kleine-wetter": kleines_wetter,
    "inselwoerterbuch": inselwoerterbuch,
    "night-ferries": night_ferries,
    "notizbuch-ocker": lambda: notizbuch("#a06d24"),
    "notizbuch-tinte": lambda: notizbuch("#1b2a48"),
    "notizbuch-moos": lambda: notizbuch("#44583e"),
    "notizbuch-offen": notizbuch_offen,
    "schuber-drei-abende": schuber,
    "wandkalender-2027": wandkalender,
    "lesezeichen": lesezeichen,
    "stofftasche": stofftasche,
}
