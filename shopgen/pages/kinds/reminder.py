"""Reminders: a calendar file for a drop (RFC 5545), with alarms before it and at its time."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from shopgen.pages.artifact import Artifact
from shopgen.pages.parts.heads import brand_name
from shopgen.pages.parts.offers import best_offering
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.views.buying import ReminderView
from shopgen.shop.offering import OfferState

FILE = "remind.ics"
CALENDAR = "https://calendar.google.com/calendar/render"
"""Takes an entry in its address: for apps that open no calendar files, or drop the alarms in them."""

_LASTS = timedelta(minutes=15)
_MAX_OCTETS = 75
"""Of a content line, the line break left out (RFC 5545, section 3.1)."""


def render_reminder(reading: ProductReading) -> Artifact | None:
    """Return `remind.ics` beside the checkout page; None unless the product is a drop that has not opened."""
    opens = _opens(reading)
    if opens is None:
        return None
    path = reading.path.removesuffix("index.html") + FILE
    return Artifact(path, _calendar(reading, opens).encode())


def reminder_view(reading: ProductReading) -> ReminderView | None:
    """Return the ways to be reminded, as seen from the checkout page; None where there is none."""
    opens = _opens(reading)
    if opens is None:
        return None
    entry = {
        "action": "TEMPLATE",
        "text": _summary(reading),
        "dates": f"{_basic(opens)}/{_basic(opens + _LASTS)}",
        "details": _url(reading),
    }
    return ReminderView(FILE, f"{CALENDAR}?{urlencode(entry)}")


def _opens(reading: ProductReading) -> datetime | None:
    offering = best_offering(reading.offerings)
    return offering.since if offering.state is OfferState.NOT_YET_OPEN else None


def _summary(reading: ProductReading) -> str:
    title, brand = reading.title().value, brand_name(reading.voice).value
    return reading.voice.words.gettext("%(title)s by %(brand)s opens", title=title, brand=brand)


def _url(reading: ProductReading) -> str:
    return reading.voice.addresses.absolute(reading.path)


def _basic(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _calendar(reading: ProductReading, opens: datetime) -> str:
    url, summary, at = _url(reading), _summary(reading), _basic(opens)
    alarms = (line for trigger in ("-PT15M", "PT0M") for line in _alarm(trigger, summary))
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//shopgen//shopgen//EN",
        "BEGIN:VEVENT",
        f"UID:{reading.product.id}.{reading.voice.slug}.{at}@shopgen",
        # When the entry was made: no clock is read here, and the drop's own time never changes by itself.
        f"DTSTAMP:{at}",
        f"DTSTART:{at}",
        f"DURATION:PT{_LASTS // timedelta(minutes=1)}M",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(url)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        *alarms,
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _alarm(trigger: str, summary: str) -> tuple[str, ...]:
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{trigger}",
        f"DESCRIPTION:{_text(summary)}",
        "END:VALARM",
    )


def _text(value: str) -> str:
    """Return a TEXT value (RFC 5545, section 3.3.11)."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    """Return a content line cut into pieces of at most 75 octets, never within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _MAX_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    return "\r\n".join([*pieces, piece])
