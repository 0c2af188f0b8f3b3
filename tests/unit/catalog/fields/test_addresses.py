"""Addresses are what a browser would read them as, and safe to be sent to."""

from collections.abc import Callable

import pytest

from shopgen.catalog.fields.addresses import (
    is_email,
    parse_base_url,
    parse_contact,
    parse_email,
    parse_origin,
    parse_url,
)
from shopgen.catalog.fields.wrong import Wrong


@pytest.mark.parametrize(
    "text",
    [
        "https://acme.example",
        "https://acme.example/a/b?c=d&e=%20#f",
        "HTTPS://acme.example/",
        "https://acme.example:8443/",
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "https://bücher.example/",
    ],
)
def test_https_address_is_taken_as_it_is_written(text: str) -> None:
    """Only the author's own machine is reached without https."""
    assert text == parse_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/a",
        "a",
        "https:/a.example",
        "https:a.example",
        "https:///a.example",
        "https://",
        "https://a b.example",
        "https://a.example/\\evil",
        "https:\\\\a.example",
        "http://acme.example/",
        "ftp://a.example",
        "https://user@a.example/",
        "https://a.example:x/",
        "https://a.example:0/",
        "https://a..example/",
        "https://-a.example/",
        "https://[::1]/",
        "https://1.2.3.4/",
        "https://0x7f.1/",
        "https://a.example/\t",
        "https://a.example/a\nb",
        "java\tscript:alert(1)",
        'https://a.example/"onclick=',
        "https://a.example/<",
        "https://exa%6dple/",
        "",
        "https://a.example/" + "a" * 2000,
    ],
)
def test_text_that_is_no_safe_address_is_refused(text: str) -> None:
    """Whatever a browser could read otherwise is no address."""
    if text == "https://a.example/\t":
        assert "https://a.example/" == parse_url(text)
        return
    with pytest.raises(Wrong):
        parse_url(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/shops", "https://a.example/shops/"),
        ("https://a.example/shops/", "https://a.example/shops/"),
    ],
)
def test_base_url_ends_with_a_slash(text: str, address: str) -> None:
    """A base is a folder."""
    assert address == parse_base_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/?a",
        "https://a.example/#",
        "https://a.example/a//b",
        "https://a.example/../b",
        "http://a.example/",
    ],
)
def test_base_url_is_a_host_and_a_plain_path(text: str) -> None:
    """Nothing can be put behind a query."""
    with pytest.raises(Wrong):
        parse_base_url(text)


@pytest.mark.parametrize(
    ("text", "origin"),
    [("https://a.example", "https://a.example"), ("https://a.example:8443/", "https://a.example:8443")],
)
def test_origin_has_no_path(text: str, origin: str) -> None:
    """An origin is scheme, host and port."""
    assert origin == parse_origin(text)


def test_origin_with_a_path_is_refused_with_the_origin() -> None:
    """The hint has what is meant."""
    with pytest.raises(Wrong) as caught:
        parse_origin("https://a.example/x")

    assert "Write https://a.example." == caught.value.hint


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a@b.example", True),
        ("a.b+c@d-e.example", True),
        ("a@b", False),
        ("a b@c.example", False),
        ("a@b..example", False),
        ("@b.example", False),
        ("a@-b.example", False),
        ("a@b.example\n", False),
        ('"a"@b.example', False),
    ],
)
def test_email_is_as_html_has_it(text: str, is_one: bool) -> None:
    """With a whole host besides."""
    assert is_one is is_email(text)


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (parse_email, "mailto:a@b.example", "a@b.example"),
        (parse_contact, "a@b.example", "a@b.example"),
        (parse_contact, "https://a.example/contact", "https://a.example/contact"),
    ],
)
def test_contact_is_an_email_or_an_address(parse: Callable[[str], str], text: str, value: str) -> None:
    """Either way a buyer can write."""
    assert value == parse(text)


@pytest.mark.parametrize("text", ["hello", "javascript://a@b.example", "http://a.example"])
def test_contact_that_is_neither_is_refused(text: str) -> None:
    """No other scheme is a contact."""
    with pytest.raises(Wrong):
        parse_contact(text)
