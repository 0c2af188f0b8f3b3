"""The photographer's studio: paper backdrop, soft boxes, camera, materials and the shutter.

One unit is ten centimetres. Objects stand on z = 0 around the origin and the camera looks from -y.
"""

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image

SIZE = (1280, 1600)


@dataclass(frozen=True)
class Quality:
    """How long to expose: pixels as a share of the full size, and samples a pixel."""

    scale: float = 1.0
    samples: int = 32


def open_studio(quality):
    """Clear the scene and set the renderer up."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = (round(n * quality.scale) for n in SIZE)
    scene.render.film_transparent = False
    scene.view_settings.view_transform = "Khronos PBR Neutral"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = quality.samples
    cycles.adaptive_threshold, cycles.adaptive_min_samples = 0.08, 4
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_prefilter, cycles.denoising_quality = "FAST", "BALANCED"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 3, 1, 2
    cycles.use_light_tree = False
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4
    return scene


def backdrop(colour, wall=7.0):
    """A sweep of paper: a floor that curves up into a wall behind the product."""
    bend, steps = 3.0, 24
    line = [(-20.0, 0.0), (wall - bend, 0.0)]
    for i in range(1, steps + 1):
        angle = math.pi / 2 * i / steps
        line.append((wall - bend + bend * math.sin(angle), bend - bend * math.cos(angle)))
    line.append((wall, 24.0))
    points = [(x, y, z) for y, z in line for x in (-30.0, 30.0)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(line) - 1)]
    paper = Shader("paper")
    matt = paper.node("ShaderNodeBsdfDiffuse", Color=linear(colour))
    paper.feed(paper.tree.nodes["Material Output"].inputs["Surface"], matt.outputs["BSDF"])
    return mesh("backdrop", points, faces, paper.material)


def softbox(place, target, size, power, colour=(1, 1, 1), spread=180):
    """A rectangular light of `size` (width, height) at `place`, facing `target`."""
    light = bpy.data.lights.new("softbox", "AREA")
    light.shape = "RECTANGLE"
    light.size, light.size_y = size
    light.energy, light.color, light.spread = power, colour, math.radians(spread)
    lamp = bpy.data.objects.new("softbox", light)
    lamp.location = place
    lamp.rotation_euler = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(lamp)
    return lamp


def ambient(colour, strength):
    """Light from everywhere, so that no shadow is black."""
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.cycles.sampling_method = "NONE"
    node = world.node_tree.nodes["Background"]
    node.inputs["Color"].default_value = linear(colour)
    node.inputs["Strength"].default_value = strength


def daylight(mat, span=1.0, strength=1.0):
    """The light all products share: a large key from the left, a strip from the right, a little from above.

    `span` is the product's size in units; the boxes keep their angle and grow with it.
    """
    ambient(mat, 0.26 * strength)
    power, aim = span * span * strength, (0, 0, 0.35 * span)
    softbox(
        (-2.9 * span, -2.5 * span, 3.0 * span), aim, (2.2 * span, 2.2 * span), 330 * power, (1.0, 0.975, 0.94)
    )
    softbox(
        (3.6 * span, -0.6 * span, 1.9 * span), aim, (0.9 * span, 2.8 * span), 64 * power, (0.93, 0.97, 1.0)
    )
    softbox((0.4 * span, 2.6 * span, 4.2 * span), aim, (3.0 * span, 1.2 * span), 90 * power)


def camera(place, target, lens=85, fstop=8.0, focus=None):
    """A camera at `place`, sharp at `focus` (the target, if not said)."""
    data = bpy.data.cameras.new("camera")
    data.lens, data.sensor_fit, data.sensor_width = lens, "VERTICAL", 36
    data.sensor_height = 36
    data.dof.use_dof = True
    data.dof.focus_distance = (Vector(focus or target) - Vector(place)).length
    data.dof.aperture_fstop = fstop / 10
    view = bpy.data.objects.new("camera", data)
    view.location = place
    view.rotation_euler = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(view)
    bpy.context.scene.camera = view
    return view


def shoot(file, full=True):
    """Render, and keep the picture as a JPEG that carries nothing but pixels."""
    scene, file = bpy.context.scene, Path(file)
    raw = file.with_suffix(".raw.png")
    scene.render.filepath, scene.render.image_settings.file_format = str(raw), "PNG"
    bpy.ops.render.render(write_still=True)
    with Image.open(raw) as picture:
        develop(picture.convert("RGB"), SIZE if full else picture.size, file)
    raw.unlink()


def develop(picture, size, file, grain=2.2):
    """Enlarge to `size`, add the fine grain of a sensor, and save."""
    pixels = np.asarray(picture.resize(size, Image.LANCZOS), dtype=np.float32)
    noise = np.random.default_rng(1).normal(0, grain, pixels.shape[:2])[..., None]
    Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8)).save(
        file, quality=85, optimize=True, progressive=True
    )


def mesh(name, points, faces, material=None, smooth=False, uv=None):
    """An object from points and faces; `uv` maps a point's index to its place in a picture."""
    data = bpy.data.meshes.new(name)
    data.from_pydata([tuple(p) for p in points], [], faces)
    if uv is not None:
        layer = data.uv_layers.new(name="UVMap")
        for loop in data.loops:
            layer.data[loop.index].uv = uv[loop.vertex_index]
    if smooth:
        data.shade_smooth()
    thing = bpy.data.objects.new(name, data)
    if material:
        data.materials.append(material)
    bpy.context.collection.objects.link(thing)
    return thing


