"""How a build knows its own files again, also where manifests are lost."""

import json
from pathlib import Path

import pytest

from shopgen.build.earlier import load_earlier
from shopgen.build.manifest import BrandRow, brand_manifest, site_manifest
from tests.commands import build, output, tree, write
from tests.unit.build.test_manifest import a_file, a_shelf

DAMAGED = ["", "{", '{"schema_version": 1, "files": [{"path"']
BRAND = "name: Acme\ncurrency: EUR\n"
MUG = '---\ntitle: Mug\nprice: "24.00"\n---\n'


def write_manifests(folder: Path, files: list[str]) -> None:
    """Write a brand's manifest and the root's."""
    for artifact in (
        brand_manifest(a_shelf("acme"), [a_file(f"acme/{name}") for name in files], 0, None),
        site_manifest({"acme": BrandRow("0" * 64, None)}, [a_file("robots.txt")], 0),
    ):
        (folder / artifact.path).parent.mkdir(exist_ok=True)
        (folder / artifact.path).write_bytes(artifact.data)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with two brands that was built."""
    write(tmp_path / "shopgen.yaml", "base_url: https://shops.example/\n")
    for brand in ("acme", "other"):
        write(tmp_path / f"brands/{brand}/brand.yaml", BRAND)
        write(tmp_path / f"brands/{brand}/products/mug.md", MUG)
    build(tmp_path)
    return tmp_path


def test_owned_files_are_those_recorded(tmp_path: Path) -> None:
    """The files of a brand and of no brand are read back from the manifests, manifests included."""
    write_manifests(tmp_path, ["index.html", "img/mug.jpg"])

    owned = load_earlier(tmp_path).files

    assert {"manifest.json", "robots.txt"} == owned[""]
    expected = {"acme/manifest.json", "acme/manifest.sig", "acme/index.html", "acme/img/mug.jpg"}
    assert expected == owned["acme"]


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/passwd", "a/../../b", ""])
def test_paths_that_lead_out_are_nobodys(tmp_path: Path, path: str) -> None:
    """A manifest that names a path outside its folder does not own it."""
    write_manifests(tmp_path, ["index.html", path])

    expected = {"acme/manifest.json", "acme/manifest.sig", "acme/index.html"}
    assert expected == load_earlier(tmp_path).files["acme"]


@pytest.mark.parametrize("text", [*DAMAGED, "[]", "null", '{"name": "My web app", "icons": []}'])
def test_manifest_of_nobody_owns_nothing(tmp_path: Path, text: str) -> None:
    """A file that happens to be called manifest.json in a folder without brands is somebody else's."""
    write(tmp_path / "manifest.json", text)

    earlier = load_earlier(tmp_path)

    assert {"": frozenset()} == earlier.files
    assert () == earlier.notices


@pytest.mark.parametrize("text", [None, *DAMAGED])
def test_lost_root_manifest_is_made_up_for(site: Path, text: str | None) -> None:
    """Without the root's manifest a build goes by the brands' own, says so, and makes up for it."""
    write(site / "brands/acme/products/mug.md", MUG.replace("24.00", "25.00"))
    (site / "brands/other/products/mug.md").rename(site / "brands/other/products/cup.md")
    write(site / "output/acme/notes.txt", "mine")
    lose(site / "output/manifest.json", text)

    said = build(site).stderr

    found = output(site)
    build(site, "--output", site / "anew")
    assert f"manifest.json is {'missing' if text is None else 'damaged'}: this build goes by" in said
    assert b"mine" == found.pop("acme/notes.txt")
    assert "other/mug/index.html" not in found
    assert tree(site / "anew") == found
    assert "manifest.json" not in build(site).stderr


def test_lost_root_manifest_leaves_files_of_no_brand_to_their_owner(site: Path) -> None:
    """A changed robots.txt that only the lost manifest could have named is not replaced."""
    lose(site / "output/manifest.json", None)
    write(site / "output/robots.txt", "mine")
    before = output(site)

    said = build(site, expected=2).stderr

    assert "a build would replace them: robots.txt." in said
    assert before == output(site)


@pytest.mark.parametrize("text", [None, *DAMAGED])
def test_site_s_own_files_are_known_by_their_bytes(site: Path, text: str | None) -> None:
    """A directory that the lost manifest named is replaced where the brands' manifests would make it so."""
    write(site / "brands/other/brand.yaml", BRAND.replace("Acme", "Zenith"))
    (site / "brands/acme").rename(site / "brands/third")
    lose(site / "output/manifest.json", text)

    build(site)

    assert b"Zenith" in output(site)["index.html"]
    found = output(site)
    build(site, "--output", site / "anew")
    assert tree(site / "anew") == found


def test_changed_directory_of_a_lost_manifest_is_not_replaced(site: Path) -> None:
    """A directory that somebody wrote into is theirs."""
    write(site / "brands/other/brand.yaml", BRAND.replace("Acme", "Zenith"))
    lose(site / "output/manifest.json", None)
    page = site / "output/index.html"
    page.write_text(page.read_text() + "mine")

    said = build(site, expected=2).stderr

    assert "a build would replace them: index.html." in said


def test_web_apps_manifest_is_never_replaced(site: Path) -> None:
    """Somebody else's manifest.json in the place of the root's stays, and its owner is asked to move it."""
    write(site / "output/manifest.json", '{"name": "My web app", "icons": []}')
    before = output(site)

    said = build(site, expected=2).stderr

    assert "manifest.json is no manifest of shopgen's" in said
    assert before == output(site)


@pytest.mark.parametrize("text", [None, *DAMAGED])
def test_lost_manifest_of_a_brand_is_made_anew(site: Path, text: str | None) -> None:
    """A brand that lost its manifest gets it back by a build that makes the same files."""
    before = output(site)
    lose(site / "output/acme/manifest.json", text)

    said = build(site).stderr

    assert "acme/manifest.json is" in said
    assert before == output(site)


def test_files_of_a_lost_manifest_are_not_replaced(site: Path) -> None:
    """Where a brand's manifest is damaged its changed files are nobody's, and the build says what to do."""
    lose(site / "output/acme/manifest.json", "{")
    write(site / "brands/acme/products/mug.md", MUG.replace("24.00", "25.00"))
    before = output(site)

    said = build(site, expected=2).stderr

    assert f"If it may not replace them, remove {site}/output/acme/ and build again." in said
    assert "a build would replace them: acme/" in said
    assert before == output(site)


def test_other_brands_are_built_beside_a_lost_manifest(site: Path) -> None:
    """A damaged manifest of a brand that is not built costs no file, and the root still names the brand."""
    lose(site / "output/acme/manifest.json", "{")
    before = {path for path in output(site) if path.startswith("acme/")}

    build(site, "other")

    assert before == {path for path in output(site) if path.startswith("acme/")}
    rows = json.loads(output(site)["manifest.json"])["brands"]
    assert ["acme", "other"] == [row["brand"] for row in rows]


def lose(manifest: Path, text: str | None) -> None:
    """Remove a manifest, or put something else in its place."""
    manifest.unlink()
    if text is not None:
        manifest.write_text(text)
