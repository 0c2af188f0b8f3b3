"""The recipes for platforms, as they stand in the documentation, run against a signed site over real HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.mirror import recipe, run_mirror, run_shell
from tests.serve import FileHandler, serve
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
    hosts = ("--pay-host", "pay.example", "--shop-host", "shops.example")
    done = run_mirror("acme", address, folder, PUBLIC, *hosts)
    assert expected == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


def take_down(folder: Path) -> None:
    """Run the lines that take the brand down."""
    run_shell(recipe("sh", "touch"), folder.parent, FOLDER=str(folder), BRAND="acme")


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("end", ["/", ""])
def test_mirror_is_a_copy(site: Path, address: str, tmp_path: Path, end: str) -> None:
    """A good brand is there byte for byte, its address given with or without the last slash."""
    mirror(address.rstrip("/") + end, tmp_path / "shops")

    assert files(site / "output/acme") == files(tmp_path / "shops/acme/")
    assert {".copies", ".seen", "acme"} == {path.name for path in (tmp_path / "shops").iterdir()}


def test_newer_build_takes_the_place(site: Path, address: str, tmp_path: Path) -> None:
    """A newer build comes in whole, at the place that is served already."""
    mirror(address, tmp_path / "shops")
    publish(site, "coral", 2)

    mirror(address, tmp_path / "shops")

    served = files(tmp_path / "shops/acme/")
    assert served == served | files(site / "output/acme")


def test_spoilt_and_older_builds_leave_what_there_was(site: Path, address: str, tmp_path: Path) -> None:
    """A changed file, and an older build put back, are refused; the mirror serves what it had."""
    publish(site, "coral", 2)
    mirror(address, tmp_path / "shops")
    before = files(tmp_path / "shops/acme/")
    module = site / "output/acme/module.json"
    good = module.read_bytes()
    module.write_bytes(good.replace(b"24.00", b"14.00"))
    (tmp_path / "shops/.copies/acme/module.json").unlink()  # else it is not even asked for

    assert "module.json: The file is not what the manifest says" in mirror(
        address, tmp_path / "shops", expected=1
    )

    module.write_bytes(good)
    mirror(address, tmp_path / "shops")
    publish(site, "teal", 1)
    assert "serial 1 is lower than 2" in mirror(address, tmp_path / "shops", expected=1)
    assert before == files(tmp_path / "shops/acme/")


def test_shop_elsewhere_is_refused(address: str, tmp_path: Path) -> None:
    """Where the script is not told of another host, the shop is where its files are."""
    done = run_mirror("acme", address, tmp_path / "shops", PUBLIC, "--pay-host", "pay.example")

    assert 1 == done.returncode
    assert "The shop is at shops.example, and not at 127.0.0.1" in done.stdout
    assert not (tmp_path / "shops/acme").exists()


def test_brand_that_is_taken_down_stays_down(address: str, tmp_path: Path) -> None:
    """After two lines nothing of the brand is served, and the next run of the mirror brings nothing back."""
    folder = tmp_path / "shops"
    mirror(address, folder)

    take_down(folder)

    assert not (folder / "acme").is_symlink()
    assert "acme was taken down" in mirror(address, folder, expected=1)
    assert not (folder / "acme").is_symlink()


@pytest.mark.parametrize("is_known", [True, False])
def test_brand_that_is_taken_down_during_a_pull_stays_down(
    site: Path, tmp_path: Path, *, is_known: bool
) -> None:
    """A mirror that fetches while a brand is taken down puts nothing in place, the first time or later."""
    folder = tmp_path / "shops"
    with serve(site / "output") as address:
        if is_known:
            mirror(f"{address}acme/", folder)
            publish(site, "coral", 2)

    class TakingDown(FileHandler):
        """Takes the brand down when its module is asked for."""

        def do_GET(self) -> None:  # noqa: N802
            if self.path.endswith("/module.json"):
                folder.mkdir(exist_ok=True)
                take_down(folder)
            super().do_GET()

    with serve(site / "output", TakingDown) as address:
        assert "acme was taken down" in mirror(f"{address}acme/", folder, expected=1)

    assert not (folder / "acme").is_symlink()


def test_run_that_was_killed_after_the_brand_was_taken_down_is_undone(address: str, tmp_path: Path) -> None:
    """Where a link is left of a brand that was taken down, the next run removes it."""
    folder = tmp_path / "shops"
    mirror(address, folder)
    (folder / "acme.refused").touch()
    assert (folder / "acme").is_symlink()

    mirror(address, folder, expected=1)

    assert not (folder / "acme").is_symlink()


def test_brand_is_put_back_and_its_files_are_removed_as_it_says(
    site: Path, address: str, tmp_path: Path
) -> None:
    """Of a brand that was taken down the files can be removed, and the next run brings it back."""
    folder = tmp_path / "shops"
    mirror(address, folder)
    take_down(folder)

    run_shell(recipe("sh", "rm -rf"), tmp_path, FOLDER=str(folder), BRAND="acme")
    assert {"acme.refused", ".copies", ".seen"} == {path.name for path in folder.iterdir()}
    assert {".seen/acme.json", "acme.refused"} == set(files(folder))

    run_shell(recipe("sh", 'rm "$FOLDER'), tmp_path, FOLDER=str(folder), BRAND="acme")
    mirror(address, folder)
    assert files(site / "output/acme") == files(folder / "acme/")


def test_keys_are_made_as_it_says(site: Path, tmp_path: Path) -> None:
    """The pair that the recipe makes signs a build, and verifies it."""
    run_shell(recipe("sh", "genpkey"), tmp_path)
    brand = build(site, key=(tmp_path / "signing.pem").read_text())

    run("verify", brand, "--key", tmp_path / "signing.pub", "--pay-host", "pay.example")
