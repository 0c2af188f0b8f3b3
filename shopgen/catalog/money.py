"""Amounts as written to Money: the currency filled in, and no more decimals than it has."""

from collections.abc import Mapping

from shopgen.catalog.fields.numbers import Amount, currency_digits, example_amount
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
        what = f"has more decimals than {code}, which has {digits or 'none'}"
        cut = round(amount.number, digits)
        # Zeros can go; what a part of a cent was meant to be is not for us to guess.
        hint = (
            f'Write it so: "{cut} {code}".'
            if cut == amount.number
            else f'Write an amount such as "{example_amount(code)} {code}".'
        )
        raise Wrong("decimals", what, hint, str(amount.number))
    return Money(amount.number, code)


def prices_in(amounts: Mapping[str, Amount], currency: str) -> tuple[Money, ...]:
    """Return one price a currency, as `price_in` does."""
    return tuple(price_in(amount, currency) for amount in amounts.values())
