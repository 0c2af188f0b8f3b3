"""module.json and catalog.json: the shop as data."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shopgen.digests import csp_hash
from shopgen.pages.render import render
from shopgen.shop.interval import Interval
from shopgen.shop.money import Money
from tests.builders import (
    NOW,
    FakeDoor,
    euros,
    make_brand,
    make_door,
    make_offer,
    make_product,
    make_shirt,
    make_variant,
)
from tests.unit.pages.pages import json_ld_of, meta_of, render_text

EMBED_SCRIPT = Path(__file__).parents[4] / "shopgen" / "pages" / "embed" / "embed.js"


def data_of(door: FakeDoor, kind: str = "module_json", locale: str = "en-GB") -> dict[str, Any]:
    """Return what a data file says."""
    data: dict[str, Any] = json.loads(render_text(door, kind, locale))
    return data


def test_pictures_are_relative_to_the_file_and_links_are_absolute() -> None:
    """The file can be mirrored with its pictures; its links lead to the shop."""
    door = make_door(brand=make_brand(locales=("en-GB", "fr-FR")))
    (product,) = data_of(door, locale="fr-FR")["products"]

    assert product["link"] == "https://shops.example/fjord/fr-fr/mug/"
    assert product["images"][0]["renditions"][0]["link"].startswith("../img/mug-480.")


def test_pictures_are_those_of_a_card() -> None:
    """A product's picture has the widths that a card of a phone may need; the catalog's has all."""
    door = make_door()
    (product,), (whole,) = data_of(door)["products"], data_of(door, "catalog")["products"]
    widths, all_widths = (
        {rendition["width"] for rendition in one["images"][0]["renditions"]} for one in (product, whole)
    )

    assert {480, 640, 960} == widths
    assert {320, 1280} < all_widths - widths | {0}


def test_the_sheet_says_nothing_of_the_element_itself() -> None:
    """Of `:host` there are custom properties alone; what embed.js says besides, an included sheet says."""
    said = re.findall(r":host[^{]*\{([^}]*)\}", data_of(make_door())["style"])

    assert [] == [one for one in said for each in one.split(";") if not each.startswith("--")]
    assert ":host{display:block!important" in render_text(make_door(), "module")


def test_the_stylesheet_comes_with_its_hash() -> None:
    """A host that allows a style by hash finds the hash beside the sheet."""
    data = data_of(make_door())

    assert csp_hash(data["style"]) == f"'{data['style_hash']}'"


def test_the_embed_script_finds_what_it_reads() -> None:
    """What embed.js takes out of the file is there: nodes, which are arrays, and a style, which is a text."""
    found = re.search(
        r"const \{ ([\w, ]+) \} = await answer\.json\(\)", EMBED_SCRIPT.read_text(encoding="utf-8")
    )
    data = data_of(make_door())

    assert found
    assert found[1].split(", ") == ["schema_version", "tree", "style", "audience", "brand"]
    assert [node[0] for node in data["tree"]] == ["section"]
    assert data["style"].startswith(":host{--accent:")


def test_the_room_that_the_module_needs_is_said() -> None:
    """A host can reserve the height before anything loads."""
    assert data_of(make_door())["reserved_height"] > 300


def test_offers_have_merchant_s_names() -> None:
    """A sale has the price before and the sale price; a drop its release, and is out of stock until then."""
    ends = NOW + timedelta(days=3)
    sale = make_offer(sale_prices=(euros("19.00"),), sale_interval=Interval(None, ends))
    drop = make_offer(release=ends)
    variants = (make_variant("a", offer=sale), make_variant("b", offer=drop))
    shirt = make_shirt(options=(), variants=variants)

    assert data_of(make_door(shirt))["products"][0]["offers"] == [
        {
            "id": "a",
            "sku": "A",
            "price": "24.00",
            "sale_price": "19.00",
            "currency": "EUR",
            "price_valid_until": "2026-11-26T12:00:00+00:00",
            "availability": "in_stock",
        },
        {
            "id": "b",
            "sku": "B",
            "price": "24.00",
            "currency": "EUR",
            "availability": "out_of_stock",
            "release": "2026-11-26T12:00:00+00:00",
        },
    ]


def test_words_in_another_language_say_so() -> None:
    """A title that is not translated comes with its language."""
    door = make_door(brand=make_brand(locales=("en-GB", "fr-FR")))

    assert data_of(door, locale="fr-FR")["products"][0]["title"] == {"value": "Enamel mug", "lang": "en-GB"}


def test_a_catalog_has_all_products_and_pictures() -> None:
    """catalog.json is not limited as the module is, and its addresses are absolute."""
    products = [make_product(f"mug-{i}") for i in range(7)]
    data = data_of(make_door(*products), "catalog")

    assert [p["id"] for p in data["products"]] == [f"mug-{i}" for i in range(7)]
    assert data["products"][0]["images"][0]["renditions"][0]["link"].startswith(
        "https://shops.example/fjord/img/"
    )


PRICES = st.decimals("0.01", "99999", places=2, allow_nan=False, allow_infinity=False)


@given(price=PRICES, share=st.integers(1, 99), is_on_sale=st.booleans())
def test_prices_cannot_disagree(price: Decimal, share: int, *, is_on_sale: bool) -> None:
    """Page, preview, JSON-LD, module and catalog name one amount, whatever it is, on sale or not."""
    reduced = (price * share / 100).quantize(Decimal("0.01"))
    offer = replace(
        make_offer(str(price)), sale_prices=(Money(reduced, "EUR"),) if is_on_sale and reduced else ()
    )
    door = make_door(make_product(variants=(make_variant(offer=offer),)))
    expected = str(reduced if is_on_sale and reduced else price)
    page = render_text(door, "checkout", "en-GB", "mug")
    data = [data_of(door, kind)["products"][0]["offers"][0] for kind in ("module_json", "catalog")]

    assert json_ld_of(page)["offers"]["price"] == expected
    assert meta_of(page)["product:price:amount"] == expected
    assert f'data-amount="{expected}"' in page
    assert f"€{Decimal(expected):,}" in page
    assert [o.get("sale_price", o["price"]) for o in data] == [expected, expected]
    assert f"€{Decimal(expected):,}" in render("module", door, "fjord", "en-GB")[0].data.decode()
