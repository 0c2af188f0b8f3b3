"""What a host may take besides the element: products opened over its page, and frames as high as they are."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.checks import Watch
from tests.browser.demo import PROGRAM
from tests.browser.host import Host, Root, load_host

HOST = "https://profiles.example/"
SHOP = "https://shops.example/"
BRAND = """name: Acme
currency: EUR
url: https://acme.example/
policies: {returns: "https://acme.example/returns", contact: hello@acme.example}
checkout: {provider: link, template: "https://pay.example/buy{?sku,quantity}"}
"""
PRODUCTS = {
    "mug": "---\ntitle: Mug\nsku: MUG\nprice: '24.00'\n---\nA mug.\n",
    "lamp": "---\ntitle: Lamp\nsku: LAMP\nprice: '180.00'\nrelease: 2099-01-01T09:00:00Z\n---\nA lamp.\n",
}
CARD = ".card a[href$='mug/']"
ELSEWHERE = "https://elsewhere.example/"
MODULE = f'<shop-module src="{SHOP}acme/"><a href="{SHOP}acme/">Acme</a></shop-module>'
SCRIPTS = "".join(
    f'<script type="module" src="{SHOP}{name}.js"></script>' for name in ("embed", "sheet", "frame")
)
HEARD = """() => {
  window.heard = [];
  for (const name of ["checkout", "remind"])
    addEventListener(`shop-module:${name}`, (event) => heard.push([name, event.detail.link]));
}"""
STAYS = "link => link.addEventListener('click', (event) => event.preventDefault())"

# A page with a router, which notes what it is led to.
BEFORE = "<h1>Ada</h1>"
AFTER = """<p style="height:3000px">Posts</p><script>
  history.replaceState({ route: 7 }, "");
  window.led = [];
  addEventListener("popstate", ({ state }) => led.push([location.href, state.route]));
</script>"""
FOCUS = """() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused.closest(".card") ? "the card" : focused.localName;
}"""
CLOSES: dict[str, Callable[[Page], None]] = {
    "its button": lambda page: page.get_by_role("dialog").get_by_role("button", name="Close").click(),
    "Escape": lambda page: page.keyboard.press("Escape"),
    "Escape within": lambda page: page.frame_locator("iframe").get_by_label("Quantity").press("Escape"),
    "beside it": lambda page: page.mouse.click(5, 5),
    "Back": lambda page: page.evaluate("history.back()"),
}

Visit = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module", params=[f"hosts: [{HOST[:-1]}]\n", ""], ids=["hosts named", "no hosts"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A small shop whose site names this host, or none."""
    site = tmp_path_factory.mktemp("site")
    (site / "brands/acme/products").mkdir(parents=True)
    (site / "shopgen.yaml").write_text(f"base_url: {SHOP}\n{request.param}", encoding="utf-8")
    (site / "brands/acme/brand.yaml").write_text(BRAND, encoding="utf-8")
    for name, text in PRODUCTS.items():
        (site / f"brands/acme/products/{name}.md").write_text(text, encoding="utf-8")
    subprocess.run([PROGRAM, "--site", site, "build"], check=True, capture_output=True)
    return load_host(site, site / "output")


@pytest.fixture
def visit(browser: Browser, shop: Host, tmp_path: Path) -> Iterator[Visit]:
    """Opens a host page with this body, at another origin than the shop's, in a window so wide.

    A third origin has what is in the folder `elsewhere`.
    """
    contexts = []

    def open_page(body: str, width: int = 1280) -> tuple[Page, Watch]:
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        others = (Root(HOST, tmp_path), Root(ELSEWHERE, tmp_path / "elsewhere"))
        watch = Watch(context, Host((*shop.roots, *others)), may_cross=True)
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
    page.locator(CARD).click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Mug")).to_be_visible()
    page.wait_for_timeout(1800)  # longer than it would be waited for an answer
    assert HOST == page.url
    dialog.get_by_role("button", name="Close").click()

    expect(dialog).to_have_count(0)
    expect(page.locator("body > :not(script, shop-module)")).to_have_count(0)
    assert [] == watch.take()


def open_sheet(page: Page) -> Locator:
    """Choose the product and return the sheet, in which its page has come up."""
    page.locator(CARD).click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Mug")).to_be_visible()
    return page.get_by_role("dialog")


