"""Which links of a file buyers pay by."""

import json

import pytest

from shopgen.verify.links import find_links


def pay(html: str) -> list[str]:
    """Return the addresses of a page's pay links."""
    return [link.address for link in find_links("mug/index.html", html.encode()).pay]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://pay.example/" rel="payment">', ["https://pay.example/"]),
        ('<A REL="nofollow Payment" HREF="https://pay.example/?a&amp;b">', ["https://pay.example/?a&b"]),
        ('<a href="https://a.example" data-many="https://b.example">', ["https://a.example", "https://b.example"]),
        ('<a href="https://a.example" href="https://b.example" rel="payment">', ["https://a.example"]),
        ('<form action="https://pay.example/">', ["https://pay.example/"]),
        ('<button formaction="https://pay.example/">', ["https://pay.example/"]),
        ('<base href="https://pay.example/">', ["https://pay.example/"]),
        ('<meta http-equiv="Refresh" content="0; URL=\'https://pay.example/\'">', ["https://pay.example/"]),
        ('<meta http-equiv="refresh" content="0;https://pay.example/">', ["https://pay.example/"]),
        ('<a href="https://acme.example/" rel="nofollow">', []),
        ('<!-- <a href="https://pay.example/" rel="payment"> -->', []),
        ("<a rel='payment'>", []),
    ],
)  # fmt: skip
def test_pay_links_of_a_page(html: str, expected: list[str]) -> None:
    """A page's pay links are those it marks, and whatever sends its visitor on."""
    assert expected == pay(html)


def test_page_says_the_line() -> None:
    """A link of a page comes with its line."""
    (link,) = find_links("index.html", b'<p>\n\n<a href="https://pay.example/" rel="payment">').pay

    assert 3 == link.line


def test_other_links_are_told_apart() -> None:
    """A link that is not marked is one of the others."""
    links = find_links("index.html", b'<a href="https://acme.example/">')

    assert ["https://acme.example/"] == [link.address for link in links.others]


def test_data_leads_to_the_shop_alone() -> None:
    """Every link of the data that leads away from the shop is held as a pay link, at any depth."""
    data = {
        "shop_url": "https://shops.example/acme/",
        "beacon": "https://stats.example/",
        "products": [{"link": "https://shops.example/acme/mug/", "title": "https://book.example"}],
        "tree": [["section", {}, ["a", {"href": "https://pay.example/"}, "Mug"]]],
        "offers": [{"pay_url": "https://buy.example/"}, {"link": "img/mug.jpg"}],
    }

    links = find_links("fr-fr/module.json", json.dumps(data).encode())

    assert {"https://pay.example/", "https://buy.example/"} == {link.address for link in links.pay}
    assert ["https://stats.example/"] == [link.address for link in links.others]
    assert {"shops.example"} == links.shop_hosts


@pytest.mark.parametrize(
    ("data", "wrong"),
    [(b"{", "Expecting property"), (b"\xff", "can't decode"), (b'{"a":' * 100_000, "nested too deeply")],
)
def test_data_that_cannot_be_read_is_said(data: bytes, wrong: str) -> None:
    """What is no JSON has no links to be looked at, and is a fault."""
    with pytest.raises(ValueError, match=wrong):
        find_links("catalog.json", data)


@pytest.mark.parametrize(
    ("data", "wrong"), [(b"\xff", "can't decode"), (b"<![nonsense[ x ]]>", "a declaration")]
)
def test_page_that_cannot_be_read_is_said(data: bytes, wrong: str) -> None:
    """A page that is not UTF-8, or that has a declaration of no kind, is a fault."""
    with pytest.raises(ValueError, match=wrong):
        find_links("index.html", data)


def test_other_files_have_none() -> None:
    """Pictures, sheets and scripts are not read for links."""
    assert not find_links("img/mug.jpg", b"\xff\xd8").pay
