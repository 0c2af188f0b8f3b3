"""What the script costs the page that takes it in: time of the main thread, beside others' carousels."""

import statistics
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.demo import BuiltSite
from tests.browser.script_time import MODULE, bodies, measure, with_packages
from tests.browser.serving import Served, serving

PEER = "Splide"
SLOWDOWN = 4
BUSY = "<script>for (const end = performance.now() + 50; performance.now() < end;);</script>"


@pytest.fixture(scope="module")
def served(demo: BuiltSite) -> Iterator[Served]:
    """The site and the peers' files over real connections."""
    with serving(with_packages(demo.host)) as proxy:
        yield proxy


@pytest.mark.long
@pytest.mark.parametrize(("planted", "is_within"), [("", True), (BUSY, False)], ids=["as it is", "planted"])
def test_script_takes_less_time_than_a_carousel_alone(
    browser: Browser, served: Served, demo: BuiltSite, planted: str, is_within: bool
) -> None:
    """At a slowdown of 4 a whole module keeps the main thread for less time than Splide over ready cards."""
    pages = bodies(demo)

    took = measure(browser, served, {MODULE: pages[MODULE] + planted, PEER: pages[PEER]}, SLOWDOWN)

    assert is_within == (statistics.median(took[MODULE]) < statistics.median(took[PEER])), took
