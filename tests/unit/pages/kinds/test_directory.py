"""The directory of shops."""

from dataclasses import replace

from shopgen.shop.site import Site
from tests.builders import FakeDoor, make_brand, make_product
from tests.unit.pages.pages import Outline, render_text


def two_brands() -> FakeDoor:
    """Return a door to a brand on the site's origin and one on its own, which speaks French."""
    words = make_brand().words["en-GB"]
    brands = {
        "fjord": make_brand(),
        "maree": make_brand(
            slug="maree",
            locale="fr-FR",
            locales=("fr-FR",),
            words={"fr-FR": words},
            base_url="https://maree.example",
        ),
    }
    products = {"mug": make_product()}
    return FakeDoor(
        brands,
        dict.fromkeys(brands, products),
        site_noun=Site("https://shops.example/", platform="Commonplace"),
    )


def test_each_shop_is_linked_where_it_is() -> None:
    """A shop on this origin is linked beside the page, one with its own origin there."""
    links = [
        v for t, n, v in Outline(render_text(two_brands(), "directory")).attributes if (t, n) == ("a", "href")
    ]

    assert links == ["fjord/", "https://maree.example/"]


def test_logos_are_loaded_from_beside_the_page() -> None:
    """The page loads nothing from another origin: also a logo of a brand with its own lies beside it."""
    door = two_brands()
    brands = {slug: replace(brand, logo="logo.png") for slug, brand in door.brand_nouns.items()}
    outline = Outline(render_text(replace(door, brand_nouns=brands), "directory"))
    sources = [v for t, n, v in outline.attributes if (t, n) == ("img", "src")]

    assert [source.split("/img/")[0] for source in sources] == ["fjord", "maree"]


def test_a_shop_in_another_language_says_so() -> None:
    """A link to a French shop says that it is French."""
    html = render_text(two_brands(), "directory")

    assert html.count('hreflang="fr-FR"') == 1
    assert 'hreflang="en-GB"' not in html


def test_the_directory_is_called_as_the_platform_is() -> None:
    """The platform's name is the page's title."""
    assert "<title>Commonplace</title>" in render_text(two_brands(), "directory")
