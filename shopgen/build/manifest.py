"""Manifests: every file of a brand and of the site, with hash, size, type and how long it keeps.

They are also how a build knows its own files again: what no manifest names was put there by somebody else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from shopgen.build.staging import Change, OutputFile
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.page_theme import MEDIA_TYPES as STATIC_TYPES
from shopgen.signing import SIGNATURE, SigningKey

SCHEMA_VERSION = 1
NAME = "manifest.json"

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    **{f".{ending}": media_type for ending, media_type in STATIC_TYPES.items()},
}


def brand_manifest(
    brand: str, files: Iterable[OutputFile], serial: int, boundary: datetime | None
) -> Artifact:
    """Return `<brand>/manifest.json`; the paths in it are relative to the brand's folder."""
    return _artifact(
        f"{brand}/{NAME}",
        {
            "schema_version": SCHEMA_VERSION,
            "brand": brand,
            "serial": serial,
            "next_boundary": _instant(boundary),
            "files": [_row(file, f"{brand}/") for file in _sorted(files)],
        },
    )


def brand_signature(manifest: Artifact, key: SigningKey) -> Artifact:
    """Return the signature that goes beside a brand's manifest: over its bytes, which stay as they are."""
    return Artifact(f"{manifest.path.removesuffix(NAME)}{SIGNATURE}", key.sign(manifest.data))


def site_manifest(rows: Mapping[str, "BrandRow"], files: Iterable[OutputFile], serial: int) -> Artifact:
    """Return the root's `manifest.json`: the brands' manifests, and the files of no brand."""
    return _artifact(
        NAME,
        {
            "schema_version": SCHEMA_VERSION,
            "serial": serial,
            "brands": [
                {
                    "brand": brand,
                    "manifest": f"{brand}/{NAME}",
                    "sha256": rows[brand].sha256,
                    "next_boundary": rows[brand].boundary,
                }
                for brand in sorted(rows)
            ],
            "files": [_row(file, "") for file in _sorted(files)],
        },
    )


@dataclass(frozen=True, slots=True)
class BrandRow:
    """What the root's manifest says of a brand: its manifest's SHA-256, and its next boundary."""

    sha256: str
    boundary: str | None


def brand_row(manifest: OutputFile, boundary: datetime | None) -> BrandRow:
    """Return the row of a brand that was just built."""
    return BrandRow(manifest.sha256, _instant(boundary))


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the manifests in the output say that earlier builds made.

    `files` are paths relative to the output, by brand, and under "" those of no brand; `rows` are the
    brands of the root's manifest; `site_files` are the root's own files.
    """

    files: Mapping[str, frozenset[str]]
    rows: Mapping[str, BrandRow]
    site_files: tuple[OutputFile, ...]


def load_earlier(output: Path) -> Earlier:
    """Return what earlier builds recorded.

    A manifest that cannot be read records nothing, and a path that leads out of its folder is nobody's.
    """
    root = _load(output / NAME)
    files = {"": _paths(root, "")}
    rows = {}
    for row in _rows(root, "brands"):
        brand, sha256, boundary = row.get("brand"), row.get("sha256"), row.get("next_boundary")
        if isinstance(brand, str) and _is_inside(brand) and "/" not in brand:
            files[brand] = _paths(_load(output / brand / NAME), f"{brand}/")
            rows[brand] = BrandRow(str(sha256), boundary if isinstance(boundary, str) else None)
    return Earlier(files, rows, tuple(_site_files(root)))


def _site_files(root: Mapping[str, Any]) -> Iterator[OutputFile]:
    for row in _rows(root, "files"):
        path, size = row.get("path"), row.get("bytes")
        if isinstance(path, str) and _is_inside(path) and isinstance(size, int):
            is_immutable = row.get("cache") == CacheClass.IMMUTABLE
            cache = CacheClass.IMMUTABLE if is_immutable else CacheClass.STABLE
            yield OutputFile(path, str(row.get("sha256")), size, cache, Change.SAME)


def _paths(manifest: Mapping[str, Any], folder: str) -> frozenset[str]:
    if not manifest:
        return frozenset()
    names = [row.get("path") for row in _rows(manifest, "files")]
    own = [NAME, *([SIGNATURE] if folder else [])]  # no manifest lists itself, nor its signature
    return frozenset(folder + name for name in [*own, *names] if isinstance(name, str) and _is_inside(name))


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "\0" not in path


def _load(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _rows(manifest: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = manifest.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _row(file: OutputFile, folder: str) -> dict[str, Any]:
    return {
        "path": file.path.removeprefix(folder),
        "sha256": file.sha256,
        "bytes": file.bytes,
        "type": media_type(file.path),
        "cache": file.cache.value,
    }


def media_type(path: str) -> str:
    """Return a file's media type by its ending; what has none is an octet stream."""
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return MEDIA_TYPES.get(dot + ending, "application/octet-stream")


def _sorted(files: Iterable[OutputFile]) -> list[OutputFile]:
    return sorted(files, key=lambda file: file.path)


def _instant(boundary: datetime | None) -> str | None:
    return None if boundary is None else boundary.strftime("%Y-%m-%dT%H:%M:%SZ")


def _artifact(path: str, content: Mapping[str, Any]) -> Artifact:
    """Return a manifest as JSON with a line for each key and each entry of a list: fit for a diff."""
    lines = ",\n".join(f"{_dump(key)}: {_listed(value)}" for key, value in content.items())
    return Artifact(path, f"{{\n{lines}\n}}\n".encode())


def _listed(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _dump(value)
    return "[\n" + ",\n".join(_dump(entry) for entry in value) + "\n]"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
