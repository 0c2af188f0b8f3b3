"""What earlier builds made, as the manifests in the output say: what none of them names is somebody else's.

Where the root's manifest is lost, the brands' own are looked for; where a brand's is lost, the root still
knows that there is such a brand.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopgen.build.door import BrandShelf
from shopgen.build.listing import parse_listing
from shopgen.build.manifest import NAME, BrandRow
from shopgen.digests import sha256_hex
from shopgen.files import is_inside
from shopgen.signing import SIGNATURE

_MISSING = "is missing"
_DAMAGED = "is damaged"
_FOREIGN = "is no manifest of shopgen's"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the manifests in the output say that earlier builds made.

    `files` are paths relative to the output, by brand, and under "" those of no brand; `rows` are what the
    root's manifest says of brands, and `shelves` what the site's own pages say. `notices` are sentences on
    manifests that cannot be read. Where the root's is one, `is_root_lost`: it names no file of the site's.
    """

    files: Mapping[str, frozenset[str]]
    rows: Mapping[str, BrandRow]
    shelves: Mapping[str, BrandShelf]
    notices: tuple[str, ...]
    is_root_lost: bool


@dataclass(frozen=True, slots=True)
class _Manifest:
    """A manifest as it was found; what has a `fault` has no content."""

    path: Path
    content: Mapping[str, Any]
    sha256: str
    fault: str


def load_earlier(output: Path) -> Earlier:
    """Return what earlier builds recorded. A path that leads out of its manifest's folder is nobody's."""
    root = _load(output / NAME)
    rows = dict(_find_rows(output) if root.fault else _listed_rows(root))
    brands = {slug: _load(output / slug / NAME) for slug in rows}
    whole = {slug: manifest for slug, manifest in brands.items() if not manifest.fault}
    shelves = {slug: parse_listing(slug, manifest.content.get("listing")) for slug, manifest in whole.items()}
    files = {slug: _owned(manifest, f"{slug}/", NAME, SIGNATURE) for slug, manifest in brands.items()}
    # With no brand beside it, nothing says that a damaged manifest was shopgen's.
    files[""] = _owned(root, "", NAME) if rows or not root.fault else frozenset()
    return Earlier(
        files=files,
        rows=rows | {slug: _row(manifest) for slug, manifest in whole.items()},
        shelves={slug: shelf for slug, shelf in shelves.items() if shelf is not None},
        notices=(
            *([_root_notice(root)] if rows and root.fault else []),
            *(_brand_notice(slug, brands[slug]) for slug in brands if slug not in whole),
        ),
        is_root_lost=bool(rows) and root.fault in (_MISSING, _DAMAGED),
    )


def _load(path: Path) -> _Manifest:
    try:
        data = path.read_bytes()
        content = json.loads(data)
    except OSError:
        return _Manifest(path, {}, "", _DAMAGED if path.exists() else _MISSING)
    except ValueError:
        return _Manifest(path, {}, "", _DAMAGED)
    is_ours = isinstance(content, dict) and "schema_version" in content and "files" in content
    return _Manifest(path, content, sha256_hex(data), "") if is_ours else _Manifest(path, {}, "", _FOREIGN)


def _listed_rows(root: _Manifest) -> Iterator[tuple[str, BrandRow]]:
    """Yield the brands that the root's manifest names."""
    for row in _dicts(root.content.get("brands")):
        brand = row.get("brand")
        if isinstance(brand, str) and is_inside(brand) and "/" not in brand:
            yield brand, BrandRow(str(row.get("sha256")), _boundary(row))


def _find_rows(output: Path) -> Iterator[tuple[str, BrandRow]]:
    """Yield the brands whose own manifests are there."""
    for path in sorted(output.glob(f"*/{NAME}")):
        manifest = _load(path)
        if manifest.content.get("brand") == path.parent.name and not path.parent.is_symlink():
            yield path.parent.name, _row(manifest)


def _row(brand: _Manifest) -> BrandRow:
    return BrandRow(brand.sha256, _boundary(brand.content))


def _boundary(row: Mapping[str, Any]) -> str | None:
    boundary = row.get("next_boundary")
    return boundary if isinstance(boundary, str) else None


def _owned(manifest: _Manifest, folder: str, *own: str) -> frozenset[str]:
    """Return the files that a manifest names, and those that none does: itself and its signature."""
    if manifest.fault == _FOREIGN:
        return frozenset()
    names = [row.get("path") for row in _dicts(manifest.content.get("files"))]
    return frozenset(folder + name for name in [*own, *names] if isinstance(name, str) and is_inside(name))


def _dicts(rows: Any) -> list[Mapping[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _root_notice(root: _Manifest) -> str:
    return (
        f"{root.path} {root.fault}: this build goes by the brands' own manifests, and takes the site's own "
        "files for somebody else's where they are not what those would make."
    )


def _brand_notice(brand: str, manifest: _Manifest) -> str:
    return (
        f"{manifest.path} {manifest.fault}: this build takes the files of {brand} for somebody else's. "
        f"If it may not replace them, remove {manifest.path.parent}/ and build again."
    )
