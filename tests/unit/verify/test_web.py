"""Files from a server: what is followed, and where reading ends."""

from itertools import count
from pathlib import Path

import pytest

from shopgen.files import FileFault
from shopgen.problems import MachineError, UsageError
from shopgen.verify.web import WebSource, parse_address
from tests.serve import FileHandler, serve


class Moved(FileHandler):
    """Redirects what is at /near/ within its origin, what is at /far/ to another, and /round/ to itself."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer with a redirect, or with the file."""
        port = self.server.server_address[1]
        to = {
            "/near/mug.txt": "/mug.txt",
            "/far/mug.txt": f"http://localhost:{port}/mug.txt",
            "/file/mug.txt": "file:///etc/passwd",
            "/round/mug.txt": "/round/mug.txt",
        }.get(self.path)
        if to is None:
            return super().do_GET()
        self.send_response(302)
        self.send_header("Location", to)
        return self.end_headers()


class Zipped(FileHandler):
    """Says that what it sends is compressed."""

    def end_headers(self) -> None:
        """Add the header."""
        self.send_header("Content-Encoding", "gzip")
        super().end_headers()


class Endless(FileHandler):
    """Sends without an end."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer with more and more."""
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(bytes(4096))
        except OSError:
            return


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one file."""
    (tmp_path / "mug.txt").write_bytes(b"a mug")
    return tmp_path


def test_file_is_read_whole(folder: Path) -> None:
    """A file of just as many bytes as may be is read; one byte more is refused, and an absent file too."""
    with serve(folder) as address:
        source = WebSource(address)

        assert b"a mug" == source.read_bytes("mug.txt", 5)
        with pytest.raises(FileFault, match="has more than 4 bytes"):
            source.read_bytes("mug.txt", 4)
        with pytest.raises(FileFault, match="the server answers 404"):
            source.read_bytes("cup.txt", 5)


def test_redirect_is_followed_on_the_same_origin_alone(folder: Path) -> None:
    """A redirect within the origin is followed; to another origin, or to a file of ours, never."""
    with serve(folder, Moved) as address:
        assert b"a mug" == WebSource(f"{address}near/").read_bytes("mug.txt", 5)
        with pytest.raises(FileFault, match='sends us elsewhere, to "http://localhost:'):
            WebSource(f"{address}far/").read_bytes("mug.txt", 5)
        with pytest.raises((FileFault, MachineError)):
            WebSource(f"{address}file/").read_bytes("mug.txt", 5)
        with pytest.raises((FileFault, MachineError)):
            WebSource(f"{address}round/").read_bytes("mug.txt", 5)


def test_compressed_answer_is_refused(folder: Path) -> None:
    """A server that compresses what was asked for as it is, is told so."""
    with (
        serve(folder, Zipped) as address,
        pytest.raises(FileFault, match='sends this as "gzip", though asked'),
    ):
        WebSource(address).read_bytes("mug.txt", 5)


def test_answer_without_end_ends(folder: Path) -> None:
    """No more is read than the manifest says that there is."""
    with serve(folder, Endless) as address, pytest.raises(FileFault, match="has more than 100,000 bytes"):
        WebSource(address).read_bytes("mug.txt", 100_000)


def test_answer_that_takes_too_long_ends(folder: Path) -> None:
    """A server that sends a little at a time does not hold us for ever."""
    hours = count(step=3600.0)
    # More than a server sends at once: else there may be too much before it takes too long.

    with serve(folder, Endless) as address, pytest.raises(MachineError, match="takes more than 120 seconds"):
        WebSource(address, now=lambda: next(hours)).read_bytes("mug.txt", 50_000_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://shops.example/acme", "https://shops.example/acme/"),
        ("http://127.0.0.1:8000/acme/", "http://127.0.0.1:8000/acme/"),
    ],
)
def test_address_ends_with_a_slash(text: str, expected: str) -> None:
    """The address of a folder is taken with and without its last slash."""
    assert expected == parse_address(text)


@pytest.mark.parametrize(
    "text",
    ["ftp://a.example/", "https://me@a.example/", "https://a.example/?x", "https://a.example/#x", "https:///x",
     "https://a.example:99999/", "https://a.example/\\b", "https://a.example/a b", "file:///etc/", "https://[::1"],
)  # fmt: skip
def test_other_addresses_are_refused(text: str) -> None:
    """What is no plain address of a folder is a wrong use."""
    with pytest.raises(UsageError, match="is no address that can be fetched"):
        parse_address(text)
