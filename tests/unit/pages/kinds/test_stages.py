"""The frame and the made-up profile."""

from shopgen.pages.render import render
from tests.builders import make_brand, make_door, make_product
from tests.unit.pages.pages import Outline, render_text


def test_pages_of_our_own_have_relative_addresses() -> None:
    """The profile works wherever it is served: its module leads to the shop beside it."""
    outline = Outline(render_text(make_door(), "profile"))
    addresses = [v for t, n, v in outline.attributes if n in ("src", "href") and t != "link"]

    assert [a for a in addresses if "//" in a] == []
    assert {"../", "../mug/", "../../embed.js"} <= set(addresses)


def test_the_embed_script_is_that_of_the_page_s_origin() -> None:
    """A brand with an origin of its own has its own embed script."""
    door = make_door(brand=make_brand(base_url="https://fjord.example"))

    assert "../embed.js" in [v for t, n, v in Outline(render_text(door, "profile")).attributes if n == "src"]


def test_the_module_stands_in_a_shadow_root_of_its_own() -> None:
    """Profile and frame have the module as a host includes it."""
    for kind in ("profile", "frame"):
        assert '<template shadowrootmode="open" shadowrootclonable><style>' in render_text(make_door(), kind)


def test_a_profile_has_three_posts_that_fit_the_brand() -> None:
    """Posts are made of what the brand says; with nothing to say there are still three."""
    full = make_door(make_product(), make_product("cup"))
    html = render_text(full, "profile")

    assert html.count('class="post"') == 3
    assert {"New in the shop: Enamel mug.", "Keeps the sea out."} <= set(Outline(html).texts)


def test_frames_say_where_they_are() -> None:
    """Each locale has its own frame and profile."""
    door = make_door(brand=make_brand(locales=("en-GB", "fr-FR")))

    assert [render(kind, door, "fjord", "fr-FR")[0].path for kind in ("frame", "profile")] == [
        "fjord/fr-fr/frame/index.html",
        "fjord/fr-fr/profile/index.html",
    ]
