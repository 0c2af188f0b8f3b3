"""Addresses: the one place that knows where each page is and how it is written from elsewhere.

A *path* is a file's place in the output, such as `acme/fr-fr/mug/index.html`. An *address* is what stands in
a page: absolute for fragments, feeds and metadata, relative between pages. Neither names an `index.html`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import quote, urlsplit

INDEX = "index.html"

_SAFE_PATH = re.compile(r"[A-Za-z0-9._~/-]*")
# Browsers drop tabs and line breaks from addresses and take a backslash for a slash: none is ever meant.
TREACHEROUS = re.compile(r"[\x00-\x20\x7f-\x9f\\\u200e\u200f\u2028-\u202e\u2066-\u2069\"<>`]")

_MAIL_ADDRESS = re.compile(r"[\w.!#$*+/=^{|}~-]+@[\w-]+(?:\.[\w-]+)*")

Linker = Callable[[str], str]
"""What makes an address of a path: absolute, or as seen from one page."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one brand and of the site around it.

    `site_url` and `brand_url` end with a slash; `brand_url` is empty unless the brand has an origin of its
    own, which then serves the brand's folder as its root.
    """

    site_url: str
    brand: str
    brand_url: str
    base_locale: str

    def folder(self, locale: str) -> str:
        """Return the path of the folder that has this locale's pages, with a slash at its end."""
        return f"{self.brand}/" if locale == self.base_locale else f"{self.brand}/{locale.lower()}/"

    def shop(self, locale: str) -> str:
        """Return the path of the shop page."""
        return self.folder(locale) + INDEX

    def checkout(self, locale: str, product: str) -> str:
        """Return the path of a product's checkout page."""
        return f"{self.folder(locale)}{product}/{INDEX}"

    def pictures(self) -> str:
        """Return the path of the folder of renditions, whose names need no encoding; locales share it."""
        return f"{self.brand}/img/"

    def assets(self) -> str:
        """Return the path of the folder of the theme's static files."""
        return f"{self.brand}/assets/" if self.brand else "assets/"

    def root(self) -> str:
        """Return the path of the folder that is served as the origin's root for this brand's pages."""
        return f"{self.brand}/" if self.brand_url else ""

    def absolute(self, path: str) -> str:
        """Return the absolute address of a path."""
        path = _without_index(path)
        if self.brand_url and path.startswith(f"{self.brand}/"):
            return self.brand_url + _encoded(path[len(self.brand) + 1 :])
        return self.site_url + _encoded(path)

    def from_page(self, page: str) -> Linker:
        """Return what makes addresses relative to a page of this brand, given by its path.

        What is served by another origin gets an absolute address.
        """
        return partial(self._relative, page)

    def _relative(self, page: str, path: str) -> str:
        if path.startswith(self.root()) is page.startswith(self.root()):
            return relative(page, path)
        return self.absolute(path)


def make_addresses(site_url: str, brand: str, brand_url: str, base_locale: str) -> Addresses:
    """Return the addresses of a brand; its origins may be written with or without a slash at their end."""
    return Addresses(_with_slash(site_url), brand, _with_slash(brand_url) if brand_url else "", base_locale)


def site_addresses(site_url: str) -> Addresses:
    """Return the addresses of what belongs to no brand."""
    return Addresses(_with_slash(site_url), "", "", "")


@lru_cache(maxsize=65536)
def relative(page: str, path: str) -> str:
    """Return a path's address as seen from a page of the same origin."""
    here = _without_index(page).split("/")[:-1]
    there = _without_index(path).split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    address = "../" * (len(here) - shared) + "/".join(there[shared:])
    return _encoded(address) or "./"


def safe_link(url: str, *schemes: str) -> str:
    """Return an author's address if it has one of these schemes and a browser reads it as it stands.

    Returns an empty text if not: `catalog` tells the author, this makes sure.
    """
    if TREACHEROUS.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in schemes or "@" in parts.netloc:
        return ""
    return url if parts.netloc or parts.scheme in ("mailto", "tel") else ""


def mail_link(address: str) -> str:
    """Return the `mailto:` of an e-mail address, empty where it is none."""
    return f"mailto:{address}" if _MAIL_ADDRESS.fullmatch(address) else ""


def host_of(url: str) -> str:
    """Return the host that an address leads to, empty where it has none."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Return the origin that an address leads to, as a policy names it: with its host in ASCII."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}"


def path_of(url: str) -> str:
    """Return the path part of an absolute address."""
    return urlsplit(url).path


def _without_index(path: str) -> str:
    return path[: -len(INDEX)] if path == INDEX or path.endswith(f"/{INDEX}") else path


def _encoded(path: str) -> str:
    return path if _SAFE_PATH.fullmatch(path) else quote(path, safe="/-._~")


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"
