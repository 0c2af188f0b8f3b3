"""pyvips with its defaults, a process a core, one vips thread a process: `encode_vips.py PHOTOS OUT`."""

import os
import sys
from multiprocessing import Pool
from pathlib import Path

os.environ["VIPS_CONCURRENCY"] = "1"  # read when pyvips is imported
import pyvips

WIDTHS = (1280, 960, 640, 320)
FORMATS = ("avif", "webp", "jpeg")
NO_LIMIT = 10_000_000


def encode(job: tuple[Path, Path]) -> None:
    """Write all files of one photograph; `thumbnail` shrinks while it decodes."""
    path, out = job
    for width in WIDTHS:
        image = pyvips.Image.thumbnail(str(path), width, height=NO_LIMIT).copy_memory()
        for name in FORMATS:
            image.write_to_file(str(out / f"{path.stem}-{width}.{name}"))


def main(photos: Path, out: Path) -> None:
    """Encode a folder of photographs."""
    out.mkdir(parents=True, exist_ok=True)
    with Pool(os.cpu_count()) as pool:
        pool.map(encode, [(path, out) for path in sorted(photos.glob("*.jpg"))], chunksize=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
