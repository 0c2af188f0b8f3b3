"""What is held of the pages that were made, and what is told of those that could not be."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopgen.build.live import LiveSite
from shopgen.build.progress import Silence
from shopgen.build.scene import Look, Scene
from shopgen.images.recipe import Effort
from shopgen.pages.artifact import Artifact
from shopgen.pages.task import PageTask
from shopgen.preview.app import Preview
from shopgen.preview.hub import Hub
from shopgen.preview.pages import Pages
from shopgen.problems import MachineError, Problem
from tests.previewing import make_site

ORIGIN = "http://127.0.0.1:8000"
LOOK = Look(datetime(2030, 1, 1, tzinfo=UTC), f"{ORIGIN}/")
MUG = "brands/acme/products/mug.md"
PAGE = "acme/mug/index.html"
Make = Callable[[Scene, PageTask, Look], tuple[Artifact, ...]]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSite]:
    """A small shop that is held in memory."""
    make_site(tmp_path)
    live = LiveSite(tmp_path, tmp_path / ".shopgen", LOOK.at, Effort.DRAFT, 1)
    live.load(Silence())
    yield live
    live.close()


@pytest.fixture
def preview(live: LiveSite, tmp_path: Path) -> Preview:
    """It as it is shown."""
    return Preview(tmp_path, live, Pages(live), Hub(), ORIGIN)


def edit(site: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a source."""
    text = (site / file).read_text()
    assert old in text
    (site / file).write_text(text.replace(old, new))


def break_template(site: Path) -> Path:
    """Write a template that cannot be read into the shop's theme."""
    template = site / "themes/mine/templates/base.html"
    template.parent.mkdir()
    template.write_text("{% if %}")
    return template


def test_it_holds_no_more_with_each_instant(live: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each instant is an address of its own, and there is no end of them."""
    for limit in ("_PAGES", "_FILES"):
        monkeypatch.setattr(f"shopgen.preview.pages.{limit}", 10)
    pages = Pages(live)
    held = []
    for hours in range(40):
        at = LOOK.at + timedelta(hours=hours)
        assert pages.find(PAGE, Look(at, f"{ORIGIN}/@at={at:%Y-%m-%dT%H:%M:%SZ}/"))
        held.append([len(kept) for kept in (pages._done, pages._last, pages._hashed, pages._tasks)])

    assert held[20] == held[-1]
    assert 10 == held[-1][0]


def test_rendition_is_had_without_making_pages(live: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many products a brand has: who asks for a picture waits for no page."""
    page = Pages(live).find(PAGE, LOOK)
    assert page
    picture = page.data.decode().partition('src="../img/')[2].partition('"')[0]
    made: list[PageTask] = []
    monkeypatch.setattr(Scene, "make", lambda _, task, __: made.append(task) or ())

    assert Pages(live).find(f"acme/img/{picture}", LOOK)
    assert [] == made


def test_theme_that_fails_fails_its_own_pages_alone(preview: Preview, tmp_path: Path) -> None:
    """A page in another theme is made, and not what it last was."""
    dense = replace(LOOK, theme="dense")
    assert preview.pages.find(PAGE, dense)
    break_template(tmp_path)
    edit(tmp_path, MUG, "title: Mug", "title: Cup")
    preview.take({"themes/mine/templates/base.html", MUG})
    preview.pages.find(PAGE, LOOK)

    other = preview.pages.find(PAGE, dense)
    assert other
    assert b"Cup" in other.data


def test_problem_of_a_page_is_told_until_it_is_mended(preview: Preview, tmp_path: Path) -> None:
    """It is found anew in each scene, without anyone's looking at the page again."""
    template = break_template(tmp_path)
    preview.take({"themes/mine/templates/base.html"})
    assert () == preview.problems()
    said: list[tuple[Problem, ...]] = []
    preview.say = said.append
    preview.find(PAGE, LOOK)
    assert ["template-syntax"] == [problem.code for problem in said[-1]]
    assert 2 == preview.revision

    edit(tmp_path, MUG, "title: Mug", "title: Cup")
    preview.take({MUG})
    assert ["template-syntax"] == [problem.code for problem in preview.problems()]
    assert ["template-syntax"] == [problem.code for problem in said[-1]]

    template.unlink()
    preview.take({"themes/mine/templates/base.html"})
    assert () == preview.problems()
    assert () == said[-1]


def test_machine_that_refuses_is_told(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be made for want of room is as it was, and it is said why."""
    before = preview.find(PAGE, LOOK)

    def refuse(*_: object) -> tuple[Artifact, ...]:
        raise MachineError("cannot write x: No space left on device.")

    monkeypatch.setattr(Scene, "make", refuse)
    preview.take({"shopgen.yaml"})

    assert before == preview.find(PAGE, LOOK)
    assert "No space left" in str(preview.problems()[0])


@pytest.mark.parametrize("error", [MachineError("cannot read x: Input/output error."), ZeroDivisionError()])
def test_change_that_cannot_be_read_is_told_and_read_later(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """What went wrong is said; the next change has everything read, what was missed too."""

    def fail(*_: object) -> None:
        raise error

    edit(tmp_path, MUG, "title: Mug", "title: Cup")
    with monkeypatch.context() as patched:
        patched.setattr("shopgen.build.live.load_some_products", fail)
        with suppress(ZeroDivisionError):
            preview.take({MUG})
    assert [MUG] == [problem.place.path for problem in preview.problems()]

    edit(tmp_path, "brands/acme/products/pot.md", "title: Pot", "title: Pan")
    preview.take({"brands/acme/products/pot.md"})

    assert () == preview.problems()
    page = preview.find(PAGE, LOOK)
    assert page
    assert b"Cup" in page.data


def test_next_change_is_that_of_any_brand(preview: Preview) -> None:
    """The sale begins at its first midnight and ends after its last day."""
    begins, ends = (datetime(2031, 5, day, tzinfo=UTC) for day in (1, 9))

    assert begins == preview.next_change(LOOK.at)
    assert ends == preview.next_change(begins)
    assert preview.next_change(ends) is None
