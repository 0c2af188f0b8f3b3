"""What watches a site's sources: it misses nothing, and nothing ends it."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import InotifyFD

from shopgen.preview.watch import Watch
from shopgen.problems import MachineError

WAIT_S = 10
MUG = "brands/acme/products/mug.md"


class Told:
    """What a watch has told so far."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def tell(self, changed: set[str]) -> None:
        """Take what was changed."""
        self.paths += sorted(changed)

    def wait_for(self, path: str) -> None:
        """Wait until a path is told, and forget all that was."""
        end = time.monotonic() + WAIT_S
        while path not in self.paths:
            assert time.monotonic() < end, self.paths
            time.sleep(0.005)
        self.paths.clear()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one product."""
    (tmp_path / MUG).parent.mkdir(parents=True)
    (tmp_path / MUG).write_text("one")
    return tmp_path


@pytest.fixture
def told(site: Path) -> Iterator[Told]:
    """What is told of it."""
    told = Told()
    with Watch(site, told.tell):
        yield told


@pytest.mark.parametrize("top", ["brands", "themes"])
def test_folder_that_was_removed_is_watched_when_it_is_back(site: Path, told: Told, top: str) -> None:
    """As when a branch without it is checked out, and then one with it."""
    for text in ("two", "three"):
        if (site / top).exists():
            shutil.rmtree(site / top)
            told.wait_for(top)
        (site / top / "one").mkdir(parents=True)
        told.wait_for(top)
        (site / top / "one/file").write_text(text)
        told.wait_for(f"{top}/one/file")


def test_folder_that_is_moved_away_and_back_is_watched(site: Path, told: Told) -> None:
    """It is the same folder, and was another's name in between."""
    (site / "brands").rename(site / "elsewhere")
    told.wait_for("brands")
    (site / "elsewhere").rename(site / "brands")
    told.wait_for("brands")

    (site / MUG).write_text("two")

    told.wait_for(MUG)


def test_file_is_told_by_the_names_of_all_links_to_it(site: Path, told: Told) -> None:
    """Each of them is a source of its own."""
    common = site / "common.md"
    common.write_text("one")
    links = [f"brands/acme/products/{slug}.md" for slug in ("cup", "pot")]
    for link in links:
        (site / link).symlink_to(common)
        told.wait_for(link)

    for link in links:
        common.write_text(f"for {link}")
        told.wait_for(link)


def test_links_that_lead_nowhere_or_around_do_no_harm(site: Path, told: Told) -> None:
    """To itself, to a folder that it is in, to nothing, and out of the site."""
    for name, target in (("self", "self"), ("loop", ".."), ("none", "nosuch"), ("out", "/etc/hosts")):
        (site / "brands/acme/products" / name).symlink_to(target)
        told.wait_for(f"brands/acme/products/{name}")

    (site / MUG).write_text("two")

    told.wait_for(MUG)


def test_permission_is_a_change(site: Path, told: Told) -> None:
    """A file that may be read again has not been written to."""
    (site / MUG).chmod(0o600)

    told.wait_for(MUG)


def test_it_goes_on_after_an_error(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong with a change is said, and the next one is told."""
    told = Told()

    def fail_once(changed: set[str]) -> None:
        if not caplog.records:
            raise ZeroDivisionError
        told.tell(changed)

    with Watch(site, fail_once):
        (site / MUG).write_text("two")
        wait_until(lambda: "ZeroDivisionError" in caplog.text)
        (site / MUG).write_text("three")
        told.wait_for(MUG)

    assert f"could not take a change in: {MUG}" in caplog.text


def test_it_goes_on_after_an_event_that_it_cannot_see(
    site: Path, told: Told, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it does where the error comes before it is known what was changed."""
    with monkeypatch.context() as patched:
        patched.setattr("shopgen.preview.watch._names", lambda *_: 1 / 0)
        (site / MUG).write_text("two")
        wait_until(lambda: "ZeroDivisionError" in caplog.text)

    (site / MUG).write_text("three")

    told.wait_for(MUG)


def limit_watches(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Have the system watch so many more folders."""
    add, left = InotifyFD.add_callback, [count]

    def refuse(*args: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "inotify watch limit reached")
        return add(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(InotifyFD, "add_callback", refuse)


@pytest.mark.parametrize("count", [0, 5])
def test_refusal_to_watch_is_said(site: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Also where it is but a folder within the first ones that is too many."""
    limit_watches(monkeypatch, count)

    with pytest.raises(MachineError, match=r"watches no more files .* --poll"), Watch(site, Told().tell):
        pass


def test_refusal_to_watch_a_new_folder_is_said(
    site: Path, told: Told, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in it would be changed unseen."""
    limit_watches(monkeypatch, 0)

    (site / "brands/acme/images").mkdir()

    wait_until(lambda: "watches no more files" in caplog.text)
    (site / MUG).write_text("two")
    told.wait_for(MUG)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something."""
    end = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)
