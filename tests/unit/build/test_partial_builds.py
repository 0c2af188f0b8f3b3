"""Builds of some brands: what the site's own pages say of the others, and what becomes of their files."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shopgen.build.door import BrandShelf
from shopgen.build.listing import make_listing, parse_listing
from tests.builders import make_brand, make_product, make_rendered
from tests.commands import build, output, tree, write

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
MUG = '---\ntitle: Mug\nprice: "24.00"\n---\n'


def brand(name: str, more: str = "") -> str:
    """Return a brand's settings."""
    return f"name: {name}\ndescription: All of {name}.\ncurrency: EUR\n{more}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with three brands: one with a logo, one with an origin of its own and words in French."""
    write(tmp_path / "shopgen.yaml", "base_url: https://shops.example/\n")
    write(tmp_path / "brands/acme/brand.yaml", brand("Acme", "logo: logo.svg\n"))
    write(tmp_path / "brands/acme/images/logo.svg", LOGO)
    write(tmp_path / "brands/own/brand.yaml", brand("Own", "locale: fr-FR\nbase_url: https://own.example/\n"))
    write(tmp_path / "brands/plain/brand.yaml", brand("Plain"))
    for slug in ("acme", "own", "plain"):
        write(tmp_path / f"brands/{slug}/products/mug.md", MUG)
    return tmp_path


def test_brands_built_one_by_one_are_the_site(site: Path) -> None:
    """Building each brand alone makes the same bytes as building all at once, in any order."""
    build(site)
    for slug in ("plain", "acme", "own"):
        build(site, slug, "--output", site / "alone")

    assert output(site) == tree(site / "alone")


def test_first_brand_alone_has_a_directory(site: Path) -> None:
    """A brand that is built alone into an empty output is in the directory, and no other is."""
    build(site, "plain")

    found = output(site)
    assert b"Plain" in found["index.html"]
    assert b"Acme" not in found["index.html"]
    assert b"plain/sitemap.xml" in found["sitemap.xml"]


def test_built_brand_is_new_in_the_directory(site: Path) -> None:
    """The directory has the new name of the brand that was built, and the others as their output is."""
    build(site)
    for slug, name in (("acme", "Acmer"), ("plain", "Plainer")):
        write(site / f"brands/{slug}/brand.yaml", brand(name))

    build(site, "plain")

    directory = output(site)["index.html"]
    assert b"Plainer" in directory
    assert b"Acmer" not in directory
    assert b"acme/img/logo" in directory


@pytest.mark.parametrize("settings", ["name: [\n", "currency: EUR\n", brand("Acme", "logo: lost.svg\n")])
def test_broken_brand_keeps_its_place(site: Path, settings: str) -> None:
    """With --keep-going a brand whose settings are broken keeps its files and its place in the site's own."""
    build(site)
    before = output(site)
    write(site / "brands/acme/brand.yaml", settings)

    build(site, "--keep-going", expected=1)

    assert before == output(site)


def test_brand_that_was_kept_is_known_later(site: Path) -> None:
    """A brand that was kept while it was broken is replaced by the build after it was mended."""
    build(site)
    settings = (site / "brands/acme/brand.yaml").read_text()
    write(site / "brands/acme/brand.yaml", "name: [\n")
    build(site, "--keep-going", expected=1)
    build(site, "plain")
    write(site / "brands/acme/brand.yaml", settings.replace("All of", "Most of"))

    build(site)

    assert b"Most of Acme." in output(site)["index.html"]


def test_brand_that_is_gone_leaves_the_directory(site: Path) -> None:
    """A brand whose sources are gone loses its files and its place when another is built."""
    build(site)
    (site / "brands/acme/brand.yaml").rename(site / "brand.yaml")
    (site / "brands/acme").rename(site / "acme")

    build(site, "plain")

    assert [] == [path for path in output(site) if path.startswith("acme/")]
    assert b"Acme" not in output(site)["index.html"]


def test_fault_in_another_brands_logo_stops_no_build(site: Path) -> None:
    """A brand can be built alone while the logo of another is broken."""
    write(site / "brands/acme/images/logo.svg", "no picture")

    build(site, "plain")


def test_one_brand_can_be_verified(site: Path) -> None:
    """Building one brand beside others with --verify looks at its own files."""
    build(site)

    assert "Verified" in build(site, "plain", "--verify").stdout


def test_listing_is_read_back() -> None:
    """A listing gives back what the site's own pages read of a brand."""
    noun = make_brand(logo="logo.svg", base_url="https://fjord.example/")
    logo = make_rendered("logo.svg")

    found = parse_listing(
        "fjord", make_listing(BrandShelf(noun, {"mug": make_product()}, {"logo.svg": logo}))
    )

    assert found is not None
    assert (noun.locale, noun.base_url) == (found.brand.locale, found.brand.base_url)
    assert noun.words["en-GB"].description == found.brand.words["en-GB"].description
    assert ["mug"] == list(found.products)
    assert {"logo.svg": logo} == found.pictures


@pytest.mark.parametrize("listing", [None, [], {}, {"locale": 3}, "x"])
def test_damaged_listing_is_none(listing: object) -> None:
    """What is no listing says nothing of a brand."""
    assert parse_listing("fjord", listing) is None


def test_brand_that_holds_is_held_against_others(site: Path) -> None:
    """An address that is taken from a brand that has not changed is an error, told where that says it."""
    build(site)
    write(site / "brands/acme/brand.yaml", brand("Acme"))
    build(site)
    write(site / "brands/acme/brand.yaml", brand("Acme", "base_url: https://own.example/\n"))

    said = build(site, expected=1).output

    assert "brands/own/brand.yaml:5" in said


def test_parses_of_brands_that_hold_are_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was parsed of brands that are left alone is not thrown away for being unused."""
    monkeypatch.setattr("shopgen.build.parses._ROOM", 0)
    build(site)
    write(site / "brands/acme/products/mug.md", MUG.replace("24", "25"))

    build(site)

    with closing(sqlite3.connect(site / ".shopgen/parses.sqlite3")) as table:
        assert 4 == table.execute("SELECT count(*) FROM parses").fetchone()[0]
