"""Copies of brands: what is fetched, what is kept, and what is left of runs that end early."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image

from shopgen.verify.copy import KEPT_DAYS, hold_copy
from tests.mirror import PROJECT
from tests.serve import FileHandler, serve
from tests.unit.cli.signed import PUBLIC, build, run, sign_anew, write_site
from tests.unit.verify.killing import serial_of

DAY = 86400


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return three builds of a brand, each with a picture of its own."""
    site = write_site(tmp_path_factory.mktemp("site"))
    product = site / "brands/acme/products/mug.md"
    product.write_text(product.read_text().replace("---\n", "---\nimages: [{src: mug.png, alt: A mug}]\n", 1))
    (site / "brands/acme/images").mkdir()
    made = []
    for serial, colour in enumerate(("teal", "coral", "navy"), 1):
        Image.new("RGB", (320, 320), colour).save(site / "brands/acme/images/mug.png")
        brand = build(site, "--serial", str(serial), "--effort", "draft")
        made.append(shutil.copytree(brand, site / f"build-{serial}"))
    return made


class Counting(FileHandler):
    """Answers with files, and remembers what it was asked for."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:  # noqa: N802
        """Answer with a file."""
        self.asked.append(self.path.lstrip("/"))
        super().do_GET()


@pytest.fixture
def brand(builds: list[Path], tmp_path: Path) -> Path:
    """Return the first build, in a folder that others are put into."""
    return shutil.copytree(builds[0], tmp_path / "served")


@pytest.fixture
def address(brand: Path) -> Iterator[str]:
    """Return where that folder is served at."""
    Counting.asked.clear()
    with serve(brand, Counting) as address:
        yield address


def publish(build: Path, brand: Path) -> None:
    """Put a build in the place of what is served."""
    shutil.rmtree(brand)
    shutil.copytree(build, brand)


def take_in(source: str | Path, shops: Path, *, expected: int = 0) -> Result:
    """Take a brand in, and return what is said."""
    hosts = ("--pay-host", "pay.example", "--shop-host", "shops.example")
    words = ("--key", PUBLIC, *hosts, "--state", shops / ".seen", "--copy-to", shops / "acme")
    return run("verify", source, *words, expected=expected)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def pictures(folder: Path) -> set[str]:
    """Return the names of a folder's pictures."""
    return {path.name for path in folder.glob("img/*")}


def left_over(shops: Path) -> list[str]:
    """Return what is in the folder of copies beside a whole copy, its lock and what was seen."""
    usual = {
        "acme",
        ".acme.lock",
        ".seen",
        (shops / "acme").readlink().name if (shops / "acme").is_symlink() else "",
    }
    return sorted({path.name for path in shops.iterdir()} - usual)


def test_copy_has_the_brand_s_files(brand: Path, address: str, tmp_path: Path) -> None:
    """A copy is the brand byte for byte, and it is said that it is new."""
    assert "Copy      exchanged" in take_in(address, tmp_path / "shops").stdout

    assert files(brand) == files(tmp_path / "shops/acme")
    assert [] == left_over(tmp_path / "shops")


def test_unchanged_brand_is_asked_for_its_manifest_alone(brand: Path, address: str, tmp_path: Path) -> None:
    """Where the manifest is the same nothing else is fetched, nothing is written, and that is said."""
    take_in(address, tmp_path / "shops")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "shops/acme/").rglob("*")}
    Counting.asked.clear()

    assert "Copy      as it was" in take_in(address, tmp_path / "shops").stdout

    assert ["manifest.json", "manifest.sig"] == Counting.asked
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "shops/acme/").rglob("*")}


def test_newer_build_is_asked_for_what_is_new(
    brand: Path, builds: list[Path], address: str, tmp_path: Path
) -> None:
    """Of a newer build only those files are fetched that the copy has not."""
    take_in(address, tmp_path / "shops")
    before = set(files(brand).values())
    publish(builds[1], brand)
    Counting.asked.clear()

    take_in(address, tmp_path / "shops")

    new = {path for path, data in files(brand).items() if data not in before}
    assert "sitemap.xml" not in new
    assert new == set(Counting.asked)
    assert len(new) == len(Counting.asked)


def test_pictures_of_earlier_builds_stay_a_week(builds: list[Path], tmp_path: Path) -> None:
    """A picture that a build leaves out stays through further ones, until its week is over."""
    shops = tmp_path / "shops"
    again = shutil.copytree(builds[2], tmp_path / "again")
    take_in(builds[0], shops)
    old = pictures(builds[0])
    for path in (shops / "acme/img").iterdir():
        os.utime(path, (0, 0))  # however old a file is, its week begins when it is left out

    take_in(builds[1], shops)
    assert old | pictures(builds[1]) == pictures(shops / "acme")
    almost = time.time() - (KEPT_DAYS - 0.5) * DAY
    for name in old:
        os.utime(shops / "acme/img" / name, (almost, almost))

    take_in(builds[2], shops)
    assert old | pictures(builds[1]) | pictures(builds[2]) == pictures(shops / "acme")
    over = time.time() - KEPT_DAYS * DAY
    for name in old:
        os.utime(shops / "acme/img" / name, (over, over))

    sign_anew(again, serial=4)
    take_in(again, shops)
    assert pictures(builds[1]) | pictures(builds[2]) == pictures(shops / "acme")


