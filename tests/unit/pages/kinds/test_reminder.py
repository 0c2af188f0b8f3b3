"""Calendar files for drops (RFC 5545)."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.render import render
from shopgen.shop.product import Product
from tests.builders import (
    NOW,
    make_brand,
    make_door,
    make_offer,
    make_product,
    make_shirt,
    make_variant,
    make_words,
)


def calendar_of(title: str = "Enamel mug", days: int = 8, locale: str = "en-GB") -> str:
    """Return the calendar file of a drop in so many days."""
    variant = make_variant(offer=make_offer(release=NOW + timedelta(days=days)))
    product = make_product(variants=(variant,), words={"en-GB": make_words(title)})
    return calendar_beside(product, locale)


def calendar_of_shirt(*days: int | None) -> str:
    """Return the calendar file of a shirt whose four variants open in so many days, or are open."""
    shirt = make_shirt()
    offers = [make_offer(release=None if n is None else NOW + timedelta(days=n)) for n in days]
    variants = tuple(replace(v, offer=offer) for v, offer in zip(shirt.variants, offers, strict=True))
    return calendar_beside(replace(shirt, variants=variants))


def calendar_beside(product: Product, locale: str = "en-GB") -> str:
    """Return the calendar file beside a product's checkout page."""
    door = make_door(product, brand=make_brand(locales=("en-GB", "fr-FR")))
    return render("checkout", door, "fjord", locale, product.slug)[1].data.decode()


def values(calendar: str, name: str) -> list[str]:
    """Return what the content lines with this name say."""
    return [line.partition(":")[2] for line in unfolded(calendar) if line.startswith(f"{name}:")]


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


@pytest.mark.parametrize("days", [1, -1], ids=["put off", "brought forward"])
def test_a_drop_that_is_moved_stays_the_same_event(days: int) -> None:
    """Its name is the shop's own and has no time in it, and the later instant is the newer revision."""
    (uid,), (sequence,) = values(calendar_of(), "UID"), values(calendar_of(), "SEQUENCE")
    newer = calendar_of(days=8 + days)

    assert re.fullmatch(r"[a-z2-7]{10}@shops\.example", uid)
    assert [uid] == values(newer, "UID")
    assert [int(sequence) + days * 24 * 60] == [int(value) for value in values(newer, "SEQUENCE")]


def test_the_name_of_an_event_is_its_product_s() -> None:
    """It is one in every locale, and each product has another."""
    (uid,) = values(calendar_of(), "UID")

    assert [uid] == values(calendar_of(locale="fr-FR"), "UID")
    assert [uid] != values(calendar_of_shirt(8, 8, 8, 8), "UID")


def test_variants_that_open_apart_are_events_of_their_own() -> None:
    """The first to open comes first; what opens together is one event, and one variant is said by name."""
    calendar = calendar_of_shirt(None, 9, 8, 9)

    assert ["20261201T120000Z", "20261202T120000Z"] == values(calendar, "DTSTART")
    assert ["Shirt – L · white by Fjord Supply opens", "Shirt by Fjord Supply opens"] == values(
        calendar, "SUMMARY"
    )
    assert 2 == len(set(values(calendar, "UID")))


def test_an_event_keeps_its_name_when_another_variant_has_opened() -> None:
    """Who has taken both in gets no third event from a later file."""
    both, one = (values(calendar_of_shirt(None, first, 9, None), "UID") for first in (8, None))

    assert both[1:] == one


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
