"""What workers do for pages and renditions: make what is not there yet, and write it beside the output."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from shopgen.build.door import RecordingDoor, Shelf, Standing, ThemeFiles
from shopgen.build.staging import OutputFile, Staging, stage
from shopgen.build.state import CHANGED, FIRST, LOST, StoredPage, Why
from shopgen.build.trace import DIGEST_BYTES, Digests, Reading, Trace, readings_of, shape_of, with_digests
from shopgen.images.render import CachedFile
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.render import render
from shopgen.pages.task import PageTask
from shopgen.problems import ContentError, MachineError, Problem


@dataclass(frozen=True, slots=True)
class PageWork:
    """Some page tasks, the shelf that they read from, and what is known of how they were done before.

    With `trusts_stamps` a file that looks untouched is taken for untouched, and not read.
    """

    shelf: Shelf
    tasks: Sequence[PageTask]
    staging: Staging
    stored: Mapping[PageTask, StoredPage] = field(default_factory=dict)
    trusts_stamps: bool = False


@dataclass(frozen=True, slots=True)
class DonePage:
    """A page task that is done: the shape and the digests of its readings, and its files.

    One that was `kept` was not done anew: it would be the same. `why` is why it was last done.
    """

    task: PageTask
    shape: str
    digests: bytes
    files: tuple[OutputFile, ...]
    why: Why
    kept: StoredPage | None = None


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of some page tasks."""

    pages: tuple[DonePage, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RenditionWork:
    """A brand's renditions, which lie in the cache."""

    brand: str
    files: Sequence[CachedFile]
    staging: Staging


def make_pages(work: PageWork) -> PageOutcome:
    """Make the pages that would not be as before, and write those that differ beside the output."""
    pages: list[DonePage] = []
    problems: list[Problem] = []
    maker = _Maker(work)
    for task in work.tasks:
        try:
            pages.append(maker.done(task))
        except ContentError as error:
            problems += error.problems
    return PageOutcome(tuple(pages), tuple(problems))


class _Maker:
    """Makes pages, or finds that they need not be made; what one of them has worked out serves the others."""

    def __init__(self, work: PageWork) -> None:
        self._work = work
        self._files = _theme_files(work.shelf.theme_roots, work.staging.build)
        self._standing = Standing(work.shelf)
        self._digests = Digests()
        self._answers = self._door(None)

    def done(self, task: PageTask) -> DonePage:
        """Return a page as it was before where it would be the same, else made anew.

        Raises:
            ContentError: the theme is at fault.
        """
        stored = self._work.stored.get(task)
        if stored is None:
            return self._made(task, (FIRST,))
        why = self._change(task, stored) or self._loss(stored)
        if why:
            return self._made(task, why)
        files = tuple(file.as_same() for file in stored.files)
        return DonePage(task, stored.shape, stored.digests, files, stored.why, stored)

    def _made(self, task: PageTask, why: Why) -> DonePage:
        trace = Trace()
        artifacts = render(task.kind, self._door(trace), task.brand, task.locale, task.product)
        files = tuple(stage(self._work.staging, artifact) for artifact in artifacts)
        shape = shape_of(trace.seen(), task.brand, task.product)
        return DonePage(task, shape, trace.digests(self._digests), files, why)

    def _door(self, trace: Trace | None) -> RecordingDoor:
        return RecordingDoor(self._work.shelf, self._files, self._standing, trace)

    def _change(self, task: PageTask, stored: StoredPage) -> Why | None:
        """Return the first reading that would not see the same."""
        readings = tuple(readings_of(stored.shape, task.brand, task.product))
        if len(stored.digests) != DIGEST_BYTES * len(readings):
            return (FIRST,)  # the row is damaged
        for reading, digest in with_digests(readings, stored.digests):
            if self._digest(reading) != digest:
                return CHANGED, *reading
        return None

    def _digest(self, reading: Reading) -> bytes | None:
        known = self._digests.known(reading)
        if known is not None:
            return known
        try:
            return self._digests.of(reading, self._answers.answer(reading))
        except (LookupError, AttributeError):
            return None

    def _loss(self, stored: StoredPage) -> Why | None:
        """Return the first file that is not in the output as it was made."""
        staging, trusts = self._work.staging, self._work.trusts_stamps
        for file in stored.files:
            if not file.is_in(staging.output, trusts_stamps=trusts):
                return LOST, file.path
        return None


def put_renditions(work: RenditionWork) -> tuple[OutputFile, ...]:
    """Write a brand's renditions beside the output where they are not there yet."""
    return tuple(
        stage(work.staging, Artifact(f"{work.brand}/img/{file.name}", _load(file), CacheClass.IMMUTABLE))
        for file in work.files
    )


def _load(file: CachedFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise MachineError.from_os(f"Could not read {file.path} from the cache", error) from error


@lru_cache(maxsize=1)
def _theme_files(roots: tuple[Path, ...], build: str) -> ThemeFiles:  # noqa: ARG001
    """A worker reads each file of a theme once in a build, and again in the next."""
    return ThemeFiles(roots)
