"""From an original to files with names, once."""

import base64
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from shopgen.digests import name_hash, sha256_hex
from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.fault import PictureFault
from shopgen.images.kinds import PictureKind
from shopgen.images.recipe import Effort, Recipe
from shopgen.images.render import RenderResult, action_key, picture_name, render_original
from shopgen.shop.picture import PictureFormat

Put = Callable[..., tuple[Root, str]]
Encode = Callable[..., bytes]
Make = Callable[..., Image.Image]


def _render(where: tuple[Root, str], recipe: Recipe, cache: PictureCache) -> RenderResult:
    result = render_original(*where, recipe, cache)
    assert isinstance(result, RenderResult)
    return result


def test_photo(originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache) -> None:
    """A photograph becomes AVIF, WebP and JPEG in each width that it reaches, sorted, sizes as said."""
    keep = replace(recipe, keep_all=True)

    made = _render(originals(encoded(photo(60, 40), "JPEG", quality=95)), keep, cache)

    assert [(f, w, h) for f in ("avif", "webp", "jpg") for w, h in ((20, 13), (40, 27), (60, 40))] == [
        (r.format, r.width, r.height) for r in made.picture.renditions
    ]
    assert (60, 40, PictureKind.PHOTO, False) == (
        made.picture.width,
        made.picture.height,
        made.kind,
        made.from_cache,
    )
    for rendition, file in zip(made.picture.renditions, made.files, strict=True):
        data = file.path.read_bytes()
        assert (rendition.name, rendition.bytes, file.sha256) == (file.name, len(data), sha256_hex(data))
        assert f"mug-{rendition.width}.{name_hash(data)}.{rendition.format}" == file.name
        with Image.open(BytesIO(data)) as image:
            assert (rendition.width, rendition.height) == image.size


def test_colour_and_placeholder(originals: Put, encoded: Encode, recipe: Recipe, cache: PictureCache) -> None:
    """A picture comes with its mean colour and a tiny picture as an address."""
    made = _render(originals(encoded(Image.new("RGB", (64, 32), "#336699"), "PNG")), recipe, cache)

    assert "#336699" == made.picture.colour
    head, data = made.picture.placeholder.split(",")
    assert "data:image/webp;base64" == head
    with Image.open(BytesIO(base64.b64decode(data))) as image:
        assert (16, 8) == image.size


def test_second_time(
    originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache
) -> None:
    """What was made before is found, and is the same."""
    where = originals(encoded(photo(), "JPEG"))
    first = _render(where, recipe, cache)

    second = _render(where, recipe, cache)

    assert replace(first, from_cache=True) == second


def test_other_name(
    originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache
) -> None:
    """The same bytes under another name are found too, and get names after it."""
    data = encoded(photo(), "JPEG")
    first = _render(originals(data, "a.jpg"), recipe, cache)

    second = _render(originals(data, "Becher Grün!.jpg"), recipe, cache)

    assert second.from_cache
    assert [file.sha256 for file in first.files] == [file.sha256 for file in second.files]
    assert second.files[0].name.startswith("becher-grun-20.")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("brands/x/images/mug-front.jpg", "mug-front"),
        ("Mug Front (2).JPG", "mug-front-2"),
        ("Café.png", "cafe"),
        ("写真.jpg", "picture"),
        ("..jpg", "picture"),
        ("a.b.c.jpg", "a-b-c"),
        ("x" * 300 + ".jpg", "x" * 60),
        ('"><script>.jpg', "script"),
    ],
)
def test_picture_name(path: str, name: str) -> None:
    """Renditions are called after their original, in characters that need no escaping anywhere."""
    assert name == picture_name(path)


