"""An offer at an instant: which price holds, what a buyer can do, and when that changes by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopgen.shop.money import Money, money_in
from shopgen.shop.product import Availability, Offer, Product


class OfferState(StrEnum):
    """What a buyer can do about an offer."""

    OPEN = "open"
    PREORDER = "preorder"
    BACKORDER = "backorder"
    NOT_YET_OPEN = "not_yet_open"
    SOLD_OUT = "sold_out"
    DISCONTINUED = "discontinued"

    @property
    def is_buyable(self) -> bool:
        """Whether it can be paid for now."""
        return self in (OfferState.OPEN, OfferState.PREORDER, OfferState.BACKORDER)


@dataclass(frozen=True, slots=True)
class Offering:
    """One offer in one currency at one instant.

    `price` is what the buyer pays; `regular_price` is the one before the sale, None where no sale is on.
    `until` is when the sale ends. `since` is the date that `state` speaks of: the release of a drop, or
    when a preorder or a backorder arrives.
    """

    price: Money
    state: OfferState
    regular_price: Money | None = None
    until: datetime | None = None
    since: datetime | None = None
    stock: int | None = None


def offering_at(offer: Offer, currency: str, at: datetime) -> Offering:
    """Return what the offer is at this instant.

    Raises:
        LookupError: the offer has no price in this currency, which `catalog` reports as a problem.
    """
    price = money_in(currency, offer.prices)
    if price is None:
        raise LookupError(f"no price in {currency}")
    sale = money_in(currency, offer.sale_prices) if at in offer.sale_interval else None
    state, since = _state_at(offer, at)
    return Offering(
        price=sale or price,
        regular_price=price if sale else None,
        until=offer.sale_interval.end if sale else None,
        state=state,
        since=since,
        stock=offer.stock,
    )


def _state_at(offer: Offer, at: datetime) -> tuple[OfferState, datetime | None]:
    if offer.availability is Availability.DISCONTINUED:
        return OfferState.DISCONTINUED, None
    if offer.release is not None and at < offer.release:
        return OfferState.NOT_YET_OPEN, offer.release
    if offer.availability is Availability.OUT_OF_STOCK:
        return OfferState.SOLD_OUT, None
    is_awaited = offer.availability in (Availability.PREORDER, Availability.BACKORDER)
    if is_awaited and (offer.availability_date is None or at < offer.availability_date):
        return OfferState(offer.availability.value), offer.availability_date
    if offer.stock == 0:
        return OfferState.SOLD_OUT, None
    return OfferState.OPEN, None


def boundaries(offer: Offer) -> tuple[datetime, ...]:
    """Return the instants at which what the offer is changes by itself."""
    dates: Iterable[datetime | None] = (
        *((offer.sale_interval.start, offer.sale_interval.end) if offer.sale_prices else ()),
        offer.release,
        offer.availability_date,
    )
    return tuple(date for date in dates if date is not None)


def next_boundary(products: Iterable[Product], at: datetime) -> datetime | None:
    """Return the first instant after `at` at which a page of these products changes by itself."""
    later = (
        date
        for product in products
        for variant in product.variants
        for date in boundaries(variant.offer)
        if date > at
    )
    return min(later, default=None)
