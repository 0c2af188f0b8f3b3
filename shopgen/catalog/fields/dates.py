"""Fields for instants and intervals (ISO 8601). What has no zone waits for the brand's."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.wrong import Wrong, want_text

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)\s?(?P<zone>Z|[-+]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_DOTTED = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1990, 2199


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date with a time, as it was written; `wall` is naive where no zone was."""

    text: str
    wall: datetime
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """From one moment to another; None is open."""

    text: str
    start: Moment | None
    end: Moment | None


class NotOnTheClock(ValueError):  # noqa: N818  a fault of the content, not of the program
    """A local time that a zone has not at all, or twice, when its clocks change."""


def parse_moment(value: Any) -> Moment:
    """Return a date such as `2026-12-01`, or an instant such as `2026-12-01T09:00:00+01:00`."""
    return _moment(want_text(value, "a date", "2026-12-01"))


def _moment(text: str) -> Moment:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise _wrong_shape(text)
    try:
        wall = datetime.fromisoformat(f"{found['day']}T{found['time'] or '00:00'}{found['zone'] or ''}")
    except ValueError:
        what = "is a date or a time that there is not"
        raise Wrong("not-a-date", what, _hint_of_clock(found), text) from None
    if not _FIRST_YEAR <= wall.year <= _LAST_YEAR:
        what = f"is not in the years {_FIRST_YEAR} to {_LAST_YEAR}"
        raise Wrong("not-a-date", what, "Correct the year.", text)
    return Moment(text, wall, is_day=not found["time"])


def _wrong_shape(text: str) -> Wrong:
    dotted = _DOTTED.fullmatch(text)
    if dotted is None:
        hint = "Write it such as 2026-12-01, or 2026-12-01T09:00:00+01:00."
        return Wrong("not-a-date", "is not a date", hint, text)
    meant = f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    try:
        _moment(meant)
    except Wrong as wrong:
        return Wrong(wrong.code, wrong.what, f"{wrong.hint} Write it such as 2026-12-01.", text)
    return Wrong("not-a-date", "is not a date", f"Write {meant}.", text)


def _hint_of_clock(found: re.Match[str]) -> str:
    """Return what to correct in a moment that has the right shape."""
    try:
        datetime.fromisoformat(found["day"])
    except ValueError:
        return "Look at the month, 01 to 12, and at its last day."
    try:
        datetime.fromisoformat(f"{found['day']}T{found['time'] or '00:00'}")
    except ValueError:
        return "Write a time from 00:00 to 23:59."
    return "Write an offset from -23:59 to +23:59, such as +01:00, or Z for UTC."


def parse_period(value: Any) -> Period:
    """Return an interval such as `2026-11-27/2026-12-01`; `..` on one side leaves it open."""
    text = want_text(value, "an interval", "2026-11-27/2026-12-01")
    sides = [side.strip() for side in text.split("/")]
    if len(sides) != 2 or sides == ["..", ".."]:
        hint = "Write first and last day with a slash between them, such as 2026-11-27/2026-12-01."
        raise Wrong("not-an-interval", "is not an interval", hint, text)
    start, end = (None if side == ".." else _side(side, text) for side in sides)
    return Period(text, start, end)


def _side(side: str, text: str) -> Moment:
    try:
        return _moment(side)
    except Wrong as wrong:
        what = f"is not an interval: {wrong.sentence('the side')[:-1]}"
        raise Wrong("not-an-interval", what, wrong.hint, text) from None


def instant(moment: Moment, zone: ZoneInfo) -> datetime:
    """Return the instant in UTC; without a zone of its own the moment is in `zone`.

    Raises:
        NotOnTheClock: the local time is skipped, or comes twice, when the clocks change. A day's midnight
            that is skipped is the first instant of that day, and of two it is the first.
    """
    wall = moment.wall
    if wall.tzinfo is not None:
        return wall.astimezone(UTC)
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first != second and not moment.is_day:
        what = "is skipped" if first > second else "comes twice"
        raise NotOnTheClock(f"{what} in {zone.key}, where the clocks change")
    return max(first, second) if first > second and not moment.is_day else first


def end_instant(moment: Moment, zone: ZoneInfo) -> datetime:
    """Return the instant at which something ends that lasts to this moment: a day is included."""
    if moment.is_day:
        moment = Moment(moment.text, moment.wall + timedelta(days=1), is_day=True)
    return instant(moment, zone)


def parse_day(text: str) -> date:
    """Return a calendar day."""
    return _moment(text).wall.date()


Instant = Annotated[Moment, PlainValidator(parse_moment), WithJsonSchema({"type": "string"})]
SpanOfTime = Annotated[Period, PlainValidator(parse_period), WithJsonSchema({"type": "string"})]
