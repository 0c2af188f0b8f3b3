"""Builds onto a disk that becomes full: run as a program, in a mount namespace of its own.

`python -m tests.exactness.small_disk FOLDER output|cache PART [in-place]` has room for that part of what
the build is to write there, and prints as JSON how it ended, what it said, and what was there after it and
after another build with room enough. `in-place` plants a fault: files are written over those that are served.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.acceptance.shop import AT, PROGRAM, digest_files, run_shopgen
from tests.exactness.edits import BRANDS, PRODUCT, make_site, paint, set_field, write

PAGE = 4096
"""What a file takes is rounded up to this, by a file system in memory as by most."""
ROOM = "size=64m"
IN_PLACE = """
from shopgen.build.staging import Staging
from shopgen.cli.main import main
assert Staging.place_of
Staging.place_of = lambda staging, path, _: f"{staging.output}/{path}"
main()
"""


def edit(site: Path) -> None:
    """Change all pages, a picture, and which products there are."""
    for brand in BRANDS:
        set_field(site / f"brands/{brand}/brand.yaml", "theme", '{name: editorial, accent: "#7a1f3d"}')
        paint(site / f"brands/{brand}/images/photo.png", (1, 2, 3))
        write(site / f"brands/{brand}/products/lamp.md", PRODUCT.format(title="Lamp"))
    (site / "brands/acme/products/pot.md").unlink()


def taken(folder: Path) -> int:
    """Return how many bytes a folder's files take."""
    return sum(-(-path.stat().st_size // PAGE) * PAGE for path in folder.rglob("*") if path.is_file())


def mount(folder: Path, *options: str) -> None:
    """Mount a file system in memory, or change one that is there."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", folder], check=True)


def put_on_small_disk(folder: Path, room: int) -> None:
    """Move a folder's files onto a disk that has so many bytes left beside them."""
    kept = folder.with_name(f"{folder.name}-kept")
    folder.rename(kept)
    folder.mkdir()
    mount(folder, f"size={taken(kept) + room}")
    shutil.copytree(kept, folder, dirs_exist_ok=True)


def main() -> None:
    """Build, edit, build onto a small disk, and build again with room enough."""
    folder, which, part = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    site, output, cache = folder / "site", folder / "output", folder / "cache"
    build = ("--site", site, "build", "--at", AT, "--jobs", "1")
    make_site(site)
    run_shopgen(*build, "--output", output, "--cache", cache)
    before = digest_files(output)
    edit(site)
    shutil.copytree(cache, folder / "clean-cache")
    run_shopgen(*build, "--output", folder / "clean", "--cache", folder / "clean-cache")
    small, grown = (output, folder / "clean") if which == "output" else (cache, folder / "clean-cache")
    changed = {path: (grown / path).stat().st_size for path in differing(small, grown)}
    put_on_small_disk(small, int(sum(-(-size // PAGE) * PAGE for size in changed.values()) * part))
    program = [sys.executable, "-c", IN_PLACE] if sys.argv[4:] else [PROGRAM]
    command = [*program, *build, "--output", output, "--cache", cache]
    full = subprocess.run(command, capture_output=True, text=True, check=False)
    left = digest_files(output)
    mount(small, "remount", ROOM)
    again = run_shopgen(*build, "--output", output, "--cache", cache)
    print(
        json.dumps(
            {
                "code": full.returncode,
                "said": full.stderr,
                "is_as_before": left == before,
                "is_as_clean": left == digest_files(folder / "clean"),
                "again": again.returncode,
                "is_clean_again": digest_files(output) == digest_files(folder / "clean"),
            }
        )
    )


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that the other folder has, and this one not or with other bytes."""
    here = digest_files(one)
    return [path for path, digest in digest_files(other).items() if here.get(path) != digest]


if __name__ == "__main__":
    main()
