"""What scripts do: the module in a stranger's page, and choices on the checkout page."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import ALL_RULES, Watch, axe_findings
from tests.browser.demo import BuiltSite
from tests.browser.host import Host, Root

STRANGER = "http://profiles.example/"
STYLE = "h2, li, a, img { all: unset !important; color: red !important; width: 1px !important }"
MEANT = 'region="GB" viewer="ada"'
DESKTOP = {"width": 900, "height": 700}


@pytest.fixture
def embed(
    browser: Browser, demo: BuiltSite, tmp_path: Path
) -> Iterator[Callable[[str, str], tuple[Page, Watch]]]:
    """Opens a profile page at another origin, with a policy and a body, and watches it."""
    host = Host((*demo.host.roots, Root(STRANGER, tmp_path)))
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    context.set_default_timeout(5000)
    watch = Watch(context, host, may_cross=True)
    page = context.new_page()

    def open_profile(policy: str, body: str) -> tuple[Page, Watch]:
        head = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>Profile</title>'
        text = f'<!doctype html><html lang="en"><meta charset="utf-8">{head}<body>{body}</body></html>'
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        page.goto(STRANGER)
        return page, watch

    yield open_profile
    context.close()


def _codes(demo: BuiltSite, brand: str) -> list[str]:
    text = (demo.output / brand / "snippet.html").read_text(encoding="utf-8")
    return [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", text, flags=re.DOTALL)]


def _scripts(demo: BuiltSite, brand: str) -> list[str]:
    """Return the ways by script, for a viewer who is meant, without the room kept by a style attribute."""
    return [
        re.sub(r' style="[^"]*"', "", code).replace("<shop-module", f"<shop-module {MEANT}", 1)
        for code in _codes(demo, brand)
        if "/embed" in code and "<script" in code
    ]


@pytest.mark.parametrize("way", [0, 1], ids=["newest", "of this release"])
@pytest.mark.parametrize("brand", ["skerry-enamel", "lantern-press"])
def test_script_builds_module_under_strict_policy(
    embed: Callable[[str, str], tuple[Page, Watch]], demo: BuiltSite, brand: str, way: int
) -> None:
    """The pasted lines become the module in a page that allows nothing inline and wants Trusted Types."""
    code = _scripts(demo, brand)[way]
    src, *_ = re.findall(r'<script[^>]* src="([^"]+)"', code)
    origin = "/".join(src.split("/")[:3])
    policy = (
        f"default-src 'none'; script-src {origin}; connect-src {origin}; img-src {origin} data:; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )

    page, watch = embed(policy, f"<main><h1>Ada</h1>{code}</main>")

    module = (demo.output / brand / "module.html").read_text(encoding="utf-8")
    expect(page.locator("shop-module .card")).to_have_count(module.count('<li class="card">'))
    expect(page.locator("shop-module .card img").first).to_be_visible()
    assert [] == watch.take()
    assert [] == axe_findings(page, ALL_RULES)


def test_module_is_not_restyled_by_its_host(
    embed: Callable[[str, str], tuple[Page, Watch]], demo: BuiltSite
) -> None:
    """The page's own sheet does not reach the module's elements, nor the module's sheet those of the page."""
    fragment = (demo.output / "skerry-enamel/module.html").read_text(encoding="utf-8")
    policy = "img-src *; style-src 'unsafe-inline'; script-src 'none'"

    page, watch = embed(policy, f"<style>{STYLE}</style><h1>Ada</h1><h2>Posts</h2>{fragment}")

    assert "rgb(255, 0, 0)" == page.locator("body > h2").evaluate("e => getComputedStyle(e).color")
    assert "rgb(255, 0, 0)" != page.locator("shop-module h2").evaluate("e => getComputedStyle(e).color")
    assert 100 < page.locator("shop-module .card").first.evaluate("e => e.clientWidth")
    assert [] == watch.take()


