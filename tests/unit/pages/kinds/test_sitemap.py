"""Sitemaps and robots.txt."""

import xml.etree.ElementTree as ET

from shopgen.pages.render import render
from tests.builders import FakeDoor, make_brand, make_door, make_product

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def file_of(kind: str, door: FakeDoor, path: str) -> str:
    """Return one of the files of a task."""
    brand = "" if kind == "site" else "fjord"
    return next(a.data.decode() for a in render(kind, door, brand) if a.path == path)


def locations(xml: str) -> list[str]:
    """Return the addresses that a sitemap lists."""
    return [e.text or "" for e in ET.fromstring(xml).iterfind(".//s:loc", NAMES)]  # noqa: S314


def test_a_brand_s_sitemap_lists_its_pages_in_each_language() -> None:
    """The shop page and the checkout pages of every locale are listed, each with its alternates."""
    door = make_door(brand=make_brand(locales=("en-GB", "fr-FR")))
    xml = file_of("sitemap", door, "fjord/sitemap.xml")
    alternates = ET.fromstring(xml).findall(".//s:url[1]/x:link", NAMES)  # noqa: S314

    assert locations(xml) == [
        "https://shops.example/fjord/",
        "https://shops.example/fjord/fr-fr/",
        "https://shops.example/fjord/mug/",
        "https://shops.example/fjord/fr-fr/mug/",
    ]
    assert [(e.get("hreflang"), e.get("href")) for e in alternates] == [
        ("en-GB", "https://shops.example/fjord/"),
        ("fr-FR", "https://shops.example/fjord/fr-fr/"),
        ("x-default", "https://shops.example/fjord/"),
    ]


def test_the_site_s_sitemap_leads_to_those_of_its_own_origin() -> None:
    """A brand with an origin of its own has its sitemap there and is left out of the site's."""
    own = make_brand(slug="own", base_url="https://own.example")
    products = {"mug": make_product()}
    door = FakeDoor({"fjord": make_brand(), "own": own}, {"fjord": products, "own": products})

    assert locations(file_of("site", door, "sitemap.xml")) == ["https://shops.example/fjord/sitemap.xml"]


def test_robots_txt_names_the_sitemap_of_its_origin() -> None:
    """Each origin's robots.txt leads to that origin's sitemap."""
    own = make_door(brand=make_brand(base_url="https://fjord.example"))

    assert "Sitemap: https://shops.example/sitemap.xml\n" in file_of("site", make_door(), "robots.txt")
    assert "Sitemap: https://fjord.example/sitemap.xml\n" in file_of("brand_site", own, "fjord/robots.txt")
