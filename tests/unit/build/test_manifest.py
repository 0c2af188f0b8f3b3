"""Manifests, and how a build knows its own files again."""

import json
from pathlib import Path

import pytest

from shopgen.build.manifest import BrandRow, brand_manifest, load_earlier, media_type, site_manifest
from shopgen.build.staging import Change, OutputFile
from shopgen.pages.artifact import CacheClass


def a_file(path: str) -> OutputFile:
    """Return a file of the output."""
    return OutputFile(path, "0" * 64, 3, CacheClass.STABLE, Change.NEW)


def write(output: Path, files: list[str]) -> None:
    """Write a brand's manifest and the root's."""
    for artifact in (
        brand_manifest("acme", [a_file(f"acme/{name}") for name in files], 0, None),
        site_manifest({"acme": BrandRow("0" * 64, None)}, [a_file("robots.txt")], 0),
    ):
        (output / artifact.path).parent.mkdir(exist_ok=True)
        (output / artifact.path).write_bytes(artifact.data)


def test_owned_files_are_those_recorded(tmp_path: Path) -> None:
    """The files of a brand and of no brand are read back from the manifests, which are theirs too."""
    write(tmp_path, ["index.html", "img/mug.jpg"])

    owned = load_earlier(tmp_path).files

    assert {"manifest.json", "robots.txt"} == owned[""]
    own = {"acme/manifest.json", "acme/manifest.sig"}
    assert own | {"acme/index.html", "acme/img/mug.jpg"} == owned["acme"]


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/passwd", "a/../../b", ""])
def test_paths_that_lead_out_are_nobodys(tmp_path: Path, path: str) -> None:
    """A manifest that names a path outside its folder does not own it."""
    write(tmp_path, ["index.html", path])

    expected = {"acme/manifest.json", "acme/manifest.sig", "acme/index.html"}
    assert expected == load_earlier(tmp_path).files["acme"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": 3, "brands": "x"}', "null"])
def test_damaged_manifest_owns_nothing_else(tmp_path: Path, text: str) -> None:
    """A manifest that cannot be read names no files."""
    (tmp_path / "manifest.json").write_text(text)

    assert {"": frozenset({"manifest.json"} if text.startswith('{"') else ())} == load_earlier(tmp_path).files


def test_manifest_is_sorted_and_has_no_clock() -> None:
    """The same files in another order give the same bytes."""
    files = [a_file("acme/b.html"), a_file("acme/a.html")]

    one, other = (brand_manifest("acme", order, 7, None) for order in (files, files[::-1]))

    assert one == other
    assert 7 == json.loads(one.data)["serial"]


def test_media_types() -> None:
    """A type follows from the ending, and what has none is an octet stream."""
    assert "image/avif" == media_type("acme/img/mug-320.abc.avif")
    assert "application/octet-stream" == media_type("_headers")
