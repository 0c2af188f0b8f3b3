"""Makes the renditions of one original, or finds them in the cache: one call, for one worker process."""

import base64
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image

from shopgen.digests import name_hash_of, sha256_hex
from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.decode import Decoded, Frame, decode_original
from shopgen.images.encode import encode, encode_film, encode_placeholder, judge_kind, mean_colour
from shopgen.images.fault import PictureError, PictureFault
from shopgen.images.inspect import OriginalFacts, inspect_bytes, load_original
from shopgen.images.kinds import PictureKind
from shopgen.images.originals import told_as_faults
from shopgen.images.plan import FORMAT_ORDER, formats_worth_keeping, plan_renditions
from shopgen.images.recipe import Recipe, encoder_fingerprint
from shopgen.shop.picture import PictureFormat, RenderedPicture, Rendition

_NAME_LENGTH = 60
_LOSSY = frozenset({"JPEG", "HEIF"})


@dataclass(frozen=True, slots=True)
class CachedFile:
    """One rendition's file: its name under `<brand>/img/`, and where in the cache its bytes are."""

    name: str
    sha256: str
    bytes: int
    path: Path


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What was made of an original. `files` are in the order of the picture's renditions."""

    picture: RenderedPicture
    files: tuple[CachedFile, ...]
    kind: PictureKind
    from_cache: bool
    original_bytes: int


@dataclass(frozen=True, slots=True)
class _Encoded:
    format: PictureFormat
    width: int
    height: int
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _Rendered:
    """Renditions that have no name yet: names come from the path, and all this from the content alone."""

    kind: PictureKind
    colour: str
    placeholder: str
    encoded: tuple[_Encoded, ...]


def render_original(
    root: Root, path: str, recipe: Recipe, cache: PictureCache
) -> RenderResult | PictureFault:
    """Return the renditions of an original, made now or before, or what is wrong with it.

    `path` is relative to the root. Fit for a worker process: everything in and out can be pickled.

    Raises:
        MachineError: the cache cannot be written.
    """
    try:
        data = load_original(root, path)
        key = action_key(data, recipe)
        found = _load(cache, key)
        rendered = found or _render(data, recipe)
    except PictureError as error:
        return error.fault
    if found is None:
        cache.write(key, _record(rendered), (one.data for one in rendered.encoded))
    renditions, files = _named(rendered, picture_name(path), cache)
    widest = max(renditions, key=lambda one: one.width)
    return RenderResult(
        picture=RenderedPicture(
            widest.width, widest.height, rendered.colour, rendered.placeholder, renditions
        ),
        files=files,
        kind=rendered.kind,
        from_cache=found is not None,
        original_bytes=len(data),
    )


def action_key(data: bytes, recipe: Recipe) -> str:
    """Return the key of making these renditions: every input that decides a byte is in it."""
    return sha256_hex(f"{sha256_hex(data)}\n{recipe}\n{encoder_fingerprint()}\n".encode())


def picture_name(path: str) -> str:
    """Return what renditions are called after: the original's name in `[a-z0-9-]`, else `picture`."""
    plain = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_NAME_LENGTH].strip("-") or "picture"


def _render(data: bytes, recipe: Recipe) -> _Rendered:
    facts = inspect_bytes(data, recipe.max_megapixels)
    decoded = decode_original(data, facts, recipe)
    first = decoded.frames[0].pixels
    with told_as_faults():
        kind = _kind(decoded, facts)
        encoded = tuple(_encode_all(decoded, recipe, kind))
        placeholder = base64.b64encode(encode_placeholder(first)).decode()
    return _Rendered(
        kind=kind,
        colour=mean_colour(first),
        placeholder=f"data:image/webp;base64,{placeholder}",
        encoded=_worth_keeping(encoded, recipe),
    )


def _kind(decoded: Decoded, facts: OriginalFacts) -> PictureKind:
    if len(decoded.frames) > 1:
        return PictureKind.ANIMATION
    if facts.is_vector:
        return PictureKind.GRAPHIC
    return judge_kind(decoded.frames[0].pixels, is_lossless=facts.format not in _LOSSY)


def _encode_all(decoded: Decoded, recipe: Recipe, kind: PictureKind) -> Iterator[_Encoded]:
    """Encode widest first, so that each size is made of the next larger one."""
    planned = plan_renditions(decoded.width, decoded.height, recipe.widths, recipe.formats, kind)
    frames = decoded.frames
    for size in sorted({(one.width, one.height) for one in planned}, reverse=True):
        frames = [Frame(_resized(frame.pixels, size), frame.milliseconds) for frame in frames]
        for one in planned:
            if (one.width, one.height) != size:
                continue
            if len(frames) > 1 and one.format is PictureFormat.WEBP:
                data = encode_film(frames, recipe.effort)
            else:
                data = encode(frames[0].pixels, one.format, kind, recipe.effort)
            yield _Encoded(one.format, one.width, one.height, data, sha256_hex(data))


def _resized(pixels: Image.Image, size: tuple[int, int]) -> Image.Image:
    if pixels.size == size:
        return pixels
    return pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _worth_keeping(encoded: tuple[_Encoded, ...], recipe: Recipe) -> tuple[_Encoded, ...]:
    kept = {one.format for one in encoded}
    if not recipe.keep_all:
        common = set.intersection(*({e.width for e in encoded if e.format is f} for f in kept))
        totals = {f: sum(len(e.data) for e in encoded if e.format is f and e.width in common) for f in kept}
        kept = set(formats_worth_keeping(totals))
    order = FORMAT_ORDER.index
    return tuple(sorted((e for e in encoded if e.format in kept), key=lambda e: (order(e.format), e.width)))


def _record(rendered: _Rendered) -> Mapping[str, object]:
    return {
        "kind": rendered.kind,
        "colour": rendered.colour,
        "placeholder": rendered.placeholder,
        "files": [[e.format, e.width, e.height, e.sha256] for e in rendered.encoded],
    }


def _load(cache: PictureCache, key: str) -> _Rendered | None:
    """Return what was made before; None where any part of it is missing, damaged or not understood."""
    record: Any = cache.load_record(key)
    try:
        encoded = tuple(
            _Encoded(PictureFormat(name), int(width), int(height), data, sha256)
            for name, width, height, sha256 in record["files"]
            if (data := cache.load_object(sha256)) is not None
        )
        if not encoded or len(encoded) < len(record["files"]):
            return None
        return _Rendered(
            kind=PictureKind(record["kind"]),
            colour=str(record["colour"]),
            placeholder=str(record["placeholder"]),
            encoded=encoded,
        )
    except (TypeError, KeyError, ValueError, IndexError, AttributeError):
        return None


def _named(
    rendered: _Rendered, name: str, cache: PictureCache
) -> tuple[tuple[Rendition, ...], tuple[CachedFile, ...]]:
    renditions: list[Rendition] = []
    files: list[CachedFile] = []
    for one in rendered.encoded:
        file_name = f"{name}-{one.width}.{name_hash_of(one.sha256)}.{one.format}"
        renditions.append(Rendition(one.format, one.width, one.height, file_name, len(one.data)))
        files.append(CachedFile(file_name, one.sha256, len(one.data), cache.object_path(one.sha256)))
    return tuple(renditions), tuple(files)