@with_hosts
@pytest.mark.parametrize("close", CLOSES.values(), ids=CLOSES)
def test_sheet_closes_and_leaves_the_page_as_it_was(visit: Visit, close: Callable[[Page], None]) -> None:
    """The focus is on the card again; the history is the page's own, whose router is led to where it is."""
    page, watch = visit(BEFORE + MODULE + AFTER + SCRIPTS)
    dialog = open_sheet(page)

    close(page)

    expect(dialog).to_have_count(0)
    page.wait_for_function("!window.navigation || navigation.currentEntry.index === 0")
    assert (HOST, {"route": 7}) == (page.url, page.evaluate("history.state"))
    assert [[HOST, 7]] == page.evaluate("led")
    assert "the card" == page.evaluate(FOCUS)
    page.go_back()
    assert "about:blank" == page.url
    assert [] == watch.take()


@with_hosts
def test_sheet_leaves_no_entry_of_what_was_followed_within(visit: Visit) -> None:
    """What was opened in the sheet is no entry of the page's history any more once the sheet is closed."""
    page, _ = visit(BEFORE + MODULE + AFTER + SCRIPTS)
    dialog = open_sheet(page)
    inner = page.frame_locator("iframe")
    inner.get_by_role("link", name="Acme").first.click()
    expect(inner.locator(CARD)).to_be_visible()

    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    page.wait_for_function("navigation.currentEntry.index === 0")
    page.go_back()
    assert "about:blank" == page.url


@with_hosts
def test_sheet_can_be_opened_again(visit: Visit) -> None:
    """Each opening is one entry: Back closes the second as it did the first."""
    page, _ = visit(BEFORE + MODULE + AFTER + SCRIPTS)
    for _ in range(3):
        dialog = open_sheet(page)
        page.evaluate("history.back()")
        expect(dialog).to_have_count(0)

    assert (HOST, {"route": 7}) == (page.url, page.evaluate("history.state"))


@with_hosts
def test_sheet_has_the_shop_s_name(visit: Visit) -> None:
    """Both the dialog and the frame in it say what they are."""
    page, _ = visit(MODULE + SCRIPTS)
    open_sheet(page)

    expect(page.get_by_role("dialog")).to_have_accessible_name("Acme: Shop")
    expect(page.locator("iframe")).to_have_accessible_name("Acme: Shop")


SCROLLERS = {
    "the page": "",
    "its body": "html, body { height: 100% } body { overflow-x: hidden }",
    "its root": "html { overflow-y: scroll } body { min-height: 100% }",
}


@with_hosts
@pytest.mark.parametrize("css", SCROLLERS.values(), ids=SCROLLERS)
def test_page_stands_still_behind_the_sheet(visit: Visit, css: str) -> None:
    """It neither scrolls nor moves while the sheet is open, and scrolls again once it is closed."""
    page, _ = visit(f"<style>{css}</style>{BEFORE}{MODULE}{AFTER}{SCRIPTS}")
    expect(page.locator(CARD)).to_be_visible()
    page.evaluate("scrollTo(0, 60)")
    place = "() => [scrollY, document.querySelector('h1').getBoundingClientRect().toJSON()]"
    before = page.evaluate(place)
    dialog = open_sheet(page)

    page.mouse.move(5, 400)
    page.mouse.wheel(0, 500)
    page.get_by_role("button", name="Close").press("PageDown")
    page.wait_for_timeout(200)
    assert before == page.evaluate(place)

    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert before == page.evaluate(place)
    page.mouse.wheel(0, 500)
    page.wait_for_function("scrollY > 500")
    assert 0 == page.evaluate("document.adoptedStyleSheets.length")


@with_hosts
def test_links_off_the_shop_open_beside_the_sheet(visit: Visit) -> None:
    """What may not let itself be framed gets a tab of its own; the same page without a frame is as ever."""
    page, _ = visit(MODULE + SCRIPTS)
    open_sheet(page)
    targets = "links => Object.fromEntries(links.map((a) => [a.textContent, a.target]))"
    inner = page.frame_locator("iframe")

    framed = inner.locator("footer a, .masthead a, .reading a").evaluate_all(targets)
    assert {
        "Returns": "_blank",
        "Website": "_blank",
        "hello@acme.example": "",
        "AAcme": "",
    } == framed
    page.goto(f"{SHOP}acme/mug/")
    assert {""} == set(page.locator("footer a, .masthead a").evaluate_all(targets).values())


