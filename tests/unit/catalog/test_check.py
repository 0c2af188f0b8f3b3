"""What is wrong only between products is found there."""

from typing import Any

from shopgen.catalog.check import check_brand


def found(shop: Any, products: dict[str, str], brand: str = "") -> list[tuple[str, str, str]]:
    """Return code, path and key of what is wrong across some products."""
    loaded = {
        slug: shop.product(f'title: X\nprice: "1"\n{front}\n', slug=slug, brand=brand)
        for slug, front in products.items()
    }
    made = {slug: one.product for slug, one in loaded.items()}
    assert all(made.values())
    settings = shop.brand(brand)
    problems = check_brand(settings.settings, made, settings.product_slugs)
    return [(problem.code, problem.place.path.rpartition("/")[2], problem.place.key) for problem in problems]


def test_products_that_go_together_have_no_problem(shop: Any) -> None:
    """Slugs, ids, skus and aliases of their own are what is wanted."""
    assert [] == found(
        shop,
        {"mug": "sku: A\naliases: [cup]", "jug": "sku: B\noptions: {size: [S, L]}"},
        "module: {order: [jug]}\n",
    )


def test_order_that_names_no_product_is_an_error(shop: Any) -> None:
    """The place is the entry in the brand's file."""
    assert [("no-product", "brand.yaml", "module.order[1]")] == found(
        shop, {"mug": ""}, "module: {order: [mug, jug]}\n"
    )


def test_order_that_names_a_broken_product_is_not_told_besides(shop: Any) -> None:
    """What is wrong with the product is said already."""
    loaded = shop.product("title: X\n", slug="jug", brand="module: {order: [jug]}\n")
    settings = shop.brand("module: {order: [jug]}\n")

    assert loaded.product is None
    assert () == check_brand(settings.settings, {}, settings.product_slugs)


def test_alias_that_is_a_slug_or_is_taken_is_an_error(shop: Any) -> None:
    """An earlier address leads to one product."""
    assert [
        ("alias", "jug.md", "aliases[0]"),
        ("alias", "mug.md", "aliases[1]"),
        ("twice", "mug.md", "aliases[0]"),
    ] == found(shop, {"mug": "aliases: [pot, jug]", "jug": "aliases: [jug, pot]"})


def test_names_and_numbers_are_of_one_product(shop: Any) -> None:
    """The first by slug keeps it, the others are told."""
    gtin = 'gtin: "4006381333931"'
    assert [("twice", "mug.md", "id"), ("twice", "mug.md", "sku"), ("twice", "mug.md", "gtin")] == found(
        shop, {"mug": f"id: x\nsku: A\n{gtin}", "jug": f"id: x\nsku: A\n{gtin}"}
    )


def test_skus_of_variants_are_compared_within_and_across_products(shop: Any) -> None:
    """A sku is of one variant alone."""
    assert [("twice", "jug.md", "variants[1].sku"), ("twice", "mug.md", "sku")] == found(
        shop,
        {
            "mug": "sku: A",
            "jug": "options: {size: [S, L]}\n"
            "variants: [{sku: A, options: {size: S}}, {sku: A, options: {size: L}}]",
        },
    )


def test_ids_made_of_options_that_meet_are_errors(shop: Any) -> None:
    """Different words may come to one id."""
    assert [("twice", "mug.md", "variants[1].options")] == found(shop, {"mug": "options: {size: [a b, A-B]}"})
