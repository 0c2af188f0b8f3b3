"""The checkout page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopgen.checkout.pay import PayVerb
from shopgen.pages.render import render
from shopgen.shop.interval import Interval
from shopgen.shop.product import Availability, Product
from tests.builders import (
    NOW,
    euros,
    make_brand,
    make_door,
    make_offer,
    make_product,
    make_shirt,
    make_variant,
)
from tests.unit.pages.pages import Outline, render_text


def with_offer(**changes: object) -> Product:
    """Return a product whose offer has these changes."""
    return make_product(variants=(make_variant(offer=make_offer(**changes)),))


def links_of(html: str) -> list[str]:
    """Return where the page leads to."""
    return [v for t, n, v in Outline(html).attributes if (t, n) == ("a", "href")]


def test_without_script_each_variant_has_its_pay_link() -> None:
    """All four variants of a shirt are on the page, each with its name, price and link."""
    outline = Outline(render_text(make_door(make_shirt()), "checkout", "en-GB", "shirt"))
    pay = [v for t, n, v in outline.attributes if (t, n) == ("a", "href") and "pay.example" in v]

    assert [link.split("sku=")[1].split("&")[0] for link in pay] == [
        "SHIRT-S-WHITE", "SHIRT-S-BLACK", "SHIRT-L-WHITE", "SHIRT-L-BLACK",
    ]  # fmt: skip
    assert {"S · white", "L · black", "Pay €30.00 with Payer"} <= set(outline.texts)


def test_the_page_has_a_rule_for_each_choice() -> None:
    """The rules that show the chosen variant stand in the page's own style."""
    html = render_text(make_door(make_shirt()), "checkout", "en-GB", "shirt")

    assert ".buy:has(#o1-1:checked) .variant:not(.v1-1){display:none}" in html


@pytest.mark.parametrize(
    ("product", "words"),
    [
        (with_offer(stock=0), "Sold out"),
        (with_offer(availability=Availability.DISCONTINUED), "No longer made"),
        (with_offer(stock=0, release=NOW + timedelta(days=8)), "1 December 2026"),
    ],
)
def test_what_cannot_be_bought_has_no_pay_link_and_shows_what_can(product: Product, words: str) -> None:
    """A page without a pay link says why and leads to other products; one with a link does not."""
    door = make_door(product, make_product("cup"))
    html = render_text(door, "checkout", "en-GB", "mug")

    assert words in Outline(html).texts
    assert [link for link in links_of(html) if "pay.example" in link] == []
    assert "../cup/" in links_of(html)
    assert "../mug/" not in links_of(html)
    assert "../mug/" not in links_of(render_text(door, "checkout", "en-GB", "cup"))


def test_a_page_that_can_be_bought_from_reads_no_other_product() -> None:
    """A change of another product is no concern of a checkout page."""
    door = make_door(make_product(), make_product("cup"))
    render("checkout", door, "fjord", "en-GB", "mug")

    assert {slug for kind, *_, slug in door.asked if kind == "product"} == {"mug"}
    assert [kind for kind, *_ in door.asked if kind == "products"] == []


def test_a_drop_is_ready_to_open_by_the_clock() -> None:
    """Before a drop opens its pay link is out of sight, in a block that has the drop's time."""
    html = render_text(make_door(with_offer(release=NOW + timedelta(days=8))), "checkout", "en-GB", "mug")
    now, later = html.split('<div class="variant"')[1:]

    assert 'data-until="2026-12-01T12:00:00Z"' in now.partition(">")[0]
    assert 'hidden data-from="2026-12-01T12:00:00Z"' in later.partition(">")[0]
    assert ("pay.example" in now, "pay.example" in later) == (False, True)


def test_a_sale_gives_way_to_the_regular_price_by_the_clock() -> None:
    """The block for after a sale has the regular price and the pay link for it."""
    sale = Interval(None, NOW + timedelta(days=4))
    product = with_offer(sale_prices=(euros("19.00"),), sale_interval=sale)
    html = render_text(make_door(product), "checkout", "en-GB", "mug")
    now, later = html.split('<div class="variant"')[1:]

    assert ('data-amount="19.00"' in now, 'data-amount="24.00"' in later) == (True, True)
    assert "<s " not in later


