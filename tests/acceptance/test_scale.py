"""Real and large sites, built unchanged."""

import shutil
from pathlib import Path

import pytest

from bench.generate import generate
from tests.acceptance.shop import AT, SHARED, run_shopgen

REAL_BRAND = SHARED / "catalogs/brand-real-visible"


@pytest.mark.skipif(
    not REAL_BRAND.exists(), reason=f"needs the real brand in {REAL_BRAND.relative_to(SHARED.parent)}"
)
def test_real_brand_builds_with_warnings_only(tmp_path: Path) -> None:
    """A real brand of 50 products with 50 photographs builds, whatever warnings it gets."""
    shutil.copytree(REAL_BRAND, tmp_path / "brands" / REAL_BRAND.name)

    done = run_shopgen("--site", tmp_path, "build", "--at", AT, "--effort", "draft")

    assert 0 == done.returncode, done.stderr
    assert 50 == len(_checkout_pages(tmp_path))
    assert "Traceback" not in done.stderr


def test_made_up_site_builds_with_warnings_only(tmp_path: Path) -> None:
    """A made-up site of 20 brands with 50 products each builds."""
    generate(tmp_path, brands=20, products=50)

    done = run_shopgen("--site", tmp_path, "build", "--at", AT)

    assert 0 == done.returncode, done.stderr
    assert 1000 == len(_checkout_pages(tmp_path))


@pytest.mark.long
def test_site_of_ten_thousand_products_builds(tmp_path: Path) -> None:
    """A site of 200 brands with 50 products each builds."""
    generate(tmp_path, brands=200, products=50)

    done = run_shopgen("--site", tmp_path, "build", "--at", AT)

    assert 0 == done.returncode, done.stderr
    assert 10_000 == len(_checkout_pages(tmp_path))


def _checkout_pages(site: Path) -> list[Path]:
    products = site.glob("brands/*/products/*.md")
    pages = (site / "output" / file.parents[1].name / file.stem / "index.html" for file in products)
    return [page for page in pages if page.is_file()]
