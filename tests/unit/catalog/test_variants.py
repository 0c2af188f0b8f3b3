"""Variants inherit what they do not say, and cover the combinations of the options."""

from typing import Any

import pytest

MUG = 'title: Mug\nprice: "24.00"\n'
OPTIONS = "options: {size: [S, L], colour: [white, black]}\n"


def codes(loaded: Any) -> list[str]:
    """Return the codes of a product's problems."""
    return [problem.code for problem in loaded.problems]


def test_options_without_variants_make_each_combination(shop: Any) -> None:
    """The first option changes last; ids are made of the values."""
    product = shop.product(MUG + OPTIONS).product

    assert ["mug-s-white", "mug-s-black", "mug-l-white", "mug-l-black"] == [v.id for v in product.variants]
    assert {"size": "S", "colour": "white"} == product.variants[0].options
    assert ["size", "colour"] == [option.name for option in product.options]


def test_listed_variants_keep_their_order_and_the_options_theirs(shop: Any) -> None:
    """A variant's options are in the product's order, however they are written."""
    product = shop.product(
        MUG
        + OPTIONS
        + "variants:\n"
        + "".join(
            f"  - {{sku: {c}{s}, options: {{colour: {c}, size: {s}}}}}\n"
            for s in "LS"
            for c in ("black", "white")
        )
    ).product

    assert ["blackL", "whiteL", "blackS", "whiteS"] == [variant.id for variant in product.variants]
    assert all(["size", "colour"] == list(variant.options) for variant in product.variants)


def test_variant_inherits_what_it_does_not_say(shop: Any) -> None:
    """Each key is the variant's if it has one, else the product's."""
    product = shop.product(
        MUG
        + """sale_price: "19.00"
availability: preorder
availability_date: 2026-12-15
mpn: P
condition: used
shipping_weight: 1 kg
unit_pricing_measure: 1 l
payment_link: https://pay.example/p
provider_ids: {a: "1", b: "2"}
extra: {x: 1, y: 2}
options: {size: [S, L]}
variants:
  - {sku: S, options: {size: S}}
  - sku: L
    options: {size: L}
    price: "30.00"
    sale_price: "25.00"
    availability: in_stock
    availability_date: 2026-12-15
    mpn: V
    condition: new
    stock: 4
    gtin: "4006381333931"
    shipping_weight: 2 kg
    unit_pricing_measure: 2 l
    payment_link: https://pay.example/v
    provider_ids: {b: "3"}
    extra: {y: 3}
"""
    ).product
    small, large = product.variants

    assert ["24.00 EUR", "19.00 EUR"] == [str(p) for p in (*small.offer.prices, *small.offer.sale_prices)]
    assert ["30.00 EUR", "25.00 EUR"] == [str(p) for p in (*large.offer.prices, *large.offer.sale_prices)]
    assert ("preorder", "in_stock") == (small.offer.availability, large.offer.availability)
    assert small.offer.availability_date is not None
    assert large.offer.availability_date is None
    assert [("P", "used", "1 kg", "1 l"), ("V", "new", "2 kg", "2 l")] == [
        (v.mpn, v.condition, str(v.shipping_weight), str(v.unit_pricing_measure)) for v in product.variants
    ]
    assert ["https://pay.example/p", "https://pay.example/v"] == [v.payment_link for v in product.variants]
    assert [{"a": "1", "b": "2"}, {"a": "1", "b": "3"}] == [v.provider_ids for v in product.variants]
    assert [{"x": 1, "y": 2}, {"x": 1, "y": 3}] == [v.extra for v in product.variants]
    assert [(None, ""), (4, "4006381333931")] == [(v.offer.stock, v.gtin) for v in product.variants]


def test_prices_of_a_variant_take_the_place_of_all_the_products(shop: Any) -> None:
    """A variant that says one currency does not keep another's old price."""
    loaded = shop.product(
        'title: Mug\nprice: {EUR: "24.00", USD: "26.00"}\noptions: {size: [S]}\n'
        'variants:\n  - {sku: S, options: {size: S}, price: "28.00"}\n'
    )

    assert ["28.00 EUR"] == [str(price) for price in loaded.product.variants[0].offer.prices]


def test_one_variant_without_options_is_the_product_itself(shop: Any) -> None:
    """It may take the product's numbers."""
    product = shop.product(MUG + "sku: M\nstock: 4\nvariants:\n  - {mpn: X}\n").product

    assert [("M", "M", "X", 4)] == [(v.id, v.sku, v.mpn, v.offer.stock) for v in product.variants]


def test_sku_of_a_product_is_not_that_of_its_variants(shop: Any) -> None:
    """A sku is of one variant, so that it is not inherited by several."""
    product = shop.product(MUG + "sku: M\noptions: {size: [S, L]}\n").product

    assert ("M", ["", ""]) == (product.sku, [variant.sku for variant in product.variants])
    assert ["mug-s", "mug-l"] == [variant.id for variant in product.variants]


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("options: {size: [S, S]}", "twice"),
        ("stock: 3\noptions: {size: [S, L]}", "of-one-variant"),
        ("variants: [{sku: A}, {sku: B}]", "no-options"),
        ("variants: [{sku: A, options: {size: S}}]", "no-options"),
        (
            "options: {size: [S]}\nvariants: [{sku: A, options: {size: S}}, {sku: B, options: {size: S}}]",
            "variant-twice",
        ),
        ("options: {size: [S]}\nvariants: [{sku: A, options: {sise: S, size: S}}]", "option"),
        ("options: {size: [S]}\nvariants: [{sku: A, options: {size: M}}]", "option"),
        ("options: {size: [S]}\nvariants: [{sku: A}]", "option"),
    ],
)
def test_options_and_variants_that_disagree_are_errors(shop: Any, front: str, code: str) -> None:
    """Each disagreement has its code, and there is no product."""
    loaded = shop.product(f"{MUG}{front}\n")

    assert [code] == codes(loaded)
    assert loaded.product is None


def test_missing_combination_is_a_warning_that_names_it(shop: Any) -> None:
    """A product may lack a combination, but not by mistake."""
    loaded = shop.product(MUG + "options: {size: [S, L]}\nvariants: [{sku: A, options: {size: S}}]\n")

    assert ["variant-missing"] == codes(loaded)
    assert "There is no variant for L." == loaded.problems[0].message
    assert loaded.product is not None


def test_option_may_be_called_anything(shop: Any) -> None:
    """Names and values are the author's own words."""
    product = shop.product(
        MUG + 'options: {Shoe size: [36, 36.5], "Farbe/المقاس": ["no", "rød & hvit"]}\n'
    ).product

    assert {"Shoe size": "36.5", "Farbe/المقاس": "rød & hvit"} == product.variants[3].options
    assert "mug-36.5-rød-&-hvit" == product.variants[3].id


def test_id_of_a_variant_depends_on_the_products_id_not_its_slug(shop: Any) -> None:
    """A product that is renamed keeps its variants' ids."""
    ids = [
        [
            variant.id
            for variant in shop.product(MUG + "id: cup\noptions: {size: [S]}\n", slug=slug).product.variants
        ]
        for slug in ("mug", "beaker")
    ]

    assert [["cup-s"], ["cup-s"]] == ids
