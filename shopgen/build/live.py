"""A site in memory that follows its sources: what a preview shows.

Nothing is written. What was changed is read again, and no more than that, so that an edit takes as long in a
large site as in a small one. A source with errors leaves what it last said in force.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from shopgen.build.door import ThemeFiles
from shopgen.build.fingerprint import fingerprint
from shopgen.build.live_pictures import LivePictures
from shopgen.build.load import (
    BrandWork,
    Loading,
    ProductWork,
    Shop,
    clashing_addresses,
    clashing_products,
    list_published,
    load_brands,
    load_one_brand,
    load_products,
    load_some_products,
    placed,
)
from shopgen.build.parses import PARSES, settings_for_parsing
from shopgen.build.pictures import Use, check_uses, inspect_pictures, pictures_of, plan_pictures
from shopgen.build.progress import Progress, Silence
from shopgen.build.scene import Scene
from shopgen.build.workers import Workers
from shopgen.catalog.brands import LoadedBrand
from shopgen.catalog.products import LoadedProduct
from shopgen.catalog.site import load_site
from shopgen.catalog.theme_roots import theme_roots
from shopgen.catalog.themes import LoadedTheme, list_themes, load_theme
from shopgen.files import Root
from shopgen.images.recipe import Effort
from shopgen.problems import Place, Problem, UsageError, sort_problems
from shopgen.shop.brand import Brand
from shopgen.shop.product import Product
from shopgen.shop.site import Site


@dataclass(frozen=True, slots=True)
class _Sources:
    """What all sources say now, each with what is wrong with it."""

    site: Site
    themes: Mapping[str, LoadedTheme]
    theme_files: ThemeFiles
    brands: Mapping[str, LoadedBrand]
    products: Mapping[str, Mapping[str, LoadedProduct]]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Touched:
    """What was changed in a brand's folder: its settings, or the list of its files; products; originals."""

    settings: bool = False
    products: set[str] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)


