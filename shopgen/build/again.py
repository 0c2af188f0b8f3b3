"""A build of a site that may have been built before: where nothing has changed, nothing is loaded.

That nothing has changed is known by all files that a build may read, all settings, the window of time in
which the same sales and drops are on, and the bytes of all files that were made. What makes pages is not even
imported then.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shopgen.build.fingerprint import fingerprint
from shopgen.build.folders import check_folders
from shopgen.build.progress import Progress
from shopgen.build.result import BuildResult, Committed, PictureCount
from shopgen.build.settings import BuildSettings
from shopgen.build.sources import Source, digest_of_sources, look_at_sources, read_sources, source_digest
from shopgen.build.staging import FOLDER
from shopgen.build.state import BuildState, StoredBuild, StoredFile, state_path
from shopgen.build.strays import find_strays
from shopgen.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Terms:
    """All that a result depends on but the instant: the sources, and a digest of them and all settings."""

    sources: Mapping[str, Source]
    digest: str


def build_again(settings: BuildSettings, progress: Progress) -> BuildResult:
    """Build as `build_site` does, or return what the last build did where this one would do the same.

    Raises:
        UsageError: the folder is no site, or a file of somebody else is in the way.
        MachineError: the disk is full, or the like.
    """
    check_folders(settings)
    path = state_path(settings.cache, settings.output)
    if not path.is_file():
        terms, result = read_terms(settings, {}), None
    else:
        with BuildState(path, fingerprint()) as state:
            terms = read_terms(settings, state.sources())
            result = _unchanged(settings, state.build(), terms)
    if result is not None:
        return result
    from shopgen.build.build import build_site  # takes half a second

    return build_site(settings, progress, terms)


def read_terms(settings: BuildSettings, known: Mapping[str, Source]) -> Terms:
    """Return the terms of a build, from the files as they are now; `known` are those of an earlier one."""
    sources = read_sources(settings.site, known, trusts_looks=settings.trusts_stamps)
    key = settings.signing_key
    said = (
        digest_of_sources(settings.site, sources),
        settings.brands,
        settings.base_url,
        settings.theme,
        settings.serial,
        settings.effort,
        str(key.public()) if key else "",
    )
    return Terms(sources, hashlib.sha256(repr(said).encode()).hexdigest())


def keep_build(
    settings: BuildSettings,
    state: BuildState,
    terms: Terms,
    result: BuildResult,
    files: Iterable[StoredFile],
) -> None:
    """Keep what a build did, unless a source was changed in the meantime or not all of the site was built."""
    if settings.brands or not result.is_good or not _holds(settings, terms):
        return
    told = _told(result)
    build = StoredBuild(terms.digest, settings.at, result.boundary, told, tuple(files))
    state.save_build(build, terms.sources)


def _holds(settings: BuildSettings, terms: Terms) -> bool:
    """Whether the sources still look as they did; one that cannot be told by its look is read again."""
    now = dict(look_at_sources(settings.site))
    return now.keys() == terms.sources.keys() and all(
        source.look == now[path] or source.digest == source_digest(path)
        for path, source in terms.sources.items()
    )


def _unchanged(settings: BuildSettings, build: StoredBuild | None, terms: Terms) -> BuildResult | None:
    """Return what the last build did, if this one would do the same."""
    if build is None or build.terms != terms.digest or settings.with_reads:
        return None
    if settings.at < build.since or (build.until is not None and build.until <= settings.at):
        return None
    output = settings.output
    if (output / FOLDER).exists():
        return None  # a build was killed, or is at work
    if not all(file.is_in(output, trusts_stamps=settings.trusts_stamps) for file in build.files):
        return None
    strays = find_strays(output, {file.path for file in build.files})
    return _parse(build, strays)


def _told(result: BuildResult) -> dict[str, Any]:
    """Return what a result tells, as JSON has it."""
    count = result.pictures
    return {
        "problems": [
            [p.place.path, p.place.line, p.place.column, p.place.key, p.code, p.message, p.hint, p.severity]
            for p in result.problems
        ],
        "counts": [result.brands, result.products, result.pages, result.locales, result.bytes],
        "pictures": [
            count.originals,
            count.original_bytes,
            count.renditions,
            count.rendition_bytes,
        ],
    }


def _parse(build: StoredBuild, strays: list[str]) -> BuildResult | None:
    try:
        brands, products, pages, locales, size = build.result["counts"]
        return BuildResult(
            problems=tuple(_problem(*row) for row in build.result["problems"]),
            committed=Committed((), (), len(build.files), (), tuple(strays)),
            brands=brands,
            products=products,
            pages=pages,
            locales=locales,
            bytes=size,
            pictures=PictureCount(*build.result["pictures"]),
            boundary=build.until,
        )
    except (LookupError, TypeError, ValueError):
        return None


def _problem(
    path: str, line: int, column: int, key: str, code: str, message: str, hint: str, severity: str
) -> Problem:
    return Problem(Place(path, line, column, key), code, message, hint, Severity(severity))