@pytest.mark.parametrize(
    "change", [{"widths": (20, 41, 80)}, {"effort": Effort.BEST}, {"trim": True}, {"formats": ("webp",)}]
)
def test_other_recipe(
    originals: Put,
    photo: Make,
    encoded: Encode,
    recipe: Recipe,
    cache: PictureCache,
    change: dict[str, object],
) -> None:
    """With another recipe, renditions are made anew."""
    where = originals(encoded(photo(), "PNG"))
    _render(where, recipe, cache)

    assert not _render(where, replace(recipe, **change), cache).from_cache  # type: ignore[arg-type]


def test_key_has_encoders(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another encoder, the key is another."""
    before = action_key(b"x", recipe)
    monkeypatch.setattr("shopgen.images.render.encoder_fingerprint", lambda: "pillow=99")

    assert before != action_key(b"x", recipe)


@pytest.mark.parametrize("damage", ["object", "record", "gone", "foreign"])
def test_damaged_cache(
    originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache, damage: str
) -> None:
    """A damaged cache is mended: the renditions are made again, and are the same."""
    where = originals(encoded(photo(), "JPEG"))
    first = _render(where, recipe, cache)
    record = next(cache.record_paths())
    match damage:
        case "object":
            first.files[0].path.write_bytes(b"rubbish")
        case "record":
            record.write_bytes(record.read_bytes().replace(b'"photo"', b'"rubbish"'))
        case "gone":
            first.files[-1].path.unlink()
        case _:
            record.write_bytes(b'{"files": 3}')

    second = _render(where, recipe, cache)

    assert first == second
    assert _render(where, recipe, cache).from_cache


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_graphic(originals: Put, encoded: Encode, recipe: Recipe, cache: PictureCache, mode: str) -> None:
    """A picture of flat colour becomes WebP and PNG without loss."""
    image = Image.new(mode, (64, 64), "#0f766e")
    image.paste((200, 30, 30, 0)[: len(mode)], (0, 0, 20, 64))

    made = _render(originals(encoded(image, "PNG")), replace(recipe, keep_all=True), cache)

    assert PictureKind.GRAPHIC is made.kind
    assert {PictureFormat.WEBP, PictureFormat.PNG} == {r.format for r in made.picture.renditions}


def test_svg(originals: Put, recipe: Recipe, cache: PictureCache) -> None:
    """An SVG becomes WebP and PNG, as wide as the ladder goes: drawing it larger costs nothing."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8v4z"/></svg>'

    made = _render(originals(svg, "logo.svg"), replace(recipe, keep_all=True), cache)

    assert [("webp", 20), ("webp", 40), ("webp", 80), ("png", 20), ("png", 40), ("png", 80)] == [
        (r.format, r.width) for r in made.picture.renditions
    ]


def test_useless_formats(originals: Put, encoded: Encode, recipe: Recipe, cache: PictureCache) -> None:
    """A format that saves nothing is left out, unless all are to be kept."""
    where = originals(encoded(Image.new("RGB", (30, 30), "white"), "JPEG"))

    some, every = (_render(where, replace(recipe, keep_all=keep), cache) for keep in (False, True))

    def total(result: RenderResult, name: str) -> int:
        return sum(one.bytes for one in result.picture.renditions if one.format == name)

    assert total(every, "avif") > total(every, "webp") * 0.95
    assert {"avif", "webp", "jpg"} == {r.format.value for r in every.picture.renditions}
    assert "avif" not in {r.format for r in some.picture.renditions}


def test_animation(originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache) -> None:
    """An animation moves in WebP where that is asked for, stands still in JPEG, and has no AVIF."""
    frames = [
        photo(60, 40).transpose(turn)
        for turn in (Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT)
    ]
    data = encoded(photo(60, 40), "GIF", save_all=True, append_images=frames, duration=80)
    where = originals(data, "spin.gif")
    keep = replace(recipe, keep_all=True)

    still, moving = _render(where, keep, cache), _render(where, replace(keep, animate=True), cache)

    assert PictureKind.ANIMATION is moving.kind is not still.kind
    assert {"webp", "jpg"} == {r.format.value for r in moving.picture.renditions}
    for file in moving.files:
        with Image.open(file.path) as image:
            assert (3 if file.name.endswith("webp") else 1) == getattr(image, "n_frames", 1)
    for file in still.files:
        with Image.open(file.path) as image:
            assert 1 == getattr(image, "n_frames", 1)


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "picture-empty"), (b"no picture", "picture-format"), (b"<svg/>", "svg-broken")]
)
def test_faults(originals: Put, recipe: Recipe, cache: PictureCache, data: bytes, code: str) -> None:
    """What cannot be rendered is a fault, and leaves nothing in the cache."""
    fault = render_original(*originals(data), recipe, cache)

    assert isinstance(fault, PictureFault)
    assert code == fault.code
    assert [] == list(cache.record_paths())


