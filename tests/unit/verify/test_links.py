"""Which links of a file buyers pay by."""

import contextlib
import time

import pytest

from shopgen.verify.links import find_links
from shopgen.verify.page_links import PAGE_LIMIT


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
        ('<svg><a rel="payment" xlink:href="https://pay.example/">', ["https://pay.example/"]),
        ('<svg><a><set attributeName="xlink:href" to="https://pay.example/">', ["https://pay.example/"]),
        ('<iframe src="https://pay.example/">', ["https://pay.example/"]),
        ('<iframe srcdoc="&lt;form action=https://pay.example/>">', ["https://pay.example/"]),
        ('<object data="https://pay.example/">', ["https://pay.example/"]),
        ('<script src="https://pay.example/"></script>', ["https://pay.example/"]),
        ("<p>a < b, &lt;a rel=payment href=x></p>", []),
        ("<a rel='payment'>", []),
    ],
)  # fmt: skip
def test_pay_links_of_a_page(html: str, expected: list[str]) -> None:
    """A page's pay links are those it marks, and whatever sends its visitor on."""
    assert expected == pay(html)


LINK = '<a href="https://evil.example/" rel="payment">'


@pytest.mark.parametrize(
    "html",
    [
        f"<!-->{LINK}<!---->",
        f"<!--->{LINK}<!---->",
        f"<!-- x --!>{LINK}<!-- -->",
        f"<!-- <a x='-->{LINK}'>",
        f"<textarea><!--</textarea>{LINK}<textarea>--></textarea>",
        f"<noscript><!--</noscript>{LINK}<noscript>--></noscript>",
        f"<noscript>{LINK}</noscript>",
        f"<![CDATA[>{LINK}]]>",
        f"<svg><style>{LINK}</style></svg>",
        f"<select>{LINK}</select>",
        f"<template><template>{LINK}",
        f"<![nonsense[ {LINK} ]]>",
        f"<x y='{LINK}",
        f"<iframe srcdoc='{LINK}'>",
        "<a/rel=payment\fhref\n=\nhttps://evil.example/>",
        "<A =x REL='payment'HREF=https://&#101;vil.example/>",
        "<svg:a xmlns:svg='http://www.w3.org/2000/svg' x:rel='payment' x:href='https://evil.example/'/>",
    ],
)
def test_link_that_any_browser_finds_is_found(html: str) -> None:
    """Where browsers and their ages do not agree on what is a tag, each of the tags counts."""
    assert "https://evil.example/" in pay(html)


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("index.html", "x"),
        ("INDEX.HTML", "x"),
        ("a.htm", "x"),
        ("a.xhtml", "x"),
        ("assets/a.SVG", "x"),
        ("a.xml", "x"),
        ("a", "\ufeff"),
        ("a.txt", "\n<p>"),
        ("_headers", ""),
    ],
)
def test_page_is_one_by_its_name_or_content(path: str, before: str) -> None:
    """A page is read whatever the case of its name, and also where only its content says what it is."""
    assert ["https://evil.example/"] == [x.address for x in find_links(path, f"{before}{LINK}".encode()).pay]


@pytest.mark.parametrize(
    "part", ["<a ", "<!--a", "<a", "<a x='", '<a x="', "<a>", "<b x=1><p>", "<iframe srcdoc=&quot;"]
)
def test_hostile_page_takes_no_time(part: str) -> None:
    """Half a million characters that are made to be read again and again are refused or read in seconds."""
    begun = time.perf_counter()

    with contextlib.suppress(ValueError):
        find_links("index.html", (part * (500_000 // len(part))).encode())

    assert time.perf_counter() - begun < 10


def test_page_says_the_line() -> None:
    """A link of a page comes with its line."""
    (link,) = find_links("index.html", b'<p>\n\n<a href="https://pay.example/" rel="payment">').pay

    assert 3 == link.line


def test_other_links_are_told_apart() -> None:
    """A link that is not marked is one of the others."""
    links = find_links("index.html", b'<a href="https://acme.example/">')

    assert ["https://acme.example/"] == [link.address for link in links.others]


@pytest.mark.parametrize(
    "html",
    [
        '<link href="https://a.example/">',
        '<img srcset="x.jpg 1x, https://a.example/ 2x">',
        '<a href="/x" ping="/y https://a.example/">',
        '<use xlink:href="https://a.example/">',
        '<video poster="https://a.example/">',
        '<body background="https://a.example/">',
    ],
)
def test_every_address_of_a_page_is_listed(html: str) -> None:
    """Whatever attribute an address is in, it is one of the others."""
    assert "https://a.example/" in [link.address for link in find_links("index.html", html.encode()).others]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"\xff", "can't decode"),
        (b"\xfe\xff\x00<", "can't decode"),
        (b"<p>\x1b$B", 'the character "..001b"'),
        (b"<meta charset=iso-2022-jp>", 'its encoding is "iso-2022-jp"'),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gbk">', 'its encoding is "gbk"'),
        (b'<?xml version="1.0" encoding="UTF-16"?>', 'its encoding is "UTF-16"'),
        (b'<!DOCTYPE a [<!ENTITY b "<a/>">]>', 'it has "<!ENTITY"'),
        (b'<?xml-stylesheet href="a.xsl"?>', 'it has "<[?]xml-stylesheet"'),
        (b"<a " * 100_000, 'too many tags within tags, as in line 1: "<a <a '),
        (b" " * (PAGE_LIMIT + 1), "a page has at most 16,777,216"),
        (b"<a href=&#" + b"9" * 5000 + b";>", "limit"),
    ],
)
def test_page_that_cannot_be_read_is_said(data: bytes, wrong: str) -> None:
    """A page that is not UTF-8 beyond doubt, or that would take long, is a fault."""
    with pytest.raises(ValueError, match=wrong):
        find_links("index.html", data)


def test_other_files_have_none() -> None:
    """Pictures, sheets and scripts are not read for links."""
    assert not find_links("img/mug.jpg", b"\xff\xd8").pay
