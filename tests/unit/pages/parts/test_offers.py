"""Offers in words."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shopgen.pages.parts.offers import (
    badge_view,
    best_offering,
    first_buyable,
    price_range_view,
    sale_note,
    state_view,
)
from shopgen.pages.views.buying import OpeningView, StateView
from shopgen.pages.views.cards import BadgeView, PriceView
from shopgen.pages.voice.voice import Voice, read_voice
from shopgen.shop.offering import Offering, OfferState
from tests.builders import NOW, euros, make_brand, make_door

LATER = NOW + timedelta(days=8)


def offering(price: str = "24.00", state: OfferState = OfferState.OPEN, was: str = "") -> Offering:
    """Return an offering, on sale where it cost more before."""
    dated = state in (OfferState.NOT_YET_OPEN, OfferState.PREORDER, OfferState.BACKORDER)
    return Offering(euros(price), state, euros(was) if was else None, since=LATER if dated else None)


def voice_in(locale: str = "en-GB") -> Voice:
    """Return the voice of a brand that has this locale."""
    return read_voice(make_door(brand=make_brand(locales=("en-GB", locale))), "fjord", locale)


@pytest.mark.parametrize(
    ("offerings", "view"),
    [
        ([offering("24.00")], PriceView("€24.00")),
        ([offering("19.00", was="24.00")], PriceView("€19.00", "€24.00")),
        ([offering("24.00"), offering("24.00")], PriceView("€24.00")),
        ([offering("28.00"), offering("24.00")], PriceView("€24.00", is_from=True, lead="from ")),
        ([offering("19.00", was="24.00"), offering("19.00")], PriceView("€19.00")),
        ([offering("10.00", OfferState.SOLD_OUT), offering("24.00")], PriceView("€24.00")),
        ([offering("10.00", OfferState.SOLD_OUT)], PriceView("€10.00")),
    ],
)
def test_a_product_s_price_is_one_amount_or_from_the_lowest(
    offerings: list[Offering], view: PriceView
) -> None:
    """Where variants that can be bought differ in price, the lowest is said with "from"."""
    assert view == price_range_view(offerings, voice_in())


def on_sale(price: str, was: str, until: datetime | None) -> Offering:
    """Return an offering whose sale ends then."""
    return replace(offering(price, was=was), until=until)


def test_a_sale_s_badge_goes_with_the_last_of_its_sales() -> None:
    """The word stays while any variant is reduced; without an end it stays."""
    much_later = LATER + timedelta(days=1)
    ending = [on_sale("19.00", "24.00", LATER), on_sale("20.00", "26.00", much_later)]

    assert badge_view(ending, voice_in()) == BadgeView("sale", "Sale", "2026-12-02T12:00:00Z")
    assert badge_view([*ending, on_sale("1.00", "2.00", None)], voice_in()) == BadgeView("sale", "Sale")


def test_words_around_a_price_stand_where_the_locale_has_them() -> None:
    """Japanese says "from" after the amount."""
    view = price_range_view([offering("28.00"), offering("24.00")], voice_in("ja-JP"))

    assert (view.lead, view.current, view.trail) == ("", "€24.00", "から")


@pytest.mark.parametrize(
    ("offerings", "badge"),
    [
        ([offering()], None),
        ([offering("19.00", was="24.00")], BadgeView("sale", "Sale")),
        ([offering(state=OfferState.SOLD_OUT)], BadgeView("sold_out", "Sold out")),
        ([offering(state=OfferState.SOLD_OUT), offering()], None),
        ([offering("1.00", OfferState.SOLD_OUT, "2.00"), offering()], None),
        ([offering(state=OfferState.NOT_YET_OPEN)], BadgeView("drop", "Drops 1 Dec", "2026-12-01T12:00:00Z")),
        ([offering(state=OfferState.PREORDER)], BadgeView("preorder", "Pre-order")),
        ([offering(state=OfferState.BACKORDER)], BadgeView("backorder", "To order")),
        ([offering(state=OfferState.DISCONTINUED)], BadgeView("discontinued", "No longer made")),
    ],
)
def test_a_badge_says_what_a_buyer_should_know(offerings: list[Offering], badge: BadgeView | None) -> None:
    """The word in the corner is that of the best that any variant can do; a plain offer has none."""
    assert badge == badge_view(offerings, voice_in())


@pytest.mark.parametrize(
    ("state", "view"),
    [
        (OfferState.OPEN, StateView("open", "In stock")),
        (OfferState.SOLD_OUT, StateView("sold_out", "Sold out")),
        (OfferState.DISCONTINUED, StateView("discontinued", "No longer made")),
        (OfferState.PREORDER, StateView("preorder", "Pre-order", "Ships from 1 December 2026")),
        (OfferState.BACKORDER, StateView("backorder", "Available to order", "Expected on 1 December 2026")),
        (
            OfferState.NOT_YET_OPEN,
            StateView(
                "not_yet_open",
                "Opens on 1 December 2026 at 13:00 CET",
                opens=OpeningView("2026-12-01T12:00:00Z", "1 December 2026", "13:00 CET"),
            ),
        ),
    ],
)
def test_each_state_is_said_with_its_date(state: OfferState, view: StateView) -> None:
    """A state says what holds, and from when in the brand's own time."""
    assert view == state_view(offering(state=state), voice_in())


def test_a_sale_is_said_to_last_through_its_last_day() -> None:
    """A sale that ends at midnight in the brand's time holds until the day before."""
    ends = NOW.replace(day=27, hour=23, minute=0)
    on_sale = Offering(euros("19.00"), OfferState.OPEN, euros("24.00"), until=ends)

    assert sale_note(on_sale, voice_in()) == "Sale until 27 November"


def test_the_first_variant_that_can_be_bought_is_chosen_at_first() -> None:
    """What is sold out is chosen only where all is."""
    sold_out = offering(state=OfferState.SOLD_OUT)

    assert first_buyable([sold_out, offering(), offering()]) == 1
    assert first_buyable([sold_out, sold_out]) == 0


def test_the_cheapest_in_the_best_state_speaks_for_a_product() -> None:
    """A cheaper variant that is sold out does not count beside one that can be bought."""
    wanted = offering("24.00")

    assert wanted is best_offering([offering("10.00", OfferState.SOLD_OUT), offering("30.00"), wanted])
