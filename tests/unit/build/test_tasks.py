"""Page tasks: what they read, and through what."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopgen.build.build import build_site
from shopgen.build.progress import Silence
from shopgen.build.result import BuildResult
from shopgen.build.settings import BuildSettings


@pytest.fixture
def settings(tmp_path: Path) -> BuildSettings:
    """Return the settings of a site with one product, in a folder of its own."""
    site = tmp_path / "site"
    (site / "brands/acme/products").mkdir(parents=True)
    (site / "shopgen.yaml").write_text("base_url: https://shops.example/\n")
    (site / "brands/acme/brand.yaml").write_text("name: Acme\ncurrency: EUR\n")
    (site / "brands/acme/products/mug.md").write_text('---\ntitle: Mug\nprice: "24.00"\n---\nA *mug*.\n')
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return BuildSettings(site, tmp_path / "output", tmp_path / "cache", at, jobs=1, with_reads=True)


@pytest.fixture
def own_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test change the zone of its process."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_pages_ask_no_clock(settings: BuildSettings, own_zone: pytest.MonkeyPatch) -> None:
    """A build with another clock and zone makes the same files."""
    first = outputs(build_site(settings, Silence()), settings)
    own_zone.setattr(time, "time", lambda: 4_000_000_000.0)
    own_zone.setenv("TZ", "Pacific/Chatham")
    time.tzset()

    second = replace(settings, output=settings.output.with_name("again"))

    assert first == outputs(build_site(second, Silence()), second)


def outputs(result: BuildResult, settings: BuildSettings) -> dict[str, bytes]:
    """Return every file that a build made."""
    assert result.committed is not None
    return {path: (settings.output / path).read_bytes() for path in result.committed.new}


def test_every_page_says_what_it_read(settings: BuildSettings) -> None:
    """Each page task of a build records at least one reading, and every reading has a digest."""
    made = build_site(settings, Silence()).made

    assert [] == [one.kind for one in made if not one.reads]
    assert {32} == {len(read.digest) for one in made for read in one.reads}


def test_a_change_that_a_page_cannot_see_leaves_its_readings(settings: BuildSettings) -> None:
    """A setting that no page shows changes no reading of a checkout page."""
    before = readings(settings, "checkout")
    (settings.site / "shopgen.yaml").write_text("base_url: https://shops.example/\ncommission: 8%\n")

    assert before == readings(settings, "checkout")


def test_what_is_handed_to_themes_is_read(settings: BuildSettings) -> None:
    """A page depends on the `extra` of its brand and of the site, which its theme may show."""
    keys = {(read.kind, read.key) for read in readings(settings, "checkout")[0]}

    assert {("brand", "acme extra"), ("site", "extra"), ("product", "acme mug extra")} <= keys


def test_a_change_that_a_page_sees_changes_its_readings(settings: BuildSettings) -> None:
    """A new price changes what the checkout page read."""
    before = readings(settings, "checkout")
    (settings.site / "brands/acme/products/mug.md").write_text(
        '---\ntitle: Mug\nprice: "25.00"\n---\nA *mug*.\n'
    )

    assert before != readings(settings, "checkout")


def readings(settings: BuildSettings, kind: str) -> list[object]:
    """Return what all pages of a kind read."""
    return [one.reads for one in build_site(settings, Silence()).made if one.kind == kind]
