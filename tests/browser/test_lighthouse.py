"""What Lighthouse, as a phone, makes of the profile, shop and checkout page of each brand."""

import json
import statistics
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.demo import BuiltSite, build_demo
from tests.browser.serving import Served, serving
from tests.browser.tell import tell
from tests.browser.validate import NODE, NODE_MODULES

BASE_URL = "http://localhost:8000/"
"""What Lighthouse counts as secure without TLS."""
BRANDS = ("kestrel-rovers", "lantern-press", "skerry-enamel")
QUALITY = ("accessibility", "best-practices", "seo")
RUNS = 5
LEAST_PERFORMANCE = 99

Reports = list[dict[str, Any]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demo site at one address, that of its first brand's host."""
    site = build_demo(tmp_path_factory.mktemp("lighthouse") / "output", BASE_URL)
    for page in site.pages():
        _let_robots_be_fetched(page)
    return site


def _let_robots_be_fetched(page: Path) -> None:
    """Lighthouse fetches robots.txt as if the page did, whose policy lets it connect to nothing."""
    html = page.read_text(encoding="utf-8")
    nothing, self = "default-src &#39;none&#39;;", "connect-src &#39;self&#39;"
    if self in html:
        return
    if "connect-src" in html:
        html = html.replace("connect-src", self, 1)
    else:
        html = html.replace(nothing, f"{nothing} {self};")
    page.write_text(html, encoding="utf-8")


@pytest.fixture(scope="module")
def served(site: BuiltSite) -> Iterator[Served]:
    """The site over real connections."""
    with serving(site.host) as proxy:
        yield proxy


@pytest.fixture
def judge(served: Served) -> Callable[[list[str], tuple[str, ...]], Reports]:
    """Returns Lighthouse's reports on pages, in some categories."""
    flags = [*FLAGS, f"--proxy-server={served.address}", "--proxy-bypass-list=<-loopback>"]

    def run(urls: list[str], categories: tuple[str, ...]) -> Reports:
        script = Path(__file__).with_name("lighthouse.mjs")
        chromium = find_chromium()
        assert chromium, "There is no Chromium: `make setup` gets one."
        command = [NODE, script, NODE_MODULES, chromium, json.dumps(flags), *categories]
        done = subprocess.run(command, input="\n".join(urls), capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def _pages(site: BuiltSite, brand: str) -> list[str]:
    """Return the addresses of a brand's profile, shop and first checkout page."""
    checkout = next(page for page in site.checkout_pages() if page.is_relative_to(site.output / brand))
    shop = site.output / brand / "index.html"
    return [site.host.address(page) for page in (shop.parent / "profile/index.html", shop, checkout)]


def _short_of_100(reports: Reports) -> dict[str, list[str]]:
    """Return what counts against pages; a profile page asks not to be found, so its SEO does not count."""
    return {
        report["url"]: [
            f"{name} {score}: {report['faults']}"
            for name, score in report["scores"].items()
            if score < 100 and not (name == "seo" and report["url"].endswith("/profile/"))
        ]
        for report in reports
    }


@pytest.mark.parametrize("brand", BRANDS)
def test_pages_are_flawless(
    judge: Callable[[list[str], tuple[str, ...]], Reports], site: BuiltSite, brand: str
) -> None:
    """Accessibility, best practices and SEO are at 100."""
    reports = judge(_pages(site, brand), QUALITY)

    assert 3 == len(reports)
    assert "" == tell(_short_of_100(reports))


def test_lighthouse_finds_faults(
    judge: Callable[[list[str], tuple[str, ...]], Reports], served: Served
) -> None:
    """A page without a language, a description and its picture is short of 100 in every category."""
    url = served.put(f"{BASE_URL}bad/", "<!doctype html><title>Ada</title><img src=gone.png><p>Posts")

    (report,) = judge([url], QUALITY)

    assert [] == [name for name, score in report["scores"].items() if score == 100]


@pytest.mark.long
@pytest.mark.parametrize("brand", BRANDS)
def test_pages_are_fast(
    judge: Callable[[list[str], tuple[str, ...]], Reports], site: BuiltSite, brand: str
) -> None:
    """Performance is at least 99 in the median of five."""
    pages = _pages(site, brand)
    reports = judge(pages * RUNS, ("performance",))

    scores = {url: [r["scores"]["performance"] for r in reports if r["url"] == url] for url in pages}
    assert {} == {url: runs for url, runs in scores.items() if statistics.median(runs) < LEAST_PERFORMANCE}
