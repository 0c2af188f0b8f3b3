"""The in-memory host over real connections, for what needs them: slow networks, other browsers, Lighthouse.

It is a proxy, so that every browser finds the site at its own addresses, whatever these are.
"""

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import ProxySettings

from tests.browser.host import Answer, Host

_TEXT = ("text/", "application/json", "image/svg")


@dataclass(slots=True)
class Served:
    """A proxy that runs: its address, what was asked of it, and pages that stand in no folder, by address."""

    address: str
    asked: list[str] = field(default_factory=list)
    pages: dict[str, Answer] = field(default_factory=dict)

    def as_proxy(self) -> ProxySettings:
        """Return it as a browser's context takes it, for this machine's own names too."""
        return {"server": self.address, "bypass": "<-loopback>"}

    def put(self, url: str, html: str, headers: Mapping[str, str] | None = None) -> str:
        """Serve a page at an address, and return that."""
        kind = {"content-type": "text/html; charset=utf-8"}
        self.pages[url] = Answer(200, kind | dict(headers or {}), html.encode())
        return url


@contextmanager
def serving(host: Host) -> Iterator[Served]:
    """Run a proxy that answers for a host; it says 404 for whatever is not the host's."""
    server = _Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
    served = Served(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = _handler(host, served)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a browser has hung up: it may."""


def _handler(host: Host, served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.asked.append(self.path)
            self._send(served.pages.get(self.path) or host.answer(self.path))

        def do_CONNECT(self) -> None:
            self._send(Answer(404, {"content-type": "text/plain"}, b"nothing here speaks TLS"))

        def _send(self, answer: Answer) -> None:
            headers, body = dict(answer.headers), answer.body
            packed = headers.get("content-type", "").startswith(_TEXT)
            if packed and "gzip" in self.headers.get("accept-encoding", ""):
                headers["content-encoding"], body = "gzip", gzip.compress(body, mtime=0)
            self.send_response(answer.status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing: what was asked is kept."""

    return Handler
