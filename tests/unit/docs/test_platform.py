"""The recipes for platforms, as they stand in the documentation, run against a signed site over real HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.mirror import recipe, run_mirror, run_shell
from tests.serve import serve
from tests.unit.cli.signed import PUBLIC, build, run, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a signed site whose product has a picture."""
    site = write_site(tmp_path / "site")
    product = site / "brands/acme/products/mug.md"
    product.write_text(product.read_text().replace("---\n", "---\nimages: [{src: mug.png, alt: A mug}]\n", 1))
    (site / "brands/acme/images").mkdir()
    publish(site, "teal", 1)
    return site


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Return where the brand is served at."""
    with serve(site / "output") as address:
        yield f"{address}acme/"


def publish(site: Path, colour: str, serial: int) -> None:
    """Build the site with a picture of this colour."""
    Image.new("RGB", (320, 320), colour).save(site / "brands/acme/images/mug.png")
    build(site, "--serial", str(serial), "--effort", "draft")


def mirror(address: str, folder: Path, *, expected: int = 0) -> str:
    """Run the documentation's script, and return what it says."""
    done = run_mirror("acme", address, folder, PUBLIC, "pay.example")
    assert expected == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_mirror_is_a_copy(site: Path, address: str, tmp_path: Path) -> None:
    """A good brand is there byte for byte, and nothing else is left about."""
    mirror(address, tmp_path / "shops")

    assert files(site / "output/acme") == files(tmp_path / "shops/acme")
    assert 3 == len(list((tmp_path / "shops").iterdir()))


def test_newer_build_takes_the_place_and_pictures_stay(site: Path, address: str, tmp_path: Path) -> None:
    """A newer build comes in whole; the last one's pictures stay for the pages that are still open."""
    mirror(address, tmp_path / "shops")
    before = files(tmp_path / "shops/acme")
    publish(site, "coral", 2)

    mirror(address, tmp_path / "shops")

    after = files(tmp_path / "shops/acme")
    old = {path for path in before if path.startswith("img/")}
    assert old
    assert old <= set(after)
    assert files(site / "output/acme") == {path: data for path, data in after.items() if path not in old}
    assert 3 == len(list((tmp_path / "shops").iterdir()))


def test_spoilt_and_older_builds_leave_what_there_was(site: Path, address: str, tmp_path: Path) -> None:
    """A changed file, and an older build put back, are refused; the mirror serves what it had."""
    publish(site, "coral", 2)
    mirror(address, tmp_path / "shops")
    before = files(tmp_path / "shops/acme")
    module = site / "output/acme/module.json"
    module.write_bytes(module.read_bytes().replace(b"24.00", b"14.00"))

    assert "module.json: The file is not what the manifest says" in mirror(
        address, tmp_path / "shops", expected=1
    )

    publish(site, "teal", 1)
    assert "serial 1 is lower than 2" in mirror(address, tmp_path / "shops", expected=1)
    assert before == files(tmp_path / "shops/acme")
    assert 3 == len(list((tmp_path / "shops").iterdir()))


def test_path_that_leads_out_writes_nothing(site: Path, address: str, tmp_path: Path) -> None:
    """A manifest that names a file outside is refused before that is fetched."""
    manifest = json.loads((site / "output/acme/manifest.json").read_bytes())
    manifest["files"][0]["path"] = "../../escaped.txt"
    (site / "output/acme/manifest.json").write_text(json.dumps(manifest))

    assert "leads out of the folder" in mirror(address, tmp_path / "shops", expected=1)

    assert not (tmp_path / "escaped.txt").exists()
    assert [] == list((tmp_path / "shops").iterdir())


def test_brand_that_is_taken_down_stays_down(address: str, tmp_path: Path) -> None:
    """After two lines nothing of the brand is served, and the next run of the mirror brings nothing back."""
    folder = tmp_path / "shops"
    mirror(address, folder)

    run_shell(recipe("sh", "refused"), tmp_path, FOLDER=str(folder), BRAND="acme")

    assert not (folder / "acme").exists()
    assert "acme was taken down" in mirror(address, folder, expected=1)
    assert not (folder / "acme").exists()


def test_keys_are_made_as_it_says(site: Path, tmp_path: Path) -> None:
    """The pair that the recipe makes signs a build, and verifies it."""
    run_shell(recipe("sh", "genpkey"), tmp_path)
    brand = build(site, key=(tmp_path / "signing.pem").read_text())

    run("verify", brand, "--key", tmp_path / "signing.pub", "--pay-host", "pay.example")
