"""What a brand's folder has: its products, translations and originals, by the names of its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shopgen.catalog.fields.names import slug_fault, suggest_slug
from shopgen.catalog.misnamed import misnamed_in_brand, no_product
from shopgen.catalog.places import images_folder
from shopgen.files import Root
from shopgen.problems import Place, Problem, quote


@dataclass(frozen=True, slots=True)
class BrandFiles:
    """The files of a brand.

    `translations` are the locales of `brand.<locale>.yaml`; `products` maps slugs to the locales of their
    translations; `images` are the originals' paths under `images/`.
    """

    translations: tuple[str, ...] = ()
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    images: frozenset[str] = frozenset()


def list_brand_files(root: Root, slug: str) -> tuple[BrandFiles, list[Problem]]:
    """Return what a brand's folder has, and what is named wrongly in it."""
    folder = f"brands/{slug}"
    names = root.list_files(folder)
    translations = tuple(
        name[6:-5]
        for name in names
        if name.startswith("brand.") and name.endswith(".yaml") and name != "brand.yaml"
    )
    products, problems = _products(root, folder)
    problems += misnamed_in_brand(root, folder)
    return BrandFiles(translations, products, _images(root, images_folder(slug))), problems


def _images(root: Root, folder: str, depth: int = 0) -> frozenset[str]:
    found = set(root.list_files(folder))
    for name in root.list_folders(folder) if depth < 3 else ():
        found.update(f"{name}/{inner}" for inner in _images(root, f"{folder}/{name}", depth + 1))
    return frozenset(found)


def _products(root: Root, folder: str) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    problems: list[Problem] = []
    products: dict[str, tuple[str, ...]] = {}
    translated: dict[str, list[str]] = {}
    there = root.list_files(f"{folder}/products")
    for name in there:
        place = Place(f"{folder}/products/{name}")
        if not name.endswith(".md"):
            problems.append(no_product(f"{folder}/products", name, there))
            continue
        slug, dot, locale = name[:-3].partition(".")
        fault = slug_fault(slug)
        if fault:
            message = f"The product's file name {quote(name)} {fault[0]}."
            hint = f"Name it {suggest_slug(slug)}.md." if "Write it" in fault[1] else fault[1]
            problems.append(Problem(place, "slug", message, hint))
        elif dot:
            translated.setdefault(slug, []).append(locale)
        else:
            products[slug] = ()
    for slug, locales in translated.items():
        if slug in products:
            products[slug] = tuple(locales)
            continue
        for locale in locales:
            place = Place(f"{folder}/products/{slug}.{locale}.md")
            message = f"This translates {slug}.md, which there is not."
            problems.append(Problem(place, "no-product", message, f"Add {slug}.md, or take this file out."))
    return products, problems
