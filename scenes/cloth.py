"""Garments as a tailor makes them: two panels sewn at the seams, filled with a little air, left to settle.

A pattern is a closed outline of (x, y, kind) points in units, y towards the collar. `kind` says what the edge that
starts there is: `seam` edges are sewn to the other panel, any other name is an opening. The flat pattern is also
the UV map: `CANVAS` units, so that artwork is drawn in the pattern's own coordinates.
"""

import math

import bpy
import numpy as np
from mathutils import Vector, geometry

from shapes import oval, sweep, through
from studio import Shader, linear

CANVAS = (10.0, 9.0)
STEP = 0.13


def mirrored(half):
    """A full outline from its right half, which runs from the collar's middle to the hem's middle."""
    left = []
    for (x, y, _), (_, _, kind) in zip(half[:0:-1], half[-2::-1]):
        left.append((-x, y, kind))
    return [*half[:-1], *left] if half[-1][0] == 0 else [*half, *left]


def sew(top, bottom, step=STEP, gap=0.03, seed=1):
    """Two panels with shared seams as points, faces, UV, panel numbers (0 top, 1 bottom) and openings.

    `openings` maps a name (`neck-0` is the top panel's) to the indices along that edge.
    """
    chance = np.random.default_rng(seed)
    points, faces, uv, panels, openings, seams = [], [], [], [], {}, {}
    for number, outline in enumerate((top, bottom)):
        edge, kinds = _walk(outline, step)
        flat = edge + _inner(edge, step)
        corners, _, triangles, origin, _, _ = geometry.delaunay_2d_cdt(
            [Vector(p) for p in flat], [], [list(range(len(edge)))], 1, 1e-4
        )
        index = {}
        for i, spot in enumerate(corners):
            first = min(origin[i]) if origin[i] else len(flat)
            at_seam = first < len(edge) and (kinds[first] == "seam" or kinds[first - 1] == "seam")
            key = (round(spot.x, 3), round(spot.y, 3))
            if at_seam and key in seams:
                index[i] = seams[key]
                continue
            index[i] = len(points)
            lift = 0.0 if at_seam else (gap if number == 0 else -gap) * (1 + 0.2 * chance.standard_normal())
            points.append((spot.x, spot.y, lift))
            uv.append((spot.x / CANVAS[0] + 0.5, spot.y / CANVAS[1] + 0.5))
            if at_seam:
                seams[key] = index[i]
        for triangle in triangles:
            turn = triangle if number == 0 else triangle[::-1]
            faces.append(tuple(index[i] for i in turn))
            panels.append(number)
        where = {first: i for i, o in enumerate(origin) for first in o}
        for i, kind in enumerate(kinds):
            if kind != "seam":
                openings.setdefault(f"{kind}-{number}", []).extend(
                    index[where[k % len(edge)]] for k in (i, i + 1)
                )
    return points, faces, uv, panels, {name: list(dict.fromkeys(line)) for name, line in openings.items()}