IN_ROOT = f"""<div id="app" style="min-height:346px"></div><script>
  window.root = document.querySelector("#app").attachShadow({{ mode: "MODE" }});
  root.innerHTML = `{MODULE}`;
</script>"""
CARD_IN_ROOT = f"() => root.querySelector('shop-module').shadowRoot?.querySelector(`{CARD}`)"


@with_hosts
@pytest.mark.parametrize("mode", ["open", "closed"])
def test_module_in_the_page_s_own_shadow_root_opens_a_sheet_too(visit: Visit, mode: str) -> None:
    """A page that is made of components gets the same: the sheet, its events, and the focus back."""
    page, _ = visit(IN_ROOT.replace("MODE", mode) + SCRIPTS)
    page.evaluate(HEARD)
    card = page.wait_for_function(CARD_IN_ROOT).as_element()
    assert card
    card.click()
    dialog = page.get_by_role("dialog")
    expect(page.frame_locator("iframe").get_by_role("heading", name="Mug")).to_be_visible()
    page.frames[1].evaluate("parent.postMessage({ 'shop-module': 'checkout' }, '*')")
    page.wait_for_function("() => heard.length")
    assert [["checkout", f"{SHOP}acme/mug/"]] == page.evaluate("heard")

    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    assert card.evaluate("card => card.getRootNode().activeElement === card")


@with_hosts
def test_host_hears_what_is_done_in_the_sheet(visit: Visit) -> None:
    """Paying in the sheet is an event of the element, and leads the whole window to the payment."""
    page, _ = visit(MODULE + SCRIPTS)
    page.evaluate(HEARD)
    page.locator(CARD).click()
    pay = page.frame_locator("iframe").get_by_role("link", name=re.compile("Pay"))
    expect(pay).to_have_attribute("target", "_top")
    pay.evaluate(STAYS)

    pay.click()

    page.wait_for_function("() => heard.length")
    assert [["checkout", f"{SHOP}acme/mug/"]] == page.evaluate("heard")


@with_hosts
@pytest.mark.parametrize(
    ("chosen", "other", "link", "name"),
    [("lamp", "mug", "Pay", "checkout"), ("mug", "lamp", "Remind me", "remind")],
)
def test_host_hears_of_the_product_that_it_is_done_with(
    visit: Visit, chosen: str, other: str, link: str, name: str
) -> None:
    """Who goes on to another product within the sheet does what is done with that one."""
    page, _ = visit(MODULE + SCRIPTS)
    page.evaluate(HEARD)
    page.locator(f".card a[href$='{chosen}/']").click()
    inner = page.frame_locator("iframe")
    expect(inner.get_by_role("heading", name=chosen.capitalize())).to_be_visible()
    inner.get_by_role("link", name="Acme").first.click()
    inner.locator(f".card a[href$='{other}/']").click()
    done = inner.get_by_role("link", name=re.compile(link))
    done.evaluate(STAYS)

    done.click()

    page.wait_for_function("() => heard.length")
    assert [[name, f"{SHOP}acme/{other}/"]] == page.evaluate("heard")


@with_hosts
@pytest.mark.parametrize(
    ("said", "link"),
    [
        ({}, f"{SHOP}acme/mug/"),
        ({"link": f"{SHOP}acme/lamp/"}, f"{SHOP}acme/lamp/"),
        ({"link": f"{ELSEWHERE}acme/lamp/"}, f"{SHOP}acme/mug/"),
        ({"link": f"{SHOP[:-1]}.elsewhere.example/"}, f"{SHOP}acme/mug/"),
        ({"link": 7}, f"{SHOP}acme/mug/"),
    ],
    ids=["earlier release", "the shop's", "elsewhere", "begins alike", "no address"],
)
def test_sheet_goes_by_an_address_of_the_shop_alone(visit: Visit, said: dict[str, object], link: str) -> None:
    """A page that says no address, as in earlier releases, or another's, is the chosen product's."""
    page, _ = visit(MODULE + SCRIPTS)
    page.evaluate(HEARD)
    open_sheet(page)

    page.frames[1].evaluate("said => parent.postMessage(said, '*')", {"shop-module": "remind"} | said)

    page.wait_for_function("() => heard.length")
    assert [["remind", link]] == page.evaluate("heard")


