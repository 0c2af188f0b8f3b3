"""What should exist: which brands are built, which page tasks there are, and what each may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from shopgen.build.door import BrandShelf, Shelf
from shopgen.build.earlier import Earlier
from shopgen.build.listing import listed
from shopgen.build.load import LoadedShop
from shopgen.build.pictures import RenderedPictures
from shopgen.build.settings import BuildSettings
from shopgen.build.staging import Staging
from shopgen.build.state import BuildState, StoredPage
from shopgen.build.tasks import PageWork, RenditionWork
from shopgen.build.workers import chunks
from shopgen.pages.render import brand_tasks, site_tasks
from shopgen.pages.task import PageTask

LEAST = 64
"""Page tasks in a piece of work: enough that sending the shelf along costs little."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build will make.

    `built` are the brands to make, `kept` those that stay as earlier builds made them. `shelves` have both,
    and are what the site's own pages speak of. `before` are those pages as the brands' manifests would have
    them, where the site's own is lost: what is there so is known by its bytes.
    """

    built: tuple[str, ...]
    kept: tuple[str, ...]
    shelves: Mapping[str, BrandShelf]
    pages: tuple[PageWork, ...]
    renditions: tuple[RenditionWork, ...]
    before: PageWork | None


def plan_build(
    settings: BuildSettings,
    shop: LoadedShop,
    pictures: RenderedPictures,
    earlier: Earlier,
    staging: Staging,
    state: BuildState,
) -> Plan:
    """Return what there should be: computed anew, whatever is there already."""
    built = tuple(slug for slug in shop.asked if slug not in shop.broken)
    kept = tuple(slug for slug in shop.published if slug not in built and slug in earlier.files)
    shelves = {slug: _brand_shelf(shop, pictures, slug) for slug in built}
    shelves |= {slug: earlier.shelves[slug] for slug in kept if slug in earlier.shelves}
    planner = _Planner(settings, shop, shelves, staging, state)
    pages = [work for slug in built for work in planner.brand_pages(slug)]
    return Plan(
        built=built,
        kept=kept,
        shelves=shelves,
        pages=(*pages, planner.site_pages(shelves)),
        renditions=tuple(RenditionWork(slug, pictures.shelves[slug].files, staging) for slug in built),
        before=_Planner(settings, shop, earlier.shelves, staging, state).work(
            earlier.shelves, site_tasks(), {}
        )
        if earlier.is_root_lost
        else None,
    )


def _brand_shelf(shop: LoadedShop, pictures: RenderedPictures, slug: str) -> BrandShelf:
    one = shop.shops[slug]
    return BrandShelf(one.brand, one.products, pictures.shelves[slug].pictures)


@dataclass(frozen=True, slots=True)
class _Planner:
    settings: BuildSettings
    shop: LoadedShop
    shelves: Mapping[str, BrandShelf]
    staging: Staging
    state: BuildState

    def brand_pages(self, slug: str) -> list[PageWork]:
        shop = self.shop.shops[slug]
        tasks = tuple(brand_tasks(shop.brand, shop.products.values()))
        stored = self.state.pages(slug)
        return [self.work([slug], piece, stored) for piece in chunks(tasks, self.settings.jobs, LEAST)]

    def site_pages(self, shelves: Mapping[str, BrandShelf]) -> PageWork:
        """The site's own pages read of each brand what its manifest keeps, whether it is built now or not."""
        found = listed(shelves)
        planner = replace(self, shelves=found)
        return planner.work(found, site_tasks(), self.state.pages(""))

    def work(
        self, brands: Iterable[str], tasks: Iterable[PageTask], stored: Mapping[PageTask, StoredPage]
    ) -> PageWork:
        asked = tuple(tasks)
        known = {task: stored[task] for task in asked if task in stored}
        return PageWork(self._shelf(brands), asked, self.staging, known, self.settings.trusts_stamps)

    def _shelf(self, brands: Iterable[str]) -> Shelf:
        return Shelf(
            site=self.shop.site,
            brands={slug: self.shelves[slug] for slug in brands},
            published=tuple(sorted(self.shelves)),
            themes=self.shop.themes,
            theme_roots=tuple(Path(root).resolve() for root in self.shop.theme_roots),
            at=self.settings.at,
        )
