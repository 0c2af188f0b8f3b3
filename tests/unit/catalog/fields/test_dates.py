"""Dates are in the brand's zone where they name none, and a last day is included."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.fields.dates import (
    NotOnTheClock,
    end_instant,
    instant,
    parse_day,
    parse_moment,
    parse_period,
)
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.fields.zones import find_zone, zone_names


def utc(text: str) -> datetime:
    """Return an instant written in UTC."""
    return datetime.fromisoformat(f"{text}+00:00")


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2026-12-01", "UTC", "2026-12-01T00:00"),
        ("2026-12-01", "Europe/Paris", "2026-11-30T23:00"),
        ("2026-07-01", "Europe/Paris", "2026-06-30T22:00"),
        ("2026-12-01T09:00", "Europe/Paris", "2026-12-01T08:00"),
        ("2026-12-01 09:00:30", "Asia/Tokyo", "2026-12-01T00:00:30"),
        ("2026-12-01T09:00:00+01:00", "Asia/Tokyo", "2026-12-01T08:00"),
        ("2026-12-01T09:00Z", "Asia/Tokyo", "2026-12-01T09:00"),
        ("2026-12-01T09:00+0530", "UTC", "2026-12-01T03:30"),
        ("2026-12-01T09:00-08", "UTC", "2026-12-01T17:00"),
        ("2026-12-01", "Pacific/Chatham", "2026-11-30T10:15"),
    ],
)
def test_moment_is_in_the_zone_it_names_or_in_the_brands(text: str, zone: str, expected: str) -> None:
    """Instants are in UTC."""
    assert utc(expected) == instant(parse_moment(text), find_zone(zone))


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2026-12-01", "UTC", "2026-12-02T00:00"),
        ("2026-12-01", "Europe/Paris", "2026-12-01T23:00"),
        # The day on which the clocks go back has 25 hours.
        ("2026-10-25", "Europe/Paris", "2026-10-25T23:00"),
        ("2026-10-24", "Europe/Paris", "2026-10-24T22:00"),
        ("2026-12-01T12:00", "UTC", "2026-12-01T12:00"),
        ("2026-12-31", "UTC", "2027-01-01T00:00"),
        ("2028-02-28", "UTC", "2028-02-29T00:00"),
    ],
)
def test_last_day_is_included_and_a_last_instant_is_not(text: str, zone: str, expected: str) -> None:
    """A day ends when the next one begins."""
    assert utc(expected) == end_instant(parse_moment(text), find_zone(zone))


@pytest.mark.parametrize(
    ("text", "zone", "says"),
    [("2027-03-28T02:30", "Europe/Paris", "is skipped"), ("2026-10-25T02:30", "Europe/Paris", "comes twice")],
)
def test_local_time_that_is_not_on_the_clock_is_refused(text: str, zone: str, says: str) -> None:
    """When clocks change, an hour is skipped or comes twice."""
    with pytest.raises(NotOnTheClock, match=says):
        instant(parse_moment(text), find_zone(zone))


def test_local_time_with_its_offset_is_always_on_the_clock() -> None:
    """The offset says which of the two is meant."""
    zone = find_zone("Europe/Paris")

    assert utc("2026-10-25T00:30") == instant(parse_moment("2026-10-25T02:30+02:00"), zone)
    assert utc("2026-10-25T01:30") == instant(parse_moment("2026-10-25T02:30+01:00"), zone)


def test_day_whose_midnight_is_skipped_starts_when_the_clocks_have_changed() -> None:
    """In Cairo the clocks go from 0:00 to 1:00 on the last Friday of April."""
    assert utc("2026-04-23T22:00") == instant(parse_moment("2026-04-24"), find_zone("Africa/Cairo"))


@given(
    st.dates(date(1990, 1, 1), date(2199, 12, 30)),
    st.sampled_from(sorted(zone_names())),
)
def test_day_ends_when_the_next_one_starts(day: date, name: str) -> None:
    """Days follow each other without a gap in every zone."""
    zone = find_zone(name)
    moment = parse_moment(str(day))
    start, end = instant(moment, zone), end_instant(moment, zone)

    # Samoa and Kwajalein each crossed the date line by leaving a day out.
    assert start <= end
    assert 0 <= (end - start).total_seconds() <= 26 * 3600
    assert UTC is start.tzinfo


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-13-01",
        "01.12.2026",
        "2026-12-1",
        "20261201",
        "tomorrow",
        "2026-12-01T25:00",
        "2026-12-01T09",
        "1889-01-01",
        "2300-01-01",
        "2026-W49-2",
        "٢٠٢٦-١٢-٠١",
    ],
)
def test_text_that_is_no_date_is_refused(text: str) -> None:
    """Only ISO 8601's calendar dates are taken, within two centuries."""
    with pytest.raises(Wrong):
        parse_moment(text)


@pytest.mark.parametrize("text", ["31.02.2026", "29.2.2027", "1.1.1800"])
def test_day_that_there_is_not_is_no_hint(text: str) -> None:
    """A date with points is written anew only where the calendar has it; 1.12.2026, the control, is."""
    with pytest.raises(Wrong) as caught:
        parse_moment(text)
    with pytest.raises(Wrong) as control:
        parse_moment("1.12.2026")

    assert f"Write {text[-4:]}" not in caught.value.hint
    assert "Write 2026-12-01." == control.value.hint


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-27/2026-12-01", "2026-11-27", "2026-12-01"),
        ("2026-11-27T09:00Z / 2026-12-01", "2026-11-27T09:00Z", "2026-12-01"),
        ("../2026-12-01", None, "2026-12-01"),
        ("2026-11-27/..", "2026-11-27", None),
    ],
)
def test_interval_has_two_sides_one_of_which_may_be_open(
    text: str, start: str | None, end: str | None
) -> None:
    """Two dots leave a side open (ISO 8601-2)."""
    period = parse_period(text)

    assert (start, end) == (period.start and period.start.text, period.end and period.end.text)


@pytest.mark.parametrize(
    "text", ["2026-11-27", "../..", "2026-11-27/P7D", "a/b", "2026-11-27/2026-12-01/2026-12-02", "/"]
)
def test_text_that_is_no_interval_is_refused(text: str) -> None:
    """A duration is not taken."""
    with pytest.raises(Wrong, match="is not an interval"):
        parse_period(text)


def test_day_is_a_calendar_day() -> None:
    """A day has no zone."""
    assert "2026-12-01" == str(parse_day("2026-12-01"))
