"""Kestrel Rovers FC: shirts and knitwear, a ball, a mug."""

import math
import random

import bpy
import numpy as np
from mathutils import Vector

import kestrel_art as art
from cloth import drape, fabric, garment, mirrored, rib, settle, sew
from kestrel_art import CHARCOAL, CREAM, LIME, RUST, TEAL
from shapes import bend, fillet, lathe, oval, strap, sweep, through
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
    surface,
)

MAT = "#c4c9c2"

SHORT_CUFF = ((3.85, 1.55), (2.88, 0.58))
LONG_CUFF = ((4.25, -2.35), (3.42, -2.55))


def shirt_half(neck, sleeve):
    """The right half of a shirt's pattern, from the collar's middle to the hem's middle."""
    depth = {"front": 2.72, "back": 3.42}[neck]
    collar = [
        (0.0, depth, "neck"),
        (0.34, depth + 0.07, "neck"),
        (0.62, depth + (3.66 - depth) * 0.38, "neck"),
        (0.80, depth + (3.66 - depth) * 0.75, "neck"),
    ]
    shoulder = [(0.84, 3.66, "seam"), (2.2, 3.18, "seam")]
    if sleeve == "short":
        arm = [(2.62, 2.88, "seam"), (*SHORT_CUFF[0], "cuff"), (*SHORT_CUFF[1], "seam"), (2.5, 1.25, "seam")]
    else:
        arm = [
            (2.66, 2.8, "seam"),
            (3.55, 0.7, "seam"),
            (*LONG_CUFF[0], "cuff"),
            (*LONG_CUFF[1], "seam"),
            (2.85, 0.2, "seam"),
            (2.5, 1.25, "seam"),
        ]
    return [
        *collar,
        *shoulder,
        *arm,
        (2.42, -1.0, "seam"),
        (2.5, -3.55, "hem"),
        (1.5, -3.62, "hem"),
        (0.0, -3.64, "hem"),
    ]


SHORTS_HALF = [
    (0.0, 1.45, "waist"),
    (1.42, 1.5, "seam"),
    (1.62, 0.6, "seam"),
    (2.05, -1.55, "leg"),
    (0.42, -1.75, "seam"),
    (0.0, -0.25, "seam"),
]

FOLDS = {
    "plain": [
        ((2.2, 1.3), (0.9, 0.2), 0.10),
        ((-2.2, 1.4), (-1.0, 0.5), 0.09),
        ((-2.0, -0.6), (-0.2, -1.5), 0.08),
        ((2.2, -1.6), (0.6, -2.6), 0.09),
        ((-1.2, -3.3), (-0.7, -1.6), 0.08),
        ((-2.9, 2.2), (-2.2, 1.6), 0.06),
        ((2.9, 2.2), (2.2, 1.7), 0.06),
    ],
    "second": [
        ((-2.2, 1.3), (-0.7, 0.4), 0.10),
        ((2.2, 1.2), (1.2, -0.2), 0.08),
        ((2.0, -0.9), (0.1, -1.7), 0.08),
        ((-2.2, -1.9), (-0.8, -2.7), 0.08),
        ((1.1, -3.3), (0.8, -2.0), 0.08),
        ((2.9, 2.2), (2.1, 1.7), 0.06),
    ],
    "third": [
        ((2.2, 1.4), (0.6, 0.6), 0.09),
        ((-2.2, 1.1), (-1.1, -0.5), 0.09),
        ((0.4, -0.4), (-1.6, -1.9), 0.08),
        ((1.9, -2.0), (0.9, -3.2), 0.08),
    ],
    "retro": [
        ((2.2, 1.2), (1.0, 0.1), 0.11),
        ((-2.2, 1.5), (-0.9, 0.8), 0.10),
        ((-1.9, -0.9), (0.3, -2.3), 0.10),
        ((1.9, -1.2), (1.2, -2.8), 0.09),
    ],
    "shorts": [
        ((0.0, -0.2), (1.2, 0.6), 0.08),
        ((0.0, -0.2), (-1.2, 0.5), 0.08),
        ((1.2, -1.4), (1.1, -0.4), 0.07),
        ((-1.1, -1.4), (-1.4, -0.5), 0.07),
    ],
}

