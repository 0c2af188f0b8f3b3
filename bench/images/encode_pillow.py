"""Pillow at its best: `encode_pillow.py PHOTOS OUT [--avif quality=75,speed=6] [--webp …] [--jpeg …]`.

One decode a photograph (shrunk on load where JPEG allows), each width resized from the next larger one, a
process a core, one encoder thread a process.
"""

import argparse
import os
import time
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from PIL import Image

WIDTHS = (1280, 960, 640, 320)
Job = tuple[Path, Path, dict[str, dict[str, Any]]]


def shrink(path: Path) -> Iterator[tuple[int, Image.Image]]:
    """Yield the photograph at each width, largest first, from one decode."""
    with Image.open(path) as photo:
        photo.draft("RGB", (WIDTHS[0], WIDTHS[0]))
        image = photo.convert("RGB") if photo.mode != "RGB" else photo
        for width in WIDTHS:
            height = round(photo.height * width / photo.width)
            image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
            yield width, image


def encode(job: Job) -> None:
    """Write all files of one photograph."""
    path, out, formats = job
    for width, image in shrink(path):
        for name, options in formats.items():
            image.save(out / f"{path.stem}-{width}.{name}", name, **options)


def parse_options(text: str) -> dict[str, Any]:
    """Return an encoder's options from `name=value,…`; whole numbers are numbers."""
    pairs = (pair.split("=") for pair in text.split(",") if pair)
    return {name: int(value) if value.lstrip("-").isdigit() else value for name, value in pairs}


def main() -> None:
    """Encode a folder of photographs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path)
    parser.add_argument("out", type=Path)
    for name in ("avif", "webp", "jpeg"):
        parser.add_argument(f"--{name}", type=parse_options, default={})
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    formats = {"avif": {"max_threads": 1} | asked.avif, "webp": asked.webp, "jpeg": asked.jpeg}
    start = time.perf_counter()
    with Pool(os.cpu_count()) as pool:
        jobs = [(path, asked.out, formats) for path in sorted(asked.photos.glob("*.jpg"))]
        for _ in pool.imap_unordered(encode, jobs):
            pass
    print(f"{time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
