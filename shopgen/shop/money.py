"""Money: an exact amount in a currency. How a locale writes it is for `pages` to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217, upper case). The amount has the digits that its author wrote."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def money_in(currency: str, prices: Iterable[Money]) -> Money | None:
    """Return the price in this currency, or None where there is none."""
    return next((price for price in prices if price.currency == currency), None)
