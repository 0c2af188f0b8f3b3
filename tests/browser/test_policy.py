"""The module under the strictest policy that its way in is documented to need."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.host import load_host
from tests.browser.keep_release import SITE, build
from tests.browser.ways import read_ways

BRAND = "skerry-enamel"
PLAIN = "acme"
"""A brand of another site, for everyone: its element keeps the room by a style attribute."""
URL = "http://profiles.example/"
STRICT = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
NEEDED = ("script-src", "connect-src", "img-src", "style-src", "style-src-attr", "frame-src")
WAYS = ("script", "release", "strict", "include", "linked", "frame")

# The first thing that a page's policy is in the way of, or nothing within ten seconds.
REPORTS = """globalThis.reported = new Promise((resolve) => {
  const report = ({ effectiveDirective, blockedURI }) => resolve([effectiveDirective, blockedURI]);
  addEventListener("securitypolicyviolation", report);
  setTimeout(resolve, 10000, ["", ""]);
});"""
REPORTED = "() => reported"

Opening = Callable[[str, str], tuple[Page, Watch]]


@pytest.fixture
def open_under(browser: Browser, demo: BuiltSite) -> Iterator[Opening]:
    """Opens a profile with a body under a policy, and watches it."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    watch = Watch(context, demo.host, may_cross=True)
    context.route("https://stats.skerry.example/**", lambda route: route.fulfill(status=204))
    context.add_init_script(REPORTS)
    page = context.new_page()

    def open_profile(policy: str, body: str) -> tuple[Page, Watch]:
        show(page, policy, body)
        return page, watch

    yield open_profile
    context.close()


def show(page: Page, policy: str, body: str) -> None:
    """Open a profile with a body under a policy."""
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>'
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    page.unroute_all()
    page.route(URL, lambda route: route.fulfill(body=f"{head}<body>{body}</body></html>", headers=headers))
    page.goto(URL)


def _card(page: Page, way: str) -> Locator:
    return (page.frame_locator("iframe") if way == "frame" else page).locator(".card img").first


@pytest.mark.parametrize("way", WAYS)
def test_module_shows_without_a_report(open_under: Opening, demo: BuiltSite, way: str) -> None:
    """In every way in the module is drawn under the policy that the snippet page says."""
    taken = read_ways(demo, BRAND)[way]

    page, watch = open_under(taken.policy, taken.body)

    expect(_card(page, way)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [] == watch.take()
    assert taken.policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in taken.policy


@pytest.mark.parametrize("way", WAYS)
def test_policy_says_nothing_that_is_not_needed(open_under: Opening, demo: BuiltSite, way: str) -> None:
    """Without any one of its lines the policy is reported to be in the way."""
    taken = read_ways(demo, BRAND)[way]
    directives = taken.policy.split("; ")
    needed = [line for line in directives if line.split()[0] in NEEDED]

    for line in needed:
        page, _ = open_under("; ".join(other for other in directives if other != line), taken.body)

        assert page.evaluate(REPORTED)[0].startswith(line.split()[0])
    assert needed


def test_policy_names_the_beacon(open_under: Opening, demo: BuiltSite) -> None:
    """What a brand counts may be sent to the brand's own host, which the policy names beside the shop's."""
    policy = read_ways(demo, BRAND)["script"].policy
    said = json.loads((demo.output / BRAND / "module.json").read_text(encoding="utf-8"))
    host = "https://" + urlsplit(said["beacon"]).netloc

    page, watch = open_under(policy, "")
    page.evaluate("beacon => navigator.sendBeacon(beacon)", said["beacon"])
    assert [] == watch.take()

    page, _ = open_under(policy.replace(f" {host}", ""), "")
    page.evaluate("beacon => navigator.sendBeacon(beacon)", said["beacon"])
    assert ["connect-src", said["beacon"]] == page.evaluate(REPORTED)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site whose brand has no rule of who sees it."""
    output = build(SITE, tmp_path_factory.mktemp("plain") / "output")
    return BuiltSite(output, load_host(SITE, output))


@pytest.mark.parametrize("way", ["script", "release"])
def test_room_is_kept_under_the_policy_by_its_hash(browser: Browser, plain: BuiltSite, way: str) -> None:
    """The style attribute of an element for everyone is allowed by its hash, and reported without it."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    watch = Watch(context, plain.host, may_cross=True)
    page = context.new_page()
    taken = read_ways(plain, PLAIN)[way]
    directives = taken.policy.split("; ")
    others = [line for line in directives if not line.startswith("style-src-attr ")]
    found = []
    for policy in (directives, others):
        show(page, "; ".join(policy), taken.body)
        expect(_card(page, way)).to_be_visible()
        page.wait_for_load_state("networkidle")
        found.append(" ".join(watch.take()))
    context.close()

    assert "" == found[0]
    assert "Content Security Policy" in found[1]


def test_policy_check_finds_html_that_is_parsed(open_under: Opening) -> None:
    """A script that parses HTML where Trusted Types are required is heard."""
    _, watch = open_under(
        f"{STRICT}; script-src 'unsafe-inline'", "<script>document.body.innerHTML = '<p>'</script>"
    )

    assert "TrustedHTML" in " ".join(watch.take())
