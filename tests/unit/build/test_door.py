"""The recording door: what pages see, and what is written down of it."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shopgen.build.door import BrandShelf, RecordingDoor, Shelf, Standing, ThemeFiles
from shopgen.build.trace import Digests, Trace, digest_of
from shopgen.shop.brand import Brand, BrandWords, ModuleSettings
from shopgen.shop.money import Money
from shopgen.shop.product import Offer, Product, ProductWords, Variant
from shopgen.shop.site import Site
from shopgen.shop.theme import Theme

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_product(slug: str) -> Product:
    """Return a product for 24 EUR."""
    offer = Offer((Money(Decimal("24.00"), "EUR"),))
    return Product(slug, slug, "EUR", (Variant(slug, offer),), {"en": ProductWords(title=slug)})


def open_door(trace: Trace, themes: Path, *slugs: str, order: tuple[str, ...] = ()) -> RecordingDoor:
    """Return the door to a shelf with one brand that has products of these slugs."""
    brand = Brand(
        "acme", "EUR", "en", ("en",), {"en": BrandWords("Acme")}, module=ModuleSettings(order=order)
    )
    shelf = Shelf(
        site=Site(platform="Square"),
        brands={"acme": BrandShelf(brand, {slug: a_product(slug) for slug in slugs}, {})},
        published=("acme",),
        themes={"own": Theme("own", "Own", ("own", "default"), {})},
        theme_roots=(themes,),
        at=AT,
    )
    return RecordingDoor(shelf, ThemeFiles((themes,)), Standing(shelf), trace)


def write_theme(root: Path, name: str, **files: str) -> None:
    """Write a theme with files directly in it."""
    (root / name).mkdir()
    (root / name / "theme.yaml").write_text("title: T\n")
    for file, text in files.items():
        (root / name / file).write_text(text)


def test_each_attribute_read_is_recorded(tmp_path: Path) -> None:
    """A page that reads one attribute of a noun depends on that one only."""
    trace = Trace()
    door = open_door(trace, tmp_path, "mug")

    assert "EUR" == door.brand("acme").currency
    assert [("brand", "acme", "currency")] == list(trace.seen())


def test_attribute_that_was_not_read_is_not_recorded(tmp_path: Path) -> None:
    """Handing a noun out is no reading of it."""
    trace = Trace()
    open_door(trace, tmp_path, "mug").product("acme", "mug")

    assert [] == list(trace.seen())


def test_list_query_is_its_result(tmp_path: Path) -> None:
    """The first products in order are one reading, which more products beyond them do not change."""
    few, many = Trace(), Trace()
    open_door(few, tmp_path, "a", "b", "z", order=("z",)).products("acme", 2)
    open_door(many, tmp_path, "a", "b", "c", "d", "z", order=("z",)).products("acme", 2)

    assert ("z", "a") == open_door(Trace(), tmp_path, "a", "b", "z", order=("z",)).products("acme", 2)
    assert few.digests(Digests()) == many.digests(Digests())


def test_changed_list_has_another_digest(tmp_path: Path) -> None:
    """A product that comes among the first changes the reading."""
    before, after = Trace(), Trace()
    open_door(before, tmp_path, "b", "c").products("acme", 2)
    open_door(after, tmp_path, "a", "b", "c").products("acme", 2)

    assert before.digests(Digests()) != after.digests(Digests())


def test_theme_file_of_a_lower_layer_records_the_miss_above(tmp_path: Path) -> None:
    """A file that only the extended theme has is recorded as looked for and not found in the theme itself."""
    write_theme(tmp_path, "own")
    write_theme(tmp_path, "default", page="base")
    trace = Trace()

    file = open_door(trace, tmp_path, "mug").theme_file("own", "page")

    assert file is not None
    assert ("themes/default/page", b"base") == (file.path, file.data)
    assert [("theme-file", "own", "page"), ("theme-file", "default", "page")] == list(trace.seen())


def test_theme_file_is_shadowed(tmp_path: Path) -> None:
    """A file that the theme has itself is found there, and nothing below is looked at."""
    write_theme(tmp_path, "own", page="own")
    write_theme(tmp_path, "default", page="base")
    trace = Trace()

    file = open_door(trace, tmp_path, "mug").theme_file("own", "page")

    assert file is not None
    assert b"own" == file.data
    assert [("theme-file", "own", "page")] == list(trace.seen())


@pytest.mark.parametrize("path", ["../secret", "../../secret", "/etc/passwd", "link"])
def test_theme_file_outside_is_absent(tmp_path: Path, path: str) -> None:
    """A path or a link that leads out of the theme finds nothing."""
    themes = tmp_path / "themes"
    themes.mkdir()
    (tmp_path / "secret").write_text("secret")
    (themes / "secret").write_text("secret")
    write_theme(themes, "own")
    (themes / "own" / "link").symlink_to(tmp_path / "secret")

    assert open_door(Trace(), themes, "mug").theme_file("own", path) is None


def test_offer_is_read_as_it_stands(tmp_path: Path) -> None:
    """What a page learns of time is what the offer is at the instant that is built for."""
    found = open_door(Trace(), tmp_path, "mug").offerings("acme", "mug", "en")

    assert [Money(Decimal("24.00"), "EUR")] == [offering.price for offering in found]


def test_digest_tells_texts_of_one_value_apart() -> None:
    """Prices that are equal as numbers but written differently have different digests."""
    assert digest_of(Decimal("24.0")) != digest_of(Decimal("24.00"))
