"""Zones come out of the package, not out of the machine."""

import zoneinfo
from datetime import datetime

import pytest

from shopgen.catalog.fields.zones import find_zone, zone_names


def test_zones_do_not_depend_on_the_machines_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with other data, or none, has the same zones."""
    monkeypatch.setattr(zoneinfo, "TZPATH", ("/nowhere",))
    find_zone.cache_clear()

    assert 3600 == find_zone("Europe/Oslo").utcoffset(datetime(2026, 1, 1)).total_seconds()  # type: ignore[union-attr]  # noqa: DTZ001
    assert "Europe/Oslo" in zone_names()


@pytest.mark.parametrize("name", ["", "Paris", "../../etc/passwd", "/etc/localtime", "Europe", "europe/oslo"])
def test_name_of_no_zone_is_not_found(name: str) -> None:
    """No path is made of a name that is not on the list."""
    with pytest.raises(KeyError):
        find_zone(name)


def test_every_zone_on_the_list_can_be_read() -> None:
    """The list and the files agree."""
    assert all(find_zone(name).key == name for name in zone_names())