_SETTLED = {}


def settled(name, top, bottom, look):
    """A sewn and settled garment with the folds of a `look`; each kind is sewn once a run."""
    if name not in _SETTLED:
        points, faces, uv, panels, openings = sew(mirrored(top), mirrored(bottom))
        _SETTLED[name] = (settle(points, faces), faces, uv, panels, openings)
    points, *rest = _SETTLED[name]
    return (drape(points, FOLDS[look], len(look)), *rest)


def shirt(canvas, inside, collar, side="front", sleeve="short", look="plain", weave=None):
    """A shirt, laid flat with its `side` up; `look` keeps the folds of one shirt from being another's."""
    other = {"front": "back", "back": "front"}[side]
    points, faces, uv, panels, openings = settled(
        f"{side} {sleeve}", shirt_half(side, sleeve), shirt_half(other, sleeve), look
    )
    weave = weave or art.mesh_weave()
    cloth = garment(points, faces, uv, panels, [fabric(canvas.picture, weave), fabric(inside, weave)])
    loop = openings["neck-0"] + openings["neck-1"]
    if collar:
        ring = in_order(points, uv, loop)
        band = rib(points, ring, fabric(collar, None), 0.115, 0.045)
        return group(cloth, band)
    return group(cloth)


def in_order(points, uv, loop):
    """The neck's points as one ring, sorted by their angle around its middle in the pattern."""
    ring = sorted(set(loop), key=lambda i: math.atan2(uv[i][1] - 0.5 - 3.1 / 9, uv[i][0] - 0.5))
    return ring


def home_art(back=False):
    canvas = art.shirt(RUST, CHARCOAL, [(*SHORT_CUFF, -0.17, CREAM)])
    canvas.both_lines(art.ARMHOLE, CREAM, 0.05)
    if back:
        canvas.write("9", 0, 0.1, 3.1, CREAM)
        canvas.write("OAKES", 0, 2.15, 0.62, CREAM, spacing=0.06)
    else:
        canvas.badge(1.02, 1.62, 0.92)
        art.maker(canvas, CREAM)
    return canvas


def away_art(back=False):
    canvas = art.shirt(CREAM, CREAM, [(*SHORT_CUFF, -0.17, RUST)])
    canvas.area([(-3, 0.95), (3, 0.95), (3, -0.35), (-3, -0.35)], RUST)
    for y in (1.06, -0.46):
        canvas.line([(-3, y), (3, y)], CHARCOAL, 0.05)
    if back:
        canvas.area([(-1.3, 1.5), (1.3, 1.5), (1.3, -2.0), (-1.3, -2.0)], CREAM)
        canvas.write("7", 0, -0.25, 2.9, RUST)
        canvas.write("MARSH", 0, 2.15, 0.62, RUST, spacing=0.06)
    else:
        canvas.badge(1.02, 1.85, 0.92)
        art.maker(canvas, RUST, y=1.9)
    return canvas


def third_art():
    canvas = art.shirt(TEAL, TEAL, [(*SHORT_CUFF, -0.12, art.shade(TEAL, 0.6))])
    for i in range(-14, 15):
        canvas.line([(i * 0.34, -4.4), (i * 0.34, 4.4)], "#8fb8b4", 0.022)
    canvas.badge(1.02, 1.62, 0.92)
    art.maker(canvas, CREAM)
    return canvas


def keeper_art():
    canvas = art.shirt(LIME, LIME, [(*LONG_CUFF, -0.42, CHARCOAL)])
    canvas.both([(0.9, 3.8), (2.3, 3.4), (2.2, 2.9), (0.0, 2.38), (0.0, 2.74)], art.shade(LIME, 0.86))
    for i in range(7):
        canvas.both_lines(
            [(3.15 - 0.02 * i, 0.95 - 0.2 * i), (4.3, 0.75 - 0.2 * i)], art.shade(LIME, 0.7), 0.03
        )
    canvas.badge(1.02, 1.62, 0.92)
    art.maker(canvas, CHARCOAL)
    return canvas


