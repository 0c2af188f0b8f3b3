"""Where buyers may be sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.checkout.addresses import address_fault, has_control, is_host, payee_of


@pytest.mark.parametrize(
    "url",
    [
        "https://buy.stripe.com/abc123",
        "https://buy.stripe.com/test_abc?client_reference_id=MUG-1&utm_source=module",
        "https://www.paypal.com/ncp/payment/ABC?locale.x=de_DE&country.x=DE",
        "https://square.link/u/ABCDEF",
        "https://pay.example:8443/a/b;c=d?e=%C3%A9#f",
        "https://a.b.c.example",
        "https://xn--caf-dma.example/",
        "HTTPS://pay.example/".lower(),
    ],
)
def test_fine(url: str) -> None:
    """Addresses as providers give them are right."""
    assert "" == address_fault(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://pay.example/",
        "HTTPS://pay.example/",
        "//pay.example/",
        "/pay",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "https:pay.example",
        "https:///pay.example",
        "https://",
        "https://user@pay.example/",
        "https://user:secret@pay.example/",
        "https://pay.example@evil.example/",
        "https://pay.example\\@evil.example/",
        "https://pay.example\t/",
        "https://pay.example/\n",
        " https://pay.example/",
        "https://pay.example/a b",
        'https://pay.example/"onclick=',
        "https://pay.example/<b>",
        "https://pay.example/{sku}",
        "https://pay.example/%zz",
        "https://pay.example/%",
        "https://pay.example:99999/",
        "https://pay.example:0/",
        "https://pay.example:x/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::1/",
        "https://-pay.example/",
        "https://pay..example/",
        "https://pay.example./",
        "https://café.example/",
        "https://pay.example/é",
        "https://pay.example/\x00",
        "https://pay.example/\u202e",
    ],
)
def test_refused(url: str) -> None:
    """What is not https, hides a host or a user, or has a character that needs encoding is refused."""
    assert address_fault(url)


@given(st.text())
def test_anything(text: str) -> None:
    """Whatever is written, the answer is a sentence's end or nothing, and what passes is plain ASCII."""
    for url in (text, f"https://{text}", f"https://pay.example/{text}"):
        if not address_fault(url):
            assert url.isascii()
            assert url.startswith("https://")
            assert not set(url) & set(" \"'<>\\{}|^`\r\n\t") - {"'"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fjord.example", True),
        ("a.b-c.example", True),
        ("fjord", False),
        ("Fjord.example", False),
        ("https://fjord.example", False),
        ("fjord.example/", False),
        ("fjord.example:443", False),
        ("fjord.example\n", False),
        ("-a.example", False),
        ("a-.example", False),
        ("", False),
        ("a." * 130 + "example", False),
    ],
)
def test_is_host(text: str, expected: bool) -> None:
    """A host is its name alone."""
    assert expected == is_host(text)


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "\x00", "\x7f", "\x85", "\u2028", "\ud800"])
def test_has_control(text: str) -> None:
    """Control characters, line ends of all kinds and half characters are found."""
    assert has_control(text)
    assert not has_control("Émaille 🫖 مج 1 × 2")


@pytest.mark.parametrize(
    ("url", "payee"),
    [
        ("https://buy.stripe.com/abc", "Stripe"),
        ("https://www.paypal.com/ncp/payment/ABC", "PayPal"),
        ("https://paypal.com/x", "PayPal"),
        ("https://square.link/u/x", "Square"),
        ("https://www.fjord.example/x", "fjord.example"),
        ("https://evilpaypal.com/x", "evilpaypal.com"),
        ("https://paypal.com.evil.example/x", "paypal.com.evil.example"),
        ("https://evil.example/paypal.com", "evil.example"),
        ("https://stripe.com.example:443/", "stripe.com.example"),
    ],
)
def test_payee(url: str, payee: str) -> None:
    """A payee is named where its own host is, and is the host everywhere else."""
    assert payee == payee_of(url)
