"""Drops: when what cannot be bought yet opens, and the ways to be reminded of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from shopgen.digests import name_hash
from shopgen.pages.parts.heads import brand_name
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.views.buying import ReminderView
from shopgen.pages.voice.addresses import host_of
from shopgen.shop.offering import Offering, OfferState
from shopgen.shop.product import Variant

REMINDER = "remind.ics"
"""The file beside the checkout page that has all of a product's drops."""
CALENDAR = "https://calendar.google.com/calendar/render"
"""Takes an entry in its address: for apps that open no calendar files, or drop the alarms in them."""
LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Drop:
    """An instant at which a product, or some of its variants, can first be bought.

    `uid` names it to calendars (RFC 5545, section 3.8.4.7): in every locale, and when the drop is put off.
    """

    opens: datetime
    uid: str
    summary: str
    url: str


def find_drops(reading: ProductReading) -> tuple[Drop, ...]:
    """Return the drops of a product that are still to come, the earliest first."""
    waiting: dict[datetime, list[Variant]] = {}
    for variant, offering in zip(reading.product.variants, reading.offerings, strict=True):
        if opens := opening_of(offering):
            waiting.setdefault(opens, []).append(variant)
    return tuple(_drop(reading, opens, waiting[opens]) for opens in sorted(waiting))


def opening_of(offering: Offering) -> datetime | None:
    """Return when an offer opens; None unless that is still to come."""
    return offering.since if offering.state is OfferState.NOT_YET_OPEN else None


def first_opening(offerings: Iterable[Offering]) -> datetime | None:
    """Return when the first of the offers opens that are still closed; None where none is."""
    return min(filter(None, map(opening_of, offerings)), default=None)


def reminder_view(reading: ProductReading, offering: Offering) -> ReminderView | None:
    """Return the ways to be reminded of a variant's drop, seen from the checkout page; None without one."""
    opens = opening_of(offering)
    drops = find_drops(reading) if opens else ()
    return next((_reminder_view(drop) for drop in drops if drop.opens == opens), None)


def calendar_time(at: datetime) -> str:
    """Return an instant as calendars write it (RFC 5545, section 3.3.5, form 2)."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _reminder_view(drop: Drop) -> ReminderView:
    entry = {
        "action": "TEMPLATE",
        "text": drop.summary,
        "dates": f"{calendar_time(drop.opens)}/{calendar_time(drop.opens + LASTS)}",
        "details": drop.url,
    }
    return ReminderView(REMINDER, f"{CALENDAR}?{urlencode(entry)}")


def _drop(reading: ProductReading, opens: datetime, variants: Sequence[Variant]) -> Drop:
    product, voice = reading.product, reading.voice
    url = voice.addresses.absolute(reading.path)
    # The drop of the product as a whole, or of its first variant, needs no more to be known by.
    of_variant = () if variants[0] == product.variants[0] else (variants[0].id,)
    key = "/".join((voice.slug, product.id, *of_variant))
    return Drop(
        opens=opens,
        uid=f"{name_hash(key.encode())}@{host_of(url)}",
        summary=voice.words.gettext(
            "%(title)s by %(brand)s opens", title=_title(reading, variants), brand=brand_name(voice).value
        ),
        url=url,
    )


def _title(reading: ProductReading, variants: Sequence[Variant]) -> str:
    title = reading.title().value
    is_one_of_many = len(variants) == 1 < len(reading.product.variants)
    return f"{title} – {reading.variant_name(variants[0]).value}" if is_one_of_many else title
