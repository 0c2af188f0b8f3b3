"""Manifests: every file of a brand and of the site, with hash, size, type and how long it keeps.

They are also how a build knows its own files again (`build/earlier.py`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopgen.build.door import BrandShelf
from shopgen.build.listing import make_listing
from shopgen.build.staging import OutputFile
from shopgen.pages.artifact import Artifact
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
    shelf: BrandShelf, files: Iterable[OutputFile], serial: int, boundary: datetime | None
) -> Artifact:
    """Return `<brand>/manifest.json`; the paths in it are relative to the brand's folder."""
    brand = shelf.brand.slug
    return _artifact(
        f"{brand}/{NAME}",
        {
            "schema_version": SCHEMA_VERSION,
            "brand": brand,
            "serial": serial,
            "next_boundary": _instant(boundary),
            "listing": make_listing(shelf),
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