class LiveSite:
    """A site's sources as they are now, and the scene that they make.

    `load` comes first. `take` follows changes and is quick; what may take longer, and changes no page, is
    left to `check`. These are called by one thread; `scene` and `problems` may be read by any. Where `take`
    fails, the next one reads everything again.
    """

    def __init__(self, site: Path, cache: Path, at: datetime, effort: Effort, jobs: int) -> None:
        self._root, self._cache, self._at, self._jobs = Root(site), cache, at, jobs
        self._pictures = LivePictures(site, cache, effort, jobs)
        self._inspected: dict[Use, tuple[Problem, ...]] = {}
        self._clashes: dict[str, tuple[Problem, ...]] = {}
        self._of_brands: dict[str, tuple[Problem, ...]] = {}
        self._unchecked: set[str] = set()
        self._missing: tuple[Problem, ...] = ()
        self._is_behind = False
        self._now: _Sources | None = None
        self._scene: Scene | None = None
        self.problems: tuple[Problem, ...] = ()

    def load(self, progress: Progress) -> None:
        """Read all sources.

        Raises:
            UsageError: the folder is no site.
        """
        root = self._root
        loaded_site = load_site(root)
        published = list_published(root, loaded_site.site)
        roots, themes = self._read_themes()
        with Workers(self._jobs) as workers:
            brands = load_brands(root, loaded_site.site, published, themes, workers)
            loading = self._loading(loaded_site.site, is_whole=True)
            products = load_products(loading, brands, published, workers, progress)
        found = {slug: {one.slug: one for one in ones} for slug, ones in products.items()}
        # Where the site is published is of no account here.
        problems = tuple(problem for problem in loaded_site.problems if problem.code != "no-base-url")
        is_broken = any(problem.is_error for problem in problems)
        now = self._now.site if is_broken and self._now else loaded_site.site
        self._inspected, self._clashes, self._of_brands, self._unchecked = {}, {}, {}, set(brands)
        self._pictures.forget()
        self._show(_Sources(now, themes, ThemeFiles(roots), brands, found, problems), brands)

    def take(self, changed: Collection[str]) -> None:
        """Read what was changed: paths relative to the site; those of themes are under `themes/`."""
        touched = None if self._is_behind else self._touched(changed)
        self._is_behind = True
        if touched is None:
            self._load_again()
        else:
            self._follow(touched, changed)
        self._is_behind = False

    def check(self) -> None:
        """Look for what is wrong between sources, and in the headers of originals, of what was changed."""
        for slug in self._unchecked:
            self._clashes[slug] = tuple(self._find_clashes(slug))
        self._tell(self._unchecked)
        self._unchecked = set()

    def close(self) -> None:
        """Stop making pictures."""
        self._pictures.close()

    @property
    def scene(self) -> Scene:
        """What the sources make."""
        assert self._scene, "load comes first"  # noqa: S101
        return self._scene

    @property
    def _sources(self) -> _Sources:
        assert self._now, "load comes first"  # noqa: S101
        return self._now

    def _follow(self, touched: dict[str, _Touched], changed: Collection[str]) -> None:
        sources = self._sources
        if any(path.partition("/")[0] == "themes" for path in changed):
            themed = self._with_themes(sources)
            if themed.themes != sources.themes:
                touched |= {
                    slug: replace(touched.get(slug, _Touched()), settings=True) for slug in sources.brands
                }
            sources = themed
        read = {slug: self._read_again(sources, slug, what) for slug, what in touched.items()}
        brands = {**sources.brands, **{slug: brand for slug, (brand, _) in read.items()}}
        products = {**sources.products, **{slug: products for slug, (_, products) in read.items()}}
        self._unchecked |= touched.keys()
        self._show(replace(sources, brands=brands, products=products), touched)

    def _load_again(self) -> None:
        try:
            self.load(Silence())
        except UsageError as error:
            # All brands are gone: perhaps for as long as a branch is being checked out.
            self._missing = (Problem(Place("brands"), "no-brand", str(error)),)
        else:
            self._missing = ()
        self._tell(())

    def _touched(self, changed: Iterable[str]) -> dict[str, _Touched] | None:
        """Return what was changed by brand, or None where that may be anything."""
        touched: dict[str, _Touched] = {}
        for path in changed:
            top, _, rest = path.partition("/")
            if top == "themes":
                continue
            slug, _, within = rest.partition("/")
            if top != "brands" or slug not in self._sources.brands or not within:
                return None
            if not (self._root.folder / "brands" / slug).is_dir():
                return None
            self._touch(touched.setdefault(slug, _Touched()), slug, path, within)
        return touched

    def _touch(self, touched: _Touched, slug: str, path: str, within: str) -> None:
        folder, _, name = within.rpartition("/")
        files = self._sources.brands[slug].files
        exists = self._root.is_file(path)
        if folder == "products" and name.endswith(".md"):
            product, _, locale = name[:-3].partition(".")
            touched.products.add(product)
            was = product in files.products and (not locale or locale in files.products[product])
            touched.settings |= not (exists and was)
        elif within.startswith("images/"):
            touched.originals.add(path)
            touched.settings |= exists != (within.removeprefix("images/") in files.images)
        else:
            touched.settings = True

    def _loading(self, site: Site, *, is_whole: bool) -> Loading:
        """Return what products are loaded with. To look for kept parses pays for a whole brand alone."""
        parses = self._cache / PARSES if is_whole else None
        return Loading(self._root, site, self._at, parses, fingerprint() if parses else "")

    def _with_themes(self, sources: _Sources) -> _Sources:
        roots, themes = self._read_themes()
        return replace(sources, theme_files=ThemeFiles(roots), themes=themes)

    def _read_themes(self) -> tuple[tuple[Path, ...], dict[str, LoadedTheme]]:
        roots = theme_roots(self._root.folder.resolve())
        return roots, {name: load_theme(roots, name) for name in list_themes(roots)}

    def _read_again(
        self, sources: _Sources, slug: str, touched: _Touched
    ) -> tuple[LoadedBrand, dict[str, LoadedProduct]]:
        """Return a brand and its products, of which those are read that may be others now."""
        before = brand = sources.brands[slug]
        if touched.settings:
            brand = load_one_brand(BrandWork(self._root, sources.site, slug, sources.themes))
        slugs = touched.products | _listed_otherwise(brand, before, sources.products[slug])
        is_whole = brand.brand != before.brand or _parsed_by(brand) != _parsed_by(before)
        if is_whole:
            slugs = {*brand.product_slugs}
        work = ProductWork(
            self._loading(sources.site, is_whole=is_whole), brand, tuple(slugs & {*brand.product_slugs})
        )
        read = {parsed.loaded.slug: parsed.loaded for parsed in load_some_products(work)}
        for path in touched.originals:
            self._pictures.forget(path)
            self._inspected = {use: said for use, said in self._inspected.items() if use.path != path}
        return brand, {name: read.get(name) or sources.products[slug][name] for name in brand.product_slugs}

    def _show(self, sources: _Sources, touched: Collection[str]) -> None:
        """Make a scene of what the sources say, and of what they last said where that is no good now."""
        self._now, before = sources, self._scene
        shops = {}
        for slug, brand in sources.brands.items():
            earlier = before.shops.get(slug) if before else None
            shop = _shop(brand, sources.products[slug], earlier) if slug in touched else earlier
            if shop is not None:
                shops[slug] = shop
        themes = {name: loaded.theme for name, loaded in sources.themes.items() if loaded.theme}
        worn = {shop.brand.theme.name for shop in shops.values()}
        for name, theme in before.themes.items() if before else ():
            if name in worn or name in sources.themes:
                themes.setdefault(name, theme)
        self._scene = Scene(
            sources.site,
            {slug: shop for slug, shop in shops.items() if shop.brand.theme.name in themes},
            themes,
            sources.theme_files,
            self._pictures,
        )
        self._tell(touched)

    def _find_clashes(self, slug: str) -> Iterator[Problem]:
        sources = self._sources
        brand = sources.brands[slug]
        yield from clashing_products(self._root, brand, sources.products[slug].values())
        yield from clashing_addresses(self._root, sources.site, sources.brands, (slug,))
        shop = self.scene.shops.get(slug)
        if shop is None:
            return
        yield from placed(self._root, check_uses(shop, sources.site.pictures))
        for use in plan_pictures(shop, sources.site.pictures):
            if use not in self._inspected:
                self._inspected[use] = inspect_pictures(self._root.folder, [use])
            yield from self._inspected[use]

    def _tell(self, touched: Collection[str]) -> None:
        sources = self._sources
        for slug in touched:
            products = sources.products[slug].values()
            said = [problem for product in products for problem in product.problems]
            self._of_brands[slug] = (*sources.brands[slug].problems, *said, *self._clashes.get(slug, ()))
        self.problems = sort_problems(
            [
                *self._missing,
                *sources.problems,
                *(problem for theme in sources.themes.values() for problem in theme.problems),
                *(problem for problems in self._of_brands.values() for problem in problems),
            ]
        )


