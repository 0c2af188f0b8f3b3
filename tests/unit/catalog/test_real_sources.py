"""Real catalogs, and catalogs of a real size, are loaded without an error."""

import shutil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def test_real_brand_has_warnings_only(shop: Any, shared: Path) -> None:
    """The real brand loads whole, with warnings only."""
    folder = "catalogs/brand-real-visible"
    shutil.copytree(shared / folder, shop.folder / "brands" / "real")

    problems = shop.problems()

    assert [] == [str(problem) for problem in problems if problem.is_error]
    assert 50 == len(shop.load_brand("real").product_slugs)


def test_demo_brands_have_no_errors(shop_at: Any) -> None:
    """The project's own brands have warnings at most."""
    site = shop_at(ROOT)

    assert [] == [str(problem) for problem in site.problems() if problem.is_error]
