"""Sitemaps (sitemaps.org, with Google's `xhtml:link` for languages) and robots.txt."""

from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.voice.addresses import Addresses, make_addresses, site_addresses
from shopgen.shop.brand import Brand

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def brand_addresses(door: Door, brand: str) -> Addresses:
    """Return a brand's addresses, for what is in no particular locale."""
    noun = door.brand(brand)
    return make_addresses(door.site().base_url, brand, noun.base_url, noun.locale)


def render_brand_sitemap(door: Door, brand: str) -> tuple[Artifact, ...]:
    """Return a brand's `sitemap.xml`: its shop page and checkout pages in each locale."""
    addresses, noun = brand_addresses(door, brand), door.brand(brand)
    pages: list[Callable[[str], str]] = [addresses.shop]
    pages += [partial(_checkout, addresses, slug) for slug in door.products(brand)]
    urls = "".join(_url(addresses, noun, page, locale) for page in pages for locale in noun.locales)
    xml = f'{_HEADER}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="{_XHTML}">\n{urls}</urlset>\n'
    return (Artifact(f"{brand}/sitemap.xml", xml.encode()),)


def render_site_sitemap(door: Door) -> Artifact:
    """Return the index of the sitemaps of the brands on this origin, those with their own left out."""
    shared = [brand for brand in door.brands() if not door.brand(brand).base_url]
    absolute = site_addresses(door.site().base_url).absolute
    urls = (escape(absolute(f"{brand}/sitemap.xml")) for brand in shared)
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>\n" for url in urls)
    xml = f'{_HEADER}<sitemapindex xmlns="{_NAMESPACE}">\n{entries}</sitemapindex>\n'
    return Artifact("sitemap.xml", xml.encode())


def render_robots(addresses: Addresses) -> Artifact:
    """Return robots.txt: all may be read. What is not for search says so itself."""
    sitemap = addresses.absolute(f"{addresses.root()}sitemap.xml")
    text = f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"
    return Artifact(f"{addresses.root()}robots.txt", text.encode())


def _checkout(addresses: Addresses, product: str, locale: str) -> str:
    return addresses.checkout(locale, product)


def _url(addresses: Addresses, brand: Brand, page: Callable[[str], str], locale: str) -> str:
    alternates = "".join(_alternates(addresses, brand, page)) if len(brand.locales) > 1 else ""
    return f"<url><loc>{escape(addresses.absolute(page(locale)))}</loc>{alternates}</url>\n"


def _alternates(addresses: Addresses, brand: Brand, page: Callable[[str], str]) -> Iterator[str]:
    for tag, locale in (*((locale, locale) for locale in brand.locales), ("x-default", brand.locale)):
        href = escape(addresses.absolute(page(locale)))
        yield f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{href}"/>'
