"""What stands above and below a brand's pages."""

import pytest

from shopgen.pages.parts.frames import brand_view, contact_link, footer_view
from shopgen.pages.voice.voice import read_voice
from shopgen.shop.brand import Policies
from shopgen.shop.site import Site
from tests.builders import make_brand, make_door
from tests.unit.pages.pages import render_text


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("hello@fjord.example", "mailto:hello@fjord.example"),
        ("mailto:hello@fjord.example", "mailto:hello@fjord.example"),
        ("https://fjord.example/contact", "https://fjord.example/contact"),
        ("tel:+4755512345", "tel:+4755512345"),
        ("javascript:alert(1)//@", ""),
        ("a@b.example\nBcc: x", ""),
        ("", ""),
    ],
)
def test_a_contact_is_an_address_or_nothing(contact: str, link: str) -> None:
    """An e-mail address becomes a link, a link stays one, anything else is left out."""
    assert link == contact_link(contact)


def test_a_footer_says_who_sells_and_links_the_policies() -> None:
    """The footer has the seller, the policies that there are, and the contact as people write it."""
    footer = footer_view(read_voice(make_door(), "fjord", "en-GB"))

    assert str(footer.seller) == "Fjord Supply AS"
    assert [(link.url, str(link.text)) for link in footer.links] == [
        ("https://fjord.example/returns", "Returns")
    ]
    assert footer.contact == "hello@fjord.example"


def test_a_treacherous_policy_or_home_page_is_left_out() -> None:
    """An address that is no web address is not linked."""
    policies = Policies(returns="javascript:alert(1)", privacy="data:text/html,x", contact="vbscript:x")
    voice = read_voice(
        make_door(brand=make_brand(policies=policies, url="javascript:alert(1)")), "fjord", "en-GB"
    )
    footer = footer_view(voice)

    assert (footer.links, footer.contact_url, footer.contact) == ((), "", "")
    assert brand_view(voice, str, str).home_url == ""


def test_a_brand_without_a_logo_has_its_initial() -> None:
    """The first letter of its name stands for a logo; with one, the picture does."""
    plain = brand_view(read_voice(make_door(), "fjord", "en-GB"), str, str)
    drawn = brand_view(read_voice(make_door(brand=make_brand(logo="logo.png")), "fjord", "en-GB"), str, str)

    assert (plain.initial, plain.logo) == ("F", None)
    assert drawn.logo is not None


@pytest.mark.parametrize(
    ("kind", "template"),
    [
        ("shop", "shop"),
        ("checkout", "checkout"),
        ("profile", "profile"),
        ("frame", "frame"),
        ("snippet", "snippet"),
        ("module", "module"),
    ],
)
def test_a_theme_gets_what_brand_and_site_say_in_extra(kind: str, template: str) -> None:
    """Each page of a brand has both `extra`s as they were written, and their words are escaped."""
    text = b"{{ page.brand.extra.slogan }} {{ page.brand.site.extra.motto.short }}"
    door = make_door(
        brand=make_brand(extra={"slogan": "Warm & dry"}),
        site_noun=Site(extra={"motto": {"short": "<Shop>"}}),
        files={f"templates/{template}.html": text},
    )

    assert render_text(door, kind, product="mug") == "Warm &amp; dry &lt;Shop&gt;"


def test_the_directory_gets_what_the_site_says_in_extra() -> None:
    """The page of no brand has the site's own."""
    door = make_door(
        site_noun=Site(extra={"motto": "Shop"}),
        files={"templates/directory.html": b"{{ page.site.extra.motto }}"},
    )

    assert render_text(door, "directory", brand="") == "Shop"
