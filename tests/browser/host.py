"""A static host in memory: which file answers an address, and with which status, type and headers.

It stands at the site's own addresses, so that pages are judged on the origins they were built for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host says to one request."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Root:
    """A folder and the address it is served at, which ends with a slash."""

    address: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Host:
    """The folders of a site by address; the longest address that fits an URL answers it."""

    roots: tuple[Root, ...]

    def owns(self, url: str) -> bool:
        """Whether an address is one of this host's, a file being there or not."""
        return self._root(url) is not None

    def find(self, url: str) -> Path | None:
        """Return the file that an address names, `index.html` for a folder; None where there is none."""
        root = self._root(url)
        if root is None:
            return None
        path = root.folder / unquote(_within(url, root))
        file = path / "index.html" if url.partition("#")[0].partition("?")[0].endswith("/") else path
        inside = file.resolve().is_relative_to(root.folder.resolve())
        return file if inside and file.is_file() else None

    def answer(self, url: str) -> Answer:
        """Return what a static host would answer: the file, a redirect to its folder, or 404."""
        file = self.find(url)
        if file:
            root = self._root(url)
            assert root
            kind = {"content-type": TYPES.get(file.suffix, "application/octet-stream")}
            return Answer(200, kind | _headers(root, _within(url, root)), file.read_bytes())
        if self.find(url.partition("?")[0] + "/"):
            return Answer(301, {"location": url.partition("?")[0] + "/"}, b"")
        return Answer(404, {"content-type": "text/plain"}, b"not found")

    def address(self, file: Path) -> str:
        """Return the address that a file of the site has: in the innermost folder that has an address."""
        root = max(
            (r for r in self.roots if file.is_relative_to(r.folder)), key=lambda r: len(r.folder.parts)
        )
        path = file.relative_to(root.folder).as_posix()
        return root.address + re.sub(r"(^|/)index\.html$", r"\1", path)

    def _root(self, url: str) -> Root | None:
        fitting = [root for root in self.roots if url.startswith(root.address)]
        return max(fitting, key=lambda root: len(root.address), default=None)


def load_host(site: Path, output: Path) -> Host:
    """Return the host of a built site: the site's base address, and the brands' own."""
    settings = site / "shopgen.yaml"
    base = yaml.safe_load(settings.read_text(encoding="utf-8")) if settings.exists() else {}
    roots = [Root((base or {}).get("base_url", "http://localhost:8000/"), output)]
    for file in sorted(site.glob("brands/*/brand.yaml")):
        own = yaml.safe_load(file.read_text(encoding="utf-8")).get("base_url")
        if own:
            roots.append(Root(own, output / file.parent.name))
    return Host(tuple(Root(r.address.rstrip("/") + "/", r.folder) for r in roots))


def _within(url: str, root: Root) -> str:
    return url.removeprefix(root.address).partition("#")[0].partition("?")[0]


def _headers(root: Root, path: str) -> dict[str, str]:
    """Return what the folder's `_headers` file says of a path; a header that is said twice is joined."""
    file = root.folder / "_headers"
    said: dict[str, str] = {}
    for pattern, name, value in _rules(file.read_text(encoding="utf-8") if file.exists() else ""):
        if pattern.fullmatch(urlsplit(root.address).path + path) or pattern.fullmatch("/" + path):
            said[name] = f"{said[name]}, {value}" if name in said else value
    return said


def _rules(text: str) -> Iterator[tuple[re.Pattern[str], str, str]]:
    pattern = re.compile("")
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            escaped = re.escape(line.strip()).replace(r"\*", ".*")
            pattern = re.compile(re.sub(r":\w+", "[^/]+", escaped))
        else:
            name, _, value = line.strip().partition(":")
            yield pattern, name.lower(), value.strip()
