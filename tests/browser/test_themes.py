"""Each theme on every kind of page of the demo brands: quiet, accessible, and as high as it says."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from shopgen.build.build import build_site
from shopgen.build.progress import Silence
from shopgen.build.settings import BuildSettings
from tests.browser.checks import NARROWEST_PX, Watch
from tests.browser.demo import AT, PROJECT, BuiltSite
from tests.browser.host import load_host
from tests.browser.visit import Visit, visit_pages

COUNTS = (0, 1, 2, 5, 10)
HEIGHT = (
    "document.querySelector('shop-module').shadowRoot.querySelector('.shop').getBoundingClientRect().height"
)
CUT_TITLES = """() => {
  const title = document.querySelector("shop-module").shadowRoot.querySelector(".title");
  return title.scrollWidth > title.clientWidth || title.scrollHeight > title.clientHeight + 2;
}"""
# Parts of a card whose letters lie upon one another, but for their tails.
OVERLAPS = """() => {
  const { shadowRoot } = document.querySelector("shop-module");
  const parts = ".card-title, .card-text, .card-tags, .price:not([hidden]), .chip";
  const written = (part) => {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const box = part.getBoundingClientRect();
    const rects = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(".unseen")) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      rects.push(...range.getClientRects());
    }
    return rects.map((rect) => ({
      left: Math.max(rect.left, box.left), right: Math.min(rect.right, box.right),
      top: Math.max(rect.top, box.top), bottom: Math.min(rect.bottom, box.bottom),
    })).filter((rect) => rect.left < rect.right && rect.top < rect.bottom);
  };
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 4 && other.top < one.bottom - 4;
  return [...shadowRoot.querySelectorAll(".card-link")].flatMap((card) => {
    const seen = [...card.querySelectorAll(parts)].map((part) => [part.className, written(part)]);
    return seen.flatMap(([name, rects], i) => seen.slice(i + 1)
      .filter(([, others]) => rects.some((one) => others.some((other) => meet(one, other))))
      .map(([other]) => `${name} on ${other}`));
  });
}"""
# Those that are hard to lay out are among the first: titles of two lines, a sale, a date, summaries and tags.
PRODUCT = """---
title: {title}
summary: Keeps the sea out and the coffee in, for all of a long day on the water.
price: 12.00
{more}
tags: [kitchen, boat, gift]
images: [{{src: mug.png, alt: A mug}}]
payment_link: https://pay.example/{number}
---
"""
TITLES = ("A title that is much longer than any shelf has room for, in two lines or more", "Mug")
STATES = ("sale_price: 9.00", "availability: preorder\navailability_date: 2027-03-01", "")
THEMES = sorted(path.parent.name for path in PROJECT.glob("themes/*/theme.yaml"))
WIDTHS = (320, 390, 768, 1280)
# Every kind of page and direction, a sale, a drop, something sold out.
PAGES = (
    "skerry-enamel/index.html",
    "skerry-enamel/ar/index.html",
    "skerry-enamel/profile/index.html",
    "skerry-enamel/ar/profile/index.html",
    "skerry-enamel/enamel-mug/index.html",
    "skerry-enamel/ar/enamel-mug/index.html",
    "kestrel-rovers/retro-shirt-1974/index.html",
    "kestrel-rovers/home-shirt/index.html",
    "lantern-press/index.html",
    "lantern-press/profile/index.html",
    "lantern-press/linien-notizbuch/index.html",
)


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demo site with all brands in one theme."""
    output = tmp_path_factory.mktemp(request.param)
    cache, at = PROJECT / ".shopgen", datetime.fromisoformat(AT)
    result = build_site(BuildSettings(PROJECT, output, cache, at, theme=request.param), Silence())
    assert result.is_good, result.problems
    return BuiltSite(output, load_host(PROJECT, output))


@pytest.fixture(scope="module")
def visits(browser: Browser, site: BuiltSite) -> list[Visit]:
    """A visit to one page of each kind."""
    return list(visit_pages(browser, site, [site.output / path for path in PAGES]))


@pytest.mark.parametrize("part", ["said", "drawn", "light", "dark", "overflow"])
def test_pages_of_every_theme_pass_what_the_demo_site_passes(visits: list[Visit], part: str) -> None:
    """They ask nobody, draw all, have no fault for axe in light and dark, and never scroll sideways."""
    assert {} == {visit.path: getattr(visit, part) for visit in visits if getattr(visit, part)}


@pytest.fixture
def page(browser: Browser, site: BuiltSite) -> Iterator[Page]:
    """A page that asks the site alone."""
    context = browser.new_context()
    Watch(context, site.host)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("brand", ["skerry-enamel", "skerry-enamel/ar", "kestrel-rovers", "lantern-press"])
def test_modules_of_every_theme_are_as_high_as_is_reserved(page: Page, site: BuiltSite, brand: str) -> None:
    """The room that hosts keep is the module's height at every width, in a row and in a column."""
    data = json.loads((site.output / brand / "module.json").read_text(encoding="utf-8"))
    page.goto(site.host.address(site.output / brand / "profile/index.html"))
    heights = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        heights[width] = page.evaluate("document.querySelector('shop-module').getBoundingClientRect().height")

    assert dict.fromkeys(WIDTHS, data["reserved_height"]) == heights