def test_refused_build_leaves_what_there_was(builds: list[Path], tmp_path: Path) -> None:
    """Of a build with a spoilt file nothing is kept."""
    shops = tmp_path / "shops"
    take_in(builds[0], shops)
    spoilt = shutil.copytree(builds[1], tmp_path / "spoilt")
    (spoilt / "module.json").write_bytes((spoilt / "module.json").read_bytes().replace(b"24.00", b"14.00"))

    take_in(spoilt, shops, expected=1)

    assert files(builds[0]) == files(shops / "acme")
    assert [] == left_over(shops)


def test_unsigned_build_is_not_fetched(brand: Path, builds: list[Path], address: str, tmp_path: Path) -> None:
    """A manifest is believed once its signature is good: before that no file that it lists is asked for."""
    manifest = (brand / "manifest.json").read_bytes()
    (brand / "manifest.json").write_bytes(manifest.replace(b'"serial": 1', b'"serial": 2'))

    take_in(address, tmp_path / "shops", expected=1)
    take_in(builds[1], tmp_path / "shops")
    publish(builds[0], brand)
    take_in(address, tmp_path / "shops", expected=1)

    assert ["manifest.json", "manifest.sig"] * 2 == Counting.asked


class Moved(Counting):
    """Sends whoever asks for the module to another origin."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer with a redirect, or with the file."""
        if not self.path.endswith("module.json"):
            return super().do_GET()
        self.send_response(302)
        self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/module.json")
        self.end_headers()
        return None


def test_redirect_to_elsewhere_is_refused(brand: Path, tmp_path: Path) -> None:
    """No file is taken from another origin, whatever its bytes."""
    with serve(brand, Moved) as address:
        said = take_in(address, tmp_path / "shops", expected=1).stdout

    assert "module.json: The server sends us elsewhere" in said
    assert not (tmp_path / "shops/acme").exists()


def test_damaged_copy_is_mended(brand: Path, address: str, tmp_path: Path) -> None:
    """A file of the copy that is spoilt or gone is fetched again, and no other."""
    take_in(address, tmp_path / "shops")
    (tmp_path / "shops/acme/module.json").write_text("{}")
    (tmp_path / "shops/acme/sitemap.xml").unlink()
    Counting.asked.clear()

    take_in(address, tmp_path / "shops")

    assert {"manifest.json", "manifest.sig", "module.json", "sitemap.xml"} == set(Counting.asked)
    assert files(brand) == files(tmp_path / "shops/acme")


def test_two_runs_at_once_are_none(builds: list[Path], tmp_path: Path) -> None:
    """While a copy is being made another run of it ends at once, and changes nothing."""
    take_in(builds[0], tmp_path / "shops")

    with hold_copy(tmp_path / "shops/acme"):
        said = take_in(builds[1], tmp_path / "shops", expected=3).stderr

    assert "shops/acme. Try again when it has ended." in said
    assert files(builds[0]) == files(tmp_path / "shops/acme")
    take_in(builds[1], tmp_path / "shops")


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_no_copy_is_left_alone(builds: list[Path], tmp_path: Path, kind: str) -> None:
    """Where something else stands than a copy, nothing is put."""
    shops = tmp_path / "shops"
    (shops / "mine").mkdir(parents=True)
    match kind:
        case "folder":
            (shops / "acme").mkdir()
        case "file":
            (shops / "acme").write_text("mine")
        case _:
            (shops / "acme").symlink_to("mine")

    assert "is there, and is no copy that this made" in take_in(builds[0], shops, expected=2).stderr
    assert {"mine", "acme"} == {path.name for path in shops.iterdir()}


def test_stale_link_is_no_hindrance(builds: list[Path], tmp_path: Path) -> None:
    """The link that a killed run has left is replaced, and what it fetched for another build goes."""
    shops = tmp_path / "shops"
    shops.mkdir()
    (shops / ".acme.link").symlink_to("nowhere")
    (shops / f".acme.{'0' * 64}").mkdir()

    take_in(builds[0], shops)

    assert files(builds[0]) == files(shops / "acme")
    assert [] == left_over(shops)


def test_run_that_is_killed_at_any_step_leaves_a_whole_build(builds: list[Path], tmp_path: Path) -> None:
    """Before each change to the disk all of the old build is there, or all of the new; the next run mends."""
    shops = tmp_path / "shops"
    take_in(builds[0], shops)

    command = [sys.executable, "-m", "tests.unit.verify.killing", builds[1], shops, tmp_path / "work"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr
    *killed, ended = [line.split() for line in done.stdout.splitlines()]
    whole = ["0", "2", (tmp_path / "work/acme").readlink().name, ".acme.lock", ".seen", "acme"]
    assert {("9", "1"), ("9", "2")} == {(status, found) for status, found, *_ in killed}
    assert [] == [line for line in killed if line[2:] != whole]
    assert ["0", "2"] == ended[:2]


def test_build_that_is_not_whole_would_be_found(builds: list[Path], tmp_path: Path) -> None:
    """A copy with one file of another build is none that a reader may find."""
    shutil.copytree(builds[0], tmp_path / "acme")
    assert 1 == serial_of(str(tmp_path))
    shutil.copy(builds[1] / "module.json", tmp_path / "acme/module.json")

    with pytest.raises(AssertionError, match="module"):
        serial_of(str(tmp_path))
