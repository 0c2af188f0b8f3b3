"""Calendar files for drops (RFC 5545)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.render import render
from tests.builders import NOW, make_door, make_offer, make_product, make_variant, make_words


def calendar_of(title: str = "Enamel mug") -> str:
    """Return the calendar file of a drop."""
    variant = make_variant(offer=make_offer(release=NOW + timedelta(days=8)))
    product = make_product(variants=(variant,), words={"en-GB": make_words(title)})
    return render("checkout", make_door(product), "fjord", "en-GB", "mug")[1].data.decode()


def unfolded(calendar: str) -> list[str]:
    """Return the content lines of a calendar."""
    return calendar.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_reminder_is_an_event_at_the_drop_s_time_with_two_alarms() -> None:
    """The event starts when the drop opens; alarms go off a quarter of an hour before, and then."""
    lines = unfolded(calendar_of())

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"DTSTART:20261201T120000Z", "DTSTAMP:20261201T120000Z"} <= set(lines)
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-PT15M", "TRIGGER:PT0M"]
    assert "URL:https://shops.example/fjord/mug/" in lines


@given(st.text(min_size=1, max_size=200))
def test_no_line_is_longer_than_75_octets(title: str) -> None:
    """Lines are folded by octets, never within a character, and no title makes a line of its own."""
    calendar = calendar_of(title)
    plain = [line.partition(":")[0].partition(";")[0] for line in unfolded(calendar)]

    assert [line for line in calendar.split("\r\n") if len(line.encode()) > 75] == []
    assert plain == [line.partition(":")[0].partition(";")[0] for line in unfolded(calendar_of("x"))]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Mug, blue; new", "Mug\\, blue\\; new"),
        ("back\\slash", "back\\\\slash"),
        ("two\nEND:VEVENT", "two END:VEVENT"),
    ],
)
def test_what_has_a_meaning_in_a_calendar_is_escaped(title: str, text: str) -> None:
    """Commas, semicolons and backslashes are escaped, and a line break is a space."""
    assert f"SUMMARY:{text} by Fjord Supply opens" in unfolded(calendar_of(title))