@pytest.mark.parametrize("brand", ["kestrel-rovers", "skerry-enamel", "skerry-enamel/ar"])
def test_a_module_s_title_is_whole_beside_its_buttons(page: Page, site: BuiltSite, brand: str) -> None:
    """With a pointer that hovers, nothing of it is cut off, in the narrowest of pages neither."""
    page.goto(site.host.address(site.output / brand / "profile/index.html"))
    page.locator("shop-module .step").first.wait_for(state="visible")
    cut = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        cut += [width] if page.evaluate(CUT_TITLES) else []

    assert [] == cut


def test_a_title_that_is_cut_would_be_found(page: Page, site: BuiltSite) -> None:
    """The control: one that is far too long is cut."""
    page.set_viewport_size({"width": NARROWEST_PX, "height": 800})
    page.goto(site.host.address(site.output / "skerry-enamel/profile/index.html"))
    page.locator("shop-module .title > :last-child").evaluate(
        "e => e.textContent = 'From the kiln '.repeat(9)"
    )

    assert page.evaluate(CUT_TITLES)


def test_arabic_is_neither_slanted_nor_in_small_capitals(page: Page, site: BuiltSite) -> None:
    """Letters that join have neither."""
    page.goto(site.host.address(site.output / "skerry-enamel/ar/index.html"))
    styles = page.locator("h1, h2, .lede, .tabs a").evaluate_all(
        "all => all.map(e => getComputedStyle(e)).map(s => [s.fontStyle, s.fontVariantCaps])"
    )

    assert [["normal", "normal"]] * len(styles) == styles != []


@pytest.fixture(scope="module")
def counted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site of brands with 0, 1, 2, 5 and 10 products, each in a row and in a column, in one theme."""
    root = tmp_path_factory.mktemp("counted")
    (root / "shopgen.yaml").write_text("base_url: https://shops.example/\n", encoding="utf-8")
    for count in COUNTS:
        for direction in ("row", "column"):
            write_brand(root / f"brands/{direction}-{count}", count, direction)
    settings = BuildSettings(
        root, root / "output", root / "cache", datetime.fromisoformat(AT), theme=request.param
    )
    result = build_site(settings, Silence())
    assert result.is_good, result.problems
    return BuiltSite(root / "output", load_host(root, root / "output"))


def write_brand(folder: Path, count: int, direction: str) -> None:
    """Write a brand whose module shows `count` products."""
    for name in ("products", "images"):
        (folder / name).mkdir(parents=True)
    brand = "name: Acme & Sons\ncurrency: EUR\nlocale: en-GB\ncheckout: {provider: link}\n"
    brand += f"module: {{direction: {direction}, limit: {max(COUNTS)}}}\n"
    (folder / "brand.yaml").write_text(brand, encoding="utf-8")
    Image.new("RGB", (800, 1000), "teal").save(folder / "images/mug.png")
    for number in range(count):
        title, more = TITLES[number % len(TITLES)], STATES[number % len(STATES)]
        text = PRODUCT.format(title=title, more=more, number=number)
        (folder / f"products/p{number}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("counted", THEMES, indirect=True)
def test_modules_are_as_high_as_is_reserved_for_any_number_of_products(
    browser: Browser, counted: BuiltSite
) -> None:
    """Each is exactly as high, at every width, in a row and a column, also one without products."""
    page = browser.new_page()
    Watch(page.context, counted.host)
    wrong = {}
    for file in sorted(counted.output.glob("*/module.json")):
        reserved = json.loads(file.read_text(encoding="utf-8"))["reserved_height"]
        page.goto(counted.host.address(file.parent / "profile/index.html"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            height = page.evaluate(HEIGHT)
            if height != reserved:
                wrong[file.parent.name, width] = (reserved, height)
    page.context.close()

    assert {} == wrong


@pytest.mark.parametrize("counted", ["dense"], indirect=True)
def test_words_of_dense_rows_never_lie_upon_one_another(browser: Browser, counted: BuiltSite) -> None:
    """Title, summary, tags, price and chip of each card have places of their own."""
    page = browser.new_page()
    Watch(page.context, counted.host)
    found = {}
    for file in sorted(counted.output.glob("*/module.json")):
        page.goto(counted.host.address(file.parent / "profile/index.html"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if pairs := page.evaluate(OVERLAPS):
                found[file.parent.name, width] = pairs
    page.context.close()

    assert {} == found


@pytest.mark.parametrize("counted", ["dense"], indirect=True)
def test_words_that_lie_upon_one_another_would_be_found(browser: Browser, counted: BuiltSite) -> None:
    """The control: tags are shown, and where they are put upon the title that is found."""
    page = browser.new_page()
    Watch(page.context, counted.host)
    page.goto(counted.host.address(counted.output / "row-5/profile/index.html"))
    page.locator("shop-module .card-tags").evaluate_all("all => all.forEach(e => { e.style.gridRow = 1; })")
    pairs = page.evaluate(OVERLAPS)
    page.context.close()

    assert "card-title on card-tags" in pairs
