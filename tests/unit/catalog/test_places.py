"""Places are found again from a path and a key."""

from typing import Any

import pytest

from shopgen.catalog.places import brand_path, find_place, parse_key, picture_path, product_path
from shopgen.problems import Place


def test_nouns_have_paths() -> None:
    """A brand, a product, their translations and pictures are found by slug."""
    assert (
        "brands/acme/brand.yaml",
        "brands/acme/brand.fr.yaml",
        "brands/acme/products/mug.md",
        "brands/acme/products/mug.fr-FR.md",
        "brands/acme/images/a.jpg",
    ) == (
        brand_path("acme"),
        brand_path("acme", "fr"),
        product_path("acme", "mug"),
        product_path("acme", "mug", "fr-FR"),
        picture_path("acme", "a.jpg"),
    )


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("", ()),
        ("price", ("price",)),
        ("variants[2].image", ("variants", 2, "image")),
        ("images[0].focus[1]", ("images", 0, "focus", 1)),
        ("a[0][1].b", ("a", 0, 1, "b")),
    ],
)
def test_key_is_taken_apart(key: str, keys: tuple[str | int, ...]) -> None:
    """Dots and brackets part it."""
    assert keys == parse_key(key)


@pytest.mark.parametrize(
    ("key", "line", "column"),
    [
        ("", 0, 0),
        ("price", 3, 1),
        ("variants[1].image", 6, 14),
        ("variants[1].gtin", 6, 5),
        ("nothing", 0, 0),
    ],
)
def test_place_of_a_key_is_found_in_its_source(shop: Any, key: str, line: int, column: int) -> None:
    """A key that is not there is at the nearest around it."""
    path = "brands/acme/products/mug.md"
    shop.write(
        path, "---\ntitle: Mug\nprice: 1\nvariants:\n  - {sku: A}\n  - {sku: B, image: a.jpg}\n---\nA mug.\n"
    )

    assert Place(path, line, column, key) == find_place(shop.root, path, key)


def test_place_in_a_file_that_is_not_there_is_the_file(shop: Any) -> None:
    """Nothing is raised."""
    assert Place("brands/acme/brand.yaml", key="name") == find_place(
        shop.root, "brands/acme/brand.yaml", "name"
    )
