"""Skerry Enamel: enamelled steel, turned from profiles, with a rim dipped by hand."""

import math

from mathutils import Vector

from shapes import bend, fillet, lathe, oval, strap, sweep, through, vessel, walls
from studio import (
    Shader,
    backdrop,
    camera,
    daylight,
    group,
    linear,
    place,
    softbox,
    steel,
    surface,
    wood,
)

MAT = "#c3ccd0"
WHITE, RIM, FJORD, PALE, MID = "#f2f0e9", "#16305c", "#173d6e", "#a9c4d2", "#5f8fb4"
PINE, LINGON, BLACK = "#27493a", "#a3202c", "#1d1e20"


def enamel(colour, rim=RIM, width=0.05, inside=None):
    """Glass on steel: a colour, a rim that was dipped by hand, and glaze that is never quite even.

    `width` is how far the rim's colour reaches from the bead; `inside` another colour for the inner wall.
    """
    shader = Shader("enamel")
    base = linear(colour)
    if inside:
        base = shader.mix(shader.attribute("inside"), base, linear(inside))
    cloud = shader.span(shader.noise(2.2, 4), 0.3, 0.7, 0.94, 1.03)
    tint = shader.node("ShaderNodeHueSaturation", Value=cloud, Color=base).outputs["Color"]
    wobble = shader.math("MULTIPLY", shader.math("SUBTRACT", shader.noise(5, 2), 0.5), 0.05)
    edge = shader.math("ADD", shader.attribute("rim"), wobble)
    dipped = shader.span(edge, width - 0.004, width + 0.004, 1.0, 0.0)
    speck = shader.span(shader.noise(55, 2), 0.735, 0.75)
    colour = shader.mix(dipped, shader.mix(speck, tint, linear("#4a4a4a")), linear(rim))
    shader.set(
        Base_Color=colour,
        Roughness=shader.span(shader.noise(9, 4), 0.3, 0.75, 0.09, 0.22),
        Specular_IOR_Level=0.55,
        Coat_Weight=0.3,
        Coat_Roughness=0.04,
        Normal=shader.bump(shader.noise(7, 2), 0.006),
    )
    return shader.material


def plain(colour):
    """Enamel of one colour, for handles, knobs and spouts."""
    return enamel(colour, colour, -1.0)


def handle(line, material, width=0.075, thickness=0.022):
    """A strap handle through points in the x-z plane, wider where it is fixed."""
    curve = through([(x, 0, z) for x, z in line], 10)
    flare = lambda t: (1 + 0.35 * abs(2 * t - 1) ** 3, 1.0)
    return sweep(curve, strap(width, thickness), material, flare, up=(0, 1, 0))


def mug(colour=WHITE, rim=RIM, scale=1.0):
    """The works' mug, its handle to the right."""
    body = vessel(
        fillet([(0, 0.0), (0.355, 0.0), (0.42, 0.8)], 0.05), enamel(colour, rim, 0.03), 0.012, 0.017
    )
    grip = handle(
        [(0.39, 0.665), (0.56, 0.70), (0.675, 0.60), (0.655, 0.42), (0.53, 0.26), (0.37, 0.20)], plain(rim)
    )
    return place(group(body, grip), scale=scale)


def plate():
    outer = fillet([(0, 0.03), (0.80, 0.0), (0.92, 0.14), (1.30, 0.225)], [0.12, 0.1])
    return vessel(outer, enamel(WHITE, RIM, 0.045), 0.014, 0.019, segments=200)


def bowl(colour, rim, width=0.03, size=1.0, inside=None):
    outer = fillet(
        [(0, 0.06), (0.36, 0.06), (0.37, 0.0), (0.42, 0.0), (0.44, 0.07), (0.70, 0.34), (0.80, 0.72)],
        [0.02, 0.01, 0.01, 0.04, 0.3],
    )
    return place(vessel(outer, enamel(colour, rim, width, inside), 0.013, 0.018), scale=size)


def mixing_bowl(colour, radius):
    outer = fillet([(0, 0.0), (0.5, 0.0), (0.86, 0.36), (1.0, 0.72)], [0.10, 0.45])
    return vessel(
        [(x * radius, z * radius) for x, z in outer], enamel(colour, RIM, 0.03), 0.014, 0.024, segments=200
    )


def pie_dish():
    outer = fillet([(0, 0.0), (1.0, 0.0), (1.13, 0.46), (1.42, 0.50)], [0.12, 0.05])
    dish = vessel(outer, enamel(WHITE, RIM, 0.045), 0.015, 0.02, segments=220)
    return bend(dish, lambda p: Vector((p.x, p.y * 0.72, p.z)))


