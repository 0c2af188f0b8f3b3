"""A folder over HTTP, on a port of its own, for tests that fetch as others would."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class FileHandler(SimpleHTTPRequestHandler):
    """Answers with files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # with five, those who connect all at once wait a second


@contextmanager
def serve(folder: Path, handler: type[FileHandler] = FileHandler) -> Iterator[str]:
    """Serve a folder as long as the context lasts; yields its address, with a slash at its end."""
    with _Server(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
