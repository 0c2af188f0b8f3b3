"""The pages that a theme makes of the sample, and what stood in their way."""

from dataclasses import dataclass

from shopgen.build.door import RecordingDoor, Shelf, Standing, ThemeFiles
from shopgen.build.themes.page_tree import PageTree, parse_page
from shopgen.build.themes.sample import LOCALE, SLUG
from shopgen.pages.render import brand_tasks, render, site_tasks
from shopgen.problems import ContentError, Problem


@dataclass(frozen=True, slots=True)
class SamplePages:
    """The sample's pages in one form: the texts of pages by path, the paths of all other files."""

    shelf: Shelf
    door: RecordingDoor
    texts: dict[str, str]
    files: frozenset[str]
    redirects: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def products(self) -> tuple[str, ...]:
        """The slugs of the sample's products, in the module's order."""
        return tuple(self.shelf.brands[SLUG].products)

    @property
    def module_limit(self) -> int:
        """How many of them the module shows."""
        return self.shelf.brands[SLUG].brand.module.limit

    def tree(self, path: str) -> PageTree:
        """Return a page as a tree."""
        return parse_page(self.texts[path])

    def title(self, slug: str) -> str:
        """Return what a product is called."""
        return self.shelf.brands[SLUG].products[slug].words[LOCALE].title

    def price(self, slug: str) -> str:
        """Return what a product costs, in the digits that pages write it in."""
        return f"{self.door.offerings(SLUG, slug, LOCALE)[0].price.amount:.2f}"


def render_sample(shelf: Shelf, files: ThemeFiles) -> SamplePages:
    """Return all pages of a sample in the theme that its brand has."""
    door = RecordingDoor(shelf, files, Standing(shelf), None)
    one = shelf.brands[SLUG]
    texts: dict[str, str] = {}
    others: set[str] = set()
    redirects: set[str] = set()
    problems: list[Problem] = []
    for task in (*brand_tasks(one.brand, one.products.values()), *site_tasks()):
        try:
            artifacts = render(task.kind, door, task.brand, task.locale, task.product)
        except ContentError as error:
            problems += error.problems
            continue
        pages = {a.path: a.data.decode() for a in artifacts if a.path.endswith(".html")}
        texts |= pages
        redirects |= set(pages) if task.kind == "redirects" else set()
        others |= {a.path for a in artifacts} - set(pages)
    return SamplePages(shelf, door, texts, frozenset(others), frozenset(redirects), tuple(problems))
