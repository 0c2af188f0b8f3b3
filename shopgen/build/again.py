"""A build of a site that was built before: brands that have not changed are left alone, and not even loaded.

That a brand has not changed is known by all files that its build may read, all settings, the window of time
in which the same sales and drops are on, and the bytes of all files that were made of it. Where that holds of
all brands and of the site itself, what makes pages is not even imported.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from shopgen.build.fingerprint import fingerprint
from shopgen.build.folders import check_folders
from shopgen.build.progress import Progress
from shopgen.build.result import BuildResult, Committed, PictureCount
from shopgen.build.settings import BuildSettings
from shopgen.build.sources import (
    Source,
    digest_of_sources,
    is_link,
    look_at_sources,
    read_sources,
    source_digest,
)
from shopgen.build.staging import FOLDER
from shopgen.build.state import BuildState, StoredBuild, StoredFile, state_path
from shopgen.build.strays import find_strays
from shopgen.build.workers import Workers
from shopgen.problems import Place, Problem, Severity, sort_problems

SITE = ""
"""Stands for what belongs to no brand."""
MANY = 20
"""From so many brands on there will be large work, for which processes may start at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a build: the sources, the terms that each brand is built on, and what still holds.

    `terms` have everything but the instant that a brand's files depend on, as a digest; under `SITE` are
    those of the site itself. `held` is what was made of brands on these terms and is in the output.
    """

    sources: Mapping[str, Source]
    terms: Mapping[str, str]
    held: Mapping[str, StoredBuild] = field(default_factory=dict)

    @property
    def brands(self) -> Mapping[str, StoredBuild]:
        """The brands that hold."""
        return {brand: build for brand, build in self.held.items() if brand != SITE}


def build_again(settings: BuildSettings, progress: Progress) -> BuildResult:
    """Build as `build_site` does, but only what the last build does not hold for.

    Raises:
        UsageError: the folder is no site, or a file of somebody else is in the way.
        MachineError: the disk is full, or the like.
    """
    check_folders(settings)
    with Workers(settings.jobs) as workers:
        # They take as long to start as this process takes to import the rest: then both cores are busy.
        if not state_path(settings.cache, settings.output).exists() and _count_brands(settings) >= MANY:
            workers.warm()
        known = find_known(settings)
        if SITE in known.held and set(known.held[SITE].told["brands"]) == known.brands.keys():
            return _unchanged(settings, known.held)
        if len(settings.brands or known.terms.keys() - known.held.keys()) >= MANY:
            workers.warm()
        from shopgen.build.build import build_with  # takes half a second

        return build_with(workers, settings, progress, known)


def find_known(settings: BuildSettings) -> Known:
    """Return what is known of a site and of its output, from the files as they are now."""
    path = state_path(settings.cache, settings.output)
    if not path.is_file():
        return _read_terms(settings, {})
    with BuildState(path, fingerprint()) as state:
        known = _read_terms(settings, state.sources())
        # Who asks for some brands, or for what pages read, gets these made; what a killed build left goes.
        if settings.brands or settings.with_reads or (settings.output / FOLDER).exists():
            return known
        held = {
            brand: build
            for brand, build in state.builds().items()
            if build.terms == known.terms.get(brand) and _is_on(build, settings.at)
        }
    return Known(known.sources, known.terms, still_there(settings, held))


def still_there(settings: BuildSettings, held: Mapping[str, StoredBuild]) -> dict[str, StoredBuild]:
    """Return those of which all files are in the output as they were made; none where a build was killed."""
    output, trusts = settings.output, settings.trusts_stamps
    if (output / FOLDER / "journal.json").exists():
        return {}
    return {
        brand: build
        for brand, build in held.items()
        if all(file.is_in(output, trusts_stamps=trusts) for file in build.files)
    }


def keep_builds(
    settings: BuildSettings,
    state: BuildState,
    known: Known,
    made: Mapping[str, StoredBuild],
    published: Collection[str],
) -> None:
    """Keep what was made, unless a source was changed in the meantime."""
    if not _holds(settings, known):
        return
    state.save_sources(known.sources)
    gone = state.brands() - {*published, SITE}
    state.save_builds(made, gone)


def make_stored(
    settings: BuildSettings,
    terms: str,
    until: datetime | None,
    told: Mapping[str, Any],
    problems: Iterable[Problem],
    files: Iterable[StoredFile],
) -> StoredBuild:
    """Return what is kept of a brand, or of the site itself."""
    rows = [
        [p.place.path, p.place.line, p.place.column, p.place.key, p.code, p.message, p.hint, p.severity.value]
        for p in problems
    ]
    return StoredBuild(terms, settings.at, until, {**told, "problems": rows}, tuple(files))


def held_problems(held: Mapping[str, StoredBuild]) -> list[Problem]:
    """Return what was said of brands that hold."""
    return [_problem(*row) for build in held.values() for row in build.told["problems"]]


def sum_up(builds: Mapping[str, StoredBuild]) -> BuildResult:
    """Return in numbers what has been made, by this build or by an earlier one."""
    brands = [build for brand, build in builds.items() if brand != SITE]
    files = {file.path: file.bytes for build in builds.values() for file in build.files}
    return BuildResult(
        problems=sort_problems(held_problems(builds)),
        brands=len(brands),
        products=sum(build.told["products"] for build in brands),
        pages=sum(path.endswith(".html") for path in files),
        locales=len({locale for build in brands for locale in build.told["locales"]}),
        bytes=sum(files.values()),
        pictures=sum((PictureCount(*build.told["pictures"]) for build in brands), PictureCount()),
        boundary=min((build.until for build in brands if build.until), default=None),
    )


def _read_terms(settings: BuildSettings, sources: Mapping[str, Source]) -> Known:
    found = read_sources(settings.site, sources, trusts_looks=settings.trusts_stamps)
    by_brand = _by_brand(settings.site, found)
    key = settings.signing_key
    said = (settings.base_url, settings.theme, settings.serial, settings.effort, key.public() if key else "")
    shared = _digest(repr(said), *sorted(by_brand), digest_of_sources(settings.site, by_brand[SITE]))
    terms = {
        brand: _digest(shared, digest_of_sources(settings.site, files)) for brand, files in by_brand.items()
    }
    return Known(found, terms | {SITE: _digest(*(terms[brand] for brand in sorted(terms)))})


def _count_brands(settings: BuildSettings) -> int:
    with suppress(OSError):
        return len(settings.brands) or len(os.listdir(settings.site / "brands"))  # noqa: PTH208
    return 0


def _by_brand(site: Path, sources: Mapping[str, Source]) -> Mapping[str, Mapping[str, Source]]:
    """Return the sources by whose they are; under `SITE` those of all.

    By a link one brand's folder may have what is another's: then all sources are everyone's.
    """
    start = str(site / "brands/_").removesuffix("_")
    has_links = any(is_link(path) for path in sources)
    found: dict[str, dict[str, Source]] = defaultdict(dict)
    for path, source in sources.items():
        brand, slash, _ = path.removeprefix(start).partition("/") if path.startswith(start) else ("", "", "")
        owner = brand if slash else SITE
        found[SITE if has_links else owner][path] = source
        found[owner].setdefault(path, source)
    return found


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode(errors="surrogateescape")).hexdigest()


def _is_on(build: StoredBuild, at: datetime) -> bool:
    return build.since <= at and (build.until is None or at < build.until)


def _holds(settings: BuildSettings, known: Known) -> bool:
    """Whether the sources still look as they did; one that cannot be told by its look is read again."""
    now = dict(look_at_sources(settings.site))
    return now.keys() == known.sources.keys() and all(
        source.look == now[path] or source.digest == source_digest(path)
        for path, source in known.sources.items()
    )


def _unchanged(settings: BuildSettings, held: Mapping[str, StoredBuild]) -> BuildResult:
    """Return what a build of all that holds comes to."""
    paths = {file.path for build in held.values() for file in build.files}
    strays = find_strays(settings.output, paths)
    return replace(sum_up(held), committed=Committed((), (), len(paths), (), tuple(strays)))


def _problem(
    path: str, line: int, column: int, key: str, code: str, message: str, hint: str, severity: str
) -> Problem:
    return Problem(Place(path, line, column, key), code, message, hint, Severity(severity))
