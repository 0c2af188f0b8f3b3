"""Every folder in tests/brands/good is a small site with nothing wrong."""

from pathlib import Path
from typing import Any

import pytest

from shopgen.catalog.forms.brand import BrandForm
from shopgen.catalog.forms.product import ProductForm
from shopgen.catalog.forms.site import SiteForm
from shopgen.catalog.products import load_product

GOOD = Path(__file__).parents[2] / "brands" / "good"


@pytest.mark.parametrize("name", sorted(path.name for path in GOOD.iterdir()))
def test_good_source_has_no_problem(name: str, shop_at: Any) -> None:
    """Not even a warning."""
    assert [] == [str(problem) for problem in shop_at(GOOD / name).problems()]


def test_everything_is_everything() -> None:
    """The site that is to have every key of the format has every key that the forms have."""
    folder = GOOD / "everything"
    text = "\n".join(
        path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".yaml")
    )
    keys = {*BrandForm.model_fields, *ProductForm.model_fields, *SiteForm.model_fields} - {"logo"}

    assert set() == {key for key in keys if f"{key}:" not in text}


def test_words_of_a_good_site_are_in_all_their_locales(shop_at: Any) -> None:
    """A translation arrives beside what it translates."""
    site = shop_at(GOOD / "everything")
    loaded = load_product(site.root, site.load_brand("fjord"), "enamel-mug")

    assert ["en-GB", "fr-FR"] == list(loaded.product.words)
    assert 4 == len(loaded.product.variants)
