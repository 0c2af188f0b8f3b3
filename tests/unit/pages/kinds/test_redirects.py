"""Pages at earlier addresses."""

from shopgen.pages.render import brand_tasks, render
from tests.builders import make_brand, make_door, make_product
from tests.unit.pages.pages import Outline


def test_an_earlier_slug_leads_to_the_product() -> None:
    """Each alias has a page that leads on by itself, by link and by canonical address."""
    door = make_door(make_product(aliases=("old-mug", "older-mug")))
    artifacts = render("redirects", door, "fjord", "en-GB", "mug")
    outline = Outline(artifacts[0].data.decode())

    assert [a.path for a in artifacts] == ["fjord/old-mug/index.html", "fjord/older-mug/index.html"]
    assert ("meta", "content", "0; url=../mug/") in outline.attributes
    assert ("a", "href", "../mug/") in outline.attributes
    assert ("link", "href", "https://shops.example/fjord/mug/") in outline.attributes


def test_only_a_product_with_aliases_has_redirects() -> None:
    """There is one task a locale for a product that was called otherwise, and none for one that was not."""
    brand = make_brand(locales=("en-GB", "fr-FR"))
    tasks = brand_tasks(brand, [make_product(), make_product("cup", aliases=("old",))])

    assert [(t.locale, t.product) for t in tasks if t.kind == "redirects"] == [
        ("en-GB", "cup"),
        ("fr-FR", "cup"),
    ]
