"""A brand's folder is known by the names of its files."""

from typing import Any

import pytest

from shopgen.catalog.listing import list_brand_files


def test_files_are_told_apart_by_their_names(shop: Any) -> None:
    """Products, translations and originals each have their form."""
    for path in (
        "brand.yaml",
        "brand.fr.yaml",
        "brand.yml.bak",
        "products/mug.md",
        "products/mug.fr.md",
        "products/.mug.md.swp",
        "images/a.jpg",
        "images/.DS_Store",
        "images/deep/b.png",
    ):
        shop.write(f"brands/acme/{path}", "x")

    files, problems = list_brand_files(shop.root, "acme")

    assert [] == problems
    assert (("fr",), {"mug": ("fr",)}, {"a.jpg", "deep/b.png"}) == (
        files.translations,
        files.products,
        files.images,
    )


@pytest.mark.parametrize(
    ("name", "code", "is_error"),
    [
        ("Mug.md", "slug", True),
        ("mug_1.md", "slug", True),
        ("img.md", "slug", True),
        ("fr.md", "slug", True),
        ("-.md", "slug", True),
        ("jug.fr.md", "no-product", True),
        ("mug.markdown", "not-read", False),
        ("mug.jpg", "not-read", False),
    ],
)
def test_file_that_is_named_wrongly_is_said(shop: Any, name: str, code: str, is_error: bool) -> None:
    """The problem is at the file as a whole."""
    shop.write(f"brands/acme/products/{name}", "x")

    problems = list_brand_files(shop.root, "acme")[1]

    assert [(code, is_error, f"brands/acme/products/{name}", 0)] == [
        (p.code, p.is_error, p.place.path, p.place.line) for p in problems
    ]


def test_absent_folder_has_nothing(shop: Any) -> None:
    """A brand need not have products or pictures."""
    files, problems = list_brand_files(shop.root, "nobody")

    assert ({}, frozenset(), []) == (files.products, files.images, problems)