def saucepan(colour, lid="on"):
    """The pan, its handle to the right; the lid `on` or `leaning`."""
    body = vessel(
        fillet([(0, 0.0), (0.66, 0.0), (0.70, 0.80)], 0.07), enamel(colour, BLACK, 0.03, WHITE), 0.016, 0.022
    )
    grip = handle(
        [(0.66, 0.60), (0.78, 0.63), (1.10, 0.70), (1.50, 0.76), (1.82, 0.78)], plain(colour), 0.095, 0.022
    )
    rivets = [
        place(
            lathe(fillet([(0.045, 0), (0.04, 0.018), (0, 0.024)], 0.01), steel(), segments=32),
            (0.70, y, 0.615),
            (0, 90, 0),
        )
        for y in (-0.045, 0.045)
    ]
    cover = pan_lid(colour)
    if lid == "on":
        place(cover, (0, 0, 0.80))
    else:
        place(cover, (-0.52, -0.78, 0.71), (69, 0, -22))
    return group(body, grip, cover, *rivets)


def pan_lid(colour):
    line, reach = walls(
        fillet([(0, 0.15), (0.28, 0.13), (0.60, 0.05), (0.73, 0.03)], [0.2, 0.15]), -0.014, -0.02
    )
    plate_ = lathe(line, enamel(colour, BLACK, 0.03), reach, segments=160)
    knob = lathe(
        fillet([(0.05, 0.13), (0.045, 0.19), (0.11, 0.24), (0.10, 0.30), (0, 0.31)], [0.02, 0.04, 0.04]),
        plain(BLACK),
        segments=64,
    )
    return group(plate_, knob)


def coffee_pot():
    """The pot, its spout to the left."""
    trim = plain(RIM)
    body = vessel(
        fillet([(0, 0.0), (0.60, 0.0), (0.58, 0.30), (0.40, 1.50), (0.42, 1.56)], [0.06, 0.5, 0.1]),
        enamel(WHITE, RIM, 0.03),
        0.014,
        0.02,
    )
    spout = sweep(
        through(
            [(-0.44, 0, 0.42), (-0.66, 0, 0.60), (-0.78, 0, 0.95), (-0.90, 0, 1.26), (-1.02, 0, 1.40)], 10
        ),
        oval(0.12, 0.12, 32),
        trim,
        lambda t: 1.25 - 0.75 * t**0.7,
        up=(0, 1, 0),
    )
    mouth = spout.data.polygons[-1]
    spout.data.materials.append(surface("#0a0d14", 0.6))
    mouth.material_index, mouth.use_smooth = 1, False
    grip = handle(
        [(0.42, 1.34), (0.60, 1.42), (0.80, 1.30), (0.86, 1.02), (0.78, 0.72), (0.62, 0.52), (0.52, 0.46)],
        trim,
        0.08,
        0.026,
    )
    dome = lathe(
        fillet([(0.445, 1.575), (0.435, 1.61), (0.30, 1.71), (0.10, 1.755), (0, 1.76)], [0.02, 0.1, 0.1]),
        trim,
    )
    knob = lathe(
        fillet([(0.045, 1.75), (0.04, 1.80), (0.10, 1.87), (0.08, 1.95), (0, 1.965)], [0.02, 0.05, 0.04]),
        wood("#c99a63", "#a87443"),
        segments=64,
    )
    return group(body, spout, grip, dome, knob)


def milk_jug():
    """A round-bellied jug, its lip to the left."""
    outer = through(
        [
            (0.0001, 0.0),
            (0.34, 0.0),
            (0.40, 0.03),
            (0.55, 0.28),
            (0.57, 0.46),
            (0.47, 0.72),
            (0.385, 0.90),
            (0.40, 1.06),
            (0.44, 1.14),
        ],
        8,
    )
    body = vessel([(p.x, p.y) for p in outer], enamel(PALE, RIM, 0.035), 0.013, 0.019, segments=200)

    def lip(p):
        rise = min(max((p.z - 0.86) / 0.28, 0), 1) ** 2
        angle = math.atan2(p.y, -p.x)
        pull = math.exp(-((angle / 0.42) ** 2))
        dent = math.exp(-(((abs(angle) - 0.85) / 0.35) ** 2))
        radius = Vector((p.x, p.y)).length
        grow = 1 + rise * (0.30 * pull - 0.05 * dent) / max(radius, 0.2) * 0.44
        return Vector((p.x * grow, p.y * grow, p.z + 0.07 * rise * pull))

    bend(body, lip)
    grip = handle(
        [(0.38, 0.98), (0.56, 1.05), (0.76, 0.95), (0.80, 0.72), (0.70, 0.48), (0.53, 0.36)],
        plain(RIM),
        0.075,
    )
    return group(body, grip)