@with_hosts
def test_checkout_page_says_what_sheets_of_earlier_releases_read(visit: Visit) -> None:
    """What was done stands by itself; the product's address beside it."""
    page, _ = visit(MODULE + SCRIPTS)
    open_sheet(page)
    page.evaluate("() => { window.said = []; addEventListener('message', ({ data }) => said.push(data)); }")
    pay = page.frame_locator("iframe").get_by_role("link", name=re.compile("Pay"))
    pay.evaluate(STAYS)

    pay.click()

    page.wait_for_function("() => said.length")
    assert [{"shop-module": "checkout", "link": f"{SHOP}acme/mug/"}] == page.evaluate("said")


TELLS = "where.postMessage({ 'shop-module': 'checkout' }, '*')"


@with_hosts
def test_only_the_sheet_s_own_frame_is_heard(visit: Visit, tmp_path: Path) -> None:
    """A message of any other window, or of a page elsewhere in that frame, is no event of the shop's."""
    put_elsewhere(tmp_path, f"<script>{TELLS.replace('where', 'parent')}; document.title = 'told'</script>")
    page, _ = visit(MODULE + SCRIPTS)
    page.evaluate(HEARD)
    open_sheet(page)

    page.evaluate(TELLS.replace("where", "window"))
    page.frames[1].goto(f"{ELSEWHERE}mug/")
    assert "told" == page.frames[1].title()
    page.wait_for_timeout(100)

    assert [] == page.evaluate("heard")


def put_elsewhere(folder: Path, html: str) -> None:
    """Put a page at a third origin."""
    (folder / "elsewhere/mug").mkdir(parents=True)
    text = f'<!doctype html><meta charset="utf-8"><title>Mug</title><h1>Mug</h1>{html}'
    (folder / "elsewhere/mug/index.html").write_text(text, encoding="utf-8")


READY = """<script>
  addEventListener("message", ({ source }) => source.postMessage({ "shop-module": "ready" }, "*"));
</script>"""


def put_changed_data(folder: Path, shop: Host) -> None:
    """Mirror the module's data at the host's own origin, a card leading to a third that acts as a shop."""
    put_elsewhere(folder, READY)
    data = shop.answer(f"{SHOP}acme/module.json").body.decode()
    (folder / "acme").mkdir()
    changed = data.replace(f'"href":"{SHOP}acme/mug/"', f'"href":"{ELSEWHERE}mug/"')
    assert changed != data
    (folder / "acme/module.json").write_text(changed, encoding="utf-8")


MIRRORED = '<shop-module src="/acme/"><a href="{}acme/">Acme</a></shop-module>'


@with_hosts
def test_card_that_leads_elsewhere_is_a_link(visit: Visit, shop: Host, tmp_path: Path) -> None:
    """Data that was changed on its way opens no other origin under the host's address."""
    put_changed_data(tmp_path, shop)
    page, _ = visit(MIRRORED.format(SHOP) + SCRIPTS)

    page.locator(CARD).click()

    page.wait_for_url(f"{ELSEWHERE}mug/")


@with_hosts
def test_sheet_opens_the_origin_of_the_host_s_own_link(visit: Visit, shop: Host, tmp_path: Path) -> None:
    """The same data is a shop's where the host's link leads there: what is refused would have opened."""
    put_changed_data(tmp_path, shop)
    page, _ = visit(MIRRORED.format(ELSEWHERE) + SCRIPTS)

    page.locator(CARD).click()

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Mug")).to_be_visible()
    page.wait_for_timeout(1800)  # longer than it would be waited for an answer
    assert HOST == page.url


@with_hosts
def test_module_without_a_link_of_the_host_opens_nothing(visit: Visit) -> None:
    """Without it nothing says which origin the shop has, and cards are links."""
    page, _ = visit(re.sub("<a.*</a>", "", MODULE) + SCRIPTS)

    page.locator(CARD).click()

    page.wait_for_url(f"{SHOP}acme/mug/")


@with_hosts
def test_included_module_opens_a_sheet(visit: Visit, shop: Host) -> None:
    """The fragment brings the link along."""
    page, _ = visit(shop.answer(f"{SHOP}acme/module.html").body.decode() + SCRIPTS)

    expect(open_sheet(page)).to_be_visible()


