"""When a page changes by itself, who looks at it is told."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from shopgen.preview import alarm
from shopgen.preview.alarm import Alarm


def test_it_goes_off_at_the_instant_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not before, and not again: a sale begins once."""
    due = datetime.now(UTC) + timedelta(seconds=0.2)
    told: list[datetime] = []
    looked = Event()

    def find_next(at: datetime) -> datetime | None:
        if told and at > due:
            looked.set()
        return due if at < due else None

    monkeypatch.setattr(alarm, "LOOK_S", 0.01)
    with Alarm(find_next, lambda: told.append(datetime.now(UTC))):
        assert looked.wait(10)

    assert 1 == len(told)
    assert due <= told[0]


def test_it_goes_off_after_a_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """An instant that the machine slept over is told once it is awake."""
    hours = iter(range(100))

    class Clock(datetime):
        """One that is an hour on whenever it is looked at."""

        @classmethod
        def now(cls, tz: object = UTC) -> datetime:  # type: ignore[override]
            """Return the time."""
            assert UTC is tz
            return datetime(2030, 1, 1, tzinfo=UTC) + timedelta(hours=next(hours))

    due = datetime(2030, 1, 1, 5, 30, tzinfo=UTC)
    told = Event()
    monkeypatch.setattr(alarm, "datetime", Clock)
    monkeypatch.setattr(alarm, "LOOK_S", 0.01)
    with Alarm(lambda at: due if at < due else None, told.set):
        assert told.wait(10)