def test_pickles(originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache) -> None:
    """What goes into a worker process and what comes out of it can be pickled."""
    where = originals(encoded(photo(), "JPEG"))
    made, fault = _render(where, recipe, cache), render_original(where[0], "no.jpg", recipe, cache)

    assert (made, fault) == pickle.loads(pickle.dumps((made, fault)))  # noqa: S301
    assert recipe == pickle.loads(pickle.dumps(recipe))  # noqa: S301


_MARKS = (
    b"Exif",
    b"GPS",
    b"xmp",
    b"XMP",
    b"adobe",
    b"ICC_PROFILE",
    b"iCCP",
    b"secret",
    b"acsp",
    b"tEXt",
    b"eXIf",
)


def _with_metadata(image: Image.Image, encode: Encode, encoder: str) -> bytes:
    exif = image.getexif()
    exif[0x010E] = "secret place"
    exif.get_ifd(0x8825)[1] = "N"
    options: dict[str, object] = {
        "exif": exif,
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret</x:xmpmeta>",
    }
    if encoder == "JPEG":
        options["comment"] = b"secret comment"
    if encoder == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "secret")
        options["pnginfo"] = info
        del options["xmp"]
    return encode(image, encoder, **options)


@pytest.mark.parametrize("encoder", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("kind", ["photo", "graphic"])
def test_metadata_is_gone(
    originals: Put, photo: Make, encoded: Encode, recipe: Recipe, cache: PictureCache, encoder: str, kind: str
) -> None:
    """Nothing that an original says besides its pixels is in any rendition."""
    image = photo(60, 40) if kind == "photo" else Image.new("RGB", (60, 40), "red")
    data = _with_metadata(image, encoded, encoder)

    made = _render(originals(data), replace(recipe, keep_all=True), cache)

    assert b"secret" in data, "the control fails"
    assert b"iCCP" in data or b"acsp" in data, "the control fails"
    placeholder = base64.b64decode(made.picture.placeholder.split(",")[1])
    for output in (placeholder, *(file.path.read_bytes() for file in made.files)):
        assert [] == [mark for mark in _MARKS if mark in output]


_CHILD = """
import os, sys
from pathlib import Path
if hasattr(os, "sched_setaffinity") and sys.argv[3] == "one":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.recipe import Recipe
from shopgen.images.render import render_original
recipe = Recipe(widths=(64, 128), formats=("avif", "webp", "jpg"), keep_all=True)
made = render_original(Root(Path(sys.argv[1])), "images/mug.jpg", recipe, PictureCache(Path(sys.argv[2])))
print(made.picture)
"""


def test_same_bytes_anywhere(originals: Put, photo: Make, encoded: Encode, tmp_path: Path) -> None:
    """Processes with one processor and with all of them make the same bytes, each in a cache of its own."""
    root, _ = originals(encoded(photo(256, 160), "JPEG", quality=95))

    seen = [
        subprocess.run(
            [sys.executable, "-c", _CHILD, str(root.folder), str(tmp_path / name), processors],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for name, processors, seed, zone in (("a", "one", "1", "UTC"), ("b", "all", "2", "Asia/Kathmandu"))
    ]

    assert re.search(r"mug-128\.[a-z2-7]{10}\.avif", seen[0])
    assert seen[0] == seen[1]
