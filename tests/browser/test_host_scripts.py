"""What a host may take besides the element: products opened over its page, and frames as high as they are."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import Watch
from tests.browser.demo import PROGRAM
from tests.browser.host import Host, Root, load_host

HOST = "https://profiles.example/"
SHOP = "https://shops.example/"
BRAND = """name: Acme
currency: EUR
checkout: {provider: link, template: "https://pay.example/buy{?sku,quantity}"}
"""
PRODUCT = "---\ntitle: Mug\nsku: MUG\nprice: '24.00'\n---\nA mug.\n"
MODULE = f'<shop-module src="{SHOP}acme/"><a href="{SHOP}acme/">Acme</a></shop-module>'
SCRIPTS = "".join(
    f'<script type="module" src="{SHOP}{name}.js"></script>' for name in ("embed", "sheet", "frame")
)
HEARD = """() => {
  window.heard = [];
  for (const name of ["checkout", "remind"])
    addEventListener(`shop-module:${name}`, (event) => heard.push([name, event.detail.link]));
}"""

Visit = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module", params=[f"hosts: [{HOST[:-1]}]\n", ""], ids=["hosts named", "no hosts"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A small shop whose site names this host, or none."""
    site = tmp_path_factory.mktemp("site")
    (site / "brands/acme/products").mkdir(parents=True)
    (site / "shopgen.yaml").write_text(f"base_url: {SHOP}\n{request.param}", encoding="utf-8")
    (site / "brands/acme/brand.yaml").write_text(BRAND, encoding="utf-8")
    (site / "brands/acme/products/mug.md").write_text(PRODUCT, encoding="utf-8")
    subprocess.run([PROGRAM, "--site", site, "build"], check=True, capture_output=True)
    return load_host(site, site / "output")


@pytest.fixture
def visit(browser: Browser, shop: Host, tmp_path: Path) -> Iterator[Visit]:
    """Opens a host page with this body, at another origin than the shop's, in a window so wide."""
    contexts = []

    def open_page(body: str, width: int = 1280) -> tuple[Page, Watch]:
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        watch = Watch(context, Host((*shop.roots, Root(HOST, tmp_path))), may_cross=True)
        page = context.new_page()
        text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>{body}'
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        page.goto(HOST)
        return page, watch

    yield open_page
    for context in contexts:
        context.close()


with_hosts = pytest.mark.parametrize("shop", [f"hosts: [{HOST[:-1]}]\n"], indirect=True, ids=["hosts named"])
without_hosts = pytest.mark.parametrize("shop", [""], indirect=True, ids=["no hosts"])


@with_hosts
def test_product_opens_over_the_page(visit: Visit) -> None:
    """On a desktop the checkout page comes over the host's, and goes by its button, leaving nothing."""
    page, watch = visit(MODULE + SCRIPTS)
    page.locator(".card a").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Mug")).to_be_visible()
    page.wait_for_timeout(1800)  # longer than it would be waited for an answer
    assert HOST == page.url
    dialog.get_by_role("button", name="Close").click()

    expect(dialog).to_have_count(0)
    expect(page.locator("body > :not(script, shop-module)")).to_have_count(0)
    assert [] == watch.take()


@with_hosts
def test_host_hears_what_is_done_in_the_sheet(visit: Visit) -> None:
    """Paying in the sheet is an event of the element, and leads the whole window to the payment."""
    page, _ = visit(MODULE + SCRIPTS)
    page.evaluate(HEARD)
    page.locator(".card a").click()
    pay = page.frame_locator("iframe").get_by_role("link", name=re.compile("Pay"))
    expect(pay).to_have_attribute("target", "_top")
    pay.evaluate("link => link.addEventListener('click', (event) => event.preventDefault())")

    pay.click()

    page.wait_for_function("() => heard.length")
    assert [["checkout", f"{SHOP}acme/mug/"]] == page.evaluate("heard")


@with_hosts
def test_only_the_sheet_s_own_frame_is_heard(visit: Visit) -> None:
    """A message from any other window is no event of the shop's."""
    page, _ = visit(MODULE + SCRIPTS)
    page.evaluate(HEARD)
    page.locator(".card a").click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Mug")).to_be_visible()

    page.evaluate("() => postMessage({ 'shop-module': 'checkout' }, '*')")
    page.wait_for_timeout(100)

    assert [] == page.evaluate("heard")


@with_hosts
def test_phone_follows_the_link(visit: Visit) -> None:
    """Where the window is narrow the card leads to the page."""
    page, _ = visit(MODULE + SCRIPTS, width=390)

    page.locator(".card a").click()

    page.wait_for_url(f"{SHOP}acme/mug/")


@without_hosts
def test_link_is_followed_where_the_shop_may_not_be_framed(visit: Visit) -> None:
    """A site that names no hosts refuses its checkout page to frames: the sheet gives way to the page."""
    page, _ = visit(MODULE + SCRIPTS)

    page.locator(".card a").click()

    page.wait_for_url(f"{SHOP}acme/mug/")


FRAME = '<iframe data-shop-module src="{src}" title="Acme" width="600" height="100" {more}></iframe>'


@pytest.mark.parametrize("more", ["", 'sandbox="allow-scripts allow-top-navigation"'])
def test_frame_becomes_as_high_as_its_module(visit: Visit, more: str) -> None:
    """A frame tells its height to the page that asks, from a sandbox too."""
    page, watch = visit(FRAME.format(src=f"{SHOP}acme/frame/", more=more) + SCRIPTS)

    page.wait_for_function("() => document.querySelector('iframe').height > 300")
    inside = page.frames[1].locator("main").evaluate("e => e.getBoundingClientRect().height")
    assert str(int(-(-inside // 1))) == page.locator("iframe").get_attribute("height")
    assert [] == watch.take()


def test_frame_of_someone_else_is_not_asked(visit: Visit, tmp_path: Path) -> None:
    """A frame without the mark, and a page that shouts heights, change nothing."""
    shout = "<script>parent.postMessage({ 'shop-module': 'height', height: 1500 }, '*')</script>"
    (tmp_path / "shout.html").write_text(f"<!doctype html><title>x</title>{shout}", encoding="utf-8")
    page, _ = visit(FRAME.format(src="/shout.html", more="").replace("data-shop-module ", "") + SCRIPTS)
    page.wait_for_timeout(200)

    assert "100" == page.locator("iframe").get_attribute("height")
