"""What becomes of one flipped byte in each file that a site is made of.

What differs in a build from nothing has to be within what the build over the earlier one made anew. What
was made anew for nothing is the excess, which `python -m tests.exactness.byte_flips` prints.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shopgen.build.build
from shopgen.build.tasks import DonePage, PageOutcome
from shopgen.pages.task import PageTask
from tests.exactness.edits import PRODUCT, paint, write
from tests.exactness.test_incremental import PROJECT, Shop, tree

SITE = """base_url: https://shops.example/
platform: Square
hosts: ["https://profiles.example"]
pictures: {widths: [320], formats: [jpg]}
"""
BRAND = """name: Acme Supply
handle: "@acme"
description: Things for cold water
currency: EUR
locale: en-GB
locales: [en-GB, fr-FR]
timezone: Europe/Oslo
logo: logo.svg
theme: {name: mine, accent: "#7a1f3d"}
module: {title: Shop, order: [mug], limit: 2}
checkout: {provider: link, template: "https://pay.example/{sku}"}
shipping: {countries: [FR, DE], note: Ships in two days}
policies: {contact: hello@acme.example, seller: "Acme AS, Bergen"}
"""
OTHER_BRAND = """name: Bolt
currency: EUR
checkout: {provider: email, email: shop@bolt.example}
"""
MUG = """---
title: Enamel mug
summary: White with a rim.
price: "24.00"
sale_price: "19.00"
sale_price_effective_date: 2026-11-20/2026-11-30
images: [{src: photo.jpg, alt: A white mug}]
options: {size: [small, large]}
variants:
  - {sku: MUG-S, options: {size: small}, stock: 12}
  - {sku: MUG-L, options: {size: large}, price: "29.00"}
