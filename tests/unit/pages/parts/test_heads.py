"""What stands in a page's head."""

import re

from shopgen.pages.parts.heads import cut
from shopgen.shop.picture import PictureFormat
from tests.builders import make_brand, make_door, make_product, make_rendered
from tests.unit.pages.pages import json_ld_of, meta_of, render_text


def test_a_page_in_several_languages_names_them_all() -> None:
    """Each locale's page is an alternate of the others, and the base locale's the default."""
    door = make_door(brand=make_brand(locales=("en-GB", "fr-FR")))
    html = render_text(door, "checkout", "fr-FR", "mug")

    assert '<link rel="canonical" href="https://shops.example/fjord/fr-fr/mug/">' in html
    for language, path in (("en-GB", ""), ("fr-FR", "fr-fr/"), ("x-default", "")):
        url = f"https://shops.example/fjord/{path}mug/"
        assert f'<link rel="alternate" hreflang="{language}" href="{url}">' in html


def test_a_page_in_one_language_names_no_other() -> None:
    """A brand with one locale has no alternates and no list of languages."""
    html = render_text(make_door(), "checkout", "en-GB", "mug")

    assert "hreflang" not in html


def test_an_arabic_page_runs_from_right_to_left() -> None:
    """The page's language and direction are those of its locale; words of another say theirs."""
    door = make_door(brand=make_brand(locales=("en-GB", "ar")))
    html = render_text(door, "checkout", "ar", "mug")

    assert '<html lang="ar" dir="rtl">' in html
    assert '<h1 lang="en-GB" dir="ltr">Enamel mug</h1>' in html


def test_previews_of_a_product_have_its_price() -> None:
    """Open Graph's tags name the product, its picture and what the buyer pays."""
    meta = meta_of(render_text(make_door(make_product()), "checkout", "en-GB", "mug"))

    assert (meta["og:type"], meta["og:title"]) == ("product", "Enamel mug")
    assert (meta["product:price:amount"], meta["product:price:currency"]) == ("24.00", "EUR")
    assert meta["og:image"].startswith("https://shops.example/fjord/img/mug-1280.")
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1280", "1600")


def test_page_has_the_brand_s_logo_as_its_icon() -> None:
    """A browser's tab shows the logo, small; without a logo no file is asked for at all."""
    door = make_door(brand=make_brand(logo="logo.png"))
    narrowest = next(r for r in make_rendered("logo.png").renditions if r.format is PictureFormat.JPEG)
    icons = [
        re.findall(r'<link rel="icon" href="([^"]+)">', render_text(one, kind, product="mug"))
        for one in (door, make_door())
        for kind in ("shop", "checkout")
    ]

    assert [1, 1] == [len(found) for found in icons[:2]]
    assert [["data:,"]] * 2 == icons[2:]
    assert (icons[0][0], icons[1][0]) == (f"img/{narrowest.name}", f"../img/{narrowest.name}")


def test_page_leads_readers_of_oembed_to_its_frame() -> None:
    """Shop page, profile and frame name the data of their locale; a checkout page has none."""
    door = make_door(brand=make_brand(locales=("en-GB", "fr-FR")))
    link = (
        '<link rel="alternate" type="application/json+oembed" '
        'href="https://shops.example/fjord/fr-fr/oembed.json" title="La boutique de Fjord Supply">'
    )

    assert [1, 1, 1, 0] == [
        render_text(door, kind, "fr-FR", "mug").count(link)
        for kind in ("shop", "profile", "frame", "checkout")
    ]


def test_pages_for_looking_are_not_for_search() -> None:
    """The profile, the frame, the snippet and redirects stay out of indexes; the shop page does not."""
    door = make_door(make_product(aliases=("old-mug",)))
    kinds = ("profile", "frame", "snippet", "redirects", "shop", "checkout")
    hidden = [kind for kind in kinds if meta_of(render_text(door, kind, "en-GB", "mug")).get("robots")]

    assert hidden == ["profile", "frame", "snippet", "redirects"]


def test_a_shop_page_lists_its_products_for_search_engines() -> None:
    """The shop page is a collection of its products' addresses."""
    data = json_ld_of(render_text(make_door(make_product(), make_product("cup")), "shop"))

    assert [e["url"] for e in data["mainEntity"]["itemListElement"]] == [
        "https://shops.example/fjord/cup/",
        "https://shops.example/fjord/mug/",
    ]


def test_a_long_description_is_cut_between_words() -> None:
    """A description is at most as long as search engines show."""
    assert cut("word " * 60) == " ".join(["word"] * 40)[:199].rstrip() + "…"
    assert cut("short") == "short"
