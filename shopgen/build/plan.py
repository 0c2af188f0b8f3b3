"""What should exist: which brands are built, which page tasks there are, and what each may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shopgen.build.door import BrandShelf, Shelf
from shopgen.build.load import LoadedShop
from shopgen.build.manifest import Earlier
from shopgen.build.pictures import RenderedPictures
from shopgen.build.settings import BuildSettings
from shopgen.build.staging import Staging
from shopgen.build.tasks import PageWork, RenditionWork
from shopgen.build.workers import chunks
from shopgen.pages.render import PageTask, brand_tasks, site_tasks

DIRECTORY = "directory"
LEAST = 64
"""Page tasks in a piece of work: enough that sending the shelf along costs little."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build will make.

    `built` are the brands to make. `listed` are those that the site's own pages speak of: the ones built
    now, and the ones that an earlier build made. `is_whole` says that no brand is left out.
    """

    built: tuple[str, ...]
    listed: tuple[str, ...]
    is_whole: bool
    pages: tuple[PageWork, ...]
    renditions: tuple[RenditionWork, ...]


def plan_build(
    settings: BuildSettings, shop: LoadedShop, pictures: RenderedPictures, earlier: Earlier, staging: Staging
) -> Plan:
    """Return what to make: everything, computed anew, whatever is there already."""
    built = tuple(slug for slug in shop.asked if slug not in shop.broken)
    listed = tuple(slug for slug in shop.shops if slug in built or slug in earlier.rows)
    is_whole = set(built) == set(shop.published)
    planner = _Planner(settings, shop, pictures, listed, staging)
    pages = [work for slug in built for work in planner.brand_pages(slug)]
    site = [task for task in site_tasks() if is_whole or task.kind != DIRECTORY]
    return Plan(
        built=built,
        listed=listed,
        is_whole=is_whole,
        pages=(*pages, planner.work(listed, site)),
        renditions=tuple(RenditionWork(slug, pictures.shelves[slug].files, staging) for slug in built),
    )


@dataclass(frozen=True, slots=True)
class _Planner:
    settings: BuildSettings
    shop: LoadedShop
    pictures: RenderedPictures
    listed: tuple[str, ...]
    staging: Staging

    def brand_pages(self, slug: str) -> list[PageWork]:
        shop = self.shop.shops[slug]
        tasks = tuple(brand_tasks(shop.brand, shop.products.values()))
        return [self.work([slug], piece) for piece in chunks(tasks, self.settings.jobs, LEAST)]

    def work(self, brands: Iterable[str], tasks: Iterable[PageTask]) -> PageWork:
        return PageWork(self._shelf(brands), tuple(tasks), self.staging, self.settings.with_reads)

    def _shelf(self, brands: Iterable[str]) -> Shelf:
        return Shelf(
            site=self.shop.site,
            brands={slug: self._brand_shelf(slug) for slug in brands},
            published=self.listed,
            themes=self.shop.themes,
            theme_roots=tuple(Path(root).resolve() for root in self.shop.theme_roots),
            at=self.settings.at,
        )

    def _brand_shelf(self, slug: str) -> BrandShelf:
        shop = self.shop.shops[slug]
        return BrandShelf(shop.brand, shop.products, self.pictures.shelves[slug].pictures)
