"""Offers: what a product and its variants say about price, sale, availability and dates, put together."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shopgen.catalog.currencies import Currencies
from shopgen.catalog.fields.dates import Moment, NotOnTheClock, end_instant, instant
from shopgen.catalog.fields.numbers import Amount
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.forms.form import field_name, say_wrong
from shopgen.catalog.forms.product import OfferForm, ProductForm
from shopgen.catalog.money import price_in
from shopgen.catalog.reading.source import Source
from shopgen.catalog.reading.tree import Keys
from shopgen.problems import quote
from shopgen.shop.interval import Interval
from shopgen.shop.money import Money, money_in
from shopgen.shop.product import Availability, Offer

_LATER = (Availability.PREORDER, Availability.BACKORDER)


@dataclass(slots=True)
class OfferReader:
    """Makes the offers of one product. A value that variants inherit is checked once."""

    source: Source
    form: ProductForm
    currencies: Currencies
    zone: ZoneInfo
    _made: dict[Keys, Any] = field(default_factory=dict)

    def offer(self, variant: OfferForm | None, keys: Keys) -> Offer | None:
        """Return the offer of a variant at `keys` (None: of the product itself), or None without a price."""
        price_at = self._where(variant, keys, "price")
        prices = self._prices(price_at)
        if prices is None:
            return None
        sale_at = self._where(variant, keys, "sale_price")
        sale = self._prices(sale_at) or ()
        self._check_sale(sale, sale_at, prices, price_at)
        # An amount that is wrong is not also missing.
        if len(prices) == len(self._value(price_at)) and self._first_time(("shown", *price_at)):
            self.currencies.check_prices(self.source, price_at, prices)
        if self._first_time(("shown", *sale_at)):
            self.currencies.check_sale(self.source, sale_at, sale, prices)
        availability = self._value(self._where(variant, keys, "availability")) or Availability.IN_STOCK
        return Offer(
            prices=prices,
            sale_prices=sale,
            sale_interval=self._interval(self._where(variant, keys, "sale_price_effective_date"), sale),
            availability=availability,
            availability_date=self._availability_date(variant, keys, availability),
            release=self._instant(self._where(variant, keys, "release")),
            stock=self._value(self._where(variant, keys, "stock")),
        )

    def _where(self, variant: OfferForm | None, keys: Keys, name: str) -> Keys:
        """Return where a value is taken from: the variant if it says one, else the product."""
        return (*keys, name) if variant is not None and getattr(variant, name) is not None else (name,)

    def _value(self, keys: Keys) -> Any:
        form: OfferForm = self.form
        if len(keys) == 3 and self.form.variants is not None and isinstance(keys[1], int):
            form = self.form.variants[keys[1]]
        return getattr(form, str(keys[-1]))

    def _prices(self, keys: Keys) -> tuple[Money, ...] | None:
        if keys not in self._made:
            amounts = self._value(keys)
            self._made[keys] = None if amounts is None else self._priced(keys, amounts)
        made: tuple[Money, ...] | None = self._made[keys]
        return made

    def _priced(self, keys: Keys, amounts: dict[str, Amount]) -> tuple[Money, ...] | None:
        prices = []
        for code, amount in amounts.items():
            at = (*keys, code) if len(amounts) > 1 or (*keys, code) in self.source.positions else keys
            try:
                price = price_in(amount, self.currencies.own)
                prices.append(price)
                if not price.amount:
                    message = f"{field_name(keys)} {quote(price)} is nothing: buyers would pay nothing."
                    self.source.warn(at, "price-nothing", message, "Write an amount, if one is meant.")
            except Wrong as wrong:
                say_wrong(self.source, at, wrong)
        return tuple(prices) or None

    def _check_sale(
        self, sale: tuple[Money, ...], sale_at: Keys, prices: tuple[Money, ...], price_at: Keys
    ) -> None:
        if not self._first_time(("sale", *sale_at, *price_at)):
            return
        by_currency = {price.currency: price for price in prices}
        for money in sale:
            price = by_currency.get(money.currency)
            at = price_at if len(price_at) > len(sale_at) else sale_at
            if price is None:
                message = f"{field_name(sale_at)} has an amount in {money.currency}, price has none."
                self.source.say(at, "sale-currency", message, f"Write a price in {money.currency} as well.")
            elif money.amount >= price.amount:
                message = f"{field_name(sale_at)} {quote(money)} is not below the price {quote(price)}."
                self.source.say(at, "sale-not-lower", message, "Write a lower amount, or take the sale out.")
            elif len(price_at) > len(sale_at):
                self._check_inherited_sale(money, price, price_at)

    def _check_inherited_sale(self, sale: Money, price: Money, price_at: Keys) -> None:
        """Warn of a sale price that a variant inherits although it was written for another price."""
        meant = money_in(sale.currency, self._prices(("price",)) or ())
        if meant is None or meant.amount == price.amount or not self._first_time(("inherited", *price_at)):
            return
        message = (
            f"The variant's own price is {quote(price)}, but its sale_price {quote(sale)} is inherited: "
            f"it was written for {quote(meant)}."
        )
        hint = "Write sale_price on the variant as well; or on those alone that are in the sale."
        self.source.warn(price_at, "sale-inherited", message, hint)

    def _interval(self, keys: Keys, sale: tuple[Money, ...]) -> Interval:
        period = self._value(keys)
        if period is None:
            return Interval()
        if not sale and self._first_time(("no-sale", *keys)):
            message = f"{field_name(keys)} says when a sale is, but there is no sale_price."
            self.source.warn(keys, "no-sale", message, "Write a sale_price, or take the dates out.")
        if keys not in self._made:
            start = self._on_the_clock(keys, period.start, is_end=False)
            end = self._on_the_clock(keys, period.end, is_end=True)
            if start is not None and end is not None and start >= end:
                message = f"{field_name(keys)} {quote(period.text)} ends before it starts."
                sides = [side.strip() for side in period.text.split("/")]
                self.source.say(keys, "interval-order", message, f"Write it so: {'/'.join(reversed(sides))}.")
            self._made[keys] = Interval(start, end)
        made: Interval = self._made[keys]
        return made

    def _availability_date(
        self, variant: OfferForm | None, keys: Keys, availability: Availability
    ) -> datetime | None:
        at = self._where(variant, keys, "availability_date")
        state_at = self._where(variant, keys, "availability")
        is_given = self._value(at) is not None
        if availability in _LATER and not is_given and self._first_time(("no-date", *state_at)):
            message = f"availability is {availability.value}, but there is no availability_date."
            self.source.say(
                state_at, "missing", message, "Write the day, such as availability_date: 2026-12-15."
            )
        if availability not in _LATER:
            if is_given and self._first_time(("date", *at, *state_at)):
                message = f"availability_date says nothing where availability is {availability.value}."
                self.source.warn(at, "no-meaning", message, "It goes with preorder and backorder.")
            return None
        return self._instant(at)

    def _instant(self, keys: Keys) -> datetime | None:
        if keys not in self._made:
            self._made[keys] = self._on_the_clock(keys, self._value(keys), is_end=False)
        made: datetime | None = self._made[keys]
        return made

    def _on_the_clock(self, keys: Keys, moment: Moment | None, *, is_end: bool) -> datetime | None:
        if moment is None:
            return None
        try:
            return end_instant(moment, self.zone) if is_end else instant(moment, self.zone)
        except NotOnTheClock as fault:
            message = f"{field_name(keys)} {quote(moment.text)} {fault}."
            self.source.say(keys, "not-on-the-clock", message, "Write the offset, such as +01:00.")
            return None

    def _first_time(self, keys: Keys) -> bool:
        is_new = keys not in self._made
        self._made[keys] = True
        return is_new