def training_art():
    canvas = art.shirt("#33353a", "#33353a", [(*LONG_CUFF, -0.22, "#232428")])
    canvas.both_lines(art.ARMHOLE, RUST, 0.06)
    canvas.both_lines([(2.9, 2.75), (3.75, 0.65), (4.3, -2.4)], RUST, 0.07)
    canvas.line([(0, 2.9), (0, 1.0)], "#17181a", 0.16)
    canvas.line([(0, 2.9), (0, 1.0)], "#6d6f74", 0.035)
    canvas.badge(1.02, 1.55, 0.86)
    art.maker(canvas, RUST)
    return canvas


def retro_art():
    canvas = art.shirt(art.shade(RUST, 0.96), art.shade(RUST, 0.96), [(*SHORT_CUFF, -0.3, CREAM)])
    canvas.write("1974", 1.02, 1.6, 0.52, CREAM, "serif-bold", 0.04)
    return canvas


def shorts_art():
    canvas = art.Canvas(CHARCOAL)
    canvas.area([(-3, 1.6), (3, 1.6), (3, 1.15), (-3, 1.15)], art.shade(CHARCOAL, 0.75))
    canvas.both([(1.45, 1.2), (1.75, 1.2), (2.3, -1.7), (1.88, -1.7)], RUST)
    for y in (-1.38, -1.42):
        canvas.line([(-3, y), (3, y)], art.shade(CHARCOAL, 0.6), 0.01)
    canvas.badge(-1.25, -1.0, 0.6)
    return canvas


def flat_lay(span=4.2, strength=1.0, mat=MAT):
    """The shirts' light: low from the upper left, so that folds are seen."""
    backdrop(mat, wall=16)
    ambient(mat, 0.34 * strength)
    power = span * span * strength
    softbox(
        (-2.6 * span, 1.6 * span, 2.2 * span),
        (0, 0, 0),
        (1.6 * span, 1.6 * span),
        165 * power,
        (1, 0.975, 0.94),
    )
    softbox(
        (2.6 * span, -1.2 * span, 2.4 * span), (0, 0, 0), (2 * span, 2 * span), 38 * power, (0.93, 0.97, 1)
    )


def from_above(height=15.0, middle=(0, 0), lens=50):
    camera(
        (middle[0], middle[1] - height * 0.10, height),
        (middle[0], middle[1], 0),
        lens,
        11,
        focus=(*middle, 0.4),
    )


def laid_flat(canvas, inside, collar, middle=(0, 0), lens=52, **how):
    """One shirt on the table, from above."""
    flat_lay()
    made = shirt(canvas, inside, collar, **how)
    from_above(middle=middle, lens=lens)
    return made


def flat_collar():
    """The two points of a polo collar, folded down over the front."""
    cloth = fabric(CREAM, art.knit(), 60, 0.004)
    parts = []
    for side in (-1, 1):
        outline = [
            (0.03, 2.70),
            (0.42, 2.02),
            (1.02, 2.95),
            (1.06, 3.62),
            (0.80, 3.66),
            (0.66, 3.2),
            (0.36, 2.86),
        ]
        points, faces = [], []
        for x, y in outline:
            rise = 0.52 - 0.10 * abs(x - 0.5) - 0.06 * (3.66 - y)
            points.append((side * x, y, rise))
        faces = [tuple(range(len(points)))]
        leaf = mesh("collar", points, faces, cloth)
        body = leaf.modifiers.new("body", "SOLIDIFY")
        body.thickness, body.offset = 0.05, 0
        edge = leaf.modifiers.new("edge", "BEVEL")
        edge.width, edge.segments = 0.02, 2
        parts.append(leaf)
    return parts


def home_shirt():
    laid_flat(home_art(), "#6f2a10", CHARCOAL)


def home_shirt_back():
    laid_flat(home_art(back=True), "#6f2a10", CHARCOAL, side="back")


def away_shirt():
    laid_flat(away_art(), "#d9cfbb", RUST, look="second")


def away_shirt_back():
    laid_flat(away_art(back=True), "#d9cfbb", RUST, side="back", look="second")


def third_shirt():
    laid_flat(third_art(), "#0a3236", art.shade(TEAL, 0.6), look="third")


