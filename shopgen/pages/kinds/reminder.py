"""Reminders: a calendar file for a product's drops (RFC 5545), with alarms before each and at its time."""

from shopgen.pages.artifact import Artifact
from shopgen.pages.parts.drops import LASTS, REMINDER, Drop, calendar_time, find_drops
from shopgen.pages.parts.readings import ProductReading

_MAX_OCTETS = 75
"""Of a content line, the line break left out (RFC 5545, section 3.1)."""


def render_reminder(reading: ProductReading) -> Artifact | None:
    """Return `remind.ics` beside the checkout page; None unless something of the product is yet to open."""
    drops = find_drops(reading)
    if not drops:
        return None
    path = reading.path.removesuffix("index.html") + REMINDER
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//shopgen//shopgen//EN",
        *(line for drop in drops for line in _event(drop)),
        "END:VCALENDAR",
    )
    return Artifact(path, "".join(f"{_folded(line)}\r\n" for line in lines).encode())


def _event(drop: Drop) -> tuple[str, ...]:
    at, summary = calendar_time(drop.opens), _text(drop.summary)
    return (
        "BEGIN:VEVENT",
        f"UID:{drop.uid}",
        # No clock is read here: a drop that is put off counts as the later revision of itself, and one that
        # is brought forward as the earlier. Without it neither would be newer to calendars that go by it.
        f"SEQUENCE:{int(drop.opens.timestamp()) // 60}",
        f"DTSTAMP:{at}",
        f"DTSTART:{at}",
        f"DURATION:PT{LASTS.seconds // 60}M",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{_text(drop.url)}",
        f"URL:{drop.url}",
        "TRANSP:TRANSPARENT",
        *_alarm("-PT15M", summary),
        *_alarm("PT0M", summary),
        "END:VEVENT",
    )


def _alarm(trigger: str, summary: str) -> tuple[str, ...]:
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{trigger}",
        f"DESCRIPTION:{summary}",
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
