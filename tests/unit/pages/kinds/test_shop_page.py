"""The shop page."""

from shopgen.shop.brand import ModuleSettings
from tests.builders import make_brand, make_door, make_product, make_words
from tests.unit.pages.pages import Outline, render_text


def ids_of(html: str) -> list[str]:
    """Return the ids of the page's collections."""
    return [v for t, n, v in Outline(html).attributes if (t, n) == ("section", "id")]


def test_collections_come_in_the_module_s_order_and_the_rest_last() -> None:
    """A collection stands where its first product does; what is in none comes at the end."""
    door = make_door(
        make_product("a"),
        make_product("b", collection="Kitchen"),
        make_product("c", collection="À table"),
        make_product("d", collection="Kitchen"),
        brand=make_brand(module=ModuleSettings(order=("a", "c"))),
    )

    assert ids_of(render_text(door, "shop")) == ["collection-table", "collection-kitchen", "more"]


def test_collections_without_latin_letters_have_numbers() -> None:
    """An id is unique and plain, whatever a collection is called."""
    door = make_door(
        make_product("a", collection="مطبخ"),
        make_product("b", collection="台所"),
        make_product("c", collection="2"),
    )

    assert ids_of(render_text(door, "shop")) == ["collection-1", "collection-2", "collection-2-3"]


def test_a_collection_is_called_by_its_translated_name() -> None:
    """Products are grouped by the base locale's collection and shown under the translated one."""
    words = {"en-GB": make_words(collection="Kitchen"), "fr-FR": make_words(collection="Cuisine")}
    door = make_door(
        make_product("a", collection="Kitchen", words=words),
        make_product("b"),
        brand=make_brand(locales=("en-GB", "fr-FR")),
    )

    assert "Cuisine" in Outline(render_text(door, "shop", "fr-FR")).texts


def test_a_brand_without_products_has_a_page() -> None:
    """An empty shop says so."""
    door = make_door()
    door.product_nouns["fjord"] = {}  # type: ignore[index]

    assert "Nothing here just now" in Outline(render_text(door, "shop")).texts


def test_each_card_is_one_link() -> None:
    """A product's card is a link to its checkout page, relative to this one."""
    links = [v for t, n, v in Outline(render_text(make_door(), "shop")).attributes if (t, n) == ("a", "href")]

    assert links.count("mug/") == 1