def keeper_shirt():
    laid_flat(keeper_art(), "#8f9f22", CHARCOAL, sleeve="long", lens=46)


def training_top():
    laid_flat(training_art(), "#1c1d20", "#202124", sleeve="long", look="second", lens=46)
    pull = sweep(
        [(0, 1.02, 0.62), (0.02, 0.86, 0.60), (0.02, 0.66, 0.57)], strap(0.05, 0.02), surface(RUST, 0.5)
    )
    return pull


def retro_shirt():
    laid_flat(retro_art(), "#7a3418", CREAM, look="retro", weave=art.knit())
    flat_collar()


def kids_kit():
    flat_lay()
    place(shirt(home_art(), "#6f2a10", CHARCOAL), (0, 1.75, 0), scale=0.86)
    points, faces, uv, panels, _ = settled("shorts", SHORTS_HALF, SHORTS_HALF, "shorts")
    weave = art.mesh_weave()
    shorts = garment(
        points, faces, uv, panels, [fabric(shorts_art().picture, weave), fabric(CHARCOAL, weave)]
    )
    place(shorts, (0, -3.75, 0), scale=1.0)
    from_above(17.0, (0, -0.55), 52)


# --- knitwear -------------------------------------------------------------------------------------


def scarf():
    """A bar scarf folded in three, its fringe to the front."""
    half, thick, length = 1.05, 0.085, 3.4
    side = []
    layers, gap = 3, 0.36
    for layer in range(layers):
        z = 0.13 + layer * gap
        run = [(-length / 2, z), (length / 2, z)] if layer % 2 == 0 else [(length / 2, z), (-length / 2, z)]
        (a, za), (b, zb) = run
        steps = 60
        for i in range(steps + 1):
            t = i / steps
            x = a + (b - a) * t
            side.append((x, za + 0.02 * math.sin(3 * x + layer)))
        if layer < layers - 1:
            sign = 1 if b > 0 else -1
            for i in range(1, 16):
                angle = -math.pi / 2 + math.pi * i / 16
                side.append(
                    (b + sign * math.cos(angle) * gap * 0.62, z + gap / 2 + math.sin(angle) * gap / 2)
                )
    line = [Vector((0.0, x, z)) for x, z in side]
    yarn = knitted_bars()
    body = sweep(line, strap(half, thick, 5), yarn, up=(1, 0, 0), name="scarf")
    wave = lambda p: Vector(
        (
            p.x + 0.035 * math.sin(1.7 * p.y + 2 * p.z),
            p.y,
            p.z + 0.025 * math.sin(2.3 * p.x + 1.1 * p.y) * min(p.z * 2, 1),
        )
    )
    bend(body, wave)
    fringe = strands(-length / 2, half, line[0].z)
    return group(body, fringe)


def bars(shader, share, colours):
    """Hard-edged bars: `colours` are (from, colour) over a share between 0 and 1."""
    ramp = shader.node("ShaderNodeValToRGB", Fac=share)
    ramp.color_ramp.interpolation = "CONSTANT"
    stops = ramp.color_ramp.elements
    stops.remove(stops[1])
    for i, (at, colour) in enumerate(colours):
        stop = stops[0] if i == 0 else stops.new(at)
        stop.position, stop.color = at, linear(colour)
    return ramp.outputs["Color"]


def knitted(shader, colour, vector, density):
    """Make a shader wool: stitches over x and y of a vector, so many a unit."""
    node = shader.node("ShaderNodeTexImage", {"image": as_image(art.knit()), "extension": "REPEAT"})
    laid = shader.node("ShaderNodeMapping", Vector=vector, Scale=(*density, 1))
    shader.feed(node.inputs["Vector"], laid.outputs["Vector"])
    height = node.outputs["Color"]
    between = shader.span(height, 0.0, 0.8, 0.43, 0.0)
    fuzz = shader.bump(shader.noise(65, 2), 0.006, shader.bump(height, 0.03))
    shader.set(
        Base_Color=shader.mix(between, colour, linear("#180f0c")),
        Roughness=0.9,
        Specular_IOR_Level=0.12,
        Sheen_Weight=0.5,
        Sheen_Roughness=0.5,
        Normal=fuzz,
    )
    return shader.material


