"""What an offer is at an instant, and when that changes by itself."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.shop.interval import Interval
from shopgen.shop.money import Money
from shopgen.shop.offering import OfferState, boundaries, next_boundary, offering_at
from shopgen.shop.product import Availability, Offer, Product, Variant

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEFORE, AFTER = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)
PRICE, SALE = Money(Decimal("24.00"), "EUR"), Money(Decimal("19.00"), "EUR")


def an_offer(**changes: Any) -> Offer:
    """Return an offer for 24 EUR."""
    return Offer(**{"prices": (PRICE,), **changes})


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        ({}, NOON, OfferState.OPEN),
        ({"stock": 3}, NOON, OfferState.OPEN),
        ({"stock": 0}, NOON, OfferState.SOLD_OUT),
        ({"availability": Availability.OUT_OF_STOCK, "stock": 3}, NOON, OfferState.SOLD_OUT),
        ({"availability": Availability.DISCONTINUED, "stock": 3}, NOON, OfferState.DISCONTINUED),
        ({"release": NOON}, BEFORE, OfferState.NOT_YET_OPEN),
        ({"release": NOON}, NOON, OfferState.OPEN),
        ({"release": NOON, "stock": 0}, BEFORE, OfferState.NOT_YET_OPEN),
        ({"release": NOON, "stock": 0}, AFTER, OfferState.SOLD_OUT),
        ({"availability": Availability.PREORDER, "availability_date": NOON}, BEFORE, OfferState.PREORDER),
        ({"availability": Availability.PREORDER, "availability_date": NOON}, NOON, OfferState.OPEN),
        ({"availability": Availability.PREORDER, "stock": 0}, NOON, OfferState.PREORDER),
        ({"availability": Availability.BACKORDER, "availability_date": NOON}, BEFORE, OfferState.BACKORDER),
    ],
)
def test_state_at_an_instant(changes: dict[str, Any], at: datetime, expected: OfferState) -> None:
    """What a buyer can do follows from availability, dates and stock, in this order."""
    assert expected is offering_at(an_offer(**changes), "EUR", at).state


@pytest.mark.parametrize(
    ("at", "price", "regular"),
    [
        (BEFORE, PRICE, None),
        (NOON, SALE, PRICE),
        (NOON + timedelta(days=1) - timedelta(seconds=1), SALE, PRICE),
        (NOON + timedelta(days=1), PRICE, None),
    ],
)
def test_sale_lasts_from_its_start_to_before_its_end(
    at: datetime, price: Money, regular: Money | None
) -> None:
    """A sale's price holds from the start of its interval, and no more at its end."""
    interval = Interval(NOON, NOON + timedelta(days=1))
    found = offering_at(an_offer(sale_prices=(SALE,), sale_interval=interval), "EUR", at)

    assert (price, regular) == (found.price, found.regular_price)


def test_sale_without_an_interval_is_always_on() -> None:
    """A sale's price that names no dates holds at any instant."""
    assert offering_at(an_offer(sale_prices=(SALE,)), "EUR", NOON).price == SALE


def test_missing_currency_is_no_price() -> None:
    """An offer without a price in a currency is none, rather than one in another currency."""
    with pytest.raises(LookupError, match="USD"):
        offering_at(an_offer(), "USD", NOON)


def a_product(offer: Offer) -> Product:
    """Return a product with one variant."""
    return Product("mug", "mug", "EUR", (Variant("mug", offer),), {})


instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
offers = st.builds(
    an_offer,
    sale_prices=st.sampled_from([(), (SALE,)]),
    sale_interval=st.builds(Interval, st.none() | instants, st.none() | instants),
    availability=st.sampled_from(Availability),
    availability_date=st.none() | instants,
    release=st.none() | instants,
    stock=st.sampled_from([None, 0, 5]),
)


@given(offers, instants)
def test_nothing_changes_before_the_next_boundary(offer: Offer, at: datetime) -> None:
    """From one instant to just before the next boundary an offer is the same."""
    boundary = next_boundary([a_product(offer)], at) or at + timedelta(days=9999)
    last = boundary - timedelta(microseconds=1)

    assert offering_at(offer, "EUR", at) == offering_at(offer, "EUR", last)


def test_a_boundary_that_is_forgotten_is_noticed() -> None:
    """The property would notice an offer that changes at an instant that is no boundary."""
    offer = an_offer(release=NOON)

    assert (NOON,) == boundaries(offer)
    assert offering_at(offer, "EUR", BEFORE) != offering_at(offer, "EUR", NOON)
