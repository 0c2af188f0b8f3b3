"""Forms that products are made of: turned vessels, swept handles, rounded slabs."""

import math

import bmesh
from mathutils import Vector

from studio import mesh


def fillet(points, radius, steps=8):
    """A polyline with its inner corners rounded; `radius` for all, or one for each inner corner."""
    radii = [radius] * len(points) if isinstance(radius, (int, float)) else [0, *radius, 0]
    line = [Vector(points[0])]
    for before, corner, after, wish in zip(points, points[1:], points[2:], radii[1:]):
        before, corner, after = Vector(before), Vector(corner), Vector(after)
        back, on = (before - corner), (after - corner)
        angle = back.angle(on)
        reach = min(wish / math.tan(angle / 2), back.length * 0.49, on.length * 0.49)
        start, end = corner + back.normalized() * reach, corner + on.normalized() * reach
        for i in range(steps + 1):
            t = i / steps
            line.append(start.lerp(corner, t).lerp(corner.lerp(end, t), t))
    line.append(Vector(points[-1]))
    return line


def through(points, steps=12, closed=False):
    """A smooth curve through points (Catmull-Rom)."""
    points = [Vector(p) for p in points]
    if closed:
        points = [points[-1], *points, points[0], points[1]]
    else:
        points = [points[0] * 2 - points[1], *points, points[-1] * 2 - points[-2]]
    line = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:]):
        for i in range(steps):
            t = i / steps
            line.append(
                0.5
                * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
            )
    if not closed:
        line.append(points[-2])
    return line


def walls(outer, wall, bead):
    """The closed profile of sheet-metal ware: out along `outer`, over a rolled bead, back inside.

    Returns the points and each one's distance from the top of the bead, which colours the rim.
    """
    outer = [Vector(p) for p in outer]
    inner = []
    for i, point in enumerate(outer):
        along = (outer[min(i + 1, len(outer) - 1)] - outer[max(i - 1, 0)]).normalized()
        inner.append(Vector((max(point.x - along.y * wall, 0.0), point.y + along.x * wall)))
    inner[0].x = 0.0
    lip, along = outer[-1], (outer[-1] - outer[-3]).normalized()
    out = Vector((along.y, -along.x))
    centre, lead = lip - out * wall + out * bead, math.atan2(out.y, out.x)
    roll = [
        centre + bead * Vector((math.cos(lead + a), math.sin(lead + a)))
        for a in (math.radians(-120 + 300 * i / 20) for i in range(21))
    ]
    line = [p for p in outer[:-1]] + roll + inner[-2::-1]
    top = len(outer) - 1 + 14
    reach = [0.0] * len(line)
    for i in range(top + 1, len(line)):
        reach[i] = reach[i - 1] + (line[i] - line[i - 1]).length
    for i in range(top - 1, -1, -1):
        reach[i] = reach[i + 1] + (line[i] - line[i + 1]).length
    return line, reach


def lathe(line, material, reach=None, inside_from=None, segments=144, name="turned"):
    """Turn a profile of (radius, height) around the upright axis.

    `reach` becomes the attribute `rim`; points after `inside_from` get `inside` = 1. UV: once around,
    and height.
    """
    points, faces, uv = [], [], []
    low, high = min(p[1] for p in line), max(p[1] for p in line)
    for i in range(segments + 1):
        angle = 2 * math.pi * i / segments
        for radius, height in line:
            points.append((radius * math.cos(angle), radius * math.sin(angle), height))
            uv.append((i / segments, (height - low) / (high - low or 1)))
    n = len(line)
    for i in range(segments):
        for j in range(n - 1):
            a = i * n + j
            faces.append((a, a + n, a + n + 1, a + 1))
    thing = mesh(name, points, faces, material, smooth=True, uv=uv)
    if reach is not None:
        _carry(thing, "rim", list(reach) * (segments + 1))
        inside_from = inside_from if inside_from is not None else reach.index(0.0)
        _carry(thing, "inside", [float(j > inside_from) for j in range(n)] * (segments + 1))
    weld(thing)
    return thing