def _parsed_by(brand: LoadedBrand) -> tuple[Brand, bool]:
    """Return what of a brand's settings its products are parsed by."""
    return settings_for_parsing(brand.settings), brand.is_guessed


def _listed_otherwise(
    now: LoadedBrand, before: LoadedBrand, products: Mapping[str, LoadedProduct]
) -> set[str]:
    """Return the products that a change of which files there are may change: translations, or pictures."""
    known = before.files.products
    found = {slug for slug, locales in now.files.products.items() if locales != known.get(slug)}
    images = now.files.images ^ before.files.images
    for slug, one in products.items() if images else ():
        if one.problems or (one.product and any(use.src in images for use in pictures_of(one.product))):
            found.add(slug)
    return found


def _shop(brand: LoadedBrand, products: Mapping[str, LoadedProduct], before: Shop | None) -> Shop | None:
    """Return a brand with its products; what is broken is as it was before, or not there.

    A brand that is broken is as it was with the products of now, unless these were parsed for another.
    """
    settings = brand.brand
    if settings is None:
        if before is None or _parsed_by(brand) != (settings_for_parsing(before.brand), False):
            return before
        settings = before.brand
    shown: dict[str, Product] = {}
    for slug, loaded in products.items():
        if loaded.product is None or any(problem.is_error for problem in loaded.problems):
            if before and slug in before.products:
                shown[slug] = before.products[slug]
        elif not loaded.is_draft:
            shown[slug] = loaded.product
    # All of a site is shown at one address, also what a brand has at an address of its own.
    return Shop(replace(settings, base_url=""), shown)