def knitted_bars():
    """The scarf's bars of rust, cream and charcoal."""
    shader = Shader("knit")
    place_ = shader.node("ShaderNodeTexCoord").outputs
    along = shader.node("ShaderNodeSeparateXYZ", Vector=place_["UV"]).outputs["X"]
    share = shader.math("FRACT", shader.math("MULTIPLY", along, 1 / 1.7))
    colours = ((0.0, RUST), (0.40, CREAM), (0.50, CHARCOAL), (0.76, CREAM), (0.86, RUST))
    return knitted(shader, bars(shader, share, colours), place_["Object"], (14.0, 11.0))


def strands(y, half, z, count=46):
    """A fringe: tassels of a few threads each, lying on the table."""
    chance = random.Random(4)
    threads = []
    for i in range(count):
        x = -half + 0.05 + (2 * half - 0.1) * i / (count - 1)
        for _ in range(3):
            lean, reach = chance.uniform(-0.12, 0.12), chance.uniform(0.52, 0.66)
            line = through(
                [
                    (x, y + 0.05, z),
                    (x + lean * 0.3, y - 0.12, z - 0.03),
                    (x + lean * 0.7, y - reach * 0.6, 0.045),
                    (x + lean, y - reach, 0.03),
                ],
                4,
            )
            colour = RUST if (i // 6) % 2 else CREAM
            threads.append((line, colour))
    made = []
    for colour in (RUST, CREAM):
        material = surface(colour, 0.95, specular=0.1)
        made += [sweep(line, oval(0.02, 0.02, 6), material) for line, wanted in threads if wanted == colour]
    return group(*made)


def bobble_hat():
    """A ribbed hat with a turn-up, standing as if on a head."""
    ribs = 54
    outline = [(0.86, 0.1), (0.90, 0.5), (0.885, 0.85), (0.79, 1.20), (0.58, 1.50), (0.30, 1.65), (0.0001, 1.70)]
    crown = [(p.x, p.y) for p in through([(r, z, 0) for r, z in outline], 8)]
    fold = fillet(
        [(0.88, 0.06), (0.93, 0.0), (1.0, 0.06), (1.02, 0.52), (0.97, 0.60), (0.88, 0.56)],
        [0.04, 0.04, 0.06, 0.05],
    )
    parts = []
    for line, stripes in ((crown, False), (fold, True)):
        part = lathe(_dense(line, 0.02), ribbed(stripes), segments=ribs * 12)

        def rib_out(p, deep=0.030 if stripes else 0.024):
            radius = Vector((p.x, p.y)).length
            angle = math.atan2(p.y, p.x)
            grow = deep * (abs(math.cos(angle * ribs / 2)) ** 0.6 - 0.5) * min(radius, 0.6) / 0.6
            sag = 0.02 * math.sin(3 * angle + 2 * p.z)
            k = 1 + (grow + sag * 0.6) / max(radius, 0.05)
            return Vector((p.x * k, p.y * k, p.z + 0.02 * math.sin(2 * angle + 1) * (p.z / 1.6)))

        parts.append(bend(part, rib_out))
    parts.append(place(bobble(), (0.02, 0, 1.92)))
    return group(*parts)


def _dense(line, step):
    out = [Vector(line[0])]
    for a, b in zip(line, line[1:]):
        count = max(1, round((Vector(b) - Vector(a)).length / step))
        out += [Vector(a).lerp(Vector(b), i / count) for i in range(1, count + 1)]
    return out


def ribbed(stripes):
    """Ribbed wool: rust, or the turn-up's three stripes."""
    shader = Shader("wool")
    uv = shader.node("ShaderNodeTexCoord").outputs["UV"]
    up = shader.node("ShaderNodeSeparateXYZ", Vector=uv).outputs["Y"]
    turn_up = ((0.0, CHARCOAL), (0.30, CREAM), (0.42, RUST), (0.58, CREAM), (0.70, CHARCOAL))
    colour = bars(shader, up, turn_up if stripes else ((0.0, RUST),))
    return knitted(shader, colour, uv, (108, 8 if stripes else 22))


def bobble(radius=0.40, count=5200):
    """A pompom: short threads in every direction, in one mesh."""
    chance = np.random.default_rng(6)
    points, faces = [], []
    for _ in range(count):
        out = chance.standard_normal(3)
        out /= np.linalg.norm(out)
        side = np.cross(out, chance.standard_normal(3))
        side *= 0.014 / np.linalg.norm(side)
        other = np.cross(out, side)
        tip = out * radius * chance.uniform(0.86, 1.04) + chance.standard_normal(3) * 0.03
        mid = out * radius * 0.6 + chance.standard_normal(3) * 0.015
        start = len(points)
        for centre, wide in ((out * 0.1, 0.8), (mid, 1.0), (tip, 1.1)):
            points += [
                tuple(centre + side * wide),
                tuple(centre - side * 0.5 * wide + other * 0.87 * wide),
                tuple(centre - side * 0.5 * wide - other * 0.87 * wide),
            ]
        for k in (0, 3):
            faces += [
                (start + k + j, start + k + (j + 1) % 3, start + k + 3 + (j + 1) % 3, start + k + 3 + j)
                for j in range(3)
            ]
        faces.append((start + 6, start + 7, start + 8))
    return mesh("bobble", points, faces, surface(CREAM, 0.95, specular=0.1))


# --- hard things ------------------------------------------------------------------------------------


def ball(radius=1.1):
    """Thirty-two panels: a truncated icosahedron blown up, with its seams pressed in."""

    golden = (1 + 5**0.5) / 2
    corners = np.array(
        [p for a in (-1, 1) for b in (-golden, golden) for p in ((0, a, b), (a, b, 0), (b, 0, a))]
    )
    edge = 2.0
    pentagons = corners / np.linalg.norm(corners[0])
    triples = [
        (i, j, k)
        for i in range(12)
        for j in range(i)
        for k in range(j)
        if all(
            abs(np.linalg.norm(corners[a] - corners[b]) - edge) < 1e-6 for a, b in ((i, j), (j, k), (i, k))
        )
    ]
    hexagons = np.array([corners[list(t)].mean(0) for t in triples])
    far_hexagon = np.linalg.norm(hexagons[0])
    third = [
        corners[0] + (corners[j] - corners[0]) / 3
        for j in range(12)
        if abs(np.linalg.norm(corners[0] - corners[j]) - edge) < 1e-6
    ]
    far_pentagon = np.linalg.norm(np.mean(third, axis=0))
    axes = np.concatenate([pentagons / far_pentagon, hexagons / far_hexagon**2])
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=8, radius=1)
    thing = bpy.context.object
    spots = np.array([v.co for v in thing.data.vertices])
    reach = np.sort(spots @ axes.T, axis=1)
    panel = np.argmax(spots @ axes.T, axis=1)
    seam = reach[:, -1] - reach[:, -2]
    puff = 1 - np.exp(-seam / 0.035)
    final = spots * (radius * (0.972 + 0.028 * puff))[:, None]
    thing.data.vertices.foreach_set("co", final.ravel())
    chance = random.Random(12)
    dark = set(chance.sample(range(12, 32), 5))
    shades = np.array([linear(RUST if i < 12 else CHARCOAL if i in dark else CREAM) for i in range(32)])
    colours = shades[panel] * np.where(seam < 0.006, 0.25, 1.0)[:, None]
    thing.data.attributes.new("panel", "FLOAT_COLOR", "POINT").data.foreach_set("color", colours.ravel())
    thing.data.shade_smooth()
    shader = Shader("panels")
    grain = shader.node(
        "ShaderNodeTexVoronoi", Vector=shader.node("ShaderNodeTexCoord").outputs["Object"], Scale=48
    ).outputs["Distance"]
    shader.set(
        Base_Color=shader.attribute("panel", "Color"),
        Roughness=0.42,
        Specular_IOR_Level=0.4,
        Normal=shader.bump(grain, 0.006),
    )
    thing.data.materials.append(shader.material)
    return place(thing, (0, 0, radius * 0.985), (24, 14, 40))


