"""Where an address leads, and which are in doubt."""

import pytest

from shopgen.verify.addresses import Destination, parse_destination, parse_host


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://pay.example", Destination("https", "pay.example")),
        ("HTTPS://Pay.Example:443/buy?sku=a&quantity={quantity}#top", Destination("https", "pay.example")),
        ("http://localhost:8000/", Destination("http", "localhost:8000")),
        ("https://pay.example:08443", Destination("https", "pay.example:8443")),
        ("http://pay.example:443/", Destination("http", "pay.example:443")),
        ("http://pay.example:80/", Destination("http", "pay.example")),
        ("mailto:orders@acme.example?subject=Mug&body=1%20%C3%97", Destination("mailto", "acme.example")),
        ("mailto:o%27neil@acme.example", Destination("mailto", "acme.example")),
        ("../mug/", Destination()),
        ("remind.ics", Destination()),
        ("?variant=MUG", Destination()),
        ("#main", Destination()),
        ("", Destination()),
    ],
)
def test_plain_addresses_have_a_destination(address: str, expected: Destination) -> None:
    """An address leads to its host, an e-mail to its domain, a relative one stays within the shop."""
    assert expected == parse_destination(address)


@pytest.mark.parametrize(
    "address",
    [
        "//pay.example/", "https:pay.example", "https:/pay.example", "https:///pay.example",
        "https://good.example\\@bad.example/", "\\\\bad.example", "/\\bad.example",
        "https://good.example@bad.example/",
        "https://good.example:pw@bad.example", "https://bad.example%2f.good.example/", "https://[::1]/",
        " https://bad.example", "https://bad.example/\n", "ht\ttps://bad.example", "https://bаd.example/",
        "https://", "javascript:alert(1)", "data:text/html,x", "tel:+4712345678",
        "mailto:", "mailto:a", "mailto:a@good.example,b@bad.example",
        "mailto:a@good.example?to=b@bad.example",
        "mailto:a@good.example?subject=x&t%6f=b@bad.example", "mailto:b%40bad.example@good.example",
    ],
)  # fmt: skip
def test_addresses_in_doubt_have_none(address: str) -> None:
    """What a browser may take to another host than a reader does, or what is no link for buyers, has none."""
    assert parse_destination(address) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("buy.stripe.com", "buy.stripe.com"),
        ("Pay.Example:443", "pay.example"),
        ("pay.example:8443", "pay.example:8443"),
        ("https://buy.stripe.com", None),
        ("pay.example/", None),
        ("", None),
        (".example", None),
        ("pay.example:", None),
    ],
)
def test_host_stands_alone(text: str, expected: str | None) -> None:
    """A host is a name without scheme or path; it has a port where that is not the one of https."""
    assert expected == parse_host(text)
