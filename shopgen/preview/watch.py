"""Watches a site's sources and tells which were changed, those together that were changed together."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Condition, Thread
from typing import Self

from watchdog.events import (
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from shopgen.catalog.theme_roots import package_themes
from shopgen.problems import MachineError

SETTLED_S = 0.005
"""After a file was closed, moved or removed: others of the same save may follow."""
WRITING_S = 0.08
"""After a file was written to that may yet be written to: it is half of itself until then."""
POLLED_S = 0.5

_EVENTS: list[type[FileSystemEvent]] = [
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
_TOPS = ("brands", "themes")
_LOG = logging.getLogger(__name__)


class Watch:
    """Tells of changes as long as its block lasts, by calls from a thread of its own.

    What is told are paths relative to the site, those of themes under `themes/`, wherever these are. A file
    that a link leads to is told by each of its names.
    """

    def __init__(self, site: Path, tell: Callable[[set[str]], None], *, polls: bool = False) -> None:
        self._site, self._tell = site.resolve(), tell
        self._observer: BaseObserver = PollingObserver(timeout=POLLED_S) if polls else Observer()
        self._handler = _Handler(self._note)
        self._watched: dict[Path, ObservedWatch] = {}
        self._own = {str(self._site / name): name for name in ("shopgen.yaml", *_TOPS)}
        self._tops: dict[str, str] = {}
        self._links: set[tuple[str, str]] = set()
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
            self._watch_tops()
            self._try_one_more()
        except OSError as error:
            self._observer.stop()
            raise MachineError(_no_more(error)) from error
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

    def _watch_tops(self) -> None:
        for folder in (*(self._site / name for name in _TOPS), package_themes()):
            self._tops[os.path.realpath(folder)] = folder.name
            self._watch(folder, recursive=True)
            self._follow_links(folder)

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        real = Path(os.path.realpath(folder))
        if real.is_dir() and real not in self._watched:
            self._watched[real] = self._observer.schedule(
                self._handler, str(real), recursive=recursive, event_filter=_EVENTS
            )

    def _try_one_more(self) -> None:
        """Watch something for a moment: within the folders of a watch the system's refusal is not told.

        Raises:
            OSError: the system watches no more files.
        """
        self._observer.unschedule(self._observer.schedule(self._handler, str(Path(__file__).parent)))

    def _follow_links(self, folder: Path) -> None:
        """Watch where links lead: the system tells nothing of what is behind them."""
        for link in _links(folder):
            real = Path(os.path.realpath(link))
            if not real.exists() or not real.is_relative_to(self._site):
                continue  # what is outside is not read
            self._links |= {(str(real), name) for name in _names(str(link), self._tops.items())}
            tops = (top for top, watch in self._watched.items() if watch.is_recursive)
            if not any(real.is_relative_to(top) for top in tops):
                self._watch(real if real.is_dir() else real.parent, recursive=real.is_dir())

    def _follow_folder(self, place: Path) -> None:
        """Watch what there is now where a folder came or went: a watch goes with its folder."""
        gone = [folder for folder in self._watched if folder.is_relative_to(place)]
        for folder in gone:
            self._observer.unschedule(self._watched.pop(folder))
        if gone or str(place) in self._own:
            self._watch_tops()
        else:
            self._follow_links(place)
        self._try_one_more()

    def _note(self, path: str, settles_s: float) -> None:
        place = Path(path)
        if place.name.startswith("."):
            return
        try:
            if place.is_symlink() or place.is_dir() or place in self._watched:
                self._follow_folder(place)
        except OSError as error:
            _LOG.error("%s", _no_more(error))
        names = {*_names(path, self._tops.items()), *_names(path, self._links)}
        if path in self._own:
            names.add(self._own[path])
        with self._changed:
            now = time.monotonic()
            for name in names:
                self._due[name] = now + settles_s
            self._changed.notify()

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
            try:
                self._tell(changed)
            except Exception:  # noqa: BLE001 - told, and the next change is to be seen
                _LOG.exception("The preview could not take a change in: %s", ", ".join(sorted(changed)[:5]))

    def _is_due(self) -> bool:
        return any(due <= time.monotonic() for due in self._due.values())

    def _wait_s(self) -> float | None:
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None


class _Handler(FileSystemEventHandler):
    """Passes on which paths an event is about, and how long to wait for more of it. It fails on none."""

    def __init__(self, note: Callable[[str, float], None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take an event. Where the system tells when a file was closed, a write is not yet the end of it."""
        is_writing = event.event_type in ("modified", "created") and not event.is_directory
        for path in (event.src_path, event.dest_path):
            try:
                if path:
                    self._note(os.fsdecode(path), WRITING_S if is_writing else SETTLED_S)
            except Exception:  # noqa: BLE001 - told, and the next change is to be seen
                _LOG.exception("The preview could not see what was changed: %s", os.fsdecode(path))


def _names(path: str, known: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what a path is called where these folders and files are called so."""
    for real, name in known:
        if path == real or path.startswith(real + os.sep):
            yield (name + path[len(real) :]).replace(os.sep, "/")


def _no_more(error: OSError) -> str:
    hint = "Try --poll, which asks it for none"
    return f"The system watches no more files ({error.strerror}). {hint}."


def _links(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        yield folder
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(here, name)
            if path.is_symlink():
                yield path
