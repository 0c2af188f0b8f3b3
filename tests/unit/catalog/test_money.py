"""Money has a currency, and no more decimals than it."""

from decimal import Decimal

import pytest

from shopgen.catalog.fields.numbers import Amount
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.money import price_in, prices_in
from shopgen.shop.money import Money


@pytest.mark.parametrize(
    ("number", "currency", "money"),
    [
        ("24.00", "", "24.00 EUR"),
        ("24", "", "24 EUR"),
        ("24.5", "", "24.5 EUR"),
        ("24.00", "USD", "24.00 USD"),
        ("1.234", "KWD", "1.234 KWD"),
        ("1200", "JPY", "1200 JPY"),
    ],
)
def test_amount_without_a_currency_is_in_the_one_given(number: str, currency: str, money: str) -> None:
    """The digits stay as they were written."""
    assert money == str(price_in(Amount(Decimal(number), currency), "EUR"))


@pytest.mark.parametrize(
    ("number", "currency", "hint"),
    [
        ("19.999", "EUR", 'Write an amount such as "24.00 EUR".'),
        ("1.50", "JPY", 'Write an amount such as "24 JPY".'),
        ("1.2345", "KWD", 'Write an amount such as "24.000 KWD".'),
        ("19.000", "EUR", 'Write it so: "19.00 EUR".'),
        ("1200.0", "JPY", 'Write it so: "1200 JPY".'),
    ],
)
def test_amount_with_too_many_decimals_is_refused(number: str, currency: str, hint: str) -> None:
    """A tenth of a cent cannot be paid, and no other amount is proposed than the same, or an example."""
    with pytest.raises(Wrong) as caught:
        price_in(Amount(Decimal(number), currency), "USD")

    assert hint == caught.value.hint


def test_prices_keep_their_order() -> None:
    """One price a currency, as they were written."""
    amounts = {"USD": Amount(Decimal(2), "USD"), "EUR": Amount(Decimal(1), "EUR")}

    assert (Money(Decimal(2), "USD"), Money(Decimal(1), "EUR")) == prices_in(amounts, "EUR")
