"""Payment by an address."""

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.checkout.link import LinkProvider
from shopgen.checkout.pay import Order, PayFault, Payment
from shopgen.shop.money import Money

LINK = LinkProvider()
Make = Callable[..., Order]


def _pay(template: str, order: Order) -> Payment:
    options = {"template": template}
    assert [] == [fault for fault in LINK.check_settings(options) if fault.is_error]
    payment = LINK.pay(options, order)
    assert isinstance(payment, Payment)
    return payment


@pytest.mark.parametrize(
    ("template", "url", "quantity_url"),
    [
        (
            "https://pay.example/buy{?sku,quantity}",
            "https://pay.example/buy?sku=MUG-1-S&quantity=1",
            "https://pay.example/buy?sku=MUG-1-S&quantity={quantity}",
        ),
        ("https://pay.example/{sku}", "https://pay.example/MUG-1-S", ""),
        ("https://pay.example{/brand,product}", "https://pay.example/fjord/enamel-mug", ""),
        (
            "https://pay.example/?a=b{&price,currency,locale}#{quantity}",
            "https://pay.example/?a=b&price=24.00&currency=EUR&locale=en-GB#1",
            "https://pay.example/?a=b&price=24.00&currency=EUR&locale=en-GB#{quantity}",
        ),
        (
            "https://pay.example{?quantity*}",
            "https://pay.example?quantity=1",
            "https://pay.example?quantity={quantity}",
        ),
        ("https://pay.example:8443/x", "https://pay.example:8443/x", ""),
        (
            "https://pay.example/{+sku}{;quantity}",
            "https://pay.example/MUG-1-S;quantity=1",
            "https://pay.example/MUG-1-S;quantity={quantity}",
        ),
        ("https://pay.example/{sku:3}", "https://pay.example/MUG", ""),
        ("https://pay.example/{?quantity:1}", "https://pay.example/?quantity=1", ""),
        ("https://pay.example/{quantity}{?quantity}", "https://pay.example/1?quantity=1", ""),
        (
            "https://pay.example/cart/{sku}:{quantity}",
            "https://pay.example/cart/MUG-1-S:1",
            "https://pay.example/cart/MUG-1-S:{quantity}",
        ),
    ],
)
def test_templates(order: Make, template: str, url: str, quantity_url: str) -> None:
    """A template becomes an address, and one with a place for the number where there is exactly one."""
    assert Payment(url, "pay.example", quantity_url=quantity_url) == _pay(template, order())


@pytest.mark.parametrize(
    ("sku", "encoded"),
    [
        ("A B", "A%20B"),
        ("a&b=c", "a%26b%3Dc"),
        ("50%", "50%25"),
        ("é", "%C3%A9"),
        ("🫖", "%F0%9F%AB%96"),
        ("a/../b", "a%2F..%2Fb"),
        ("{quantity}", "%7Bquantity%7D"),
        ('"><script>', "%22%3E%3Cscript%3E"),
        ("#", "%23"),
        ("A-._~1", "A-._~1"),
    ],
)
def test_encoding(order: Make, sku: str, encoded: str) -> None:
    """What is not unreserved is percent-encoded in UTF-8 (RFC 6570, section 3.2.1)."""
    payment = _pay("https://pay.example/buy{?sku,quantity}", order(sku=sku))

    assert f"https://pay.example/buy?sku={encoded}&quantity=1" == payment.url


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))), st.integers(1, 10**6))
def test_values_survive(sku: str, quantity: int) -> None:
    """Whatever a value is, it arrives as itself and changes no other part."""
    made = Order("b", "B", "p", "T", "v", sku, (), Money(Decimal(1), "EUR"), "en", "https://x.example/")
    payment = _pay("https://pay.example/buy{?sku,quantity}", made)

    many = urlsplit(payment.quantity_url.replace("{quantity}", str(quantity)))
    assert ("https", "pay.example", "/buy", "") == (many.scheme, many.netloc, many.path, many.fragment)
    assert {"sku": [sku], "quantity": [str(quantity)]} == parse_qs(many.query, keep_blank_values=True)
    assert payment.url == payment.quantity_url.replace("{quantity}", "1")


def test_number_that_is_there_already(order: Make) -> None:
    """A sku that looks like the number that is tried does not confuse the place of the quantity."""
    payment = _pay("https://pay.example/{sku}/{quantity}", order(sku="7310469158"))

    assert "https://pay.example/7310469158/{quantity}" == payment.quantity_url


@pytest.mark.parametrize(
    ("template", "is_nameless"),
    [
        ("https://pay.example/buy", True),
        ("https://pay.example/buy{?quantity,price,currency,brand,locale}", True),
        ("https://pay.example/buy{?sku}", False),
        ("https://pay.example{/product}", False),
    ],
)
def test_template_that_names_no_product_is_warned_of(template: str, is_nameless: bool) -> None:
    """A template without sku and product does not say what is bought: a warning, not an error."""
    faults = LINK.check_settings({"template": template})

    assert is_nameless == bool(faults)
    assert not any(fault.is_error for fault in faults)
    assert all("neither sku nor product" in fault.message and fault.in_brand for fault in faults)


