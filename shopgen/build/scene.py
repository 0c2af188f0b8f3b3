"""A whole site at one moment, held in memory: its files are made when they are asked for.

What is given for a path is what a build would write there. A scene never changes, so whatever is made from
one goes together; a change of the sources makes another.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from shopgen.build.door import BrandShelf, RecordingDoor, Shelf, Standing, ThemeFiles
from shopgen.build.dress import dress
from shopgen.build.listing import listed
from shopgen.build.live_pictures import BrandPictures, LivePictures
from shopgen.build.load import Shop
from shopgen.build.manifest import NAME, brand_manifest, brand_row, site_manifest
from shopgen.build.staging import Change, OutputFile
from shopgen.digests import has_name_hash, sha256_hex
from shopgen.images.render import picture_name
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.render import brand_tasks, render, site_tasks
from shopgen.pages.task import PageTask
from shopgen.problems import ContentError
from shopgen.shop.offering import next_boundary
from shopgen.shop.site import Site
from shopgen.shop.theme import Theme


@dataclass(frozen=True, slots=True)
class Look:
    """How a scene is looked at: when, under which address, and, unless empty, in which theme alone."""

    at: datetime
    base_url: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All there is of a site at one moment: brands with their products by slug, and themes by name."""

    site: Site
    shops: Mapping[str, Shop]
    themes: Mapping[str, Theme]
    files: ThemeFiles
    pictures: LivePictures
    _pictures_of: dict[str, BrandPictures] = field(init=False, default_factory=dict)

    def tasks(self, path: str) -> Iterator[PageTask]:
        """Yield the page tasks that may make a file, the likeliest first, all where its name has a hash."""
        slug, _, within = path.partition("/")
        shop = self.shops.get(slug)
        if shop is None:
            yield from site_tasks()
            return
        names = set(within.split("/"))
        named = [shop.products[name] for name in names if name in shop.products]
        named += [product for product in shop.products.values() if not names.isdisjoint(product.aliases)]
        tasks = list(brand_tasks(shop.brand, named))
        # Those of the locale in whose folder the file is; the brand's own has none.
        folders = {locale.lower(): locale for locale in shop.brand.locales}
        locale = folders.get(within.partition("/")[0], shop.brand.locale)
        yield from sorted(tasks, key=lambda task: (not task.product, task.locale != locale))
        if has_name_hash(path) and "/img/" not in path:
            yield from brand_tasks(shop.brand, shop.products.values())

    def has(self, task: PageTask, look: Look) -> bool:
        """Return whether there is still what a page task is about."""
        shop = self.shops.get(task.brand)
        is_there = shop is not None and (not task.product or task.product in shop.products)
        return (is_there or not task.brand) and (not look.theme or look.theme in self.themes)

    def make(self, task: PageTask, look: Look) -> tuple[Artifact, ...]:
        """Return what a page task makes.

        Raises:
            ContentError: the theme, or an original, is at fault.
        """
        slugs = [task.brand] if task.brand else self.shops
        shelves = {slug: self._shelf(slug, look) for slug in slugs}
        if not task.brand:
            shelves = listed(shelves)
        shelf = Shelf(
            site=replace(self.site, base_url=look.base_url),
            brands=shelves,
            published=tuple(sorted(self.shops)),
            themes=self.themes,
            theme_roots=self.files.roots,
            at=look.at,
        )
        door = RecordingDoor(shelf, self.files, Standing(shelf), None)
        return render(task.kind, door, task.brand, task.locale, task.product)

    def rendition(self, path: str) -> bytes | None:
        """Return the bytes of a picture's rendition; None where the path is none's."""
        slug, _, name = path.partition("/img/")
        known = self.pictures.file(path)
        if known is not None or not name or slug not in self.shops:
            return known
        pictures = self._brand_pictures(slug)
        for src in pictures:
            if name.startswith(f"{picture_name(src)}-"):
                with suppress(ContentError):
                    pictures.result(src)
        return self.pictures.file(path)

    def manifest(self, path: str, look: Look) -> Artifact | None:
        """Return a manifest, for which all that it names is made; None where the path is not one's.

        Raises:
            ContentError: the theme, or an original, is at fault.
        """
        slug, _, name = path.rpartition("/")
        if name != NAME or (slug and slug not in self.shops):
            return None
        return self._brand_manifest(slug, look) if slug else self._site_manifest(look)

    def _brand_manifest(self, slug: str, look: Look) -> Artifact:
        shop, shelf = self.shops[slug], self._shelf(slug, look)
        files = self._files(brand_tasks(shop.brand, shop.products.values()), look)
        pictures = self._brand_pictures(slug)
        for src in pictures:
            for file in pictures.result(src).files:
                path = f"{slug}/img/{file.name}"
                files[path] = OutputFile(path, file.sha256, file.bytes, CacheClass.IMMUTABLE, Change.SAME)
        return brand_manifest(shelf, files.values(), 0, self._boundary(slug, look))

    def _site_manifest(self, look: Look) -> Artifact:
        rows = {}
        for slug in self.shops:
            manifest = self._brand_manifest(slug, look)
            rows[slug] = brand_row(_output_file(manifest), self._boundary(slug, look))
        return site_manifest(rows, self._files(site_tasks(), look).values(), 0)

    def _files(self, tasks: Iterable[PageTask], look: Look) -> dict[str, OutputFile]:
        made = (artifact for task in tasks for artifact in self.make(task, look))
        return {artifact.path: _output_file(artifact) for artifact in made}

    def _boundary(self, slug: str, look: Look) -> datetime | None:
        return next_boundary(self.shops[slug].products.values(), look.at)

    def _shelf(self, slug: str, look: Look) -> BrandShelf:
        shop = self.shops[slug]
        dressed = dress(shop, self.themes[look.theme]) if look.theme else shop
        return BrandShelf(dressed.brand, shop.products, self._brand_pictures(slug))

    def _brand_pictures(self, slug: str) -> BrandPictures:
        if slug not in self._pictures_of:
            self._pictures_of[slug] = self.pictures.of(self.shops[slug], self.site.pictures)
        return self._pictures_of[slug]


def _output_file(artifact: Artifact) -> OutputFile:
    sha256 = sha256_hex(artifact.data)
    return OutputFile(artifact.path, sha256, len(artifact.data), artifact.cache, Change.SAME)
