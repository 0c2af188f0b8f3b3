"""The story of a build: load, pictures, plan, pages, manifests, commit. No detail is here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import datetime
from typing import Any

from shopgen.build.again import (
    SITE,
    Known,
    find_known,
    held_problems,
    keep_builds,
    make_stored,
    still_there,
    sum_up,
)
from shopgen.build.commit import commit
from shopgen.build.dress import dress_brands
from shopgen.build.earlier import Earlier, load_earlier
from shopgen.build.fingerprint import fingerprint
from shopgen.build.folders import check_folders
from shopgen.build.load import LARGE, LoadedShop, brand_of, load_shop, placed
from shopgen.build.lock import hold_output
from shopgen.build.manifest import brand_manifest, brand_row, brand_signature, site_manifest
from shopgen.build.parses import PARSES
from shopgen.build.pictures import RenderedPictures, check_uses, render_pictures
from shopgen.build.plan import Plan, plan_build
from shopgen.build.progress import Progress
from shopgen.build.result import BuildResult, Committed, Made
from shopgen.build.settings import BuildSettings
from shopgen.build.staging import Change, OutputFile, Staging, load_journal, stage, staged
from shopgen.build.state import BuildState, StoredBuild, StoredFile, StoredPage, stamp_files, state_path
from shopgen.build.tasks import DonePage, PageOutcome, make_pages, put_renditions
from shopgen.build.trace import readings_of, tell_reads
from shopgen.build.workers import Workers
from shopgen.files import Root
from shopgen.problems import Problem, sort_problems
from shopgen.shop.offering import next_boundary


def build_site(settings: BuildSettings, progress: Progress) -> BuildResult:
    """Build the site, or the brands that were asked for, and return what was done.

    Where there are errors nothing is written; with `keep_going` only the brands that have them are left as
    they are. What is made now is kept for the next build.

    Raises:
        UsageError: the folder is no site, or a file of somebody else is in the way.
        MachineError: the disk is full, or the like.
    """
    check_folders(settings)
    with Workers(settings.jobs) as workers:
        return build_with(workers, settings, progress, find_known(replace(settings, with_reads=True)))


def build_with(workers: Workers, settings: BuildSettings, progress: Progress, known: Known) -> BuildResult:
    """Build as `build_site` does, but leave brands alone that are `known` to hold.

    Raises:
        UsageError: the folder is no site, or a file of somebody else is in the way.
        MachineError: the disk is full, or the like.
    """
    shop = load_shop(
        settings.site,
        settings.brands,
        settings.base_url,
        settings.at,
        workers,
        progress,
        settings.cache / PARSES,
        {slug: build.told["base_url"] for slug, build in known.brands.items()},
    )
    shop = dress_brands(shop, settings.theme).with_problems(held_problems(known.brands))
    shop = shop.with_problems(placed(Root(settings.site), _clashing_pictures(shop)))
    if _must_stop(shop, settings):
        return BuildResult(shop.problems)
    pictures = render_pictures(settings, shop, workers, progress)
    shop = shop.with_problems(pictures.problems)
    if _must_stop(shop, settings):
        return BuildResult(shop.problems)
    kept = BuildState(state_path(settings.cache, settings.output), fingerprint())
    with (
        hold_output(settings.output, progress),
        staged(settings.output) as staging,
        kept as state,
        workers.stopped_on_failure(),
    ):
        if still_there(settings, known.brands).keys() == known.brands.keys():
            return _write(settings, shop, pictures, staging, state, workers, progress, known)
    # Another build has changed the output since it was looked at.
    return build_with(workers, settings, progress, replace(known, held={}))


def _write(
    settings: BuildSettings,
    shop: LoadedShop,
    pictures: RenderedPictures,
    staging: Staging,
    state: BuildState,
    workers: Workers,
    progress: Progress,
    known: Known,
) -> BuildResult:
    """Make the pages and put everything in place, while no other build writes there."""
    earlier = load_earlier(settings.output)
    for notice in earlier.notices:
        progress.say(notice)
    plan = plan_build(settings, shop, pictures, earlier, staging, state)
    ours = _find_ours(plan)
    outcome = _make_pages(plan, workers, progress)
    if outcome.problems:
        return BuildResult(sort_problems([*shop.problems, *outcome.problems]))
    files = [*_each_once(file for page in outcome.pages for file in page.files)]
    files += _put_renditions(plan, workers)
    boundaries = {slug: next_boundary(shop.shops[slug].products.values(), settings.at) for slug in plan.built}
    files += _stage_manifests(settings, staging, plan, earlier, files, boundaries)
    committed = _commit(staging, plan, earlier, ours, files)
    stamped = _stamped(staging, outcome.pages, files)
    _keep_pages(state, plan, outcome.pages, stamped)
    made = _stored_builds(settings, shop, pictures, plan, known, stamped, boundaries)
    is_whole = made.keys() | known.held.keys() >= {*shop.published, SITE} and not shop.broken
    kept = made if is_whole else {brand: build for brand, build in made.items() if brand != SITE}
    keep_builds(settings, state, known, kept, shop.published)
    held = sum(len(build.files) for build in known.brands.values())
    return replace(
        sum_up({**known.brands, **made}),
        problems=shop.problems,
        committed=replace(committed, same=committed.same + held),
        pictures=sum((pictures.shelves[slug].count for slug in plan.built), sum_up(known.brands).pictures),
        made=tuple(_told(page) for page in outcome.pages) if settings.with_reads else (),
        rendered=sum(page.kept is None for page in outcome.pages),
    )


def _stored_builds(
    settings: BuildSettings,
    shop: LoadedShop,
    pictures: RenderedPictures,
    plan: Plan,
    known: Known,
    stamped: Mapping[str, StoredFile],
    boundaries: Mapping[str, datetime | None],
) -> dict[str, StoredBuild]:
    """Return what was made of each brand and of the site itself, as the next build is to know it."""
    files: dict[str, list[StoredFile]] = {slug: [] for slug in (*plan.built, SITE)}
    for file in stamped.values():
        folder = file.path.partition("/")[0]
        files[folder if folder in files else SITE].append(file)
    told: dict[str, dict[str, Any]] = {SITE: {"brands": list(shop.published)}}
    for slug in plan.built:
        one, count = shop.shops[slug], replace(pictures.shelves[slug].count, encoded=0)
        locales = list(one.brand.locales)
        told[slug] = {"products": len(one.products), "locales": locales, "pictures": astuple(count)}
        told[slug]["base_url"] = one.brand.base_url
    problems: dict[str, list[Problem]] = {slug: [] for slug in files}
    for problem in shop.problems:
        if (slug := brand_of(problem)) in problems:
            problems[slug].append(problem)
    return {
        slug: make_stored(
            settings, known.terms[slug], boundaries.get(slug), told[slug], problems[slug], files[slug]
        )
        for slug in files
    }


def _clashing_pictures(shop: LoadedShop) -> list[Problem]:
    return [problem for one in shop.shops.values() for problem in check_uses(one, shop.site.pictures)]


def _must_stop(shop: LoadedShop, settings: BuildSettings) -> bool:
    if settings.keep_going:
        return shop.is_site_broken
    return any(problem.is_error for problem in shop.problems)


def _make_pages(plan: Plan, workers: Workers, progress: Progress) -> PageOutcome:
    total = sum(len(work.tasks) for work in plan.pages)
    progress.stage("Pages", total)
    outcomes = []
    for work, outcome in zip(
        plan.pages, workers.map(make_pages, plan.pages, is_large=total >= LARGE), strict=True
    ):
        outcomes.append(outcome)
        progress.advance(len(work.tasks))
    return PageOutcome(
        pages=tuple(page for outcome in outcomes for page in outcome.pages),
        problems=tuple(problem for outcome in outcomes for problem in outcome.problems),
    )


def _stamped(
    staging: Staging, pages: Iterable[DonePage], files: Iterable[OutputFile]
) -> dict[str, StoredFile]:
    """Return all files as they are now that they are in place."""
    known = {file.path: file.stamp for page in pages if page.kept for file in page.kept.files if file.stamp}
    made = {file.path: file for file in files}
    stamps = known | stamp_files(staging.output, made.keys() - known.keys(), staging.folder / "clock")
    return {
        path: StoredFile(path, file.sha256, file.bytes, file.cache, stamps.get(path))
        for path, file in made.items()
    }


def _keep_pages(
    state: BuildState, plan: Plan, pages: Sequence[DonePage], stamped: Mapping[str, StoredFile]
) -> None:
    """Keep what each page was made from, where that is not what is kept already."""
    stored = {
        page.task: StoredPage(
            page.shape, page.digests, tuple(stamped[file.path] for file in page.files), page.why
        )
        for page in pages
    }
    fresh = {page.task: stored[page.task] for page in pages if page.kept != stored[page.task]}
    gone = {task for task in state.tasks() if task not in stored and task.brand not in plan.kept}
    state.save_pages(fresh, gone)


def _told(page: DonePage) -> Made:
    task = page.task
    return Made(
        kind=task.kind,
        brand=task.brand,
        locale=task.locale,
        product=task.product,
        outputs=tuple(file.path for file in page.files),
        reads=tuple(tell_reads(readings_of(page.shape, task.brand, task.product), page.digests)),
        is_kept=page.kept is not None,
    )


def _each_once(files: Iterable[OutputFile]) -> tuple[OutputFile, ...]:
    """Return the files, those that several pages share once.

    Raises:
        AssertionError: two pages made different files for one path, which is a defect of `pages`.
    """
    found: dict[str, OutputFile] = {}
    for file in files:
        if found.setdefault(file.path, file).sha256 != file.sha256:
            raise AssertionError(f"two pages made {file.path}, with different bytes")
    return tuple(found.values())


def _put_renditions(plan: Plan, workers: Workers) -> list[OutputFile]:
    is_large = sum(len(work.files) for work in plan.renditions) >= LARGE
    found = workers.map(put_renditions, plan.renditions, is_large=is_large)
    return [file for files in found for file in files]


def _stage_manifests(
    settings: BuildSettings,
    staging: Staging,
    plan: Plan,
    earlier: Earlier,
    files: Sequence[OutputFile],
    boundaries: dict[str, datetime | None],
) -> list[OutputFile]:
    groups: dict[str, list[OutputFile]] = {slug: [] for slug in (*plan.built, "")}
    for file in files:
        folder = file.path.partition("/")[0]
        groups[folder if folder in groups else ""].append(file)
    artifacts = [
        brand_manifest(plan.shelves[slug], groups[slug], settings.serial, boundaries[slug])
        for slug in plan.built
    ]
    manifests = [stage(staging, artifact) for artifact in artifacts]
    key = settings.signing_key
    signatures = [stage(staging, brand_signature(artifact, key)) for artifact in artifacts if key]
    rows = {slug: earlier.rows[slug] for slug in plan.kept}
    rows |= {
        slug: brand_row(file, boundaries[slug]) for slug, file in zip(plan.built, manifests, strict=True)
    }
    site = stage(staging, site_manifest(rows, groups[""], settings.serial))
    return [*manifests, *signatures, site]


def _find_ours(plan: Plan) -> frozenset[str]:
    """Return the site's own files that no manifest names any more, known by their bytes."""
    pages = make_pages(plan.before).pages if plan.before else ()
    return frozenset(file.path for page in pages for file in page.files if file.change is Change.SAME)


def _commit(
    staging: Staging, plan: Plan, earlier: Earlier, ours: frozenset[str], files: Sequence[OutputFile]
) -> Committed:
    """Commit; brands that are still the site's but are not built now keep their files."""
    kept = {path for slug in plan.kept for path in earlier.files[slug]}
    recorded = {path for paths in earlier.files.values() for path in paths}
    recorded |= load_journal(staging.output) | ours
    return commit(staging, files, frozenset(recorded - kept), frozenset(kept))