def stoneware_mug():
    """A straight stoneware mug; the crest faces the camera."""
    outer = fillet([(0.0001, 0.0), (0.36, 0.0), (0.41, 0.06), (0.415, 0.93)], [0.03, 0.08])
    wall = 0.045
    line = [(x, z) for x, z in outer] + [
        (0.415 - wall * (1 - math.cos(a)) / 2, 0.93 + wall / 2 * math.sin(a))
        for a in (math.pi * i / 10 for i in range(1, 10))
    ]
    rim_at = len(line) - 4
    line += [
        (x, z) for x, z in fillet([(0.37, 0.93), (0.365, 0.10), (0.30, 0.06), (0.0001, 0.055)], [0.05, 0.05])
    ]
    reach = [0.0 if i == rim_at else 1.0 for i in range(len(line))]
    shader = Shader("glaze")
    mark = art.crest(512)
    uv = shader.node("ShaderNodeTexCoord").outputs["UV"]
    wide, tall = 0.20, 0.52
    spot = shader.node(
        "ShaderNodeMapping",
        Vector=uv,
        Location=(-(0.75 - wide / 2) / wide, -0.24 / tall, 0),
        Scale=(1 / wide, 1 / tall, 1),
    ).outputs[0]
    print_ = shader.node("ShaderNodeTexImage", {"image": as_image(mark), "extension": "CLIP"}, Vector=spot)
    clay = shader.mix(
        shader.span(shader.noise(26, 3), 0.56, 0.64, 0.0, 0.35), linear("#ebe2cf"), linear("#b99b74")
    )
    ground = shader.mix(shader.attribute("inside"), clay, linear(RUST))
    outside = shader.math("SUBTRACT", 1.0, shader.attribute("inside"))
    colour = shader.mix(
        shader.math("MULTIPLY", print_.outputs["Alpha"], outside), ground, print_.outputs["Color"]
    )
    shader.set(
        Base_Color=colour,
        Roughness=shader.span(shader.noise(8), 0.3, 0.7, 0.22, 0.38),
        Specular_IOR_Level=0.5,
        Normal=shader.bump(shader.noise(5, 3), 0.012),
    )
    body = lathe(line, shader.material, reach, rim_at, segments=192)
    glaze = surface("#ebe2cf", 0.28, bump=0.008, bump_scale=5)
    grip = sweep(
        through(
            [
                (0.38, 0, 0.76),
                (0.54, 0, 0.79),
                (0.68, 0, 0.68),
                (0.70, 0, 0.48),
                (0.60, 0, 0.28),
                (0.38, 0, 0.20),
            ],
            10,
        ),
        oval(0.085, 0.05, 24),
        glaze,
        lambda t: 1 + 0.35 * abs(2 * t - 1) ** 4,
        up=(0, 1, 0),
    )
    return group(body, grip)


