"""What a page reads past its door: files, the clock, the environment, programs, the network, chance.

Run as a program (`python -m tests.exactness.reads`) it builds the demo site in this process, whose caches
are empty, and prints what its pages read so.
"""

import _random
import os
import sys
import sysconfig
import tempfile
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

import shopgen
from shopgen.build import tasks
from shopgen.build.build import build_site
from shopgen.build.door import ThemeFiles
from shopgen.build.progress import Silence
from shopgen.build.settings import BuildSettings
from shopgen.pages.artifact import Artifact
from shopgen.pages.door import ThemeFile

PROJECT = Path(__file__).parents[2]
AT = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
_LIBRARIES = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
CODE = tuple(
    f"{place}{os.sep}"
    for folder in (*_LIBRARIES, Path(shopgen.__file__).parent, *zoneinfo.TZPATH)
    for place in (folder, Path(folder).resolve())
)
"""Where code and its data lie: what a build is known to be made by, so pages need no door to them."""
OUTWARD = ("open", "os.", "glob.", "pathlib.", "shutil.", "tempfile.", "subprocess.", "socket.", "sqlite3")
"""How the events of the interpreter begin that tell of files, programs and the network."""
ASKING = frozenset({"posix", "nt", "time", "_locale"})
"""Modules of C of which any function asks the machine something."""
TOLD_WITH_PATHS = frozenset({"stat", "lstat", "access", "readlink"})
"""Functions of `os` that no event tells of."""
HARMLESS = TOLD_WITH_PATHS | {"open", "listdir", "scandir", "fspath"}
OF_THE_ENVIRONMENT = frozenset(
    function.__code__
    for function in (
        type(os.environ).__getitem__,
        type(os.environ).__iter__,
        type(os.environ).__len__,
        type(os.environ).copy,
    )
)

_watches: list[list[str]] = []
"""Those that are on: what the last one has noted. A hook can never be taken away again."""


def _note(what: str, path: object) -> None:
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    if _watches and not name.startswith(CODE):
        _watches[-1].append(f"{what} {name}".rstrip())


def _on_event(event: str, given: tuple[Any, ...]) -> None:
    if event.startswith(OUTWARD):
        _note(event, given[0] if given else "")


def _noted(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Any, *given: Any, **options: Any) -> Any:
        _note(function.__name__, path)
        return function(path, *given, **options)

    return call


def _on_call(frame: FrameType, event: str, called: Any) -> None:
    if event == "call" and frame.f_code in OF_THE_ENVIRONMENT:
        _watches[-1].append("os.environ")
    elif event == "c_call" and _asks(called) and not _is_importing(frame):
        _watches[-1].append(called.__qualname__)


def _asks(called: Any) -> bool:
    of = getattr(called, "__self__", None)
    if isinstance(of, type) and issubclass(of, datetime.__mro__[1]):
        return called.__name__ in ("now", "utcnow", "today")
    module = getattr(called, "__module__", None)
    return isinstance(of, _random.Random) or (module in ASKING and called.__name__ not in HARMLESS)


def _is_importing(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith("<frozen importlib")


sys.addaudithook(_on_event)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Hand out a list that gets what is read until the block ends."""
    noted: list[str] = []
    _watches.append(noted)
    sys.setprofile(_on_call)
    try:
        yield noted
    finally:
        sys.setprofile(None)
        _watches.pop()


@contextmanager
def unwatched() -> Iterator[None]:
    """Note nothing until the block ends."""
    on, _watches[:] = _watches[:], []
    sys.setprofile(None)
    try:
        yield
    finally:
        _watches[:] = on
        if on:
            sys.setprofile(_on_call)


@contextmanager
def watched_pages() -> Iterator[dict[str, list[str]]]:
    """Hand out a table that gets what pages read past their door until the block ends, by their kinds."""
    found: dict[str, list[str]] = {}
    render, load = tasks.render, ThemeFiles._load

    def watched_render(kind: str, *given: Any) -> tuple[Artifact, ...]:
        with watched() as noted:
            made = render(kind, *given)
        found.setdefault(kind, []).extend(noted)
        return made

    def unwatched_load(files: ThemeFiles, theme: str, path: str) -> ThemeFile | None:
        with unwatched():
            return load(files, theme, path)

    plain = {name: getattr(os, name) for name in TOLD_WITH_PATHS}
    tasks.render, ThemeFiles._load = watched_render, unwatched_load
    for name, function in plain.items():
        setattr(os, name, _noted(function))
    try:
        yield found
    finally:
        tasks.render, ThemeFiles._load = render, load
        for name, function in plain.items():
            setattr(os, name, function)


def demo_settings(folder: Path, jobs: int) -> BuildSettings:
    """Return how the demo site is built into a folder, from nothing but encoded pictures."""
    (cache := folder / "cache").mkdir()
    (pictures := PROJECT / ".shopgen/pictures").mkdir(parents=True, exist_ok=True)
    (cache / "pictures").symlink_to(pictures)
    return BuildSettings(PROJECT, folder / "output", cache, AT, jobs=jobs)


def main() -> int:
    """Build the demo site; 1 where a page of it has read something past its door."""
    with tempfile.TemporaryDirectory(prefix="shopgen-reads-") as folder, watched_pages() as found:
        result = build_site(demo_settings(Path(folder), jobs=1), Silence())
    for kind, noted in found.items():
        for what in dict.fromkeys(noted):
            print(f"{kind} reads {what}")
    print(f"{result.rendered} pages of {len(found)} kinds were watched.")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
