"""A product is made of its file and its translations, independent of all others."""

import pickle
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image

from shopgen.catalog.products import load_product
from shopgen.catalog.prose import MadeProse
from shopgen.shop.money import Money
from shopgen.shop.picture import Picture
from shopgen.shop.product import Manufacturer, Measure, ProductWords
from shopgen.shop.text import Prose

MUG = 'title: Mug\nprice: "24.00"\n'


def picture(shop: Any, name: str = "mug.jpg") -> None:
    """Put an original into the brand's folder."""
    path = shop.write(f"brands/acme/images/{name}", b"")
    Image.new("RGB", (8, 6)).save(path)


def test_product_of_title_and_price_has_one_variant(shop: Any) -> None:
    """Nothing else is required."""
    loaded = shop.product(MUG, "A *mug*.\n")

    assert () == loaded.problems
    assert not loaded.is_draft
    product = loaded.product
    assert ("mug", "mug", "EUR") == (product.slug, product.id, product.currency)
    assert {"en": ProductWords(title="Mug", body=Prose(("<p>A <em>mug</em>.</p>",)))} == product.words
    assert [("mug", (Money(Decimal("24.00"), "EUR"),))] == [(v.id, v.offer.prices) for v in product.variants]


def test_everything_a_product_may_say_is_carried(shop: Any) -> None:
    """Each key of the format arrives in the noun."""
    picture(shop)
    loaded = shop.product(
        MUG
        + """id: cup
sku: M-1
summary: A mug.
images: [{src: images/mug.jpg, alt: A mug, focus: [0.25, 1], trim: true, animate: yes}]
gtin: "4006381333931"
mpn: X1
condition: used
unit_pricing_measure: 0.35 l
shipping_weight: 0.4 kg
payment_link: https://pay.example/mug
provider_ids: {shopify: "440"}
manufacturer: {name: Acme, address: Bergen, email: a@acme.example}
tags: [kitchen, 40]
collection: Table
aliases: [old-mug]
extra: {lined: true}
stock: 3
draft: true
"""
    )

    assert () == loaded.problems
    assert loaded.is_draft
    product = loaded.product
    variant = product.variants[0]
    assert ("cup", "M-1", "Table", ("old-mug",)) == (
        product.id,
        product.sku,
        product.collection,
        product.aliases,
    )
    assert (Picture("mug.jpg", "A mug", (0.25, 1.0), trim=True, animate=True),) == product.pictures
    assert Manufacturer("Acme", "Bergen", "a@acme.example") == product.manufacturer
    assert ("kitchen", "40") == product.tags == product.words["en"].tags
    assert {"lined": True} == product.extra == variant.extra
    assert ("M-1", "M-1", "4006381333931", "X1", "used") == (
        variant.id,
        variant.sku,
        variant.gtin,
        variant.mpn,
        variant.condition,
    )
    assert (Measure(Decimal("0.35"), "l"), Measure(Decimal("0.4"), "kg")) == (
        variant.unit_pricing_measure,
        variant.shipping_weight,
    )
    assert ("https://pay.example/mug", {"shopify": "440"}, 3) == (
        variant.payment_link,
        variant.provider_ids,
        variant.offer.stock,
    )


def test_short_form_of_one_picture_is_a_picture(shop: Any) -> None:
    """image and image_alt are a list of one."""
    picture(shop)

    loaded = shop.product(MUG + 'image: mug.jpg\nimage_alt: ""\n')

    assert (Picture("mug.jpg", ""),) == loaded.product.pictures


