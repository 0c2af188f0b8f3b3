"""Same in, same out: the output is a function of its inputs, and of nothing else about the machine."""

import os
import re
import shutil
from pathlib import Path

import pytest

from bench.generate import generate
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


def _build(
    site: Path, output: Path, *options: str | Path, cwd: Path | None = None, **environment: str
) -> Done:
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


# Brands and products enough that sources and pages are made by several processes: fewer are made by the
# build itself.
MANY = {"brands": 3, "products": 80}

# Imported by every Python before anything else. It changes what workers make, and nothing else.
FAULTS = {
    "source": """
from dataclasses import replace
from multiprocessing import parent_process
from shopgen.build import load
honest = load.load_product
def load_product(*given):
    loaded = honest(*given)
    product = replace(loaded.product, id=loaded.slug + "-planted")
    return replace(loaded, product=product) if parent_process() else loaded
load.load_product = load_product
""",
    "page": """
from dataclasses import replace
from multiprocessing import parent_process
from shopgen.build import tasks
honest = tasks.stage
def stage(staging, artifact):
    data = artifact.data + b"planted" if parent_process() else artifact.data
    return honest(staging, replace(artifact, data=data))
tasks.stage = stage
""",
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that takes several processes."""
    site = tmp_path_factory.mktemp("many") / "site"
    generate(site, **MANY)
    return site


@pytest.fixture(scope="module")
def many_built(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one process makes of it."""
    output = tmp_path_factory.mktemp("many-built") / "output"
    _build(many, output, "--jobs", "1", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    return digest_files(output)


@pytest.mark.parametrize(
    ("jobs", "environment"),
    [
        ("2", {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"}),
        ("4", {"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": "0"}),
    ],
)
def test_several_processes_same_bytes(
    many: Path, many_built: dict[str, str], tmp_path: Path, jobs: str, environment: dict[str, str]
) -> None:
    """Sources and pages that several processes make elsewhere are those that one process makes."""
    copy = _copy_shuffled(many, tmp_path / "far/away/site")

    _build(copy, tmp_path / "out", "--jobs", jobs, "--cache", tmp_path / "cache", cwd=tmp_path, **environment)

    assert many_built == digest_files(tmp_path / "out")


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_a_worker_changes_bytes(
    many: Path, many_built: dict[str, str], tmp_path: Path, fault: str
) -> None:
    """The comparison sees what workers alone do wrong, so sources and pages are really made by workers."""
    (tmp_path / "sitecustomize.py").write_text(FAULTS[fault], encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))

    # Without what was parsed before: the fault is in no file that tells one shopgen from another.
    _build(many, tmp_path / "out", "--jobs", "2", "--cache", tmp_path / "cache", PYTHONPATH=path)

    assert many_built != digest_files(tmp_path / "out")
