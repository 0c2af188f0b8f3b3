"""CPU time of each stage on one core, mean over COUNT photographs: `stages.py PHOTOS [COUNT]`."""

import io
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ["VIPS_CONCURRENCY"] = "1"  # read when pyvips is imported
import pyvips
from PIL import Image

WIDTHS = (1280, 960, 640, 320)
LANCZOS = Image.Resampling.LANCZOS


def stage(name: str, function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    """Return what a stage makes of each item, and print what it took."""
    start = time.process_time()
    results = [function(item) for item in items]
    took_ms = (time.process_time() - start) / len(items) * 1e3
    note = ""
    if isinstance(results[0], bytes):
        note = f"   {sum(map(len, results)) / len(items) / 1024:8.1f} KiB"
    print(f"{name:58} {took_ms:8.1f} ms{note}", flush=True)
    return results


def decode(path: Path, draft: int = 0) -> Image.Image:
    """Return a decoded photograph, shrunk on load where a draft's size is given."""
    with Image.open(path) as image:
        if draft:
            image.draft("RGB", (draft, draft))
        return image.copy()


def resize_each(image: Image.Image, reducing_gap: float | None = None) -> dict[int, Image.Image]:
    """Return all widths, each from the full picture."""
    return {
        width: image.resize((width, width * 3 // 4), LANCZOS, reducing_gap=reducing_gap) for width in WIDTHS
    }


def resize_in_turn(image: Image.Image) -> dict[int, Image.Image]:
    """Return all widths, each from the next larger one."""
    result = {}
    for width in WIDTHS:
        image = result[width] = image.resize((width, width * 3 // 4), LANCZOS, reducing_gap=2.0)
    return result


def encode(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    """Return an encoded picture."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def pillow_stages(photos: list[Path]) -> None:
    """Print what Pillow's stages take."""
    full = stage("pillow decode, full", decode, photos)
    stage("pillow decode, draft to 1200", partial(decode, draft=1200), photos)
    stage("pillow 4 widths, each from full", resize_each, full)
    stage("pillow 4 widths, each from full, reducing_gap=2", partial(resize_each, reducing_gap=2.0), full)
    sized = stage("pillow 4 widths in turn, reducing_gap=2", resize_in_turn, full)
    settings: list[tuple[str, dict[str, Any]]] = [
        ("jpeg", {"quality": 75}),
        ("jpeg", {"quality": 75, "optimize": True, "progressive": True}),
        *(("webp", {"quality": 75, "method": method}) for method in (2, 4, 6)),
        *(("avif", {"quality": 60, "speed": speed, "max_threads": 1}) for speed in (4, 6, 7, 8, 9, 10)),
    ]
    for width in WIDTHS:
        for kind, options in settings:
            said = " ".join(f"{name}={value}" for name, value in options.items())
            name = f"pillow {width} {kind} {said}"
            stage(name, partial(encode, kind=kind, options=options), [each[width] for each in sized])


def vips_stages(photos: list[Path]) -> None:
    """Print what libvips' stages take."""
    for width in WIDTHS:

        def shrink(path: Path, width: int = width) -> Any:
            return pyvips.Image.thumbnail(str(path), width, height=10**7).copy_memory()

        sized = stage(f"vips {width} thumbnail (decode, shrink on load, resize)", shrink, photos)
        for suffix, options in ((".jpg", {}), (".webp", {}), *((".avif", {"effort": e}) for e in (0, 2, 4))):

            def write(image: Any, suffix: str = suffix, options: dict[str, int] = options) -> Any:
                return image.write_to_buffer(suffix, **options)

            stage(f"vips {width} {suffix} {options or ''}", write, sized)


def main(folder: Path, count: int) -> None:
    """Print what each stage takes, over photographs spread through a folder."""
    photos = sorted(folder.glob("*.jpg"))
    chosen = photos[:: max(1, len(photos) // count)][:count]
    pillow_stages(chosen)
    vips_stages(chosen)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8)
