"""Everything that a site's files say, loaded in worker processes, with everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from shopgen.build.fingerprint import fingerprint
from shopgen.build.parses import for_parsing, keep_parses, load_parses, parse_key, pickled, unpickled
from shopgen.build.payments import check_payments, check_provider, known_providers
from shopgen.build.progress import Progress
from shopgen.build.workers import Workers, chunks
from shopgen.catalog.brands import LoadedBrand, list_brands, load_brand
from shopgen.catalog.check import check_addresses, check_brand
from shopgen.catalog.places import find_place
from shopgen.catalog.products import LoadedProduct, load_product
from shopgen.catalog.site import load_site
from shopgen.catalog.theme_roots import theme_roots
from shopgen.catalog.themes import LoadedTheme, load_theme
from shopgen.catalog.themes import list_themes as list_theme_names
from shopgen.files import Root, RootReadOnce
from shopgen.problems import Problem, UsageError, nearest, sort_problems
from shopgen.shop.brand import Brand
from shopgen.shop.product import Product
from shopgen.shop.site import Site
from shopgen.shop.theme import Theme

_NONE: Mapping[str, str] = {}
LARGE = 200
"""From so many sources on, starting processes takes less time than it saves."""


@dataclass(frozen=True, slots=True)
class Shop:
    """One brand with its products by slug, drafts left out."""

    brand: Brand
    products: Mapping[str, Product]


@dataclass(frozen=True, slots=True)
class LoadedShop:
    """The whole site as it was read.

    `shops` has the brands whose settings are in order; those that were not asked for have no products
    there. `published` are all brands of the site, `asked` those to build. `problems` are sorted; `broken`
    are the brands that have errors.
    """

    site: Site
    shops: Mapping[str, Shop]
    published: tuple[str, ...]
    asked: tuple[str, ...]
    themes: Mapping[str, Theme]
    theme_roots: tuple[Path, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]

    def with_problems(self, problems: Iterable[Problem]) -> "LoadedShop":
        """Return the same with more problems, and the brands that they are in counted as broken."""
        everything = sort_problems([*self.problems, *problems])
        return replace(self, problems=everything, broken=_broken(everything))

    @property
    def is_site_broken(self) -> bool:
        """Whether an error is in what all brands share: the site's settings, or a theme."""
        return any(problem.is_error and not brand_of(problem) for problem in self.problems)


def load_shop(
    site: Path,
    asked: tuple[str, ...],
    base_url: str,
    at: datetime,
    workers: Workers,
    progress: Progress,
    parses: Path | None = None,
    skipped: Mapping[str, str] = _NONE,
) -> LoadedShop:
    """Return all that the site's files say.

    `asked` are the brands wanted, none for all but those `skipped`, of which only the own addresses are known
    and nothing is read; `base_url`, unless empty, takes the place of every address that the site or a brand
    has. `parses` is where parsed products are kept.

    Raises:
        UsageError: the folder is no site, or has no such brand.
    """
    root = Root(site)
    loaded_site = load_site(root)
    published = list_published(root, loaded_site.site)
    picked = pick_brands(asked, published)
    wanted = tuple(slug for slug in picked if slug not in skipped)
    roots = theme_roots(site)
    loaded_themes = {name: load_theme(roots, name) for name in list_theme_names(roots)}
    read = tuple(slug for slug in published if slug not in skipped)
    brands = load_brands(root, loaded_site.site, read, loaded_themes, workers)
    loading = Loading(root, loaded_site.site, at, parses, fingerprint() if parses else "")
    products = load_products(loading, brands, wanted, workers, progress, are_all=wanted == published)
    problems = [
        *(problem for problem in loaded_site.problems if not (base_url and problem.code == "no-base-url")),
        *(problem for theme in loaded_themes.values() for problem in theme.problems),
        *(problem for brand in brands.values() for problem in brand.problems if brand.slug in wanted),
        *(problem for slug in wanted for loaded in products[slug] for problem in loaded.problems),
        *(problem for slug in wanted for problem in clashing_products(root, brands[slug], products[slug])),
        *(clashing_addresses(root, loaded_site.site, brands, picked, skipped) if not base_url else ()),
    ]
    shops = {
        slug: Shop(loaded.brand, published_products(products.get(slug, ())))
        for slug, loaded in brands.items()
        if loaded.brand is not None
    }
    shop = LoadedShop(
        site=loaded_site.site,
        shops=shops,
        published=published,
        asked=wanted,
        themes={name: theme.theme for name, theme in loaded_themes.items() if theme.theme is not None},
        theme_roots=roots,
        problems=(),
        broken=frozenset(),
    )
    return _moved(shop, base_url).with_problems(problems)


