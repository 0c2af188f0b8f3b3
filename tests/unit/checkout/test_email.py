"""Ordering by e-mail."""

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.checkout.email import EmailProvider
from shopgen.checkout.pay import Order, PayFault, Payment, PayVerb
from shopgen.shop.money import Money

EMAIL = EmailProvider()
OPTIONS = {"email": "orders@fjord.example"}
Make = Callable[..., Order]


def _pay(order: Order, options: dict[str, str] = OPTIONS) -> Payment:
    made = EMAIL.pay(options, order)
    assert isinstance(made, Payment)
    return made


def test_whole_address(order: Make) -> None:
    """An e-mail has the product, its options, sku, quantity, price and page, and no words of its own."""
    made = _pay(order())

    assert (
        "mailto:orders@fjord.example?subject=Enamel%20mug%20%28S%2C%20white%29"
        "&body=Enamel%20mug%0D%0Asize%3A%20S%0D%0Acolour%3A%20white%0D%0AMUG-1-S%0D%0A"
        "1%20%C3%97%2024.00%20EUR%0D%0Ahttps%3A%2F%2Fshops.example%2Ffjord%2Fenamel-mug%2F%0D%0A"
    ) == made.url
    assert made.url.replace("%0A1%20%C3", "%0A{quantity}%20%C3") == made.quantity_url
    assert ("orders@fjord.example", PayVerb.ORDER_BY_EMAIL) == (made.payee, made.verb)


def test_without_options(order: Make) -> None:
    """A product without options or sku has a subject and a body without them."""
    made = _pay(order(options=(), sku=""))

    fields = parse_qs(urlsplit(made.url).query)
    assert {
        "subject": ["Enamel mug"],
        "body": ["Enamel mug\r\n1 × 24.00 EUR\r\nhttps://shops.example/fjord/enamel-mug/\r\n"],
    } == fields


_WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)


@given(_WORDS, _WORDS, st.integers(1, 999))
def test_words_survive(title: str, value: str, quantity: int) -> None:
    """Whatever the words are, they arrive as themselves and add no recipient, header or field."""
    made = Order(
        "b",
        "B",
        "p",
        title,
        "v",
        "",
        (("size", value),),
        Money(Decimal(1), "EUR"),
        "en",
        "https://x.example/",
    )
    payment = _pay(made)

    parts = urlsplit(payment.quantity_url.replace("{quantity}", str(quantity)))
    fields = parse_qs(parts.query, keep_blank_values=True)
    assert ("mailto", "orders@fjord.example", "") == (parts.scheme, parts.path, parts.fragment)
    assert {"subject", "body"} == set(fields)
    assert [f"{title} ({value})"] == fields["subject"]
    assert f"\r\n{quantity} × 1 EUR\r\n" in fields["body"][0]
    assert payment.url.isascii()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Mug\r\nBcc: all@evil.example"},
        {"sku": "a\x00"},
        {"options": (("size", "S\nM"),)},
        {"title": "\ud800"},
    ],
)
def test_control_characters(order: Make, changes: dict[str, object]) -> None:
    """A line break in a word, which could become a header, is refused."""
    made = EMAIL.pay(OPTIONS, order(**changes))

    assert isinstance(made, PayFault)
    assert next(iter(changes)) == made.key


@pytest.mark.parametrize(
    ("email", "path"),
    [
        ("a.b+shop@fjord.example", "a.b+shop@fjord.example"),
        ("o'brien@fjord.example", "o%27brien@fjord.example"),
        ("a&b=c?d@fjord.example", "a%26b%3Dc%3Fd@fjord.example"),
        ("50%off@fjord.example", "50%25off@fjord.example"),
        ("Orders@Fjord.Example", "Orders@Fjord.Example"),
    ],
)
def test_address_encoded(order: Make, email: str, path: str) -> None:
    """What would end the address, or start a field, is encoded (RFC 6068, section 2)."""
    assert () == EMAIL.check_settings({"email": email})
    made = _pay(order(), {"email": email}).url

    assert path == made.removeprefix("mailto:").split("?")[0]
    assert email == unquote(path)


@pytest.mark.parametrize(
    "email",
    [
        "",
        None,
        3,
        "orders",
        "orders@",
        "@fjord.example",
        "orders@fjord",
        "a@b@c.example",
        "a b@fjord.example",
        "a@fjord.example,b@evil.example",
        "a@fjord.example?bcc=b@evil.example",
        "a@fjord.example\n",
        "mailto:a@fjord.example",
        "Fjord <a@fjord.example>",
        "a..b@fjord.example",
        "é@fjord.example",
        "a" * 65 + "@fjord.example",
    ],
)
def test_bad_addresses(email: object) -> None:
    """What is not one e-mail address is the brand's fault."""
    (fault,) = EMAIL.check_settings({"email": email})

    assert ("checkout.email", True) == (fault.key, fault.in_brand)


def test_unknown_option() -> None:
    """An option that is not known is said, with the nearest that is."""
    (fault,) = EMAIL.check_settings({"email": "a@fjord.example", "emial": "b@fjord.example"})

    assert ("checkout.emial", "Did you mean email?") == (fault.key, fault.hint)
