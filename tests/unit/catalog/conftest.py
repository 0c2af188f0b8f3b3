"""Sites in temporary folders, and everything that is wrong with one, as a build would collect it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from shopgen.catalog.brands import LoadedBrand, list_brands, load_brand
from shopgen.catalog.check import check_addresses, check_brand
from shopgen.catalog.places import find_place
from shopgen.catalog.products import LoadedProduct, load_product
from shopgen.catalog.site import load_site
from shopgen.catalog.theme_roots import theme_roots
from shopgen.catalog.themes import LoadedTheme, list_themes, load_theme
from shopgen.files import Root
from shopgen.problems import Problem, sort_problems

PROVIDERS = ("link", "shopify", "email")
BRAND = "name: Acme\ncurrency: EUR\ncheckout: {provider: email, email: orders@acme.example}\n"
MUG = 'title: Mug\nprice: "24.00"\n'


class Shop:
    """A site in a folder, to write files into and to load."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Root(folder)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the site and return where it is."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def brand(self, more: str = "") -> LoadedBrand:
        """Write and load the brand acme."""
        self.write("brands/acme/brand.yaml", BRAND + more)
        return self.load_brand("acme")

    def product(self, front: str = MUG, body: str = "", slug: str = "mug", brand: str = "") -> LoadedProduct:
        """Write and load a product of acme."""
        self.write(f"brands/acme/products/{slug}.md", f"---\n{front}---\n{body}")
        return load_product(self.root, self.brand(brand), slug)

    def themes(self) -> dict[str, LoadedTheme]:
        """Load the themes that there are."""
        roots = theme_roots(self.folder)
        return {name: load_theme(roots, name) for name in list_themes(roots)}

    def load_brand(self, slug: str) -> LoadedBrand:
        """Load a brand."""
        return load_brand(self.root, slug, self.themes(), PROVIDERS, load_site(self.root).site.providers)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with the site, sorted."""
        site = load_site(self.root)
        found = [*site.problems]
        brands = [self.load_brand(slug).settings for slug in list_brands(self.root)]
        across_brands = check_addresses(site.site, {brand.slug: brand.base_url for brand in brands})
        found += [problem for theme in self.themes().values() for problem in theme.problems]
        for slug in list_brands(self.root):
            brand = self.load_brand(slug)
            products = [load_product(self.root, brand, product) for product in brand.product_slugs]
            found += [*brand.problems, *(problem for loaded in products for problem in loaded.problems)]
            there = {loaded.slug: loaded.product for loaded in products if loaded.product is not None}
            found += self._placed(check_brand(brand.settings, there, brand.product_slugs))
        return sort_problems([*found, *self._placed(across_brands)])

    def _placed(self, problems: Iterable[Problem]) -> list[Problem]:
        return [
            replace(problem, place=find_place(self.root, problem.place.path, problem.place.key))
            for problem in problems
        ]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """An empty site with a base_url."""
    made = Shop(tmp_path)
    made.write("shopgen.yaml", "base_url: https://shops.example/\n")
    return made


@pytest.fixture
def shop_at() -> Callable[[Path], Shop]:
    """A site in a folder that is there."""
    return Shop


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real catalogs and of attacks beside the checkout; without it the test is skipped."""
    folder = Path(__file__).parents[3].parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared with real catalogs and attack corpora")
    return folder
