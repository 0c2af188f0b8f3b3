"""What is wrong only between products, or brands: names, numbers and orders that do not go together."""

from collections.abc import Iterator, Mapping, Sequence

from shopgen.catalog.places import brand_path, product_path
from shopgen.problems import Place, Problem, Severity, nearest, quote
from shopgen.shop.brand import Brand
from shopgen.shop.product import Product
from shopgen.shop.site import Site

Named = tuple[str, str, str]
"""A value, the slug of the product that says it, and the key it stands at."""


def check_brand(
    brand: Brand, products: Mapping[str, Product], all_slugs: Sequence[str] | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong across the products of a brand.

    `products` are those that could be loaded, drafts among them; `all_slugs` those that there are, broken
    ones too, so that one mistake is not told twice. Places name files and keys; `find_place` has lines.
    """
    slugs = sorted(products) if all_slugs is None else sorted(all_slugs)
    ordered = [products[slug] for slug in sorted(products)]
    problems = [
        *_check_order(brand, slugs),
        *_check_aliases(brand, ordered, slugs),
        *_check_twice(
            brand, "id", [(p.id, p.slug, "id") for p in ordered], "It is what a product is known by."
        ),
        *_check_twice(brand, "sku", list(_skus(ordered)), "A sku is of one variant alone."),
        *_check_twice(brand, "id of a variant", list(_ids_of_options(ordered)), "Give both variants a sku."),
        *_check_twice(
            brand, "gtin", list(_gtins(ordered)), "A GTIN is of one variant alone.", Severity.WARNING
        ),
    ]
    return tuple(problems)


def check_addresses(site: Site, addresses: Mapping[str, str]) -> Iterator[Problem]:
    """Yield which brands have a `base_url` that is the site's, or another brand's, at its `base_url`.

    `addresses` are those of all brands by their slugs, empty where a brand has none of its own.
    """
    first: dict[str, str] = {site.base_url: ""}
    for brand, address in sorted(addresses.items()):
        other = first.setdefault(address, brand) if address else brand
        if other != brand:
            whose = f"the brand {other}" if other else "the site"
            message = f"base_url {quote(address)} is also that of {whose}."
            hint = "Write an address of the brand's own, or take the key out."
            yield Problem(Place(brand_path(brand), key="base_url"), "twice", message, hint)


def _check_order(brand: Brand, slugs: Sequence[str]) -> Iterator[Problem]:
    for i, slug in enumerate(brand.module.order):
        if slug not in slugs:
            guess = nearest(slug, slugs)
            hint = (
                f'Did you mean "{guess}"?' if guess else "Write the slug of a product: its file without .md."
            )
            place = Place(brand_path(brand.slug), key=f"module.order[{i}]")
            yield Problem(
                place, "no-product", f"module.order names {quote(slug)}, which is no product.", hint
            )


def _check_aliases(brand: Brand, products: Sequence[Product], slugs: Sequence[str]) -> Iterator[Problem]:
    said = [
        (alias, product.slug, f"aliases[{i}]")
        for product in products
        for i, alias in enumerate(product.aliases)
    ]
    for alias, slug, key in said:
        if alias in slugs:
            what = "its own slug" if alias == slug else "the slug of another product"
            message = f"aliases names {quote(alias)}, which is {what}."
            yield Problem(Place(product_path(brand.slug, slug), key=key), "alias", message, "Take it out.")
    free = [named for named in said if named[0] not in slugs]
    yield from _check_twice(brand, "alias", free, "An earlier address leads to one product.")


def _check_twice(
    brand: Brand, name: str, said: Sequence[Named], hint: str, severity: Severity = Severity.ERROR
) -> Iterator[Problem]:
    first: dict[str, Named] = {}
    for value, slug, key in said:
        before = first.setdefault(value, (value, slug, key))
        if before[1:] == (slug, key):
            continue
        where = "this product" if before[1] == slug else f"{before[1]}.md"
        message = f"The {name} {quote(value)} is also that of {where}{_variant_of(before[2])}."
        place = Place(product_path(brand.slug, slug), key=key)
        yield Problem(place, "twice", message, f"Change one of the two. {hint}", severity)


def _variant_of(key: str) -> str:
    number = key.removeprefix("variants[").partition("]")[0]
    return f", variant {int(number) + 1}" if number.isdigit() else ""


def _skus(products: Sequence[Product]) -> Iterator[Named]:
    for product in products:
        if product.sku and not any(variant.sku == product.sku for variant in product.variants):
            yield product.sku, product.slug, "sku"
        for i, variant in enumerate(product.variants):
            if variant.sku:
                yield variant.sku, product.slug, _variant_key(product, i, "sku")


def _ids_of_options(products: Sequence[Product]) -> Iterator[Named]:
    """The ids that were made of options: two products may come to the same."""
    for product in products:
        for i, variant in enumerate(product.variants):
            if variant.options and not variant.sku:
                yield variant.id, product.slug, _variant_key(product, i, "options")


def _gtins(products: Sequence[Product]) -> Iterator[Named]:
    for product in products:
        for i, variant in enumerate(product.variants):
            if variant.gtin:
                yield variant.gtin, product.slug, _variant_key(product, i, "gtin")


def _variant_key(product: Product, index: int, name: str) -> str:
    return f"variants[{index}].{name}" if len(product.variants) > 1 else name
