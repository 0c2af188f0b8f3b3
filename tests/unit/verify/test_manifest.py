"""Manifests as who verifies reads them."""

import json
from typing import Any

import pytest

from shopgen.verify.manifest import ListedFile, Manifest, parse_manifest

SHA256 = "0" * 64
GOOD: dict[str, Any] = {"schema_version": 1, "brand": "acme", "serial": 3, "files": []}


def row(**changes: Any) -> dict[str, Any]:
    """Return a file's row with this changed."""
    return {"path": "img/mug.jpg", "sha256": SHA256, "bytes": 7, "cache": "immutable"} | changes


def problems(**changes: Any) -> list[str]:
    """Return what is said of a manifest in which this is changed."""
    manifest, found = parse_manifest(json.dumps(GOOD | changes).encode())
    assert (manifest is None) == bool(found)
    return [str(problem) for problem in found]


def test_good_manifest_is_read() -> None:
    """A manifest gives the brand, its serial and its files; keys that are not known here may be there."""
    manifest, found = parse_manifest(json.dumps(GOOD | {"files": [row()], "later": 1}).encode())

    assert Manifest("acme", 3, (ListedFile("img/mug.jpg", SHA256, 7),)) == manifest
    assert () == found


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "/etc/passwd", "img/../../secret.txt", "a\\b", "C:x", "a//b", "./a", "a/.", "a/", "",
     "a?b", "a#b", "%2e%2e/x", "a\nb", "a*", 7, None, "aux.", "img/AUX", "con.txt", "a/COM1.tar.gz", "nul/a",
     "a.", "a /b", " a", "b..", "ä", "PROGRA~1", "a" * 201, "a/" * 300 + "b"],
)  # fmt: skip
def test_path_that_is_not_plain_is_refused(path: object) -> None:
    """What could name a file outside the folder, or two files to two systems, is no path."""
    (said,) = problems(files=[row(path=path)])

    assert "leads out of the brand's folder or is no path. Take no file of this brand" in said


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"schema_version": 2}, 'schema_version "2" is not 1, which is known here.'),
        ({"schema_version": True}, 'schema_version "true" is not 1, which is known here.'),
        ({"brand": "../acme"}, 'brand "../acme" is not the name of a brand.'),
        ({"serial": "7"}, 'serial "7" is not a number from 0.'),
        ({"serial": -1}, 'serial "-1" is not a number from 0.'),
        ({"files": None}, 'files "null" is not a list.'),
        ({"files": [row(sha256="z")]}, 'files[0].sha256 "z" is not 64 hexadecimal digits.'),
        ({"files": [row(bytes=1 << 40)]}, 'files[0].bytes "1099511627776" is not a size up to 67,108,864.'),
        ({"files": [row(bytes=True)]}, 'files[0].bytes "true" is not a size up to 67,108,864.'),
        ({"files": [row(), row()]}, 'files[1].path "img/mug.jpg" cannot be listed, or is listed already.'),
        ({"files": [row(path="manifest.sig")]}, 'files[0].path "manifest.sig" cannot be listed'),
        ({"files": [row(path="Manifest.JSON")]}, 'files[0].path "Manifest.JSON" cannot be listed'),
        ({"files": [row(path="index.html"), row(path="Index.html")]}, 'files[1].path "Index.html" cannot be'),
        ({"files": [row(path="a"), row(path="A/b")]}, 'files[1].path "A/b" cannot be listed'),
        ({"files": [row(path="a/b/c"), row(path="A")]}, 'files[1].path "A" cannot be listed'),
    ],
)
def test_what_is_of_another_form_is_refused(changes: dict[str, Any], wrong: str) -> None:
    """A key with a value that it cannot have is said with that value."""
    (said,) = problems(**changes)

    assert f"manifest.json: {wrong}" in said


def test_all_is_said_at_once() -> None:
    """A row that is no object, a wrong serial and a wrong brand are said together."""
    assert 5 == len(problems(serial=None, brand="", files=[3]))


@pytest.mark.parametrize("data", [b"{", b"[]", b"[" * 100_000, b"\xff"])
def test_what_is_no_object_is_refused(data: bytes) -> None:
    """What is no JSON, or no object, is no manifest."""
    manifest, (problem,) = parse_manifest(data)

    assert manifest is None
    assert problem.message.startswith("This is no ")


def test_key_that_is_given_twice_is_refused() -> None:
    """Where some readers take the first and others the last, nothing can be believed."""
    manifest, (problem,) = parse_manifest(b'{"serial": 1, "serial": 2}')

    assert manifest is None
    assert 'has the key "serial" twice' in problem.message


def test_names_that_are_like_devices_are_fine() -> None:
    """Only a device's whole name, with any ending, is one."""
    names = ("auxiliary.html", "console/index.html", "com10.txt", "_headers", "a-b/nulls.json")

    assert [] == problems(files=[row(path=name) for name in names])
