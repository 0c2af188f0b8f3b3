"""Turns: what an offer becomes by itself, so that a page that is not made anew in time is right by the clock.

A variant's turns are the end of a sale that is on and the opening of a drop. The start of a sale is none: a
viewer's clock may be wrong, and until a page is made anew no price is to sink on it. (A drop may open into a
sale, whose price is then the first that it can be bought for.)
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from shopgen.pages.parts.drops import opening_of
from shopgen.pages.parts.offers import price_range_view
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.views.cards import PriceView
from shopgen.pages.voice.formats import instant
from shopgen.shop.offering import Offering


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a variant is offered for between two of its turns.

    `since` is None for the stretch in which the page is made, `until` for one that has no end.
    """

    offering: Offering
    since: datetime | None = None
    until: datetime | None = None

    def holds_at(self, at: datetime | None) -> bool:
        """Whether it holds at an instant; None is when the page is made."""
        if at is None:
            return self.since is None
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


def stretches(reading: ProductReading) -> tuple[tuple[Stretch, ...], ...]:
    """Return the stretches of each variant, in the product's order, each in the order of time."""
    return tuple(tuple(_stretches_of(reading, index)) for index in range(len(reading.offerings)))


def _stretches_of(reading: ProductReading, index: int) -> Iterator[Stretch]:
    offering, since = reading.offerings[index], None
    while (turn := _next_turn(offering)) is not None:
        yield Stretch(offering, since, turn)
        offering, since = reading.at(turn).offerings[index], turn
    yield Stretch(offering, since)


def _next_turn(offering: Offering) -> datetime | None:
    end = offering.until if offering.regular_price else None
    return min(filter(None, (end, opening_of(offering))), default=None)


def prices_in_turn(reading: ProductReading) -> tuple[PriceView, ...]:
    """Return the price of a product now, and those that hold after its turns, each with its time."""
    variants = stretches(reading)
    later = {stretch.since for variant in variants for stretch in variant if stretch.since}
    found: list[PriceView] = []
    for turn in (None, *sorted(later)):
        offerings = [
            stretch.offering for variant in variants for stretch in variant if stretch.holds_at(turn)
        ]
        view = price_range_view(offerings, reading.voice)
        if found and view == replace(found[-1], since=""):
            continue
        if found:
            found[-1] = replace(found[-1], until=instant(turn))
        found.append(replace(view, since=instant(turn)))
    return tuple(found)