tags: [kitchen]
collection: Kitchen
aliases: [cup]
---
White *enamel*, with a rim that does not chip.
"""
FRENCH_MUG = """---
title: Tasse
summary: Blanche, avec un bord.
option_names: {size: Taille}
---
De l'*émail* blanc.
"""
WORDS = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "In stock"
msgstr "Disponible"

msgid "Description"
msgstr "En bref"
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h6v6z"/></svg>\n'

KINDS = {
    "shopgen.yaml": "the site's settings",
    "brand.yaml": "a brand",
    "brand.fr-FR.yaml": "a brand's translation",
    "mug.md": "a product",
    "pot.md": "a product",
    "bowl.md": "a product",
    "mug.fr-FR.md": "a product's translation",
    "photo.jpg": "a picture",
    "logo.svg": "a logo",
    "theme.yaml": "a theme",
    "module-cards.html": "a template",
    "page.css": "a style sheet",
    "pattern.svg": "a static file",
    "shopgen.po": "a catalog of words",
}
"""What each file of the site is, by its name."""
ALL_KINDS = frozenset(KINDS.values())

STRIDE = 0.618034
"""Positions this far apart, in lengths of the file, come to lie evenly in it however many there are."""
PATIENCE = 5
"""How many flips are tried for each that leaves the file valid."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the flips in files of a kind: valid and refused ones, and pages that were made anew.

    `idle` of those pages have the same bytes as before.
    """

    valid: int
    refused: int
    remade: int
    idle: int

    @property
    def excess(self) -> float:
        """How many pages a valid flip has made anew for nothing."""
        return self.idle / self.valid


def make_whole_site(site: Path) -> None:
    """Write a shop that has everything: two brands, two languages, pictures, and a theme of its own."""
    write(site / "shopgen.yaml", SITE)
    brand = site / "brands/acme"
    write(brand / "brand.yaml", BRAND)
    write(brand / "brand.fr-FR.yaml", "description: Des choses\nmodule: {title: Le magasin}\n")
    write(brand / "products/mug.md", MUG)
    write(brand / "products/mug.fr-FR.md", FRENCH_MUG)
    paint(brand / "images/photo.jpg", (200, 90, 30))
    write(brand / "images/logo.svg", DRAWING)
    write(brand / "products/pot.md", PRODUCT.replace("photo.png", "photo.jpg").format(title="Pot"))
    write(site / "brands/bolt/brand.yaml", OTHER_BRAND)
    write(site / "brands/bolt/products/bowl.md", '---\ntitle: Bowl\nprice: "12.00"\n---\nDeep.\n')
    theme = site / "themes/mine"
    write(theme / "theme.yaml", "title: Mine\ncontract: 1\nextends: default\n")
    cards = (PROJECT / "themes/default/templates/module-cards.html").read_text(encoding="utf-8")
    write(theme / "templates/module-cards.html", cards)
    write(theme / "static/css/after/page.css", ".masthead { background: url(pattern.svg); }\n")
    write(theme / "static/pattern.svg", DRAWING)
    write(theme / "locales/fr/LC_MESSAGES/shopgen.po", WORDS)


class Flips:
    """The whole shop, built once, and the flips that are tried on it."""

    def __init__(self, folder: Path) -> None:
        self.shop = Shop(folder, make_whole_site)
        self.shop.build()
        with made_pages() as clean:
            self.shop.build_clean()
        self.before = {page.task: digests(page) for page in clean}
        self.tree = tree(self.shop.settings.output)
        assert self.tree
        assert self.tree == tree(self.shop.clean.output)

    def figures(self, wanted: int, kinds: Container[str] = ALL_KINDS) -> dict[str, Figures]:
        """Flip so many bytes in each file, and those that are refused; return what came of them.

        Raises:
            AssertionError: an output is not that of a build from nothing, or a page was not made anew that
                is another there.
        """
        counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS.values() if kind in kinds}
        files = sorted(path for path in self.shop.site.rglob("*") if path.is_file())
        for path in files:
            if KINDS[path.name] in counts:
                self._flip_some(path, wanted, counts[KINDS[path.name]])
        return {
            kind: Figures(count["valid"], count["refused"], count["remade"], count["idle"])
            for kind, count in counts.items()
        }

    def _flip_some(self, path: Path, wanted: int, count: Counter[str]) -> None:
        content, valid = path.read_bytes(), count["valid"] + wanted
        for number in range(wanted * PATIENCE):
            if count["valid"] < valid:
                at = int(number * STRIDE * len(content)) % len(content)
                count.update(self.flip(path, content, at))

    def flip(self, path: Path, content: bytes, at: int) -> Mapping[str, int]:
        """Flip one byte of a file, build, put it back and build again; return what to count."""
        name = f"{path.relative_to(self.shop.site)}, byte {at}"
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with made_pages() as over:
            is_good = self.shop.build().is_good
        with made_pages() as clean:
            assert is_good == self.shop.build_clean().is_good, name
        remade = {page.task for page in over if page.kept is None}
        changed = self.changed(clean) if is_good else set()
        gone = self.before.keys() - {page.task for page in clean}
        assert changed <= remade | gone, f"{name}: not made anew: {changed - remade - gone}"
        made = tree(self.shop.clean.output) if is_good else self.tree
        assert made == tree(self.shop.settings.output), name
        path.write_bytes(content)
        self.shop.build()
        assert self.tree == tree(self.shop.settings.output), f"{name}, put back"
        counted = {"valid": 1, "remade": len(remade), "idle": len(remade - changed)}
        return counted if is_good else {"refused": 1}

    def changed(self, pages: Iterable[DonePage]) -> set[PageTask]:
        """Return the page tasks that make other files than before, and those that are new or gone."""
        after = {page.task: digests(page) for page in pages}
        tasks = self.before.keys() | after.keys()
        return {task for task in tasks if self.before.get(task) != after.get(task)}


def digests(page: DonePage) -> dict[str, str]:
    """Return a page's files, each by its path with the digest of its bytes."""
    return {file.path: file.sha256 for file in page.files}


@contextmanager
def made_pages() -> Iterator[list[DonePage]]:
    """Hand out a list that gets the page tasks of all builds until the block ends, also kept ones."""
    pages: list[DonePage] = []
    make = shopgen.build.build._make_pages

    def noted(*given: Any) -> PageOutcome:
        outcome = make(*given)
        pages.extend(outcome.pages)
        return outcome

    shopgen.build.build._make_pages = noted
    try:
        yield pages
    finally:
        shopgen.build.build._make_pages = make


def main() -> None:
    """Print what flips of bytes come to."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory(prefix="shopgen-flips-") as folder:
        flips = Flips(Path(folder))
        found = flips.figures(wanted)
    print(f"Of {len(flips.before)} pages, a flipped byte that leaves the file valid has made anew:")
    print(f"{'a byte in':24}   valid  refused  pages  for nothing")
    for kind, one in found.items():
        pages = one.remade / one.valid
        print(f"{kind:24} {one.valid:7} {one.refused:8} {pages:6.1f} {one.excess:12.1f}")


if __name__ == "__main__":
    main()