@with_hosts
def test_closed_root_lets_the_script_s_own_origin_open(visit: Visit, shop: Host, tmp_path: Path) -> None:
    """There no link is seen, so that none beside the root counts: a card that leads elsewhere is a link."""
    put_changed_data(tmp_path, shop)
    body = IN_ROOT.replace("MODE", "closed").replace(f'src="{SHOP}acme/"', 'src="/acme/"')
    beside = f'<a slot="none" href="{ELSEWHERE}">Ada</a></div>'
    page, _ = visit(body.replace("</div>", beside) + SCRIPTS)
    card = page.wait_for_function(CARD_IN_ROOT).as_element()
    assert card

    card.click()

    page.wait_for_url(f"{ELSEWHERE}mug/")


@with_hosts
def test_phone_follows_the_link(visit: Visit) -> None:
    """Where the window is narrow the card leads to the page."""
    page, _ = visit(MODULE + SCRIPTS, width=390)

    page.locator(CARD).click()

    page.wait_for_url(f"{SHOP}acme/mug/")


@without_hosts
def test_link_is_followed_where_the_shop_may_not_be_framed(visit: Visit) -> None:
    """A site that names no hosts refuses to be framed: the sheet gives way, in the history too."""
    page, _ = visit(MODULE + SCRIPTS)

    page.locator(CARD).click()

    page.wait_for_url(f"{SHOP}acme/mug/")
    page.go_back()
    assert HOST == page.url
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    assert "about:blank" == page.url


FRAME_SCRIPT = f'<script type="module" async src="{SHOP}frame.js"></script>'
FRAME = '<iframe data-shop-module src="{src}" title="Acme" width="600" height="100" {more}></iframe>'


@pytest.mark.parametrize("more", ["", 'sandbox="allow-scripts allow-top-navigation"'])
def test_frame_becomes_as_high_as_its_module(visit: Visit, more: str) -> None:
    """A frame tells its height to the page that asks, from a sandbox too."""
    page, watch = visit(FRAME.format(src=f"{SHOP}acme/frame/", more=more) + SCRIPTS)

    page.wait_for_function("() => document.querySelector('iframe').height > 300")
    inside = page.frames[1].locator("main").evaluate("e => e.getBoundingClientRect().height")
    assert str(int(-(-inside // 1))) == page.locator("iframe").get_attribute("height")
    assert [] == watch.take()


@with_hosts
def test_frame_whose_snippet_comes_later_in_the_stream_is_served(visit: Visit, tmp_path: Path) -> None:
    """Two snippets on one page are one script, which runs before the second of them has arrived."""
    page, _ = visit("")
    held: list[Route] = []
    page.route(f"{HOST}between.js", lambda route: held.append(route))
    snippet = FRAME.format(src=f"{SHOP}acme/frame/", more="") + FRAME_SCRIPT
    text = f'<!doctype html><title>Ada</title>{snippet}<script src="/between.js"></script>{snippet}'
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    page.goto(HOST, wait_until="commit")
    page.wait_for_function("() => document.querySelector('iframe')?.height > 300")
    assert 1 == page.locator("iframe").count()

    held[0].fulfill(content_type="text/javascript", body="")

    page.wait_for_function("() => document.querySelectorAll('iframe')[1]?.height > 300")


@with_hosts
def test_frame_is_served_each_time_that_it_loads(visit: Visit) -> None:
    """One that a script has put in gets its height, and gets it again from the page that it is led to."""
    page, watch = visit(f"<main></main>{FRAME_SCRIPT}")
    page.evaluate(
        "html => (document.querySelector('main').innerHTML = html)",
        FRAME.format(src=f"{SHOP}acme/frame/", more=""),
    )
    page.wait_for_function("() => document.querySelector('iframe').height > 300")

    page.evaluate(
        "src => Object.assign(document.querySelector('iframe'), { height: 100, src })",
        f"{SHOP}acme/frame/?again",
    )

    page.wait_for_function("() => document.querySelector('iframe').height > 300")
    assert [] == watch.take()


def test_frame_of_someone_else_is_not_asked(visit: Visit, tmp_path: Path) -> None:
    """A frame without the mark, and a page that shouts heights, change nothing."""
    shout = "<script>parent.postMessage({ 'shop-module': 'height', height: 1500 }, '*')</script>"
    (tmp_path / "shout.html").write_text(f"<!doctype html><title>x</title>{shout}", encoding="utf-8")
    page, _ = visit(FRAME.format(src="/shout.html", more="").replace("data-shop-module ", "") + SCRIPTS)
    page.wait_for_timeout(200)

    assert "100" == page.locator("iframe").get_attribute("height")
