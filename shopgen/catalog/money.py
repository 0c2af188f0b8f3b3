"""Amounts as written to Money: the currency filled in, and no more decimals than it has."""

from collections.abc import Mapping

from shopgen.catalog.fields.numbers import Amount, currency_digits
from shopgen.catalog.fields.wrong import Wrong
from shopgen.shop.money import Money


def price_in(amount: Amount, currency: str) -> Money:
    """Return an amount as money, in `currency` where it names none.

    Raises:
        Wrong: the currency has fewer decimals (ISO 4217).
    """
    code = amount.currency or currency
    digits = currency_digits(code)
    exponent = amount.number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > digits:
        shown = f"{round(amount.number, digits)} {code}"
        what = f"has more decimals than {code}, which has {digits or 'none'}"
        raise Wrong("decimals", what, f'Write it such as "{shown}".', str(amount.number))
    return Money(amount.number, code)


def prices_in(amounts: Mapping[str, Amount], currency: str) -> tuple[Money, ...]:
    """Return one price a currency, as `price_in` does."""
    return tuple(price_in(amount, currency) for amount in amounts.values())