@pytest.mark.parametrize(
    ("front", "currency", "prices"),
    [
        ('price: "24.00"', "EUR", ["24.00 EUR"]),
        ("price: 24.00", "EUR", ["24.00 EUR"]),
        ("price: 24.00 EUR", "EUR", ["24.00 EUR"]),
        ("price: 24.00 USD\ncurrency: USD", "USD", ["24.00 USD"]),
        ('price: "24.00"\ncurrency: USD', "USD", ["24.00 USD"]),
        ('price: {USD: "26.00", EUR: "24.00"}', "EUR", ["26.00 USD", "24.00 EUR"]),
        ("price: 1200\ncurrency: JPY", "JPY", ["1200 JPY"]),
        ('price: "1.234 KWD"\ncurrency: KWD', "KWD", ["1.234 KWD"]),
    ],
)
def test_currency_is_what_is_said_or_the_brands(
    shop: Any, front: str, currency: str, prices: list[str]
) -> None:
    """An amount keeps its digits, and names its currency in each way that the format has."""
    product = shop.product(f"title: Mug\n{front}\n").product

    assert currency == product.currency
    assert prices == [str(price) for price in product.variants[0].offer.prices]


def test_translations_are_words_of_their_locale(shop: Any) -> None:
    """A translation says what it translates; the rest is empty."""
    picture(shop)
    shop.write(
        "brands/acme/products/mug.fr-FR.md",
        "---\ntitle: Tasse\ntags: [cuisine]\nimage_alts: {images/mug.jpg: Une tasse}\n"
        "option_names: {size: Taille}\n"
        "option_values: {size: {S: petite}}\n---\nUne tasse.\n",
    )
    loaded = shop.product(
        MUG + "image: mug.jpg\nimage_alt: A mug\noptions: {size: [S, L]}\n",
        brand="locale: en-GB\nlocales: [en-GB, fr-FR]\n",
    )

    assert () == loaded.problems
    assert ["en-GB", "fr-FR"] == list(loaded.product.words)
    assert (
        ProductWords(
            title="Tasse",
            body=Prose(("<p>Une tasse.</p>",)),
            tags=("cuisine",),
            image_alts={"mug.jpg": "Une tasse"},
            option_names={"size": "Taille"},
            option_values={"size": {"S": "petite"}},
        )
        == loaded.product.words["fr-FR"]
    )


def test_translation_for_a_language_serves_its_countries(shop: Any) -> None:
    """fr is of use to a brand that has fr-FR."""
    shop.write("brands/acme/products/mug.fr.md", "---\ntitle: Tasse\n---\n")

    loaded = shop.product(MUG, brand="locales: [en, fr-FR]\n")

    assert () == loaded.problems
    assert ["en", "fr"] == list(loaded.product.words)


def test_problem_in_a_translation_leaves_no_product(shop: Any) -> None:
    """A product is whole or not at all."""
    shop.write("brands/acme/products/mug.fr.md", "---\ntitle: [Tasse]\n---\n")

    assert shop.product(MUG, brand="locales: [en, fr]\n").product is None


def test_product_of_a_broken_brand_is_still_checked(shop: Any) -> None:
    """All problems are told at once, also those behind others."""
    loaded = shop.product("title: Mug\nprice: 24,00\n", brand="locale: xx\n")

    assert ["not-an-amount"] == [problem.code for problem in loaded.problems]


def test_prose_is_made_by_what_is_handed_in(shop: Any) -> None:
    """A cache may stand before the maker of prose, which is asked for each body once."""
    asked: list[str] = []

    def maker(text: str) -> MadeProse:
        asked.append(text)
        return MadeProse(Prose(("<p>kept</p>",)))

    shop.write("brands/acme/products/mug.md", f"---\n{MUG}---\nA mug.\n")
    loaded = load_product(shop.root, shop.brand(), "mug", maker)

    assert Prose(("<p>kept</p>",)) == loaded.product.words["en"].body
    assert ["A mug.\n"] == asked


def test_loaded_product_goes_to_another_process(shop: Any) -> None:
    """What is loaded can be pickled, and is equal on the other side."""
    loaded = shop.product(MUG + "extra: {a: [1, b]}\noptions: {size: [1, 2]}\n", "See [care](care.md).\n")

    assert loaded == pickle.loads(pickle.dumps(loaded))  # noqa: S301
    assert str is type(loaded.product.options[0].values[0])
