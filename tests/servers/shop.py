"""A shop's server as a host's own server meets it: it packs, redirects, fails, drips, and remembers."""

import gzip
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Manner = Literal["whole", "stalled", "cut", "cut unsaid", "dripping"]
"""How a file comes: "cut" ends before the length that was said, "cut unsaid" says none beforehand."""


@dataclass(slots=True)
class Shop:
    """A server that runs: its address without a slash, what it answers with, and what it was asked."""

    address: str
    files: dict[str, bytes] = field(default_factory=dict)
    status: int = 200
    """What it answers for its files; with 301 it leads to a page that is there."""
    manner: Manner = "whole"
    heard: list[str] = field(default_factory=list)
    """Each request as it came, in lines."""
    names: list[str | None] = field(default_factory=list)
    """The name that each client asked for in TLS."""


@contextmanager
def selling(certificate: Path | None = None) -> Iterator[Shop]:
    """Run a shop, on TLS where a certificate with its key is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    scheme, host = ("https", "localhost") if certificate else ("http", "127.0.0.1")
    shop = Shop(f"{scheme}://{host}:{server.server_port}")
    over = Event()
    server.RequestHandlerClass = _handler(shop, over)
    if certificate:
        server.socket = _tls(shop, certificate).wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield shop
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def write_certificate(file: Path, name: str = "localhost") -> Path:
    """Write a certificate of a name, which vouches for itself, and its key into one file; return it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    return file


def _tls(shop: Shop, certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _, name, __: shop.names.append(name)
    return context


def _handler(shop: Shop, over: Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            shop.heard.append(f"{self.requestline}\n{self.headers}")
            if shop.manner == "stalled":
                over.wait()
                self.close_connection = True
            elif self.path == "/elsewhere":
                self._send(200, b"<p>Another page.</p>")
            elif self.path not in shop.files:
                self._send(404, b"<p>No such page.</p>")
            elif shop.status == 200:
                self._send(200, shop.files[self.path])
            else:
                self._send(shop.status, b"<p>Not today.</p>")

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            # Of a file that is packed, half could be nothing at all.
            if shop.manner == "whole" and "gzip" in self.headers.get("accept-encoding", ""):
                body = gzip.compress(body)
                self.send_header("content-encoding", "gzip")
            if status == 301:
                self.send_header("location", "/elsewhere")
            self.send_header("content-type", "text/html; charset=utf-8")
            if shop.manner == "cut unsaid":
                self.send_header("connection", "close")
            else:
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            if shop.manner == "whole":
                self.wfile.write(body)
            elif shop.manner == "dripping":
                self._drip(body, pieces=5, pause=0.6)
            else:
                self._drip(body[: len(body) // 2], pieces=2, pause=0.2)

        def _drip(self, body: bytes, pieces: int, pause: float) -> None:
            """Send a body in pieces, each of which can be passed on before the next; then hang up."""
            self.close_connection = True
            size = -(-len(body) // pieces)
            with suppress(OSError):  # Most do not wait for the end.
                for start in range(0, len(body), size):
                    self.wfile.write(body[start : start + size])
                    if over.wait(pause):
                        break

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing: what was heard is kept."""

    return Handler