def settle(points, faces, air=1.6, rest=0.25, frames=34):
    """Where the points are after air was blown in and the garment came to rest on the table."""
    scene = bpy.context.scene
    data = bpy.data.meshes.new("pattern")
    data.from_pydata([(x, y, z + 0.12) for x, y, z in points], [], faces)
    thing = bpy.data.objects.new("pattern", data)
    scene.collection.objects.link(thing)
    table = bpy.data.meshes.new("table")
    table.from_pydata([(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], [], [(0, 1, 2, 3)])
    board = bpy.data.objects.new("table", table)
    scene.collection.objects.link(board)
    board.modifiers.new("solid", "COLLISION")
    board.collision.thickness_outer, board.collision.cloth_friction = 0.02, 12
    cloth = thing.modifiers.new("cloth", "CLOTH")
    rule = cloth.settings
    rule.quality, rule.mass, rule.air_damping = 6, 0.25, 3.0
    rule.tension_stiffness = rule.compression_stiffness = 12
    rule.shear_stiffness, rule.bending_stiffness = 6, 3.0
    rule.use_pressure = True
    rule.shrink_min = -0.015
    rule.effector_weights.gravity = 0.35
    cloth.collision_settings.distance_min = 0.02
    cloth.collision_settings.use_self_collision = False
    cloth.point_cache.frame_end = frames
    for frame in range(1, frames + 1):
        rule.uniform_pressure_force = air if frame < frames * 0.55 else rest
        scene.frame_set(frame)
    made = thing.evaluated_get(bpy.context.evaluated_depsgraph_get())
    final = [tuple(v.co) for v in made.data.vertices]
    for old in (thing, board):
        bpy.data.objects.remove(old)
    return final


def drape(points, folds, seed):
    """Broad folds over a settled garment: `folds` are (from, to, height) in pattern units, roughly placed."""
    chance = np.random.default_rng(seed)
    spots = np.array(points)
    top = spots[:, 2] > 0.10
    for start, end, height in folds:
        a = np.array(start) + chance.normal(0, 0.12, 2)
        b = np.array(end) + chance.normal(0, 0.30, 2)
        along = b - a
        t = np.clip(((spots[:, :2] - a) @ along) / (along @ along), 0, 1)
        bow = 0.18 * np.sin(math.pi * t) * chance.choice((-1, 1))
        across = np.array([-along[1], along[0]]) / np.linalg.norm(along)
        off = (spots[:, :2] - a) @ across - bow
        miss = np.maximum(
            np.abs((spots[:, :2] - a) @ along / (along @ along) - 0.5) - 0.5, 0
        ) * np.linalg.norm(along)
        ridge = np.exp(-((off / 0.11) ** 2)) - 0.6 * np.exp(-(((off - 0.24) / 0.16) ** 2))
        spots[:, 2] += np.where(
            top, height * ridge * np.sin(math.pi * (0.12 + 0.76 * t)) * np.exp(-((miss / 0.2) ** 2)), 0
        )
    return [tuple(p) for p in spots]


def garment(points, faces, uv, panels, materials, thickness=0.016):
    """The settled cloth as an object; the panels' materials are top and bottom."""
    data = bpy.data.meshes.new("garment")
    data.from_pydata(points, [], faces)
    layer = data.uv_layers.new(name="UVMap")
    for loop in data.loops:
        layer.data[loop.index].uv = uv[loop.vertex_index]
    for material in materials:
        data.materials.append(material)
    data.polygons.foreach_set("material_index", panels)
    data.shade_smooth()
    thing = bpy.data.objects.new("garment", data)
    bpy.context.collection.objects.link(thing)
    finer = thing.modifiers.new("finer", "SUBSURF")
    finer.levels = finer.render_levels = 1
    body = thing.modifiers.new("body", "SOLIDIFY")
    body.thickness, body.offset = thickness, 0
    return thing


def rib(points, loop, material, width=0.10, thickness=0.04, closed=True):
    """A knitted band along an opening."""
    line = through([points[i] for i in loop[::2]], 4, closed)
    return sweep(line, oval(thickness, width, 14), material, closed=closed, up=(0, 0, 1), name="rib")


def fabric(artwork, knit=None, repeat=290, depth=0.004, roughness=0.8, sheen=0.25):
    """Printed or knitted cloth; `artwork` is a Pillow picture of the canvas or a colour."""
    shader = Shader("fabric")
    colour = linear(artwork) if isinstance(artwork, str) else shader.picture(artwork)
    relief = None
    if knit is not None:
        relief = shader.bump(shader.picture(knit, extension="REPEAT", repeat=(repeat, repeat * 0.9)), depth)
    shader.set(
        Base_Color=colour,
        Roughness=roughness,
        Specular_IOR_Level=0.2,
        Sheen_Weight=sheen,
        Sheen_Roughness=0.4,
    )
    if relief:
        shader.set(Normal=relief)
    return shader.material


def _walk(outline, step):
    """An outline's points at even steps, and the kind of the edge that starts at each."""
    edge, kinds = [], []
    for (x, y, kind), (to_x, to_y, _) in zip(outline, [*outline[1:], outline[0]]):
        count = max(1, round(math.hypot(to_x - x, to_y - y) / step))
        for i in range(count):
            edge.append((x + (to_x - x) * i / count, y + (to_y - y) * i / count))
            kinds.append(kind)
    return edge, kinds


def _inner(edge, step):
    """Points of a triangular grid inside an outline and not too near to it."""
    outline = np.array(edge)
    low, high = outline.min(0), outline.max(0)
    rows = np.arange(low[1], high[1], step * math.sqrt(3) / 2)
    grid = [(x + (j % 2) * step / 2, y) for j, y in enumerate(rows) for x in np.arange(low[0], high[0], step)]
    grid = np.array(grid)
    a, b = outline, np.roll(outline, -1, axis=0)
    crosses = (a[:, 1] > grid[:, None, 1]) != (b[:, 1] > grid[:, None, 1])
    with np.errstate(divide="ignore", invalid="ignore"):
        at = (b[:, 0] - a[:, 0]) * (grid[:, None, 1] - a[:, 1]) / (b[:, 1] - a[:, 1]) + a[:, 0]
    inside = ((crosses & (grid[:, None, 0] < at)).sum(1) % 2).astype(bool)
    near = np.sqrt(((grid[:, None] - outline) ** 2).sum(-1)).min(1) < step * 0.6
    return [tuple(p) for p in grid[inside & ~near]]
