"""Same in, same out: the output is a function of its inputs, and of nothing else about the machine."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.acceptance.shop import AT, PROJECT, Done, digest_files, run_shopgen, stamp_files

BRAND = "lantern-press"
KEPT = ("nachtfaehren", "linien-notizbuch", "stofftasche")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one small brand: three products of the demo's, in two languages, with their pictures."""
    site = tmp_path_factory.mktemp("first") / "site"
    brand = site / "brands" / BRAND
    shutil.copytree(PROJECT / "brands" / BRAND, brand)
    for product in brand.glob("products/*.md"):
        if product.name.split(".")[0] not in KEPT:
            product.unlink()
    settings = brand / "brand.yaml"
    order = re.sub(r"(?m)^  order: .*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(order, encoding="utf-8")
    return site


def _copy_shuffled(site: Path, target: Path) -> Path:
    """Return a copy of the sources alone, made in another order, with other times and modes."""
    for number, file in enumerate(sorted(site.glob("brands/**/*.*"), reverse=True)):
        copy = target / file.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (number * 86_400, number * 86_400))
        copy.chmod(0o640)
    return target


def _build(site: Path, output: Path, *options: str, cwd: Path | None = None, **environment: str) -> Done:
    done = run_shopgen(
        "--site", site, "build", "--at", AT, "--output", output, *options, cwd=cwd, **environment
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def built(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built here and now."""
    output = tmp_path_factory.mktemp("built") / "output"
    _build(site, output, "--jobs", "2", TZ="UTC", LANG="C.UTF-8", PYTHONHASHSEED="1")
    return output


def test_elsewhere_same_bytes(site: Path, built: Path, tmp_path: Path) -> None:
    """Two builds in other folders, time zones, languages, hash seeds, file orders and jobs are the same."""
    copy = _copy_shuffled(site, tmp_path / "far/away/site")
    output = tmp_path / "out"

    _build(
        copy, output, "--jobs", "1", cwd=tmp_path, TZ="Asia/Tokyo", LANG="tr_TR.UTF-8", PYTHONHASHSEED="77"
    )

    assert digest_files(built) == digest_files(output)


def test_one_letter_changes_bytes(site: Path, built: Path, tmp_path: Path) -> None:
    """The comparison sees a single changed letter of one product, on that product's pages."""
    copy = _copy_shuffled(site, tmp_path / "site")
    product = copy / "brands" / BRAND / "products/stofftasche.md"
    product.write_text(product.read_text(encoding="utf-8") + "\nx\n", encoding="utf-8")

    _build(copy, tmp_path / "out", "--cache", str(site / ".shopgen"))

    before, after = digest_files(built), digest_files(tmp_path / "out")
    assert f"{BRAND}/stofftasche/index.html" in {name for name in before if before[name] != after.get(name)}


def test_second_build_writes_nothing(site: Path, built: Path) -> None:
    """A second build touches no file and says so."""
    before = stamp_files(built)

    done = _build(site, built)

    assert before == stamp_files(built)
    assert "nothing" in (done.stdout + done.stderr).lower()


def test_stamps_see_rewrite(tmp_path: Path) -> None:
    """The comparison of stamps sees a file that was written anew with the same bytes."""
    file = tmp_path / "page.html"
    file.write_text("same", encoding="utf-8")
    before = stamp_files(tmp_path)

    (tmp_path / "new").write_text("same", encoding="utf-8")
    (tmp_path / "new").replace(file)

    assert before != stamp_files(tmp_path)
