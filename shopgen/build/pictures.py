"""Which originals the pages need, and what was made of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shopgen.build.load import LoadedShop, Shop
from shopgen.build.progress import Progress
from shopgen.build.result import PictureCount
from shopgen.build.settings import BuildSettings
from shopgen.build.workers import Workers
from shopgen.catalog.places import brand_path, find_place, product_path
from shopgen.files import Root
from shopgen.images.cache import PictureCache
from shopgen.images.fault import PictureFault
from shopgen.images.inspect import OriginalFacts, inspect_original
from shopgen.images.recipe import Effort, Recipe, recipe_for, recipe_for_logo
from shopgen.images.render import CachedFile, RenderResult, render_original
from shopgen.problems import Place, Problem, quote
from shopgen.shop.picture import Picture, RenderedPicture
from shopgen.shop.product import Product
from shopgen.shop.site import PictureSettings
from shopgen.shop.text import PictureReference


@dataclass(frozen=True, slots=True)
class Use:
    """One original that a brand's pages need: its path in the site, how, and where it is first named."""

    brand: str
    src: str
    recipe: Recipe
    source: str
    key: str

    @property
    def path(self) -> str:
        """The original's path, relative to the site."""
        return f"brands/{self.brand}/images/{self.src}"


@dataclass(frozen=True, slots=True)
class PictureShelf:
    """What was made of a brand's originals, by `src`, and the files to put into its `img/`."""

    pictures: Mapping[str, RenderedPicture]
    files: tuple[CachedFile, ...]
    count: PictureCount


@dataclass(frozen=True, slots=True)
class RenderedPictures:
    """All that was made, by brand."""

    shelves: Mapping[str, PictureShelf]
    problems: tuple[Problem, ...]


def plan_pictures(shop: Shop, settings: PictureSettings, effort: Effort = Effort.NORMAL) -> tuple[Use, ...]:
    """Return the originals that a brand's pages need, each once, as its first use asks for it."""
    uses: dict[str, Use] = {}
    brand = shop.brand
    if brand.logo:
        uses[brand.logo] = Use(
            brand.slug, brand.logo, recipe_for_logo(settings, effort), brand_path(brand.slug), "logo"
        )
    for product in shop.products.values():
        source = product_path(brand.slug, product.slug)
        for number, picture in enumerate(pictures_of(product)):
            key = f"images[{number}]" if number < len(product.pictures) else ""
            recipe = recipe_for(picture, settings, effort)
            uses.setdefault(picture.src, Use(brand.slug, picture.src, recipe, source, key))
    return tuple(uses.values())


def pictures_of(product: Product) -> Iterator[Picture]:
    """Yield a product's pictures, then those in its bodies."""
    yield from product.pictures
    for words in product.words.values():
        for segment in words.body.segments:
            if isinstance(segment, PictureReference):
                yield Picture(segment.src, segment.alt)


def check_uses(shop: Shop, settings: PictureSettings) -> tuple[Problem, ...]:
    """Return a problem for each picture that two products want made in two ways."""
    planned = {use.src: use for use in plan_pictures(shop, settings)}
    return tuple(
        Problem(
            Place(product_path(shop.brand.slug, product.slug), key=f"images[{number}]"),
            "picture-made-twice",
            f"{quote(picture.src)} has another trim or animate than in {planned[picture.src].source}.",
            "Say the same in both, or use a copy under another name.",
        )
        for product in shop.products.values()
        for number, picture in enumerate(product.pictures)
        if recipe_for(picture, settings) != planned[picture.src].recipe and planned[picture.src].key != "logo"
    )


def inspect_pictures(site: Path, uses: Iterable[Use]) -> tuple[Problem, ...]:
    """Return what the headers of the originals tell to be wrong."""
    root = Root(site)
    found = ((use, inspect_original(root, use.path, use.recipe.max_megapixels)) for use in uses)
    return tuple(
        picture_problem(root, use, fact) for use, fact in found if not isinstance(fact, OriginalFacts)
    )


def render_pictures(
    settings: BuildSettings, shop: LoadedShop, workers: Workers, progress: Progress
) -> RenderedPictures:
    """Make the renditions of every original that the brands asked for need, or find them in the cache."""
    picture_settings, effort = shop.site.pictures, Effort(settings.effort)
    asked = [shop.shops[slug] for slug in shop.asked if slug in shop.shops]
    uses = [use for one in asked for use in plan_pictures(one, picture_settings, effort)]
    work = [(settings.site, settings.cache / "pictures", use) for use in uses]
    progress.stage("Pictures", len(work))
    results = []
    for result in workers.map(render_use, work, is_large=True):
        results.append(result)
        progress.advance()
    root = Root(settings.site)
    pairs = list(zip(uses, results, strict=True))
    return RenderedPictures(
        shelves={one.brand.slug: _shelf(one.brand.slug, pairs) for one in asked},
        problems=tuple(picture_problem(root, use, r) for use, r in pairs if isinstance(r, PictureFault)),
    )


def render_use(work: tuple[Path, Path, Use]) -> RenderResult | PictureFault:
    """Make one original's renditions: what a worker does."""
    site, cache, use = work
    return render_original(Root(site), use.path, use.recipe, PictureCache(cache))


def _shelf(brand: str, pairs: Iterable[tuple[Use, RenderResult | PictureFault]]) -> PictureShelf:
    made = {
        use.src: result for use, result in pairs if use.brand == brand and isinstance(result, RenderResult)
    }
    files = {file.name: file for result in made.values() for file in result.files}
    pictures = {src: result.picture for src, result in made.items()}
    return PictureShelf(pictures, tuple(files.values()), _count(made.values()))


def _count(results: Collection[RenderResult]) -> PictureCount:
    return PictureCount(
        originals=len(results),
        original_bytes=sum(result.original_bytes for result in results),
        renditions=sum(len(result.files) for result in results),
        rendition_bytes=sum(file.bytes for result in results for file in result.files),
        encoded=sum(not result.from_cache for result in results),
    )


def picture_problem(root: Root, use: Use, fault: PictureFault) -> Problem:
    """Return what is wrong with an original, at the place that first names it."""
    place = find_place(root, use.source, use.key) if use.key else Place(use.source)
    return Problem(place, fault.code, f"{quote(use.src)}: {fault.message}", fault.hint)