def vessel(outer, material, wall=0.012, bead=0.02, segments=144):
    """Sheet-metal ware from its outer profile, bottom centre to lip."""
    line, reach = walls(outer, wall, bead)
    return lathe(line, material, reach, segments=segments)


def sweep(line, section, material, flare=None, closed=False, up=None, name="swept"):
    """Carry a cross-section (points across, thickness) along a line in space.

    `flare(t)` scales the section, by one number or two. `up` fixes the direction of its first axis.
    """
    line = [Vector(p) for p in line]
    points, uv, n, k = [], [], len(line), len(section)
    side, travelled = None, 0.0
    for i, spot in enumerate(line):
        if closed:
            along = (line[(i + 1) % n] - line[i - 1]).normalized()
        else:
            along = (line[min(i + 1, n - 1)] - line[max(i - 1, 0)]).normalized()
        if up is not None:
            side = Vector(up)
        elif side is None:
            side = along.orthogonal()
        side = (side - along * side.dot(along)).normalized()
        other = along.cross(side)
        scale = flare(i / (n - 1)) if flare else 1.0
        wide, thick = scale if isinstance(scale, tuple) else (scale, scale)
        travelled += (spot - line[i - 1]).length if i else 0.0
        for j, (a, b) in enumerate(section):
            points.append(spot + side * a * wide + other * b * thick)
            uv.append((travelled, j / k))
    faces = [
        (i * k + j, i * k + (j + 1) % k, ((i + 1) % n) * k + (j + 1) % k, ((i + 1) % n) * k + j)
        for i in range(n if closed else n - 1)
        for j in range(k)
    ]
    if not closed:
        faces += [tuple(range(k - 1, -1, -1)), tuple(range((n - 1) * k, n * k))]
    return mesh(name, points, faces, material, smooth=True, uv=uv)


def oval(width, thickness, steps=20):
    """An oval cross-section; half measures."""
    return [
        (width * math.cos(2 * math.pi * i / steps), thickness * math.sin(2 * math.pi * i / steps))
        for i in range(steps)
    ]


def strap(width, thickness, steps=6):
    """A flat cross-section with round edges; half measures."""
    edge = [math.pi * (i / steps - 0.5) for i in range(steps + 1)]
    right = [(width - thickness + thickness * math.cos(a), thickness * math.sin(a)) for a in edge]
    return right + [(-x, -y) for x, y in right]


def slab(size, material, radius=0.01, name="slab"):
    """A box standing on z = 0, centred in x and y, with rounded edges."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    points = [(a, b, c) for c in (0, z) for a, b in ((-x, -y), (x, -y), (x, y), (-x, y))]
    faces = [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    return soften(mesh(name, points, faces, material), radius)


def soften(thing, radius, segments=3):
    """Round the hard edges of an object."""
    bevel = thing.modifiers.new("edges", "BEVEL")
    bevel.width, bevel.segments, bevel.limit_method = radius, segments, "ANGLE"
    bevel.harden_normals = False
    thing.data.shade_smooth()
    flat = thing.modifiers.new("normals", "WEIGHTED_NORMAL")
    flat.keep_sharp = True
    return thing


def weld(thing, distance=1e-5):
    """Join points that lie on each other."""
    work = bmesh.new()
    work.from_mesh(thing.data)
    bmesh.ops.remove_doubles(work, verts=work.verts, dist=distance)
    bmesh.ops.recalc_face_normals(work, faces=work.faces)
    work.to_mesh(thing.data)
    work.free()
    return thing


def bend(thing, change):
    """Move every point of an object: `change` takes and returns a Vector."""
    for vertex in thing.data.vertices:
        vertex.co = change(vertex.co.copy())
    thing.data.update()
    return thing


def _carry(thing, name, values):
    thing.data.attributes.new(name, "FLOAT", "POINT").data.foreach_set("value", values)
