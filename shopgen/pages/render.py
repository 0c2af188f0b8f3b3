"""The one way in: which kinds of page there are, and what each is made into.

Rendering is pure: a page reads only through its door, so what it read is all that it depends on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.kinds.catalog_json import render_catalog_json
from shopgen.pages.kinds.checkout_page import render_checkout_page
from shopgen.pages.kinds.directory import render_directory
from shopgen.pages.kinds.headers import render_headers
from shopgen.pages.kinds.host_scripts import render_host_scripts
from shopgen.pages.kinds.module import render_module_pages
from shopgen.pages.kinds.module_json import render_module_json
from shopgen.pages.kinds.redirects import render_redirects
from shopgen.pages.kinds.schemas import render_schemas
from shopgen.pages.kinds.shop_page import render_shop_page
from shopgen.pages.kinds.sitemap import (
    brand_addresses,
    render_brand_sitemap,
    render_robots,
    render_site_sitemap,
)
from shopgen.pages.kinds.snippet import render_oembed, render_snippet_page
from shopgen.pages.kinds.stages import render_frame, render_profile
from shopgen.pages.task import PageTask
from shopgen.pages.voice.addresses import site_addresses
from shopgen.shop.brand import Brand
from shopgen.shop.product import Product

_OF_PRODUCTS: Mapping[str, Callable[[Door, str, str, str], tuple[Artifact, ...]]] = {
    "checkout": render_checkout_page,
    "redirects": render_redirects,
}
_OF_LOCALES: Mapping[str, Callable[[Door, str, str], tuple[Artifact, ...]]] = {
    "module": render_module_pages,
    "module_json": render_module_json,
    "frame": render_frame,
    "profile": render_profile,
    "snippet": render_snippet_page,
    "oembed": render_oembed,
    "shop": render_shop_page,
    "catalog": render_catalog_json,
}


def _render_brand_site(door: Door, brand: str) -> tuple[Artifact, ...]:
    addresses = brand_addresses(door, brand)
    return (
        *render_host_scripts(addresses),
        *render_schemas(addresses),
        render_robots(addresses),
        render_headers(door.site(), addresses),
    )


def _render_site(door: Door) -> tuple[Artifact, ...]:
    addresses = site_addresses(door.site().base_url)
    return (
        *render_host_scripts(addresses),
        *render_schemas(addresses),
        render_robots(addresses),
        render_headers(door.site(), addresses),
        render_site_sitemap(door),
    )


_OF_BRANDS: Mapping[str, Callable[[Door, str], tuple[Artifact, ...]]] = {
    "sitemap": render_brand_sitemap,
    "brand_site": _render_brand_site,
}
_OF_THE_SITE: Mapping[str, Callable[[Door], tuple[Artifact, ...]]] = {
    "directory": render_directory,
    "site": _render_site,
}

PAGE_KINDS = (*_OF_PRODUCTS, *_OF_LOCALES, *_OF_BRANDS, *_OF_THE_SITE)


def render(
    kind: str, door: Door, brand: str = "", locale: str = "", product: str = ""
) -> tuple[Artifact, ...]:
    """Return the files of one page task.

    Raises:
        ContentError: the theme is at fault; the problem names its file and line.
    """
    if kind in _OF_PRODUCTS:
        return _OF_PRODUCTS[kind](door, brand, locale, product)
    if kind in _OF_LOCALES:
        return _OF_LOCALES[kind](door, brand, locale)
    if kind in _OF_BRANDS:
        return _OF_BRANDS[kind](door, brand)
    return _OF_THE_SITE[kind](door)


def brand_tasks(brand: Brand, products: Iterable[Product]) -> Iterator[PageTask]:
    """Return which pages a brand has. `products` are those that are published."""
    for product in products:
        for locale in brand.locales:
            yield PageTask("checkout", brand.slug, locale, product.slug)
            if product.aliases:
                yield PageTask("redirects", brand.slug, locale, product.slug)
    for locale in brand.locales:
        yield from (PageTask(kind, brand.slug, locale) for kind in _OF_LOCALES)
    yield PageTask("sitemap", brand.slug)
    if brand.base_url:
        yield PageTask("brand_site", brand.slug)


def site_tasks() -> Iterator[PageTask]:
    """Return which pages the site has beside its brands."""
    yield from (PageTask(kind) for kind in _OF_THE_SITE)