def table(span=1.0, strength=1.0):
    backdrop(MAT, wall=2.5 + 2.2 * span)
    daylight(MAT, span, strength)


def scarf_picture():
    table(2.2)
    place(scarf(), (0, 0.25, 0), (0, 0, 24))
    camera((0, -6.8, 5.3), (0.10, -0.12, 0.3), 64, 8)


def hat_picture():
    table(1.9)
    place(bobble_hat(), turn=(0, 0, 15))
    camera((0, -7.2, 2.2), (0, 0, 1.08), 84, 8)


def ball_picture():
    table(1.9)
    ball()
    camera((0, -7.4, 2.3), (0, 0, 1.02), 92, 8)


def mug_picture():
    table(1.0)
    place(stoneware_mug(), turn=(0, 0, -14))
    camera((0, -5.4, 1.75), (0.10, 0, 0.44), 100, 7)


PICTURES = {
    "home-shirt": home_shirt,
    "home-shirt-back": home_shirt_back,
    "away-shirt": away_shirt,
    "away-shirt-back": away_shirt_back,
    "third-shirt": third_shirt,
    "keeper-shirt": keeper_shirt,
    "kids-kit": kids_kit,
    "training-top": training_top,
    "retro-shirt-1974": retro_shirt,
    "matchday-scarf": scarf_picture,
    "bobble-hat": hat_picture,
    "match-ball": ball_picture,
    "supporters-mug": mug_picture,
}
