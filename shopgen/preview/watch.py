"""Watches a site's sources and tells which were changed, those together that were changed together."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition, Thread
from typing import Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from shopgen.catalog.theme_roots import package_themes
from shopgen.problems import MachineError

SETTLED_S = 0.005
"""After a file was closed, moved or removed: others of the same save may follow."""
WRITING_S = 0.08
"""After a file was written to that may yet be written to: it is half of itself until then."""
POLLED_S = 0.5

_EVENTS: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
_TOPS = ("brands", "themes")


class Watch:
    """Tells of changes as long as its block lasts, by calls from a thread of its own.

    What is told are paths relative to the site, those of themes under `themes/`, wherever these are. A file
    that a link leads to is told by each of its names.
    """

    def __init__(self, site: Path, tell: Callable[[set[str]], None], *, polls: bool = False) -> None:
        self._site, self._tell = site.resolve(), tell
        self._observer: BaseObserver = PollingObserver(timeout=POLLED_S) if polls else Observer()
        self._handler = _Handler(self._note)
        self._watched: dict[Path, bool] = {}
        self._names: dict[str, str] = {}
        self._due: dict[str, float] = {}
        self._changed = Condition()
        self._is_over = False
        self._teller = Thread(target=self._tell_on, name="watch", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch.

        Raises:
            MachineError: the system watches no more files.
        """
        try:
            self._observer.start()
            self._watch(self._site, recursive=False)
            for folder in (self._site / "brands", self._site / "themes", package_themes()):
                self._names[str(folder.resolve())] = folder.name
                self._watch(folder, recursive=True)
                self._follow_links(folder)
        except OSError as error:
            self._observer.stop()
            hint = "Try --poll, which asks it for none"
            raise MachineError(f"The system watches no more files ({error.strerror}). {hint}.") from error
        self._teller.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no more; no call is under way any more."""
        self._observer.stop()
        self._observer.join()
        with self._changed:
            self._is_over = True
            self._changed.notify()
        self._teller.join()

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        real = folder.resolve()
        if real.is_dir() and real not in self._watched:
            self._watched[real] = recursive
            self._observer.schedule(self._handler, str(real), recursive=recursive, event_filter=_EVENTS)

    def _follow_links(self, folder: Path) -> None:
        """Watch where links lead: the system tells nothing of what is behind them."""
        for link in _links(folder):
            real = link.resolve()
            if not real.exists() or not real.is_relative_to(self._site):
                continue  # what is outside is not read
            self._names[str(real)] = self._name_of(str(link)) or ""
            inside = any(recursive and real.is_relative_to(top) for top, recursive in self._watched.items())
            if not inside:
                self._watch(real if real.is_dir() else real.parent, recursive=real.is_dir())

    def _note(self, path: str, settles_s: float) -> None:
        place = Path(path)
        if place.name.startswith("."):
            return
        if place.is_symlink() or place.is_dir():
            self._follow_links(place.parent if place.is_symlink() else place)
            if place == self._site / "themes":
                self._names[path] = "themes"
                self._watch(place, recursive=True)
        names = set(self._all_names(path))
        with self._changed:
            now = time.monotonic()
            for name in names:
                self._due[name] = now + settles_s
            self._changed.notify()

    def _all_names(self, path: str) -> Iterator[str]:
        for real, name in list(self._names.items()):
            if path == real or path.startswith(real + os.sep):
                yield (name + path[len(real) :]).replace(os.sep, "/")
        if Path(path) == self._site / "shopgen.yaml":
            yield "shopgen.yaml"

    def _name_of(self, path: str) -> str | None:
        return next(self._all_names(path), None)

    def _tell_on(self) -> None:
        while True:
            with self._changed:
                while not self._is_over and not self._is_due():
                    self._changed.wait(self._wait_s())
                if self._is_over:
                    return
                now = time.monotonic()
                changed = {path for path, due in self._due.items() if due <= now}
                for path in changed:
                    del self._due[path]
            self._tell(changed)

    def _is_due(self) -> bool:
        return any(due <= time.monotonic() for due in self._due.values())

    def _wait_s(self) -> float | None:
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None


class _Handler(FileSystemEventHandler):
    """Passes on which paths an event is about, and how long to wait for more of it."""

    def __init__(self, note: Callable[[str, float], None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take an event. Where the system tells when a file was closed, a write is not yet the end of it."""
        is_writing = event.event_type in ("modified", "created") and not event.is_directory
        for path in (event.src_path, event.dest_path):
            if path:
                self._note(os.fsdecode(path), WRITING_S if is_writing else SETTLED_S)


def _links(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(here, name)
            if path.is_symlink():
                yield path
