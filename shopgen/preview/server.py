"""Serves a preview on this machine alone, until it is stopped."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import FrameType

import uvicorn

from shopgen.build.live import LiveSite
from shopgen.build.progress import Progress
from shopgen.images.recipe import Effort
from shopgen.preview.alarm import Alarm
from shopgen.preview.app import Preview, make_app
from shopgen.preview.hub import Hub
from shopgen.preview.pages import Pages
from shopgen.preview.watch import Watch
from shopgen.problems import MachineError, Problem

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8000
HTTP_PORT = 80
"""That of addresses which name none: browsers leave it out."""
_TRIED = 20


@dataclass(frozen=True, slots=True)
class PreviewSettings:
    """Which site is served, and how. Without a `port` it is the first free one from 8000 on."""

    site: Path
    cache: Path
    jobs: int
    effort: str = "draft"
    port: int | None = None
    polls: bool = False


class PreviewServer:
    """A site that is served and followed for as long as its block lasts."""

    def __init__(self, settings: PreviewSettings) -> None:
        self._listener = _listen(settings.port)
        port = self._listener.getsockname()[1]
        self.origin = f"http://{ADDRESS}" if port == HTTP_PORT else f"http://{ADDRESS}:{port}"
        site = settings.site.resolve()
        self._live = LiveSite(site, settings.cache, datetime.now(UTC), Effort(settings.effort), settings.jobs)
        self._preview = Preview(site, self._live, Pages(self._live), Hub(), self.origin)
        self._watch = Watch(site, self._take, polls=settings.polls)
        self._is_loaded = Event()

    def __enter__(self) -> "PreviewServer":
        """Begin to watch, before anything is read: so no change is missed.

        Raises:
            MachineError: the system watches no more files.
        """
        self._watch.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_loaded.set()
        self._watch.__exit__()
        self._live.close()
        self._listener.close()

    def load(self, progress: Progress) -> tuple[Problem, ...]:
        """Read the site, and return what is wrong with it.

        Raises:
            UsageError: the folder is no site.
        """
        self._live.load(progress)
        self._live.check()
        self._is_loaded.set()
        return self._preview.problems()

    def run(self, tell: Callable[[tuple[Problem, ...]], None]) -> None:
        """Serve until the process is told to stop; `tell` is told after each change what is wrong by then."""
        self._preview.say = tell
        config = uvicorn.Config(
            make_app(self._preview),
            log_level="error",
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        with Alarm(self._preview.next_change, self._preview.tell):
            _Server(config, self._preview.hub).run(sockets=[self._listener])

    def _take(self, changed: set[str]) -> None:
        self._is_loaded.wait()
        self._preview.take(changed)


class _Server(uvicorn.Server):
    """Lets those go who listen for changes, since it would wait for them, and they for it."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals while it serves. They are not raised again: to be stopped is how this ends well."""
        before = {sent: signal.signal(sent, self.handle_exit) for sent in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sent, handler in before.items():
                signal.signal(sent, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop soon."""
        self._hub.close()
        super().handle_exit(sig, frame)


def _listen(port: int | None) -> socket.socket:
    """Return a socket that takes connections.

    Raises:
        MachineError: the port, or each of those tried, is taken.
    """
    for tried in range(DEFAULT_PORT, DEFAULT_PORT + _TRIED) if port is None else [port]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, tried))
            listener.listen()
        except OSError as error:
            listener.close()
            if port is not None:
                raise MachineError.from_os(f"Port {port} cannot be had", error) from error
        else:
            return listener
    raise MachineError(f"The ports from {DEFAULT_PORT} on are all taken. Name a free one with --port.")