def test_linked_module_needs_no_inline_style(
    embed: Callable[[str, str], tuple[Page, Watch]], demo: BuiltSite
) -> None:
    """module-linked.html is drawn in a page whose policy allows no inline style."""
    file = demo.output / "skerry-enamel/module-linked.html"
    origin = demo.host.address(file).split("/skerry")[0]

    page, watch = embed(
        f"default-src 'none'; img-src {origin}; style-src {origin}", file.read_text(encoding="utf-8")
    )

    expect(page.locator("shop-module .list")).to_have_css("display", re.compile("flex|grid"))
    assert [] == watch.take()


def test_module_can_be_framed_by_stranger(
    embed: Callable[[str, str], tuple[Page, Watch]], demo: BuiltSite
) -> None:
    """The frame's document is drawn in a page of another origin."""
    code = next(code for code in _codes(demo, "skerry-enamel") if "<iframe" in code)

    policy = "default-src 'none'; frame-src *; style-src 'unsafe-inline'; script-src http://localhost:8000"
    page, watch = embed(policy, code)

    expect(page.frame_locator("iframe").locator(".card").first).to_be_visible()
    assert [] == watch.take()


def test_checkout_page_cannot_be_framed(
    embed: Callable[[str, str], tuple[Page, Watch]], demo: BuiltSite
) -> None:
    """A checkout page stays empty in another's frame: no one can lay a button over its own."""
    page, watch = embed(
        "frame-src *", f'<iframe src="{demo.host.address(demo.checkout_pages()[0])}"></iframe>'
    )

    assert 0 == page.frame_locator("iframe").locator("main").count()
    assert re.search("X-Frame-Options|frame-ancestors", " ".join(watch.take()))


@pytest.fixture
def checkout(browser: Browser, demo: BuiltSite) -> Iterator[Page]:
    """A page of a browser with script, for checkout pages."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    context.set_default_timeout(5000)
    Watch(context, demo.host)
    yield context.new_page()
    context.close()


def test_address_chooses_variant(checkout: Page, demo: BuiltSite) -> None:
    """`?variant=` shows every variant of a product in turn."""
    url = demo.host.address(demo.output / "skerry-enamel/enamel-mug/index.html")
    checkout.goto(url)
    names = [variant.get_attribute("data-id") for variant in checkout.locator(".variant").all()]

    assert len(names) > 1
    for name in names:
        checkout.goto(f"{url}?variant={name}")
        expect(checkout.locator(".variant:visible")).to_have_attribute("data-id", name or "")


def test_quantity_goes_into_pay_link(checkout: Page, demo: BuiltSite) -> None:
    """The pay link and the total follow the quantity."""
    checkout.goto(demo.host.address(demo.output / "skerry-enamel/enamel-mug/index.html"))
    button, total = (
        checkout.locator(".variant:visible a.button"),
        checkout.locator(".variant:visible .amount").last,
    )
    one, price = button.get_attribute("href"), total.inner_text()

    checkout.locator('[data-step="1"]').click()

    assert "quantity=1" in (one or "")
    expect(button).to_have_attribute("href", (one or "").replace("quantity=1", "quantity=2"))
    expect(total).not_to_have_text(price)


@pytest.mark.parametrize("brand", ["skerry-enamel", "skerry-enamel/ar", "lantern-press"])
def test_buttons_turn_carousel(checkout: Page, demo: BuiltSite, brand: str) -> None:
    """Next and previous move the module's list, to the left where the page runs from right to left."""
    checkout.set_viewport_size({"width": 640, "height": 700})
    checkout.goto(demo.host.address(demo.output / brand / "profile/index.html"))
    back, forth = checkout.locator(".nav button").all()
    gone = "e => Math.abs(e.scrollLeft) + e.scrollTop"

    forth.click()
    expect(back).to_have_attribute("aria-disabled", "false")
    assert checkout.locator(".list").evaluate(gone) > 50
    back.click()

    expect(back).to_have_attribute("aria-disabled", "true")
    assert checkout.locator(".list").evaluate(gone) < 5