def list_published(root: Root, site: Site) -> tuple[str, ...]:
    """Return the brands that the site publishes, sorted.

    Raises:
        UsageError: the folder is no site.
    """
    folders = list_brands(root)
    if not folders:
        raise UsageError(
            f"There is no brand in {root.folder / 'brands'}/. Make a site with: shopgen init DIR."
        )
    return tuple(name for name in folders if name in (site.brands or folders))


def pick_brands(asked: tuple[str, ...], published: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the published brands that are asked for, all of them where none is named.

    Raises:
        UsageError: there is no such brand.
    """
    for slug in asked:
        if slug not in published:
            guess = nearest(slug, published)
            hint = f"Did you mean {guess}?" if guess else f"There are: {', '.join(published)}."
            raise UsageError(f'There is no brand "{slug}". {hint}')
    return tuple(slug for slug in published if slug in asked) or published


def list_themes(site: Path) -> tuple[Theme, ...]:
    """Return the themes that the site can use, its own and those that come with shopgen."""
    roots = theme_roots(site)
    loaded = (load_theme(roots, name).theme for name in list_theme_names(roots))
    return tuple(theme for theme in loaded if theme is not None)


def brand_of(problem: Problem) -> str:
    """Return the brand that a problem's place is in; empty where it is in none."""
    parts = problem.place.path.split("/")
    return parts[1] if len(parts) > 1 and parts[0] == "brands" else ""


@dataclass(frozen=True, slots=True)
class BrandWork:
    """One brand whose settings are to be loaded."""

    root: Root
    site: Site
    slug: str
    themes: Mapping[str, LoadedTheme]


@dataclass(frozen=True, slots=True)
class Loading:
    """What all products are loaded with; `parses` is where those are that `made_by` has parsed before."""

    root: Root
    site: Site
    at: datetime
    parses: Path | None
    made_by: str


@dataclass(frozen=True, slots=True)
class ProductWork:
    """Some products of a brand that are to be loaded."""

    loading: Loading
    brand: LoadedBrand
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A product, the key that its parse is kept by (None: not at all), and what to keep where it is new."""

    loaded: LoadedProduct
    key: bytes | None
    fresh: bytes | None
    is_as_kept: bool = False

    def __reduce__(self) -> tuple[Callable[..., "_Parsed"], tuple[object, ...]]:
        # What is to be kept is pickled already, and need not travel beside itself.
        if self.key and self.fresh and self.is_as_kept:
            return _as_kept, (self.key, self.fresh)
        return _Parsed, (self.loaded, self.key, self.fresh)


def _as_kept(key: bytes, fresh: bytes) -> _Parsed:
    return _Parsed(unpickled(fresh), key, fresh, is_as_kept=True)


def load_one_brand(work: BrandWork) -> LoadedBrand:
    """Load a brand's settings and check what its provider needs: what a worker does."""
    loaded = load_brand(work.root, work.slug, work.themes, known_providers(), work.site.providers)
    found = tuple(check_provider(work.root, loaded.brand)) if loaded.brand is not None else ()
    brand = None if any(problem.is_error for problem in found) else loaded.brand
    return replace(loaded, brand=brand, problems=(*loaded.problems, *found)) if found else loaded


def load_some_products(work: ProductWork) -> list[_Parsed]:
    """Load some of a brand's products and see whether they can be paid: what a worker does."""
    loading = work.loading
    # A product is kept by the bytes that it was parsed from, also where its file is changed in between.
    root, brand = RootReadOnce(loading.root.folder), for_parsing(work.brand)
    keys = dict.fromkeys(work.slugs)
    kept: Mapping[bytes, LoadedProduct] = {}
    if loading.parses is not None:
        keys |= {slug: parse_key(root, brand, slug, loading.made_by) for slug in work.slugs}
        kept = load_parses(loading.parses, [key for key in keys.values() if key])
    found = []
    for slug, key in keys.items():
        parsed = kept.get(key) if key else None
        loaded = parsed or load_product(root, brand, slug)
        fresh = pickled(key, loaded) if key and parsed is None else None
        with_payments = _with_payments(work, loaded)
        found.append(_Parsed(with_payments, key, fresh, is_as_kept=with_payments is loaded))
    return found


def _with_payments(work: ProductWork, loaded: LoadedProduct) -> LoadedProduct:
    if loaded.product is None or work.brand.brand is None:
        return loaded
    loading = work.loading
    found = check_payments(loading.root, loading.site, work.brand.brand, loaded.product, loading.at)
    return replace(loaded, problems=(*loaded.problems, *found)) if found else loaded


def load_brands(
    root: Root, site: Site, slugs: tuple[str, ...], themes: Mapping[str, LoadedTheme], workers: Workers
) -> dict[str, LoadedBrand]:
    """Return brands without their products, by their slugs."""
    work = [BrandWork(root, site, slug, themes) for slug in slugs]
    found = workers.map(load_one_brand, work, is_large=len(work) >= 10 * LARGE)
    return {loaded.slug: loaded for loaded in found}


def load_products(
    loading: Loading,
    brands: Mapping[str, LoadedBrand],
    wanted: tuple[str, ...],
    workers: Workers,
    progress: Progress,
    *,
    are_all: bool = True,
) -> dict[str, list[LoadedProduct]]:
    """Return all products of the brands wanted, drafts among them, and keep how they were parsed.

    Where these `are_all` brands that there are, what is kept of others may go.
    """
    work = [
        ProductWork(loading, brands[slug], tuple(piece))
        for slug in wanted
        for piece in chunks(brands[slug].product_slugs, workers.jobs, least=50)
    ]
    total = sum(len(piece.slugs) for piece in work)
    progress.stage("Products", total)
    products: dict[str, list[LoadedProduct]] = {slug: [] for slug in wanted}
    found = []
    for piece, parsed in zip(
        work, workers.map(load_some_products, work, is_large=total >= LARGE), strict=True
    ):
        products[piece.brand.slug] += [one.loaded for one in parsed]
        found += parsed
        progress.advance(len(parsed))
    if loading.parses is not None:
        used = [one.key for one in found if one.key] if are_all else []
        keep_parses(loading.parses, [(one.key, one.fresh) for one in found if one.key and one.fresh], used)
    return products


def clashing_products(root: Root, brand: LoadedBrand, products: Iterable[LoadedProduct]) -> Iterator[Problem]:
    """Yield what is wrong between the products of a brand."""
    found = {one.slug: one.product for one in products if one.product is not None}
    return placed(root, check_brand(brand.settings, found, brand.product_slugs))


def clashing_addresses(
    root: Root,
    site: Site,
    brands: Mapping[str, LoadedBrand],
    wanted: tuple[str, ...],
    others: Mapping[str, str] = _NONE,
) -> Iterator[Problem]:
    """Yield what is wrong between the addresses of the brands wanted and those of any.

    `others` are the addresses of brands that were not loaded.
    """
    loaded = {slug: brand.settings.base_url for slug, brand in brands.items()}
    found = check_addresses(site, {**others, **loaded})
    return placed(root, (problem for problem in found if brand_of(problem) in wanted))


def placed(root: Root, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems that name a file and a key with the line where that key stands."""
    for problem in problems:
        place = problem.place
        yield replace(problem, place=find_place(root, place.path, place.key)) if place.key else problem


def published_products(products: Iterable[LoadedProduct]) -> dict[str, Product]:
    """Return the products that could be loaded and are no drafts, by their slugs."""
    return {
        loaded.slug: loaded.product
        for loaded in products
        if loaded.product is not None and not loaded.is_draft
    }


def _moved(shop: LoadedShop, base_url: str) -> LoadedShop:
    if not base_url:
        return shop
    shops = {slug: replace(one, brand=replace(one.brand, base_url="")) for slug, one in shop.shops.items()}
    return replace(shop, site=replace(shop.site, base_url=base_url), shops=shops)


def _broken(problems: Iterable[Problem]) -> frozenset[str]:
    return frozenset(brand_of(problem) for problem in problems if problem.is_error) - {""}
