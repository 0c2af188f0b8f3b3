"""Which currencies the locales of a brand show, and whether prices are there in all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shopgen.catalog.reading.source import Source
from shopgen.catalog.reading.tree import Keys
from shopgen.shop.brand import Brand, shown_currency
from shopgen.shop.money import Money, money_in


@dataclass(frozen=True, slots=True)
class Currencies:
    """The currencies of one product.

    `shown` are those in which some locale shows it, each with such a locale. `said` is the currency that the
    product itself says (empty: none), and `brand` that of its brand.
    """

    shown: Mapping[str, str]
    said: str
    brand: str

    @property
    def own(self) -> str:
        """The currency of amounts that name none."""
        return self.said or self.brand

    def check_prices(self, source: Source, keys: Keys, prices: tuple[Money, ...]) -> None:
        """Say which prices are missing; `keys` are where those that are there are written."""
        missing = self._missing(prices)
        if missing:
            hint = f"{_with_amounts(keys, prices, missing)}{self._other_currency(prices, missing)}."
            source.say(keys, "no-price", _not_shown(keys, missing), hint)

    def check_sale(
        self, source: Source, keys: Keys, sale: tuple[Money, ...], prices: tuple[Money, ...]
    ) -> None:
        """Warn where there is a price to show, but no sale; a sale without a price is wrong in itself."""
        if not sale or any(money_in(money.currency, prices) is None for money in sale):
            return
        without_price = self._missing(prices)
        missing = {code: at for code, at in self._missing(sale).items() if code not in without_price}
        if missing:
            message = f"{_not_shown(keys, missing)} No sale is shown there."
            source.warn(keys, "no-sale-price", message, f"{_with_amounts(keys, sale, missing)}.")

    def _missing(self, amounts: tuple[Money, ...]) -> dict[str, str]:
        return {code: locale for code, locale in self.shown.items() if money_in(code, amounts) is None}

    def _other_currency(self, prices: tuple[Money, ...], missing: Mapping[str, str]) -> str:
        """Return what else may have been meant by prices in one currency that is not the one shown."""
        if list(missing) != [self.own] or len(prices) != 1:
            return ""
        other = prices[0].currency
        if not self.said:
            return f"; or write currency: {other}, if it is sold in that alone"
        return f"; or take currency: {self.said} out" if other == self.brand else ""


def shown_currencies(brand: Brand, said: str) -> Currencies:
    """Return the currencies of a product of a brand; `said` is the one that the product says, if any."""
    shown: dict[str, str] = {}
    for locale in brand.locales:
        shown.setdefault(shown_currency(locale, said or brand.currency, brand.currencies), locale)
    return Currencies(shown, said, brand.currency)


def unknown_currencies(brand: Brand, said: str) -> Currencies:
    """Return the same where it is not known what the brand's locales show: nothing is missing then."""
    return Currencies({}, said, brand.currency)


def _not_shown(keys: Keys, missing: Mapping[str, str]) -> str:
    where = ", or in ".join(f"{code}, which {locale} shows" for code, locale in missing.items())
    return f"{keys[-1]} has no amount in {where}."


def _with_amounts(keys: Keys, there: Iterable[Money], missing: Iterable[str]) -> str:
    """Return how amounts are added to those that are there; how much, only the author knows."""
    amounts = [
        *(f'{money.currency}: "{money.amount}"' for money in there),
        *(f'{code}: "…"' for code in missing),
    ]
    return f"Add it: {keys[-1]}: {{{', '.join(amounts)}}}"