def lamp(colour):
    """The shade with its holder and cord, the shade's edge at z = 0."""
    outer = fillet(
        [(0.16, 1.36), (0.20, 1.34), (0.22, 1.12), (0.50, 1.02), (1.10, 0.42), (1.70, 0.24), (1.80, 0.0)],
        [0.02, 0.04, 0.12, 0.3, 0.25, 0.05],
    )
    line, reach = walls(outer, -0.016, -0.022)
    line = [(max(x, 0.14), z) for x, z in line]
    shade = lathe(line, enamel(colour, colour, 0.0, "#f6f3ea"), reach, segments=200)
    cap = lathe(
        fillet([(0.17, 1.34), (0.17, 1.50), (0.10, 1.58), (0.05, 1.62), (0.05, 1.70), (0, 1.70)], 0.03),
        steel(0.3),
        segments=64,
    )
    cord = sweep(
        [(0, 0, 1.68), (0.0, 0, 4), (0.0, 0, 9)],
        oval(0.035, 0.035, 12),
        surface("#2a2624", 0.9, bump=0.01, bump_scale=60),
    )
    holder = lathe([(0, 1.1), (0.17, 1.1), (0.17, 0.62), (0, 0.62)], surface("#efece4", 0.4), segments=48)
    bulb_line = through([(0.12, 0.66), (0.15, 0.54), (0.27, 0.34), (0.25, 0.16), (0.0001, 0.06)], 8)
    glow = Shader("bulb")
    glow.set(
        Base_Color=linear("#fff4dd"), Emission_Color=linear("#ffdca6"), Emission_Strength=2.2, Roughness=0.3
    )
    bulb = lathe([(p.x, p.y) for p in bulb_line], glow.material, segments=64)
    return group(shade, cap, cord, holder, bulb)


def candle():
    """A small dark cup of wax, lit."""
    body = vessel(
        fillet([(0, 0.0), (0.33, 0.0), (0.40, 0.66)], 0.06), enamel(PINE, BLACK, 0.03), 0.012, 0.017
    )
    wax = Shader("wax")
    wax.set(
        Base_Color=linear("#f1e6c8"),
        Roughness=0.35,
        Subsurface_Weight=0.5,
        Subsurface_Scale=0.15,
        Emission_Color=linear("#ffce8a"),
        Emission_Strength=0.12,
    )
    pool = lathe(
        fillet([(0.372, 0.545), (0.355, 0.52), (0.2, 0.505), (0.06, 0.50), (0.02, 0.515), (0, 0.52)], 0.03),
        wax.material,
    )
    wick = sweep(
        through([(0, 0, 0.5), (0.004, 0, 0.56), (0.018, 0, 0.605)], 6),
        oval(0.012, 0.012, 10),
        surface("#17120f", 0.9),
    )
    fire = Shader("flame")
    height = fire.node(
        "ShaderNodeSeparateXYZ", Vector=fire.node("ShaderNodeTexCoord").outputs["Object"]
    ).outputs["Z"]
    fire.set(
        Base_Color=linear("#000000"),
        Emission_Color=fire.mix(fire.span(height, 0.60, 0.74), linear("#ff9a35"), linear("#ffe2a2")),
        Emission_Strength=fire.span(height, 0.59, 0.68, 1.5, 10.0),
        Alpha=fire.span(height, 0.59, 0.655, 0.15, 0.95),
    )
    shape = through([(0.0001, 0.59), (0.026, 0.612), (0.031, 0.645), (0.018, 0.71), (0.0001, 0.785)], 8)
    flame = place(lathe([(p.x, p.y) for p in shape], fire.material, segments=40), (0.018, 0, 0))
    return group(body, pool, wick, flame)


# --- pictures -----------------------------------------------------------------------------------


def table(span=1.0, strength=1.0):
    backdrop(MAT, wall=2.5 + 2.2 * span)
    daylight(MAT, span, strength)


def enamel_mug_white():
    table()
    place(mug(), turn=(0, 0, -24))
    camera((0, -5.4, 1.75), (0.09, 0, 0.40), 105, 7)


def enamel_mug_blue():
    table()
    place(mug(FJORD, BLACK), turn=(0, 0, -24))
    camera((0, -5.4, 1.75), (0.09, 0, 0.40), 105, 7)


