"""What offers become by themselves."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.parts.choices import variants_in_turn
from shopgen.pages.parts.readings import ProductReading, read_product
from shopgen.pages.parts.turns import prices_in_turn, stretches
from shopgen.pages.views.cards import PriceView
from shopgen.pages.voice.voice import read_voice
from shopgen.shop.interval import Interval
from shopgen.shop.offering import OfferState, offering_at
from shopgen.shop.product import Offer
from tests.builders import NOW, euros, make_door, make_offer, make_product, make_variant

DAY = timedelta(days=1)


def offer(price: str, sale: str = "", days: tuple[int, int] = (-1, 1), **changes: Any) -> Offer:
    """Return an offer, reduced on these days from now."""
    if sale:
        interval = Interval(NOW + days[0] * DAY, NOW + days[1] * DAY)
        changes |= {"sale_prices": (euros(sale),), "sale_interval": interval}
    return make_offer(price, **changes)


def reading_of(*offers: Offer) -> ProductReading:
    """Return a product with a variant for each offer, as an English page sees it."""
    variants = tuple(make_variant(f"v{i}", offer=one) for i, one in enumerate(offers))
    door = make_door(make_product(variants=variants))
    return read_product(read_voice(door, "fjord", "en-GB"), "mug")


def days_of(reading: ProductReading) -> list[list[tuple[float | None, str, str]]]:
    """Return each variant's stretches: since which day from now, the price, the state."""
    return [
        [
            (s.since and (s.since - NOW) / DAY, str(s.offering.price.amount), s.offering.state.value)
            for s in variant
        ]
        for variant in stretches(reading)
    ]


def test_each_variant_turns_at_its_own_sale_s_end() -> None:
    """Sales that end on different days end on those days, and one that has yet to start is not told of."""
    reading = reading_of(
        offer("30.00", "20.00", (-1, 3)), offer("30.00", "10.00", (-1, 18)), offer("30.00", "5.00", (2, 7))
    )

    assert [
        [(None, "20.00", "open"), (3, "30.00", "open")],
        [(None, "10.00", "open"), (18, "30.00", "open")],
        [(None, "30.00", "open")],
    ] == days_of(reading)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((-1, 18), [(None, "20.00", "not_yet_open"), (4, "20.00", "open"), (18, "30.00", "open")]),
        ((-1, 2), [(None, "20.00", "not_yet_open"), (2, "30.00", "not_yet_open"), (4, "30.00", "open")]),
        ((2, 18), [(None, "30.00", "not_yet_open"), (4, "20.00", "open"), (18, "30.00", "open")]),
        ((6, 18), [(None, "30.00", "not_yet_open"), (4, "30.00", "open")]),
    ],
    ids=["sale through", "sale before", "opens into a sale", "sale later"],
)
def test_drop_and_sale_turn_one_after_the_other(days: tuple[int, int], expected: list[Any]) -> None:
    """A drop with a sale has a stretch for each of what becomes of it."""
    assert [expected] == days_of(reading_of(offer("30.00", "20.00", days, release=NOW + 4 * DAY)))


def test_card_and_checkout_page_say_the_same_at_any_time() -> None:
    """Each stretch of the checkout page's variants adds up to the card's price."""
    reading = reading_of(offer("30.00", "20.00", (-1, 3)), offer("26.00", "10.00", (-1, 18)))

    assert (
        PriceView("€10.00", is_from=True, lead="from ", until="2026-12-11T12:00:00Z"),
        PriceView("€26.00", is_from=True, lead="from ", since="2026-12-11T12:00:00Z"),
    ) == prices_in_turn(reading)
    assert ["€20.00", "€30.00", "€10.00", "€26.00"] == [v.price.current for v in variants_in_turn(reading, 0)]


@pytest.mark.parametrize(
    "offers",
    [
        [offer("24.00")],
        [make_offer("24.00", sale_prices=(euros("19.00"),))],
        [offer("24.00", "19.00", (1, 2))],
    ],
    ids=["no sale", "a sale without end", "a sale to come"],
)
def test_what_stays_has_no_time(offers: list[Offer]) -> None:
    """An offer that nothing changes by itself is one stretch without bounds."""
    reading = reading_of(*offers)

    assert [("", "")] == [(v.since, v.until) for v in variants_in_turn(reading, 0)]
    assert [("", "")] == [(price.since, price.until) for price in prices_in_turn(reading)]


@given(
    st.lists(
        st.tuples(
            st.integers(-3, 6),
            st.integers(1, 6),
            st.none() | st.integers(-2, 8),
            st.sampled_from(["", "9", "20"]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 30),
)
def test_no_page_shows_less_than_is_asked(cases: list[Any], half_days: int) -> None:
    """At any later instant what a page shows by the clock is what a new build shows, or more."""
    offers = [
        offer("30.00", sale, (start, start + length), release=None if drop is None else NOW + drop * DAY)
        for start, length, drop, sale in cases
    ]
    later = NOW + half_days * DAY / 2

    for one, variant in zip(offers, stretches(reading_of(*offers)), strict=True):
        (stretch,) = (s for s in variant if s.holds_at(later if half_days else None))
        true = offering_at(one, "EUR", later)
        assert stretch.offering.price.amount >= true.price.amount
        assert (stretch.offering.state is OfferState.NOT_YET_OPEN) == (true.state is OfferState.NOT_YET_OPEN)
