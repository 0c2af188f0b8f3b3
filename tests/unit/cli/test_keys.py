"""Signing a build: the key comes from the environment."""

import base64
from pathlib import Path

import pytest

from shopgen.signing import parse_public_key
from tests.unit.cli.signed import AT, PUBLIC, SECRET, build, run, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one brand."""
    return write_site(tmp_path)


def test_build_signs_where_there_is_a_key(site: Path) -> None:
    """`manifest.sig` holds for the bytes of `manifest.json`, and signing changes no other file."""
    build(site, "--output", site / "plain", key=None)
    brand = build(site)

    data, signature = ((brand / name).read_bytes() for name in ("manifest.json", "manifest.sig"))

    assert parse_public_key(PUBLIC).has_signed(data, signature)
    assert not (site / "plain/acme/manifest.sig").exists()
    for file in (site / "plain").rglob("*.*"):
        assert file.read_bytes() == (site / "output" / file.relative_to(site / "plain")).read_bytes()


def test_build_says_which_key_it_was(site: Path) -> None:
    """The public half stands in the summary, to be told to those who verify; the secret one nowhere."""
    said = run("--site", site, "build", "--jobs", "1", "--at", AT, key=SECRET)

    assert PUBLIC in said.stdout
    assert SECRET not in said.output


def test_signing_again_changes_nothing(site: Path) -> None:
    """A second build with the same key writes nothing."""
    brand = build(site)
    before = (brand / "manifest.sig").stat().st_mtime_ns

    build(site)

    assert before == (brand / "manifest.sig").stat().st_mtime_ns


def test_build_without_a_key_takes_the_signature_away(site: Path) -> None:
    """A signature that would be of an earlier manifest does not stay."""
    brand = build(site)

    build(site, key=None)

    assert not (brand / "manifest.sig").exists()
    assert (brand / "manifest.json").exists()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("", "is empty"),
        ("signing.pem", "is neither PEM nor base64"),
        (base64.b64encode(b"sesame, open yourself").decode(), "has 21 bytes and not 32"),
        ("-----BEGIN PRIVATE KEY-----\nc2VzYW1lLCBvcGVu\n-----END PRIVATE KEY-----\n", "is no private key"),
    ],
)
def test_what_is_no_key_is_a_wrong_use_and_does_not_show(site: Path, key: str, wrong: str) -> None:
    """A malformed key ends the build with 2 before anything is written, and no part of it is printed."""
    said = run("--site", site, "build", key=key, expected=2)

    assert f"SHOPGEN_SIGNING_KEY {wrong}" in said.output
    assert "c2Vz" not in said.output
    assert not key or key not in said.output.replace('"$(cat signing.pem)"', "")
    assert not (site / "output").exists()
