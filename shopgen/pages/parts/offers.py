"""Offers in words: prices, states and badges as a locale says them."""

from collections.abc import Sequence
from decimal import Decimal

from shopgen.pages.views.buying import OpeningView, StateView
from shopgen.pages.views.cards import BadgeView, PriceView
from shopgen.pages.voice import formats
from shopgen.pages.voice.voice import Voice
from shopgen.shop.money import Money
from shopgen.shop.offering import Offering, OfferState
from shopgen.shop.product import Measure

_BEST_FIRST = tuple(OfferState)
"""The states from the best that can befall a buyer to the worst: the order they are defined in."""

_SLOT = "\ufffc"
"""Stands for the price while a sentence around it is translated."""


def best_offering(offerings: Sequence[Offering]) -> Offering:
    """Return the offer that speaks for a product: the cheapest of those in the best state."""
    return min(offerings, key=lambda o: (_BEST_FIRST.index(o.state), o.price.amount))


def first_buyable(offerings: Sequence[Offering]) -> int:
    """Return the index of the variant to choose at first: the first that can be bought, else the first."""
    return next((i for i, offering in enumerate(offerings) if offering.state.is_buyable), 0)


def price_view(offering: Offering, voice: Voice) -> PriceView:
    """Return the price of one offer."""
    regular = voice.money(offering.regular_price) if offering.regular_price else ""
    return PriceView(voice.money(offering.price), regular)


def price_range_view(offerings: Sequence[Offering], voice: Voice) -> PriceView:
    """Return the price of a product: one amount, or "from" the lowest where variants differ.

    What cannot be bought counts only where nothing can.
    """
    within = [o for o in offerings if o.state.is_buyable] or list(offerings)
    lowest = min(within, key=lambda o: o.price.amount)
    if all((o.price, o.regular_price) == (lowest.price, lowest.regular_price) for o in within):
        return price_view(lowest, voice)
    if all(o.price == lowest.price for o in within):
        return PriceView(voice.money(lowest.price))
    lead, _, trail = voice.words.gettext("from %(price)s", price=_SLOT).partition(_SLOT)
    return PriceView(voice.money(lowest.price), is_from=True, lead=lead, trail=trail)


def sale_note(offering: Offering, voice: Voice) -> str:
    """Return until when a sale holds, in the brand's time; empty where none is on or it has no end."""
    if offering.regular_price is None or offering.until is None:
        return ""
    return voice.words.gettext("Sale until %(date)s", date=voice.last_day(offering.until))


def badge_view(offerings: Sequence[Offering], voice: Voice) -> BadgeView | None:
    """Return the word for a product's corner, or None where there is nothing to say."""
    best = best_offering(offerings)
    say = voice.words.gettext
    match best.state:
        case OfferState.DISCONTINUED:
            return BadgeView("discontinued", say("No longer made"))
        case OfferState.SOLD_OUT:
            return BadgeView("sold_out", say("Sold out"))
        case OfferState.NOT_YET_OPEN if best.since:
            day = voice.short_day(best.since)
            return BadgeView("drop", say("Drops %(date)s", date=day), formats.instant(best.since))
        case OfferState.PREORDER:
            return BadgeView("preorder", say("Pre-order"))
    reduced = [o for o in offerings if o.state.is_buyable and o.regular_price]
    if reduced:
        ends = [o.until for o in reduced if o.until]
        return BadgeView("sale", say("Sale"), formats.instant(max(ends)) if len(ends) == len(reduced) else "")
    if best.state is OfferState.BACKORDER:
        return BadgeView("backorder", say("To order"))
    return None


def state_view(offering: Offering, voice: Voice) -> StateView:
    """Return whether and when an offer can be bought, in words."""
    say, since = voice.words.gettext, offering.since
    kind = offering.state.value
    match offering.state:
        case OfferState.OPEN:
            return StateView(kind, say("In stock"))
        case OfferState.PREORDER:
            detail = say("Ships from %(date)s", date=voice.date(since)) if since else ""
            return StateView(kind, say("Pre-order"), detail)
        case OfferState.BACKORDER:
            detail = say("Expected on %(date)s", date=voice.date(since)) if since else ""
            return StateView(kind, say("Available to order"), detail)
        case OfferState.NOT_YET_OPEN if since:
            opens = OpeningView(formats.instant(since), voice.date(since), voice.time(since))
            text = say("Opens on %(date)s at %(time)s", date=opens.date, time=opens.time)
            return StateView(kind, text, opens=opens)
        case OfferState.DISCONTINUED:
            return StateView(kind, say("No longer made"))
    return StateView(kind, say("Sold out"))


def plain_amount(money: Money) -> str:
    """Return an amount as decimal text without an exponent, such as 24.00."""
    return format(money.amount, "f") if money.amount else str(Decimal(0))


def unit_price_text(offering: Offering, measure: Measure | None, voice: Voice) -> str:
    """Return what one kilogram or litre costs (Directive 98/6/EC); empty where no measure is given."""
    return formats.unit_price(offering.price, measure, voice.locale) if measure else ""
