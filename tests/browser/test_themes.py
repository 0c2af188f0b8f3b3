"""Each theme on every kind of page of the demo brands: quiet, accessible, and as high as it says."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from shopgen.build.build import build_site
from shopgen.build.progress import Silence
from shopgen.build.settings import BuildSettings
from tests.browser.checks import Watch
from tests.browser.demo import AT, PROJECT, BuiltSite
from tests.browser.host import load_host
from tests.browser.visit import Visit, visit_pages

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
