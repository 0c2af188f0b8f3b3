"""The module under the strictest policy that its way in is documented to need."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.ways import read_ways

BRAND = "skerry-enamel"
URL = "http://profiles.example/"
STRICT = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
WAYS = ("script", "release", "strict", "include", "linked", "frame")

Opening = Callable[[str, str], tuple[Page, Watch]]


@pytest.fixture
def open_under(browser: Browser, demo: BuiltSite) -> Iterator[Opening]:
    """Opens a profile with a body under a policy, and watches it."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    watch = Watch(context, demo.host, may_cross=True)
    context.route("https://stats.skerry.example/**", lambda route: route.fulfill(status=204))
    page = context.new_page()

    def open_profile(policy: str, body: str) -> tuple[Page, Watch]:
        head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>'
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
        page.unroute_all()
        page.route(
            URL, lambda route: route.fulfill(body=f"{head}<body>{body}</body></html>", headers=headers)
        )
        page.goto(URL)
        return page, watch

    yield open_profile
    context.close()


def _card(page: Page, way: str) -> Locator:
    return (page.frame_locator("iframe") if way == "frame" else page).locator(".card img").first


@pytest.mark.parametrize("way", WAYS)
def test_module_shows_without_a_report(open_under: Opening, demo: BuiltSite, way: str) -> None:
    """In every way in the module is drawn under `default-src 'none'` and the lines documented for it."""
    taken = read_ways(demo, BRAND)[way]

    # A strict page cannot take the frame's own style attribute, and gives the frame a rule of its own.
    page, watch = open_under(f"{STRICT}; {taken.policy}", taken.body.replace(' style="border:0"', ""))

    expect(_card(page, way)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [] == watch.take()


@pytest.mark.parametrize("way", WAYS)
def test_policy_check_finds_what_is_not_allowed(open_under: Opening, demo: BuiltSite, way: str) -> None:
    """Without the documented lines every way in is reported."""
    page, watch = open_under(STRICT, read_ways(demo, BRAND)[way].body)

    page.wait_for_load_state("networkidle")

    assert "Content Security Policy" in " ".join(watch.take())


def test_policy_check_finds_html_that_is_parsed(open_under: Opening) -> None:
    """A script that parses HTML where Trusted Types are required is heard."""
    _, watch = open_under(
        f"{STRICT}; script-src 'unsafe-inline'", "<script>document.body.innerHTML = '<p>'</script>"
    )

    assert "TrustedHTML" in " ".join(watch.take())
