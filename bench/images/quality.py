"""Bytes and likeness of each OUT folder's pictures, by format: `quality.py PHOTOS OUT…`.

The reference is the photograph resized with Pillow's LANCZOS, lossless. Likeness: SSIMULACRA2 (100 = same,
90 = very high, 70 = high, 50 = medium) and SSIM, at two widths over every fifth photograph. An output's
photograph is found by the `photo-NN` in its name, its width by opening it.
"""

import re
import statistics
import sys
import tempfile
from collections import defaultdict
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image
from skimage.metrics import structural_similarity
from ssimulacra2 import compute_ssimulacra2

CHECKED_WIDTHS = (320, 960)
KINDS = {".avif": "avif", ".webp": "webp", ".jpg": "jpeg", ".jpeg": "jpeg"}
Job = tuple[Path, Path]


def likeness(job: Job) -> tuple[float, float]:
    """Return SSIMULACRA2 and SSIM of an output against its photograph."""
    photo, path = job
    with Image.open(photo) as source, Image.open(path) as opened:
        image = opened.convert("RGB")
        reference = source.convert("RGB").resize(image.size, Image.Resampling.LANCZOS)
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder, "wanted.png"), Path(folder, "made.png")
        reference.save(wanted, compress_level=1)
        image.save(made, compress_level=1)
        score = compute_ssimulacra2(str(wanted), str(made))
    return score, structural_similarity(np.asarray(reference), np.asarray(image), channel_axis=2)


def sort_out(photos: Path, folder: Path) -> tuple[dict[str, list[int]], dict[str, list[Job]]]:
    """Return the sizes of a folder's files and the jobs of those to compare, by format."""
    sizes, jobs = defaultdict(list), defaultdict(list)
    for path in sorted(folder.rglob("*")):
        number = re.search(r"photo-(\d+)", path.name)
        if path.suffix not in KINDS or not number:
            continue
        kind = KINDS[path.suffix]
        sizes[kind].append(path.stat().st_size)
        with Image.open(path) as image:
            if int(number[1]) % 5 == 0 and image.width in CHECKED_WIDTHS:
                jobs[kind].append((photos / f"photo-{number[1]}.jpg", path))
    return sizes, jobs


def main(photos: Path, folders: list[Path]) -> None:
    """Print one line for each folder and format."""
    with Pool() as pool:
        for folder in folders:
            sizes, jobs = sort_out(photos, folder)
            for kind, made in sizes.items():
                scores, likes = zip(*pool.map(likeness, jobs[kind]), strict=True)
                print(
                    f"{folder!s:32} {kind} {len(made):4} files {sum(made) / 1e6:7.2f} MB   ssimulacra2 "
                    f"{statistics.mean(scores):6.2f} (min {min(scores):6.2f})   "
                    f"ssim {statistics.mean(likes):.4f}",
                    flush=True,
                )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
