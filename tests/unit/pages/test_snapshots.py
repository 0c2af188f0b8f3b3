"""Whole pages as they are expected, to be read in a diff. Made anew by `pytest --update-snapshots`."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from shopgen.pages.render import render
from shopgen.shop.brand import Shipping, ShippingRate
from shopgen.shop.interval import Interval
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
    make_words,
)

SNAPSHOTS = Path(__file__).parents[2] / "snapshots" / "pages"

PAGES = (
    ("checkout", "en-GB", "mug"),
    ("checkout", "ar", "shirt"),
    ("checkout", "fr-FR", "lamp"),
    ("shop", "en-GB", ""),
    ("module", "en-GB", ""),
    ("module_json", "fr-FR", ""),
    ("catalog", "en-GB", ""),
    ("profile", "ar", ""),
    ("frame", "en-GB", ""),
    ("snippet", "en-GB", ""),
    ("oembed", "fr-FR", ""),
    ("redirects", "en-GB", "mug"),
    ("sitemap", "", ""),
    ("directory", "", ""),
)


def full_door() -> FakeDoor:
    """Return a door to a brand with a sale, a choice and a drop, in three languages."""
    sale = make_offer(
        sale_prices=(euros("19.00"),), sale_interval=Interval(None, NOW + timedelta(days=4, hours=11))
    )
    return make_door(
        make_product(variants=(make_variant(offer=sale),), aliases=("old-mug",), collection="Kitchen"),
        make_shirt(),
        make_product(
            "lamp",
            variants=(make_variant("lamp", offer=make_offer("180.00", release=NOW + timedelta(days=8))),),
            words={"en-GB": make_words("Lamp"), "fr-FR": make_words("Lampe", summary="")},
        ),
        brand=make_brand(
            locales=("en-GB", "fr-FR", "ar"),
            shipping=Shipping(
                ("NO", "FR"), (ShippingRate("NO", euros("4.90")), ShippingRate("FR", euros("7.90")))
            ),
        ),
    )


@pytest.mark.parametrize(("kind", "locale", "product"), PAGES)
def test_pages_are_as_they_were_agreed_upon(
    kind: str, locale: str, product: str, *, pytestconfig: pytest.Config
) -> None:
    """A page is the one in its snapshot, the theme's styles and scripts left out."""
    brand = "" if kind == "directory" else "fjord"
    artifact = render(kind, full_door(), brand, locale, product)[0]
    name = "-".join(filter(None, (kind, locale, product))) + Path(artifact.path).suffix
    text = f"{artifact.path}\n\n{_without_theme(artifact.data.decode())}\n"
    if pytestconfig.getoption("--update-snapshots"):
        (SNAPSHOTS / name).write_text(text, encoding="utf-8")

    assert (SNAPSHOTS / name).read_text(encoding="utf-8") == text


def test_no_snapshot_is_left_over() -> None:
    """Each snapshot belongs to a page that is looked at."""
    names = {"-".join(filter(None, page)) for page in PAGES}

    assert {path.stem for path in SNAPSHOTS.iterdir()} == names


def _without_theme(text: str) -> str:
    """Return a page without what a change of the theme's looks alone would change."""
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    text = re.sub(r'(<script type="module">).*?(</script>)', r"\1…\2", text, flags=re.DOTALL)
    text = re.sub(r'"style":".*?","style_hash"', '"style":"…","style_hash"', text, flags=re.DOTALL)
    text = re.sub(r"sha(256|384)-[A-Za-z0-9+/=]+", r"sha\1-…", text)
    return re.sub(r"(embed|module)\.[a-z2-7]{10}\.", r"\1.….", text)
