"""Amounts as written to Money: the currency filled in, and no more decimals than it has."""

from collections.abc import Mapping

from shopgen.catalog.fields.numbers import Amount, check_decimals
from shopgen.shop.money import Money


def price_in(amount: Amount, currency: str) -> Money:
    """Return an amount as money, in `currency` where it names none.

    Raises:
        Wrong: the currency has fewer decimals (ISO 4217).
    """
    code = amount.currency or currency
    check_decimals(amount, code)
    return Money(amount.number, code)


def prices_in(amounts: Mapping[str, Amount], currency: str) -> tuple[Money, ...]:
    """Return one price a currency, as `price_in` does."""
    return tuple(price_in(amount, currency) for amount in amounts.values())