def place(thing, at=(0, 0, 0), turn=(0, 0, 0), scale=1.0):
    """Move, turn (degrees) and scale an object; returns it."""
    thing.location = at
    thing.rotation_euler = [math.radians(a) for a in turn]
    thing.scale = (scale, scale, scale) if isinstance(scale, (int, float)) else scale
    return thing


def group(*things):
    """An empty that carries the things, to place them as one."""
    handle = bpy.data.objects.new("group", None)
    bpy.context.collection.objects.link(handle)
    for thing in things:
        thing.parent = handle
    return handle


# --- materials ----------------------------------------------------------------------------------


def linear(colour):
    """`#rrggbb` (or a tuple that is linear already) as the renderer's linear RGBA."""
    if not isinstance(colour, str):
        return (*colour[:3], 1.0)
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return (*(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels), 1.0)


class Shader:
    """A material's node tree, written as calls; sockets go in where values would."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.surface = self.tree.nodes["Principled BSDF"]

    def node(self, kind, settings=None, **inputs):
        """A node of a kind; `inputs` by name, with `_` for spaces."""
        made = self.tree.nodes.new(kind)
        for key, value in (settings or {}).items():
            setattr(made, key, value)
        for key, value in inputs.items():
            self.feed(made.inputs[key.replace("_", " ")], value)
        return made

    def feed(self, socket, value):
        """Connect a socket to another one, or give it a value."""
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def set(self, **inputs):
        """Inputs of the surface itself."""
        for key, value in inputs.items():
            self.feed(self.surface.inputs[key.replace("_", " ")], value)

    def noise(self, scale, detail=3.0, vector=None, stretch=None):
        """Noise between 0 and 1, over the object's own coordinates unless told otherwise."""
        vector = vector or self.node("ShaderNodeTexCoord").outputs["Object"]
        if stretch:
            vector = self.node("ShaderNodeMapping", Vector=vector, Scale=stretch).outputs["Vector"]
        return self.node("ShaderNodeTexNoise", Vector=vector, Scale=scale, Detail=detail).outputs["Fac"]

    def span(self, value, low, high, start=0.0, end=1.0):
        """`value` from one range to another, clamped."""
        made = self.node("ShaderNodeMapRange", Value=value)
        for name, number in (("From Min", low), ("From Max", high), ("To Min", start), ("To Max", end)):
            self.feed(made.inputs[name], number)
        return made.outputs["Result"]

    def math(self, operation, first, second=0.0):
        """One arithmetic operation on two values."""
        made = self.node("ShaderNodeMath", {"operation": operation})
        self.feed(made.inputs[0], first)
        self.feed(made.inputs[1], second)
        return made.outputs[0]

    def mix(self, share, first, second):
        """One colour into another."""
        made = self.node("ShaderNodeMix", {"data_type": "RGBA"})
        self.feed(made.inputs[0], share)
        self.feed(made.inputs[6], first)
        self.feed(made.inputs[7], second)
        return made.outputs[2]

    def attribute(self, name, output="Fac"):
        """A value the mesh carries."""
        return self.node("ShaderNodeAttribute", {"attribute_name": name}).outputs[output]

    def picture(self, image, output="Color", extension="EXTEND", repeat=None):
        """A Pillow picture over the object's UV map."""
        node = self.node("ShaderNodeTexImage", {"image": as_image(image), "extension": extension})
        if repeat:
            uv = self.node("ShaderNodeTexCoord").outputs["UV"]
            self.feed(
                node.inputs["Vector"],
                self.node("ShaderNodeMapping", Vector=uv, Scale=(*repeat, 1)).outputs[0],
            )
        return node.outputs[output]

    def bump(self, height, distance, under=None):
        """A surface relief from a height between 0 and 1; `distance` in units."""
        made = self.node("ShaderNodeBump", Height=height, Distance=distance, Strength=1.0)
        if under:
            self.feed(made.inputs["Normal"], under)
        return made.outputs["Normal"]


def as_image(picture):
    """A Pillow picture as one of the renderer's own."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.save(file.name)
        image = bpy.data.images.load(file.name)
        image.pack()
    return image


def surface(colour, roughness=0.5, metallic=0.0, specular=0.5, bump=0.0, bump_scale=10.0, **more):
    """A plain material with, if wanted, a fine grain."""
    shader = Shader("surface")
    shader.set(
        Base_Color=linear(colour), Roughness=roughness, Metallic=metallic, Specular_IOR_Level=specular, **more
    )
    if bump:
        shader.set(Normal=shader.bump(shader.noise(bump_scale), bump))
    return shader.material


def steel(roughness=0.25):
    """Brushed steel."""
    shader = Shader("steel")
    grain = shader.noise(30, stretch=(1, 1, 25))
    shader.set(
        Base_Color=linear("#b9bcbf"),
        Metallic=1.0,
        Roughness=shader.span(grain, 0.2, 0.8, roughness, roughness + 0.2),
    )
    return shader.material


def wood(light="#d9b383", dark="#b98a58", along="z"):
    """Oiled, straight-grained wood with the grain along one axis."""
    stretch = {"x": (0.6, 9, 9), "y": (9, 0.6, 9), "z": (9, 9, 0.6)}[along]
    shader = Shader("wood")
    grain = shader.noise(3, 6, stretch=stretch)
    shader.set(
        Base_Color=shader.mix(shader.span(grain, 0.3, 0.7), linear(light), linear(dark)),
        Roughness=0.45,
        Normal=shader.bump(grain, 0.004),
    )
    return shader.material
