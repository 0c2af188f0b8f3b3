"""Builds the demo site in two workers, which mark among their calls of the system where a page is made.

Run as a program: `python -m tests.exactness.marked_build FOLDER [PEEK]`. `PEEK` is a file that each page
reads past its door. Workers import the program's main module, and with it the marks.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import shopgen.build.build
from shopgen.build import tasks
from shopgen.build.build import build_site
from shopgen.build.door import ThemeFiles
from shopgen.build.progress import Silence
from shopgen.pages.artifact import Artifact
from shopgen.pages.door import ThemeFile
from tests.exactness.reads import demo_settings

MARKS = "/of-no-file/"
PAGE, DOOR = "page", "door"


@contextmanager
def marked(what: str) -> Iterator[None]:
    """Ask for files that there are not, before and after."""
    _mark(f"{what}-begins")
    try:
        yield
    finally:
        _mark(f"{what}-ends")


def _mark(name: str) -> None:
    with suppress(OSError):
        os.stat(MARKS + name)  # noqa: PTH116


def mark_pages(peek: str) -> None:
    """Have this process mark each page, and each file that the door gives it."""
    render, load = tasks.render, ThemeFiles._load

    def marked_render(*given: Any) -> tuple[Artifact, ...]:
        with marked(PAGE):
            if peek:
                Path(peek).read_bytes()
            return render(*given)

    def marked_load(files: ThemeFiles, theme: str, path: str) -> ThemeFile | None:
        with marked(DOOR):
            return load(files, theme, path)

    tasks.render, ThemeFiles._load = marked_render, marked_load  # type: ignore[method-assign]


if __name__ in ("__main__", "__mp_main__"):
    mark_pages("".join(sys.argv[2:3]))
if __name__ == "__main__":
    shopgen.build.build.LARGE = 1
    print(build_site(demo_settings(Path(sys.argv[1]), jobs=2), Silence()).rendered)
