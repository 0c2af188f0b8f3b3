"""Tells when a page changes by itself: a sale or a drop begins or ends while it is open."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Self

LOOK_S = 15.0
"""So often the clock is looked at: the machine may have slept, and sources may have been changed."""


class Alarm:
    """Goes off at each instant that `find_next` names, as long as its block lasts, in a thread of its own.

    `find_next` is given an instant and returns the next one at which something changes, or None.
    """

    def __init__(self, find_next: Callable[[datetime], datetime | None], tell: Callable[[], None]) -> None:
        self._find_next, self._tell = find_next, tell
        self._is_over = Event()
        self._thread = Thread(target=self._run, name="alarm", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Go off no more."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        wait_s = 0.0
        last = datetime.now(UTC)
        while not self._is_over.wait(wait_s):
            now = datetime.now(UTC)
            due = self._find_next(last)
            if due is not None and due <= now:
                self._tell()
            last = now
            due = self._find_next(now)
            wait_s = min(LOOK_S, (due - now).total_seconds()) if due else LOOK_S
