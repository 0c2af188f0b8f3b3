"""Which links of a brand's data lead away from its shop."""

from typing import Any

import pytest

from shopgen.verify.data_links import data_links

SHOP = "https://shops.example/acme/"


def away(**content: Any) -> list[str]:
    """Return the links that a shop's data has with this in it and that are held as pay links."""
    return sorted(link.address for link in data_links({"shop_url": SHOP} | content).pay)


def test_data_leads_to_the_shop_alone() -> None:
    """Every link of the data that leads away from the shop is held as a pay link, at any depth."""
    data = {
        "shop_url": SHOP,
        "beacon": "https://stats.example/",
        "products": [{"link": "https://shops.example/acme/mug/", "title": "https://book.example"}],
        "tree": [["section", {}, ["a", {"href": "https://pay.example/"}, "See: the mug"]]],
        "offers": [{"pay_url": "https://buy.example/"}, {"link": "img/mug.jpg"}],
    }

    links = data_links(data)

    assert {"https://pay.example/", "https://buy.example/"} == {link.address for link in links.pay}
    assert ["https://stats.example/"] == [link.address for link in links.others]
    assert {"shops.example"} == links.shop_hosts


@pytest.mark.parametrize(
    "base",
    [
        "https://shops.example@evilpay.example/", "//evilpay.example/", "https:evilpay.example/",
        "https://evilpay.exämple/", "javascript:alert(1)//", "https://evilpay.example\\@shops.example/",
    ],
)  # fmt: skip
def test_link_whose_host_cannot_be_told_is_held(base: str) -> None:
    """Where the shop's own address is in doubt it is held itself, and nothing is taken for the shop's."""
    data = {"shop_url": base, "products": [{"link": f"{base}mug/"}], "tree": [["a", {"href": base}]]}

    links = data_links(data)

    assert sorted([base, base, f"{base}mug/"]) == sorted(link.address for link in links.pay)
    assert not links.shop_hosts


@pytest.mark.parametrize(
    "content",
    [
        {"links": ["https://evil.example/"]},
        {"checkoutUrl": "https://evil.example/"},
        {"uri": "https://evil.example/"},
        {"Link": "https://evil.example/"},
        {"title": {"value": "Mug", "more": "https://evil.example/"}},
        {"later": [{"there": "\thttps://evil.example/"}]},
        {"later": "//evil.example/"},
        {"later": "\\\\evil.example/"},
        {"later": "javascript:alert(1)"},
        {"products": [{"link": "http://shops.example/acme/"}]},
        {"products": [{"link": "https://shops.example:8443/acme/"}]},
    ],
)
def test_what_could_be_an_address_is_held(content: dict[str, Any]) -> None:
    """A text that begins as addresses do is one, whatever its key; another scheme or port is elsewhere."""
    assert 1 == len(away(**content))


def test_words_are_no_addresses() -> None:
    """Words, names of classes, and the names that an author gives options lead nowhere."""
    content = {
        "name": "Mugs: enamel", "tags": ["a:b"], "title": {"value": "data: a mug", "lang": "en"},
        "options": {"link": "M", "colour": "sky:blue"}, "style": "a:hover{}", "availability": "in_stock",
        "tree": [["p", {"class": "sm:hidden", "aria-label": "Mug: blue", "id": "a:b"}, "https://book.example"]],
        "release": "2026-11-24T12:00:00+00:00", "type": "image/avif", "style_hash": "sha256-x",
    }  # fmt: skip

    assert [] == away(**content)
    assert data_links({"shop_url": SHOP} | content).has_offers


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ({"shop_url": "../"}, 'shop_url "../" names no host'),
        ({"shop_url": "mailto:a@shops.example"}, "names no host"),
        ({"tree": [["a", {"href": "/account/delete"}]]}, 'href "/account/delete" is no picture in the brand'),
        ({"tree": [["img", {"src": "/logout"}]]}, 'src "/logout" is no picture'),
        ({"tree": [["img", {"src": "https://shops.example/acme/img/a.jpg"}]]}, "is no picture in the brand"),
        ({"tree": [["img", {"srcset": "img/a.jpg 320w, /logout 640w"}]]}, 'srcset "/logout" is no picture'),
        ({"products": [{"link": ""}]}, 'link "" is no picture'),
        ({"products": [{"link": "img/../../x"}]}, "is no picture"),
    ],
)
def test_address_of_whoever_shows_it_is_refused(content: dict[str, Any], wrong: str) -> None:
    """A relative address in a mirror would be one of the platform's; only pictures have such, and no shop."""
    with pytest.raises(ValueError, match=wrong):
        data_links({"shop_url": SHOP} | content)


def test_pictures_are_relative() -> None:
    """The pictures of a brand, and those that its locales share, are within the copy."""
    tree = [["img", {"src": "../img/a.jpg", "srcset": "img/a-320.jpg 320w, img/a-640.jpg 640w"}]]

    links = data_links({"shop_url": SHOP, "tree": tree})

    assert ((), ()) == (links.pay, links.others)
