"""What a preview shows is what a build from nothing would make: after whatever edits, byte for byte."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from shopgen.build.live import LiveSite
from shopgen.build.progress import Silence
from shopgen.build.scene import Look
from shopgen.images.recipe import Effort
from shopgen.preview.pages import Pages
from tests.exactness.edits import INSTANTS, repaint, set_field, write
from tests.exactness.test_incremental import Edits, Shop, tree

ORIGIN = "http://127.0.0.1:8000/"


class Shown:
    """A shop's sources, followed by a preview, and a build from nothing to hold that against."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.shop.clean = replace(shop.clean, base_url=ORIGIN)
        at = datetime.fromisoformat(INSTANTS[0])
        self.live = LiveSite(shop.site, shop.settings.cache, at, Effort.NORMAL, 1)
        self.live.load(Silence())
        self.live.check()
        self.pages = Pages(self.live)
        self.sources = self.read_sources()

    def read_sources(self) -> dict[str, bytes]:
        """Return all sources."""
        return {path: data for path, data in tree(self.shop.site).items() if not path.startswith(".")}

    def follow(self) -> None:
        """Tell the preview which sources were changed, as what watches them does."""
        now = self.read_sources()
        changed = {
            path for path in now.keys() | self.sources.keys() if now.get(path) != self.sources.get(path)
        }
        self.sources = now
        if changed:
            self.live.take(changed)
        self.live.check()

    def differences(self) -> list[str]:
        """Follow, build, and return the files that the preview has otherwise."""
        self.follow()
        clean = self.shop.build_clean()
        errors = [str(problem) for problem in self.live.problems if problem.is_error]
        assert sorted(str(problem) for problem in clean.problems if problem.is_error) == sorted(errors)
        if not clean.is_good:
            return []
        look = Look(self.shop.settings.at, ORIGIN)
        built = tree(self.shop.clean.output)
        shown = {path: self.pages.find(path, look) for path in sorted(built)}
        return [path for path, file in shown.items() if file is None or file.data != built[path]]


class ShownEdits(Edits):
    """The same edits, of a shop that is being looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown(self.shop)

    def teardown(self) -> None:
        """Look no more."""
        self.shown.live.close()
        super().teardown()

    @invariant()
    def output_is_that_of_a_clean_build(self) -> None:
        """After every edit."""
        assert [] == self.shown.differences()


def try_scripts(count: int) -> None:
    """Try so many scripts of 20 edits."""
    run_state_machine_as_test(
        ShownEdits,
        settings=settings(
            max_examples=count,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_edits_are_shown_as_a_clean_build_has_them() -> None:
    """After each of 20 edits in each of 10 scripts the preview has what a build from nothing makes."""
    try_scripts(10)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_many_edits_are_shown_as_a_clean_build_has_them(part: int) -> None:
    """The same in 300 scripts."""
    try_scripts(30)


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    """A shop that is being looked at."""
    shown = Shown(Shop(tmp_path))
    yield shown
    shown.live.close()


def test_scripts_find_a_change_that_is_not_followed(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that forgets to read a product again is found to show something else."""
    monkeypatch.setattr("shopgen.build.live.load_some_products", lambda _: [])
    set_field(shown.shop.site / "brands/acme/products/mug.md", "title", "Other")

    assert "acme/mug/index.html" in shown.differences()


def test_scripts_find_a_picture_that_is_not_followed(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that keeps what it made of an original is found to show something else."""
    assert [] == shown.differences()
    monkeypatch.setattr("shopgen.build.live_pictures.LivePictures.forget", lambda *_: None)
    repaint(shown.shop.site / "brands/acme/images/photo.png", (1, 2, 3))

    assert "acme/mug/index.html" in shown.differences()


def test_what_is_broken_is_shown_as_it_was(shown: Shown) -> None:
    """A product with an error stays as it was last good, beside one that has changed since."""
    mug, pot = (shown.shop.site / f"brands/acme/products/{slug}.md" for slug in ("mug", "pot"))
    look = Look(datetime.fromisoformat(INSTANTS[0]), ORIGIN)
    before = shown.pages.find("acme/mug/index.html", look)
    set_field(mug, "price", "cheap")
    set_field(pot, "title", "Kettle")
    shown.follow()

    assert before == shown.pages.find("acme/mug/index.html", look)
    kettle = shown.pages.find("acme/pot/index.html", look)
    assert kettle
    assert b"Kettle" in kettle.data
    assert ["brands/acme/products/mug.md:2"] == [
        str(problem.place) for problem in shown.live.problems if problem.is_error
    ]


def test_page_that_cannot_be_made_is_shown_as_it_was(shown: Shown) -> None:
    """Where a template is broken its pages stay as they were, and the problem names its line."""
    look = Look(datetime.fromisoformat(INSTANTS[0]), ORIGIN)
    before = shown.pages.find("acme/mug/index.html", look)
    write(shown.shop.site / "themes/mine/templates/base.html", "<!doctype html>\n{% if %}\n")
    shown.follow()

    assert before == shown.pages.find("acme/mug/index.html", look)
    assert ["themes/mine/templates/base.html:2"] == [str(one.place) for one in shown.pages.problems()]

    (shown.shop.site / "themes/mine/templates/base.html").unlink()
    assert [] == shown.differences()
    assert () == shown.pages.problems()


def test_all_brands_may_be_gone_for_a_while(shown: Shown) -> None:
    """While there is no brand, what was there last is shown, and it is said."""
    brands = shown.shop.site / "brands"
    look = Look(datetime.fromisoformat(INSTANTS[0]), ORIGIN)
    before = shown.pages.find("acme/mug/index.html", look)
    brands.rename(shown.shop.site / "elsewhere")
    shown.follow()
    assert ["no-brand"] == [problem.code for problem in shown.live.problems if problem.is_error]
    assert before == shown.pages.find("acme/mug/index.html", look)

    (shown.shop.site / "elsewhere").rename(brands)
    assert [] == shown.differences()
    assert () == shown.live.problems
