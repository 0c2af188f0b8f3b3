"""A brand's files on a server: nothing is read beyond a limit, and no redirect to elsewhere is followed.

The client is the standard library's: a brand is fetched file by file, some at once, and needs no more.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from shopgen import __version__
from shopgen.files import FileFault
from shopgen.problems import MachineError, UsageError, quote

SILENCE_LIMIT = 20
"""Seconds that a server may take to say anything."""
FILE_LIMIT = 120
"""Seconds that a file may take."""

_HEADERS = {
    "User-Agent": f"shopgen/{__version__}",
    "Accept-Encoding": "identity",  # the manifest's hashes are of the files as they are
    "Cache-Control": "no-cache",  # a manifest and a signature of two builds do not fit
}
_BUSY = frozenset({408, 425, 429})


class _Elsewhere(Exception):  # noqa: N818
    """A redirect that leads to another origin."""


class _SameOrigin(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if _origin(newurl) != _origin(req.full_url):
            raise _Elsewhere(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> OpenerDirector:
    return build_opener(_SameOrigin)


@dataclass(frozen=True, slots=True)
class WebSource:
    """A brand's folder on a server, by its address, which ends with a slash."""

    url: str
    opener: OpenerDirector = field(default_factory=_opener)
    now: Callable[[], float] = time.monotonic

    def read_bytes(self, path: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileFault: the server has none, sends it changed or from elsewhere, or it has more bytes than
                `limit`.
            MachineError: the server cannot be reached, fails, or takes too long.
        """
        url = self.url + percent_encode(path)
        until = self.now() + FILE_LIMIT
        try:
            with self.opener.open(Request(url, headers=_HEADERS), timeout=SILENCE_LIMIT) as response:  # noqa: S310
                return self._read(path, response, limit, until)
        except HTTPError as error:
            error.close()
            raise _refusal(path, url, error.code) from None
        except _Elsewhere as elsewhere:
            message = f"The server sends us elsewhere, to {quote(str(elsewhere))}."
            raise FileFault(path, "redirect", message, "Give the address that the files are at.") from None
        except (URLError, HTTPException, OSError) as error:
            raise _failure(url, error) from error

    def list_files(self) -> tuple[str, ...]:
        """Return nothing: a server does not tell which files it has."""
        return ()

    def _read(self, path: str, response: HTTPResponse, limit: int, until: float) -> bytes:
        coding = response.headers.get("Content-Encoding", "identity")
        if coding != "identity":
            message = f"The server sends this as {quote(coding)}, though asked for the file as it is."
            raise FileFault(path, "encoded", message, "Have the server keep to Accept-Encoding.")
        data = bytearray()
        while chunk := response.read1(limit + 1 - len(data)):
            data += chunk
            if len(data) > limit:
                message = f"The file has more than {limit:,} bytes."
                raise FileFault(path, "too-large", message, "Fetch it again.")
            if self.now() > until:
                raise MachineError(f"{response.geturl()} takes more than {FILE_LIMIT} seconds.")
        return bytes(data)


def parse_address(text: str) -> str:
    """Return the address of a brand's folder, with a slash at its end.

    Raises:
        UsageError: it is no address of a folder.
    """
    try:
        parts = urlsplit(text)
        is_fine = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        is_fine = is_fine and not parts.query and not parts.fragment and text.isascii() and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine or any(c <= " " or c == "\\" for c in text):
        hint = "Give the address of a brand's folder, such as https://shops.example/acme/."
        raise UsageError(f"{quote(text)} is no address that can be fetched. {hint}")
    return text if text.endswith("/") else f"{text}/"


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()


def _refusal(path: str, url: str, status: int) -> FileFault | MachineError:
    if status >= 500 or status in _BUSY:
        return MachineError(f"Could not fetch {url}: the server answers {status}.")
    message = f"There is no such file: the server answers {status}."
    return FileFault(path, "no-file", message, "Fetch it again.")


def _failure(url: str, error: Exception) -> MachineError:
    reason = error.reason if isinstance(error, URLError) else error
    why = str(reason) or type(reason).__name__
    return MachineError(f"Could not fetch {url}: {why}.")
