"""The policy of each page, held against what the page has."""

import re

import pytest

from shopgen.digests import csp_hash
from shopgen.pages.render import brand_tasks, render, site_tasks
from shopgen.shop.site import Site
from tests.builders import FakeDoor, make_brand, make_door, make_product, make_shirt
from tests.unit.pages.pages import Outline, policy_of, render_text


def full_door() -> FakeDoor:
    """Return a door to a brand with a bit of everything."""
    return make_door(make_product(aliases=("old",)), make_shirt(), brand=make_brand(locales=("en-GB", "ar")))


def all_pages() -> list[tuple[str, str]]:
    """Return the paths and texts of all HTML documents of a site."""
    door = full_door()
    tasks = [*brand_tasks(door.brand_nouns["fjord"], door.product_nouns["fjord"].values()), *site_tasks()]
    artifacts = [a for t in tasks for a in render(t.kind, door, t.brand, t.locale, t.product)]
    return [(a.path, a.data.decode()) for a in artifacts if a.data.startswith(b"<!")]


PAGES = all_pages()


@pytest.mark.parametrize(("path", "html"), PAGES, ids=[path for path, _ in PAGES])
def test_each_page_allows_its_own_styles_and_scripts_and_no_others(path: str, html: str) -> None:
    """Every style element and inline script of a page is named by hash in its policy, and nothing besides."""
    policy = policy_of(html)
    styles = {csp_hash(text) for text in re.findall(r"<style>(.*?)</style>", html, re.DOTALL)}
    scripts = {csp_hash(t) for t in re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)}
    has_embed = '<script async type="module" src=' in html

    assert set(policy["style-src"]) == styles
    assert set(policy.get("script-src", [])) == scripts | ({"'self'"} if has_embed else set())
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert "'unsafe-inline'" not in str(policy)


@pytest.mark.parametrize(("path", "html"), PAGES, ids=[path for path, _ in PAGES])
def test_no_page_has_styles_or_handlers_in_attributes(path: str, html: str) -> None:
    """No element has a style attribute or an inline handler, and none is fetched from another origin."""
    outline = Outline(html)
    loaded = [
        v for t, n, v in outline.attributes if n in ("src", "srcset") or (t, n) == ("link", "integrity")
    ]

    assert [(t, n) for t, n, _ in outline.attributes if n == "style" or n.startswith("on")] == []
    assert [v for v in loaded if "//" in v] == []


@pytest.mark.parametrize(("path", "html"), PAGES, ids=[path for path, _ in PAGES])
def test_each_page_names_an_icon(path: str, html: str) -> None:
    """No page leaves a browser to ask for /favicon.ico, and its policy lets the icon be shown."""
    assert 1 == html.count('<link rel="icon" href="')
    assert ["'self'", "data:"] == policy_of(html)["img-src"]


@pytest.mark.parametrize(("path", "html"), PAGES, ids=[path for path, _ in PAGES])
def test_each_page_has_unique_ids(path: str, html: str) -> None:
    """No two elements of a page have the same id."""
    ids = [value for _, name, value in Outline(html).attributes if name == "id"]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("path", "html"), PAGES, ids=[path for path, _ in PAGES])
def test_each_picture_has_its_size_and_its_words(path: str, html: str) -> None:
    """Every image has a width, a height and an alt, which may be empty."""
    images = [dict(pairs) for pairs in _images(html)]

    assert [image for image in images if not {"width", "height", "alt", "src"} <= set(image)] == []
    assert images or "<img" not in html


def _images(html: str) -> list[list[tuple[str, str]]]:
    tags = re.findall(r"<img ([^>]*)>", html)
    return [re.findall(r'([a-z-]+)="([^"]*)"', tag) for tag in tags]


def test_pages_of_all_kinds_were_looked_at() -> None:
    """The tests above see the site's every kind of document."""
    names = {path.split("/")[-2] if path.endswith("/index.html") else path for path, _ in PAGES}

    assert {
        "mug",
        "old",
        "shirt",
        "frame",
        "profile",
        "fjord",
        "ar",
        "fjord/snippet.html",
        "index.html",
    } <= names


def test_only_the_profile_fetches_by_script() -> None:
    """The made-up profile may load the embed script and what it asks for; a checkout page may not."""
    door = full_door()

    assert policy_of(render_text(door, "profile"))["connect-src"] == ["'self'"]
    assert "connect-src" not in policy_of(render_text(door, "checkout", "en-GB", "mug"))


def test_pages_that_tell_a_beacon_may_ask_its_origin() -> None:
    """A site's beacon holds for brands without one of their own; a policy names its host in ASCII."""
    site = Site("https://shops.example/", beacon="https://zähler.example:8443/b")
    door = make_door(make_product(), make_shirt(), site_noun=site)
    counter = "https://xn--zhler-gra.example:8443"

    assert ["'self'", counter] == policy_of(render_text(door, "profile"))["connect-src"]
    assert ["'self'", counter] == policy_of(render_text(door, "frame"))["connect-src"]
    assert [counter] == policy_of(render_text(door, "checkout", "en-GB", "mug"))["connect-src"]
    assert "connect-src" not in policy_of(render_text(door, "shop"))
    own = make_door(brand=make_brand(beacon="https://own.example/"), site_noun=site)
    assert ["'self'", "https://own.example"] == policy_of(render_text(own, "profile"))["connect-src"]
