"""Render product pictures: `python scenes/render.py BRAND [PICTURE…] [--draft] [--samples N] [--into DIR]`."""

import argparse
import importlib
import time
from pathlib import Path

import studio

ROOT = Path(__file__).resolve().parent.parent
MODULES = {"skerry-enamel": "skerry", "kestrel-rovers": "kestrel", "lantern-press": "lantern"}


def main():
    """Render what was asked for, each picture in a studio of its own."""
    wish = argparse.ArgumentParser(description=__doc__)
    wish.add_argument("brand", choices=MODULES)
    wish.add_argument("pictures", nargs="*", metavar="PICTURE", help="all, if none is named")
    wish.add_argument("--draft", action="store_true", help="small and quick, for looking")
    wish.add_argument("--samples", type=int, default=32)
    wish.add_argument("--into", type=Path, help="default: the brand's images")
    asked = wish.parse_args()
    module = importlib.import_module(MODULES[asked.brand])
    scenes, flat = module.PICTURES, getattr(module, "FLAT", {})
    folder = asked.into or ROOT / "brands" / asked.brand / "images"
    quality = studio.Quality(0.25, 8) if asked.draft else studio.Quality(1.0, asked.samples)
    for name in asked.pictures or [*flat, *scenes]:
        if name in flat:
            flat[name](folder / f"{name}.jpg")
            continue
        started = time.monotonic()
        studio.open_studio(quality)
        scenes[name]()
        studio.shoot(folder / f"{name}.jpg", full=not asked.draft)
        print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
