"""Renditions for a preview: whoever asks for one waits for that one alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from shopgen.build import live_pictures
from shopgen.build.live import LiveSite
from shopgen.build.live_pictures import BrandPictures
from shopgen.build.pictures import Use, render_use
from shopgen.build.progress import Silence
from shopgen.images.recipe import Effort
from shopgen.problems import MachineError
from tests.previewing import make_site, paint

COUNT = 6


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[BrandPictures]:
    """The pictures of a brand that has several."""
    make_site(tmp_path)
    lines = "".join(f"  - {{src: {number}.png, alt: One}}\n" for number in range(COUNT))
    for number in range(COUNT):
        paint(tmp_path / f"brands/acme/images/{number}.png", (number, 90, 30))
    pot = f"---\ntitle: Pot\nprice: '9.00'\nimages:\n{lines}---\n"
    (tmp_path / "brands/acme/products/pot.md").write_text(pot)
    live = LiveSite(tmp_path, tmp_path / ".shopgen", datetime.now(UTC), Effort.DRAFT, 1)
    live.load(Silence())
    yield live.scene.pictures.of(live.scene.shops["acme"], live.scene.site.pictures)
    live.close()


def test_who_asks_stands_in_no_line(pictures: BrandPictures, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is asked for is made at once, while others that were begun beside it still wait."""
    is_over = Event()

    def render(work: tuple[Path, Path, Use]) -> object:
        if work[2].src == "1.png":
            assert is_over.wait(20)
        return render_use(work)

    monkeypatch.setattr(live_pictures, "render_use", render)
    pictures.result("0.png")

    assert pictures.result("5.png").files
    is_over.set()


def test_no_more_than_some_are_begun_ahead(pictures: BrandPictures, monkeypatch: pytest.MonkeyPatch) -> None:
    """A brand with thousands of pictures keeps no machine busy because of one page."""
    begun: list[str] = []
    monkeypatch.setattr(live_pictures, "_AHEAD", 2)
    monkeypatch.setattr(
        "shopgen.build.live_pictures.LivePictures.begin", lambda _, use: begun.append(use.src)
    )

    pictures.result("1.png")

    assert ["2.png", "3.png"] == begun


def test_refusal_of_the_machine_is_not_kept(pictures: BrandPictures, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there is room on the disk the same picture is made."""

    def refuse(_: object) -> object:
        raise MachineError("cannot write x: No space left on device.")

    with monkeypatch.context() as patched:
        patched.setattr(live_pictures, "render_use", refuse)
        with pytest.raises(MachineError):
            pictures.result("0.png")

    assert pictures.result("0.png").files
