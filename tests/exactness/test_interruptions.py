"""Builds that are killed, or refused by the machine, at every step of theirs that changes a disk."""

import errno
import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import shopgen.build.staging
from shopgen.build.again import build_again
from shopgen.build.progress import Silence
from shopgen.problems import MachineError
from tests.exactness.edits import PRODUCT, paint, set_field, write
from tests.exactness.test_incremental import Shop, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks processes, which Windows cannot")

STEPS = ("replace", "unlink", "rmdir", "mkdir", "sync")
NEVER = -1
KILLED, GOOD, REFUSED, BROKEN = 9, 0, 3, 70
HASHED = re.compile(r"[\w-]+\.[a-z2-7]{10}\.(?:css|js|webp|avif|png|jpg)\b")
Fault = Callable[[], None]


def kill() -> None:
    """End the process as `kill -9` does."""
    os._exit(KILLED)


def no_room() -> None:
    """Refuse as a disk does that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_disk() -> None:
    """Refuse as a disk does that fails."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


class Steps:
    """Counts the steps that change a disk, with a fault at one of them, or at it and all that follow."""

    def __init__(self, at: int, fault: Fault, *, is_for_good: bool) -> None:
        self.count, self._at, self._fault, self._is_for_good = 0, at, fault, is_for_good

    def plant(self) -> None:
        """Stand before every such step of this process."""
        for name in STEPS:
            setattr(os, name, self._before(getattr(os, name)))
        shopgen.build.staging.open = self._before(open)  # type: ignore[attr-defined]

    def _before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            if "rb" not in args:
                at, self.count = self.count, self.count + 1
                if at == self._at or (self._is_for_good and 0 <= self._at < at):
                    self._fault()
            return step(*args, **options)

        return counted


def build_in_child(shop: Shop, at: int, fault: Fault, *, is_for_good: bool = False) -> tuple[int, int]:
    """Build in a process with a fault at its step of this number; return what it ends with, and its steps."""
    counted = shop.site.parent / "steps"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return code, int(counted.read_text()) if counted.exists() else 0
    code, steps = BROKEN, Steps(at, fault, is_for_good=is_for_good)
    with suppress(BaseException):
        steps.plant()
        try:
            build_again(shop.settings, Silence())
            code = GOOD
        except MachineError:
            code = REFUSED
        counted.write_text(str(steps.count))
    os._exit(code)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop that was built and then edited: there are files to make, to change and to remove."""
    shop = Shop(tmp_path)
    shutil.rmtree(shop.site / "brands/bolt")
    brand = shop.site / "brands/acme"
    set_field(brand / "brand.yaml", "locales", "")
    set_field(brand / "brand.yaml", "currencies", "")
    shop.build()
    (brand / "products/pot.md").unlink()
    write(brand / "products/lamp.md", PRODUCT.format(title="Lamp"))
    set_field(brand / "products/mug.md", "title", "Large mug")
    set_field(brand / "brand.yaml", "theme", '{name: mine, accent: "#7a1f3d"}')
    paint(brand / "images/photo.png", (1, 2, 3))
    assert shop.build_clean().is_good
    return shop


def at_every_step(shop: Shop, fault: Fault, *, is_for_good: bool = False) -> list[int]:
    """Build from the same start with the fault at each step in turn; return what the builds end with.

    After each the output has whole files of one build or the other, no page without a file that it names, and
    the next build makes what one from nothing makes.
    """
    output, cache, kept = shop.settings.output, shop.settings.cache, shop.site.parent / "kept"
    for folder in (output, cache):
        shutil.copytree(folder, kept / folder.name, symlinks=True)
    before, clean = tree(output), tree(shop.clean.output)
    _, steps = build_in_child(shop, NEVER, fault)
    assert clean == tree(output)
    assert 20 < steps
    ends = []
    for at in range(steps):
        for folder in (output, cache):
            shutil.rmtree(folder)
            shutil.copytree(kept / folder.name, folder, symlinks=True)
        code, _ = build_in_child(shop, at, fault, is_for_good=is_for_good)
        ends.append(code)
        assert {} == faults(tree(output), before, clean), f"at step {at}"
        shop.build()
        assert clean == tree(output), f"after step {at}"
    return ends


def faults(found: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, str]:
    """Return what is wrong with an output while it changes from one build's to the other's."""
    served = {path: data for path, data in found.items() if not path.startswith(".shopgen-new/")}
    names = {path.rpartition("/")[2] for path in served}
    wrong = {
        path: "is of neither build"
        for path, data in served.items()
        if data not in (before.get(path), after.get(path))
    }
    for path, data in served.items():
        if path.endswith(".html") and (missing := set(HASHED.findall(data.decode())) - names):
            wrong[path] = f"names {sorted(missing)}"
    return wrong


def test_killed_builds_leave_the_site_whole(shop: Shop) -> None:
    """Wherever a build is killed, what is served is whole, and the next build finishes it."""
    assert {KILLED} == set(at_every_step(shop, kill))


@pytest.mark.parametrize("is_for_good", [False, True])
def test_full_disk_leaves_the_site_whole(shop: Shop, is_for_good: bool) -> None:
    """Wherever the disk is full, once or for good, the build ends well or in a sentence, and harms none."""
    ends = at_every_step(shop, no_room, is_for_good=is_for_good)

    assert {REFUSED} <= set(ends) <= {REFUSED, GOOD}


@pytest.mark.long
@pytest.mark.parametrize("is_for_good", [False, True])
def test_failing_disk_leaves_the_site_whole(shop: Shop, is_for_good: bool) -> None:
    """So does a disk that fails."""
    ends = at_every_step(shop, broken_disk, is_for_good=is_for_good)

    assert {REFUSED} <= set(ends) <= {REFUSED, GOOD}


def test_pages_before_their_files_are_found(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that puts pages in place before what they name, and dies between, is found to be torn."""
    monkeypatch.setattr(
        "shopgen.build.commit._rank", lambda file: (file.path.endswith((".css", ".webp")), 0, file.path)
    )

    with pytest.raises(AssertionError, match="at step"):
        at_every_step(shop, kill)


def test_what_is_written_is_on_the_disk_before_it_is_moved(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sync comes after the last file that is written beside the output, and before the first is moved."""
    said: list[str] = []
    for name in ("sync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, name=name, real=real: (said.append(name), real(*args))[1])

    shop.build()

    moved = [name for name in said if name != "sync"]
    assert 1 == said.count("sync")
    assert said.index("sync") <= 1 < len(moved)
