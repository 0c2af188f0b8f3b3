"""A brand's manifest as who verifies reads it: the published format, and nothing of how it was made."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from shopgen.files import SIZE_LIMIT
from shopgen.problems import Place, Problem, quote
from shopgen.signing import SIGNATURE
from shopgen.verify.json_text import parse_json

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1
PATH_LIMIT = 500

_BRAND = re.compile(r"[a-z0-9-]+")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,200}")
# What Windows takes for a device, in every folder and with any ending.
_DEVICE = re.compile(r"(?:aux|con|nul|prn|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as the manifest has it: its path within the brand's folder, SHA-256 and size."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. Each path is a plain one, within the brand's folder, and there once."""

    brand: str
    serial: int
    files: tuple[ListedFile, ...]


def parse_manifest(data: bytes) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Return the manifest, or what is wrong with it."""
    try:
        content = parse_json(data)
    except ValueError as error:
        return None, (_problem("", "not-json", f"This is no JSON that all read the same: {error}."),)
    if not isinstance(content, dict):
        return None, (_problem("", "manifest", "This is no manifest: it is no object."),)
    problems = [*_head_problems(content), *_row_problems(content.get("files"))]
    if problems:
        return None, tuple(problems)
    files = tuple(ListedFile(row["path"], row["sha256"], row["bytes"]) for row in content["files"])
    return Manifest(content["brand"], content["serial"], files), ()


def _head_problems(content: dict[str, Any]) -> Iterator[Problem]:
    version, brand, serial = (content.get(key) for key in ("schema_version", "brand", "serial"))
    if version != SCHEMA_VERSION or isinstance(version, bool):
        yield _problem(
            "schema_version", "schema-version", f"{_shown(version)} is not 1, which is known here."
        )
    if not isinstance(brand, str) or not _BRAND.fullmatch(brand):
        yield _problem("brand", "manifest", f"{_shown(brand)} is not the name of a brand.")
    if not _is_count(serial):
        yield _problem("serial", "manifest", f"{_shown(serial)} is not a number from 0.")


def _row_problems(rows: Any) -> Iterator[Problem]:
    if not isinstance(rows, list):
        yield _problem("files", "manifest", f"{_shown(rows)} is not a list.")
        return
    files, folders = {MANIFEST, SIGNATURE}, set[str]()
    for index, row in enumerate(rows):
        row = row if isinstance(row, dict) else {}
        path, sha256, size = (row.get(key) for key in ("path", "sha256", "bytes"))
        at = f"files[{index}]"
        if not isinstance(path, str) or not _is_plain(path):
            yield _problem(
                f"{at}.path", "path", f"{_shown(path)} leads out of the brand's folder or is no path."
            )
        elif _is_taken(path.lower(), files, folders):
            yield _problem(f"{at}.path", "path", f"{_shown(path)} cannot be listed, or is listed already.")
        if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
            yield _problem(f"{at}.sha256", "manifest", f"{_shown(sha256)} is not 64 hexadecimal digits.")
        if not _is_count(size) or size > SIZE_LIMIT:
            yield _problem(f"{at}.bytes", "manifest", f"{_shown(size)} is not a size up to {SIZE_LIMIT:,}.")


def _is_plain(path: str) -> bool:
    """Return whether a path means the same file to every system and server.

    That is names of ASCII letters, digits, dots, hyphens and underscores between single slashes; none of them
    ends with a dot, which Windows leaves out, or is the name of a device.
    """
    return len(path) <= PATH_LIMIT and all(
        _NAME.fullmatch(name) and not name.endswith(".") and not _DEVICE.fullmatch(name)
        for name in path.split("/")
    )


def _is_taken(path: str, files: set[str], folders: set[str]) -> bool:
    """Return whether a path is there already, also on a disk that knows no case; from now on it is."""
    above = {path[:at] for at, letter in enumerate(path) if letter == "/"}
    is_taken = path in files or path in folders or not above.isdisjoint(files)
    files.add(path)
    folders |= above
    return is_taken


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _shown(value: Any) -> str:
    return quote(value) if isinstance(value, str) else quote(json.dumps(value))


def _problem(key: str, code: str, message: str) -> Problem:
    hint = "Take no file of this brand until its publisher has built it again."
    return Problem(Place(MANIFEST, key=key), code, f"{key} {message}" if key else message, hint)