@pytest.mark.parametrize("amount", ["0.10", "1E+3", "19.90", "100", "0.000001", "0.00000001"])
def test_price_is_exact(order: Make, amount: str) -> None:
    """A price is written as plain decimal digits, all of them."""
    payment = _pay("https://pay.example/{price}", order(price=Money(Decimal(amount), "EUR")))

    assert payment.url == f"https://pay.example/{Decimal(amount):f}"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("http://pay.example/{sku}", "https://"),
        ("{+sku}", "https://"),
        ("https://{brand}.example/", "a whole host"),
        ("https://pay.example{sku}", "a whole host"),
        ("https://pay.example{.brand}/", "a whole host"),
        ("https://pay.example{+sku}", "a whole host"),
        ("https://pay.example{&sku}", "a whole host"),
        ("https://pay.example:{quantity}/", "a whole host"),
        ("https://user@pay.example/{sku}", "user name"),
        ("https://pay.example@evil.example/{sku}", "user name"),
        ("https://localhost/{sku}", "no ordinary host"),
        ("https://pay.example/a b{sku}", "no address may have"),
        ("https://pay.example/é{sku}", "no address may have"),
        ("https://pay.example/\n{sku}", "no address may have"),
        ("https://pay.example/{sku", "RFC 6570"),
        ("https://pay.example/sku}", "RFC 6570"),
        ("https://pay.example/{{sku}}", "RFC 6570"),
        ("https://pay.example/{}", "RFC 6570"),
        ("https://pay.example/{|sku}", "RFC 6570"),
        ("https://pay.example/{sku:0}", "RFC 6570"),
        ("https://pay.example/{sku,}", "RFC 6570"),
        ("https://pay.example/{s ku}", "RFC 6570"),
        ("https://pay.example/{skew}", "not known"),
        ("https://pay.example/{?sku,title}", "not known"),
    ],
)
def test_bad_templates(template: str, words: str) -> None:
    """A template must be an https address with a fixed host and known variables."""
    faults = LINK.check_settings({"template": template})

    assert any(words in fault.message for fault in faults)
    assert {"checkout.template"} == {fault.key for fault in faults}
    assert all(fault.in_brand and fault.hint for fault in faults)


def test_nearest_variable() -> None:
    """A misspelled variable is answered with the nearest that there is."""
    assert (
        "Did you mean quantity?" == LINK.check_settings({"template": "https://p.example/{quantiy}"})[0].hint
    )


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({}, []),
        ({"template": 3}, ["checkout.template"]),
        ({"template": None}, ["checkout.template"]),
        ({"template": ""}, ["checkout.template"]),
        ({"templat": "https://pay.example/"}, ["checkout.templat"]),
        ({"template": "x", "shop": "y", 3: 4}, ["checkout.3", "checkout.shop", "checkout.template"]),
    ],
)
def test_settings(options: dict[str, object], keys: list[str]) -> None:
    """All that is wrong with the options is said at once, and having none is fine."""
    assert keys == [fault.key for fault in LINK.check_settings(options)]


@pytest.mark.parametrize(
    ("url", "payee"),
    [
        ("https://buy.stripe.com/abc", "Stripe"),
        ("https://square.link/u/x", "Square"),
        ("https://a.example/", "a.example"),
    ],
)
def test_own_link(order: Make, url: str, payee: str) -> None:
    """A product's own address is taken as it is, before any template, and cannot be told a quantity."""
    made = LINK.pay({"template": "https://pay.example/{sku}"}, order(payment_link=url))

    assert Payment(url, payee) == made


@pytest.mark.parametrize(
    "url", ["http://pay.example/", "javascript:alert(1)", "https://a@b.example/", "buy.stripe.com/abc"]
)
def test_bad_own_link(order: Make, url: str) -> None:
    """A product's own address that no buyer may be sent to is the product's fault."""
    made = LINK.pay({}, order(payment_link=url))

    assert isinstance(made, PayFault)
    assert ("payment_link", False) == (made.key, made.in_brand)


def test_nothing_to_go_by(order: Make) -> None:
    """Without a template and without an address of its own, a product cannot be paid for."""
    made = LINK.pay({}, order())

    assert isinstance(made, PayFault)
    assert "payment_link is missing" in made.message


@pytest.mark.parametrize("sku", ["a\nb", "a\x00", "\u2028", "\ud800"])
def test_control_characters(order: Make, sku: str) -> None:
    """A sku with a control character is refused rather than encoded."""
    made = LINK.pay({"template": "https://pay.example/{sku}"}, order(sku=sku))

    assert isinstance(made, PayFault)
    assert "sku" == made.key


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("https://x.example/{sku}", "https://x.example/Hello%20World%21"),
        ("https://x.example/{+sku}", "https://x.example/Hello%20World!"),
        ("https://x.example/{#sku}", "https://x.example/#Hello%20World!"),
        ("https://x.example/{sku:5}", "https://x.example/Hello"),
        ("https://x.example{/sku:1,brand}", "https://x.example/H/fjord"),
        ("https://x.example/{;brand,sku}", "https://x.example/;brand=fjord;sku=Hello%20World%21"),
        ("https://x.example/{?brand,sku:5}", "https://x.example/?brand=fjord&sku=Hello"),
        ("https://x.example/?fixed=yes{&brand}", "https://x.example/?fixed=yes&brand=fjord"),
        ("https://x.example/X{.brand,product}", "https://x.example/X.fjord.enamel-mug"),
    ],
)
def test_rfc_6570(order: Make, template: str, url: str) -> None:
    """The operators of RFC 6570, levels 1 to 4, expand as its examples do."""
    assert url == _pay(template, order(sku="Hello World!")).url