def test_preorders_and_backorders_can_be_bought_and_say_when_they_come() -> None:
    """A preorder has a pay link and its date."""
    product = with_offer(availability=Availability.PREORDER, availability_date=NOW + timedelta(days=8))
    html = render_text(make_door(product), "checkout", "en-GB", "mug")

    assert "Ships from 1 December 2026" in Outline(html).texts
    assert [link for link in links_of(html) if "pay.example" in link]


def test_a_drop_that_has_not_opened_has_a_reminder() -> None:
    """Beside the page of a drop lies a calendar file, which the page links to; others have none."""
    drop = make_door(with_offer(release=NOW + timedelta(days=8)))
    page, reminder = render("checkout", drop, "fjord", "en-GB", "mug")

    assert reminder.path == "fjord/mug/remind.ics"
    assert "remind.ics" in links_of(page.data.decode())
    assert len(render("checkout", make_door(), "fjord", "en-GB", "mug")) == 1


def test_a_variant_that_is_yet_to_open_says_so_beside_one_that_is() -> None:
    """It is not called sold out, nor struck, and has a reminder of its own time."""
    shirt = make_shirt()
    drop = make_offer("28.00", release=NOW + timedelta(days=8))
    small = (replace(v, offer=drop) if v.options["size"] == "S" else v for v in shirt.variants)
    html = render_text(make_door(replace(shirt, variants=tuple(small))), "checkout", "en-GB", "shirt")

    assert ' <span class="unseen" data-until="2026-12-01T12:00:00Z">Not yet</span></label>' in html
    assert (False, False) == ("Sold out" in html, 'class="pill is-out"' in html)
    assert 2 == links_of(html).count("remind.ics")
    assert 2 == sum("20261201T120000Z" in link for link in links_of(html))


def test_a_brand_without_a_provider_shows_its_contact() -> None:
    """Where nobody takes the payment, the page says whom to ask."""
    html = render_text(make_door(verb=None), "checkout", "en-GB", "mug")

    assert "mailto:hello@fjord.example" in links_of(html)
    assert "Ask Fjord Supply" in Outline(html).texts


def test_orders_by_e_mail_say_so() -> None:
    """The control says what happens."""
    html = render_text(make_door(verb=PayVerb.ORDER_BY_EMAIL), "checkout", "en-GB", "mug")

    assert "Order by e-mail" in Outline(html).texts


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR", "de-DE", "es-ES", "ar", "ja-JP"])
def test_no_interface_word_is_left_in_english(locale: str) -> None:
    """A page in another language has none of the English interface words; the English one has."""
    door = make_door(make_shirt(), brand=make_brand(locales=("en-GB", locale)))
    texts = {text.strip() for text in Outline(render_text(door, "checkout", locale, "shirt")).texts}
    english = {"In stock", "Quantity", "Delivery and returns", "Skip to content", "Sold by"}

    assert english & texts == (english if locale == "en-GB" else set())


def test_a_product_without_pictures_has_a_page() -> None:
    """A page stands without any picture."""
    html = render_text(make_door(make_product(pictures=())), "checkout", "en-GB", "mug")

    assert "<img" not in html
    assert "og:image" not in html


def test_words_of_the_author_are_kept_for_themes() -> None:
    """A theme of one's own finds what an author put into `extra`."""
    template = b"{{ page.extra.origin }}"
    door = make_door(make_product(extra={"origin": "Bergen"}), files={"templates/checkout.html": template})

    assert render_text(door, "checkout", "en-GB", "mug") == "Bergen"


def test_a_variant_that_is_sold_out_is_not_chosen_at_first() -> None:
    """The first variant that can be bought is chosen."""
    shirt = make_shirt()
    first, *others = shirt.variants
    shirt = replace(shirt, variants=(replace(first, offer=make_offer(stock=0)), *others))
    html = render_text(make_door(shirt), "checkout", "en-GB", "shirt")

    assert [i for i in ("o0-0", "o0-1", "o1-0", "o1-1") if f'id="{i}"' in html.split(" checked")[0]] == [
        "o0-0"
    ]
    assert html.count(" checked>") == 2