def enamel_mug_stack():
    table(1.3)
    place(mug(), (-0.28, 0, 0), (0, 0, -18))
    place(mug(FJORD, BLACK), (-0.28, 0, 0.635), (0, 0, -42))
    place(mug(PALE), (0.62, -0.38, 0), (0, 0, -30))
    camera((0, -7.0, 2.4), (0.26, 0, 0.66), 80, 7)


def dinner_plate():
    table(2.0)
    place(plate())
    camera((0, -5.8, 4.8), (0, 0, 0.02), 70, 8)


def dinner_plate_stack():
    table(2.0)
    for i in range(5):
        place(plate(), (0.012 * math.sin(7 * i), 0.012 * math.cos(5 * i), 0.062 * i), (0, 0, 40 * i))
    camera((0, -6.9, 4.0), (0, 0, 0.16), 76, 6)


def soup_bowl():
    table(1.4)
    bowl(WHITE, RIM)
    camera((0, -5.2, 2.5), (0, 0, 0.31), 88, 7)


def soup_bowl_green():
    table(1.4)
    bowl(PINE, "#3a2a1c", 0.022, inside=WHITE)
    camera((0, -5.2, 2.5), (0, 0, 0.31), 88, 7)


def mixing_bowls():
    table(2.0)
    for colour, radius, lift in ((FJORD, 1.40, 0.0), (MID, 1.15, 0.13), (PALE, 0.90, 0.27)):
        place(mixing_bowl(colour, radius), (0, 0, lift))
    camera((0, -7.2, 4.0), (0, 0, 0.42), 72, 8)


def pie_dish_picture():
    table(2.0)
    place(pie_dish(), turn=(0, 0, 18))
    camera((0, -5.9, 5.0), (0, 0, 0.22), 67, 8)


def saucepan_blue():
    table(2.0)
    place(saucepan(FJORD), (-0.46, 0, 0), (0, 0, -40))
    camera((0, -7.4, 3.2), (-0.08, 0, 0.50), 79, 8)


def saucepan_red():
    table(2.0)
    place(saucepan(LINGON, "leaning"), (-0.30, 0.2, 0), (0, 0, -40))
    camera((0, -7.6, 3.4), (-0.13, 0, 0.46), 66, 8)


def coffee_pot_picture():
    table(1.8)
    place(coffee_pot(), (0.06, 0, 0), (0, 0, -16))
    camera((0, -7.4, 2.4), (0, 0, 0.92), 88, 8)


def coffee_pot_and_mug():
    table(1.9)
    place(coffee_pot(), (-0.28, 0.25, 0), (0, 0, -24))
    place(mug(), (0.72, -0.55, 0), (0, 0, -38))
    camera((0, -8.4, 2.8), (0.02, 0, 0.82), 82, 8)


def milk_jug_picture():
    table(1.4)
    place(milk_jug(), (-0.05, 0, 0), (0, 0, -20))
    camera((0, -5.8, 1.9), (0.02, 0, 0.58), 92, 7)


def pendant(colour):
    backdrop("#c9d2d4", wall=5.0)
    daylight(MAT, 2.4, 0.9)
    lamp_ = place(lamp(colour), (0, 0, 3.2), (0, 0, 0))
    softbox((0, -2, 0.4), (0, 0, 3.4), (5, 3), 60)
    camera((0, -11.0, 2.3), (0, 0, 4.15), 80, 10, focus=(0, -1.2, 3.5))
    return lamp_


def harbour_candle():
    table(1.0, 0.62)
    candle()
    camera((0, -4.8, 1.85), (0, 0, 0.42), 105, 6)


PICTURES = {
    "enamel-mug-white": enamel_mug_white,
    "enamel-mug-blue": enamel_mug_blue,
    "enamel-mug-stack": enamel_mug_stack,
    "dinner-plate": dinner_plate,
    "dinner-plate-stack": dinner_plate_stack,
    "soup-bowl": soup_bowl,
    "soup-bowl-green": soup_bowl_green,
    "mixing-bowls": mixing_bowls,
    "pie-dish": pie_dish_picture,
    "saucepan": saucepan_blue,
    "saucepan-red": saucepan_red,
    "coffee-pot": coffee_pot_picture,
    "coffee-pot-and-mug": coffee_pot_and_mug,
    "milk-jug": milk_jug_picture,
    "pendant-lamp": lambda: pendant(PINE),
    "pendant-lamp-black": lambda: pendant(BLACK),
    "harbour-candle": harbour_candle,
}
