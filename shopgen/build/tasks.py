"""What workers do for pages and renditions: make files, and write those that differ beside the output."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shopgen.build.door import RecordingDoor, Shelf, Standing, ThemeFiles
from shopgen.build.result import Made
from shopgen.build.staging import OutputFile, Staging, stage
from shopgen.build.trace import Trace
from shopgen.images.render import CachedFile
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.render import PageTask, render
from shopgen.problems import ContentError, MachineError, Problem


@dataclass(frozen=True, slots=True)
class PageWork:
    """Some page tasks, and the shelf that they read from."""

    shelf: Shelf
    tasks: Sequence[PageTask]
    staging: Staging
    with_reads: bool


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of some page tasks."""

    files: tuple[OutputFile, ...]
    made: tuple[Made, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RenditionWork:
    """A brand's renditions, which lie in the cache."""

    brand: str
    files: Sequence[CachedFile]
    staging: Staging


def make_pages(work: PageWork) -> PageOutcome:
    """Make some pages and write those that differ beside the output."""
    files: list[OutputFile] = []
    made: list[Made] = []
    problems: list[Problem] = []
    theme_files, standing = _theme_files(work.shelf.theme_roots, work.staging.build), Standing(work.shelf)
    for task in work.tasks:
        trace = Trace() if work.with_reads else None
        door = RecordingDoor(work.shelf, theme_files, standing, trace)
        try:
            artifacts = render(task.kind, door, task.brand, task.locale, task.product)
        except ContentError as error:
            problems += error.problems
            continue
        files += [stage(work.staging, artifact) for artifact in artifacts]
        if trace is not None:
            made.append(_made(task, artifacts, trace))
    return PageOutcome(tuple(files), tuple(made), tuple(problems))


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


def _made(task: PageTask, artifacts: Sequence[Artifact], trace: Trace) -> Made:
    paths = tuple(artifact.path for artifact in artifacts)
    return Made(task.kind, task.brand, task.locale, task.product, paths, tuple(trace.reads()))


@lru_cache(maxsize=1)
def _theme_files(roots: tuple[Path, ...], build: str) -> ThemeFiles:  # noqa: ARG001
    """A worker reads each file of a theme once in a build, and again in the next."""
    return ThemeFiles(roots)
