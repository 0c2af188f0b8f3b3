"""The element in pages that live: moved, given another source, still on their way, left and come back to."""

from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from shopgen.pages.parts.host_scripts import host_script
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.embedding import (
    ADDRESS,
    EIGHT,
    LINK,
    MODULE,
    Visit,
    asked_for_data,
    card,
    fragment,
    module_tree,
    put_module,
    set_attribute,
    write_page,
)
from tests.serve import FileHandler, serve

SCRIPT = '<script type="module" async src="/embed.js"></script>'
OLD_BROWSER = """() => {
  const host = document.createElement("shop-module"), template = document.createElement("template");
  template.setAttribute("shadowrootmode", "open");
  template.content.append(Object.assign(document.createElement("p"), { textContent: "from the server" }));
  host.append(template);
  document.body.append(host);
}"""


def test_moving_the_element_doubles_nothing(visit: Visit) -> None:
    """A hundred times out of the page and in again, there is one module, whose buttons turn it once."""
    page, watch = visit(EIGHT)
    page.evaluate(
        "() => { const m = document.querySelector('shop-module');"
        " for (let i = 0; i < 100; i++) { m.remove(); document.body.append(m) } }"
    )

    expect(page.locator("shop-module .shop")).to_have_count(1)
    page.locator(".step").last.click()
    expect(page.locator(".where")).to_have_text("4 of 8")
    assert [] == watch.take()


def test_template_is_mended_for_older_browsers(visit: Visit) -> None:
    """A declarative root that the browser left as a template becomes the root, without fetching anything."""
    page, watch = visit(EIGHT, body="")
    page.evaluate(OLD_BROWSER)

    expect(page.locator("shop-module p")).to_have_text("from the server")
    assert page.evaluate("() => document.querySelector('shop-module').shadowRoot !== null")
    assert [] == watch.take()


@pytest.mark.parametrize("is_old", [False, True])
def test_copy_of_an_included_module_is_one(visit: Visit, is_old: bool) -> None:
    """Pages that keep copies of themselves, as Turbo does, have the module again when they come back."""
    page, _ = visit(EIGHT, body="" if is_old else f"<shop-module>{fragment(EIGHT)}</shop-module>")
    if is_old:
        page.evaluate(OLD_BROWSER)
    seen = page.locator("shop-module p" if is_old else "shop-module .card").first
    expect(seen).to_be_visible()
    page.evaluate("() => { kept = document.body.cloneNode(true); document.body.replaceWith(kept) }")

    expect(seen).to_be_visible()


def test_source_may_come_late(visit: Visit) -> None:
    """An element without `src` asks for nothing, and shows the module once it has one."""
    page, watch = visit(EIGHT, body=f"<shop-module>{LINK}</shop-module>")
    assert [] == asked_for_data(watch)

    set_attribute(page, "src", "/acme/")

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert 1 == len(asked_for_data(watch))


def test_source_is_tried_anew_after_one_that_failed(visit: Visit) -> None:
    """A `src` without a module leaves the link; the next one shows its module."""
    page, _ = visit(EIGHT, body=MODULE.replace('src="/acme/"', 'src="/gone/"'))
    expect(page.locator("shop-module > a")).to_be_visible()

    set_attribute(page, "src", "/acme/")

    expect(page.locator("shop-module .card")).to_have_count(8)


def test_link_comes_back_where_a_new_source_fails(visit: Visit) -> None:
    """A new `src` without a module takes the earlier brand's products away."""
    page, _ = visit(EIGHT)
    expect(page.locator("shop-module .card")).to_have_count(8)

    set_attribute(page, "src", "/gone/")

    expect(page.locator("shop-module > a")).to_be_visible()
    expect(page.locator("shop-module .card")).to_have_count(0)


def test_later_source_wins(visit: Visit, tmp_path: Path) -> None:
    """Of two that are set at once the later one is shown, whichever answers first."""
    put_module(tmp_path / "other", module_tree(card(1), card(2), card(3)))
    page, _ = visit(EIGHT)

    page.evaluate(
        "() => { const m = document.querySelector('shop-module');"
        " for (const brand of ['other', 'acme', 'other']) m.setAttribute('src', `/${brand}/`) }"
    )

    expect(page.locator("shop-module .card")).to_have_count(3)
    page.wait_for_timeout(200)
    assert 3 == page.locator("shop-module .card").count()


def test_new_source_replaces_the_module(visit: Visit, tmp_path: Path) -> None:
    """Setting `src` anew shows the other brand's products in the same place."""
    put_module(tmp_path / "other", module_tree(card(1), card(2), card(3)))
    page, _ = visit(EIGHT)
    expect(page.locator("shop-module .card")).to_have_count(8)

    set_attribute(page, "src", "/other")

    expect(page.locator("shop-module .card")).to_have_count(3)


class HaltingHandler(FileHandler):
    """Answers /page in two halves, the second once `go_on` is set."""

    halves = (
        f'<!doctype html><html lang="en"><title>Ada</title>{SCRIPT}<p>{" " * 4096}</p><shop-module>',
        f"{fragment(EIGHT)}{LINK}</shop-module></html>",
    )
    go_on = Event()

    def do_GET(self) -> None:  # noqa: N802  http.server calls it so
        """Answer."""
        if self.path != "/page":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.halves[0].encode())
        self.wfile.flush()
        self.go_on.wait(10)
        self.wfile.write(self.halves[1].encode())


def test_fragment_on_its_way_is_waited_for(browser: Browser, tmp_path: Path) -> None:
    """Where the script is there before the fragment, nothing is fetched, and the buttons come to life."""
    (tmp_path / "embed.js").write_bytes(host_script("embed"))
    asked: list[str] = []
    with serve(tmp_path, HaltingHandler) as address:
        page = browser.new_page(viewport={"width": 640, "height": 500})
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.goto(f"{address}page", wait_until="commit")
        page.wait_for_function("() => document.querySelector('shop-module:defined')")
        HaltingHandler.go_on.set()

        expect(page.locator(".nav")).to_be_visible()
        expect(page.locator(".card")).to_have_count(8)
        page.close()
    assert ["page", "embed.js"] == [path for path in asked if path != "favicon.ico"]


def test_module_is_whole_again_after_another_document(visit: Visit) -> None:
    """Moved into a frame's document and back, the module has its sheet and its box as before."""
    page, watch = visit(EIGHT, body=f"{MODULE}<iframe></iframe>")
    expect(page.locator("shop-module .card")).to_have_count(8)

    page.evaluate(
        "() => { const m = document.querySelector('shop-module');"
        " document.querySelector('iframe').contentDocument.body.append(m); document.body.prepend(m) }"
    )
    page.wait_for_function("() => document.querySelector('shop-module').shadowRoot.adoptedStyleSheets.length")

    assert "flex" == page.locator(".list").evaluate("e => getComputedStyle(e).display")
    assert "content" == page.locator("shop-module").evaluate("e => getComputedStyle(e).contain")
    expect(page.locator("shop-module .card")).to_have_count(8)
    assert [] == watch.take()


def scroll_then_choose(page: Page) -> int:
    """Turn the list, open a product and come back; return where the list was."""
    page.locator(".step").last.click()
    expect(page.locator(".where")).not_to_have_text("1 of 8")
    left: int = page.locator(".list").evaluate("list => list.scrollLeft")
    page.locator(".card a").nth(3).click()
    page.wait_for_url("**/product-4/")
    page.evaluate("() => { setTimeout(() => history.back()) }")
    page.wait_for_url(lambda url: "product" not in url, wait_until="commit")
    return left


def test_back_leads_to_the_same_place(visit: Visit) -> None:
    """Also where the browser makes the page anew, Back shows the products among which one was chosen."""
    page, _ = visit(EIGHT)
    page.evaluate("history.replaceState({ route: 'profile' }, '')")
    page.evaluate("window.isSame = true")

    left = scroll_then_choose(page)

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert page.evaluate("() => window.isSame") is None, "the page was kept, and nothing is shown by that"
    assert 0 < left
    expect(page.locator(".list")).to_have_js_property("scrollLeft", left)
    assert {"route": "profile"} == page.evaluate("history.state")


def test_state_of_the_page_s_own_entries_is_kept(visit: Visit) -> None:
    """Where the page went on by itself, what is chosen then adds to that entry's state and to no other's."""
    page, _ = visit(EIGHT)
    page.evaluate("() => document.addEventListener('shop-module:select', (event) => event.preventDefault())")
    page.evaluate(
        "() => { navigation.addEventListener('navigate', (event) => event.intercept());"
        " return navigation.navigate('?posts', { state: { route: 'posts' } }).finished.then(() => {}) }"
    )
    page.locator("shop-module .card a").first.click()

    state = page.evaluate("navigation.currentEntry.getState()")
    assert "posts" == state.pop("route")
    assert [0] == list(state.values())


def test_place_is_found_once(visit: Visit) -> None:
    """What the page says later of the viewer leaves the list where it was scrolled to since."""
    page, _ = visit(EIGHT)
    page.evaluate("() => document.addEventListener('shop-module:select', (event) => event.preventDefault())")
    products = page.locator(".list")
    products.evaluate("list => { list.scrollLeft = 300 }")
    page.locator("shop-module .card a").nth(3).click()
    products.evaluate("list => { list.scrollLeft = 0 }")
    set_attribute(page, "viewer", "ada")

    assert 0 == products.evaluate("list => list.scrollLeft")


def test_back_leads_to_the_page_that_was_kept(browser: Browser, tmp_path: Path) -> None:
    """Where the browser kept the page as it was (back/forward cache), so is the module."""
    write_page(tmp_path, EIGHT)
    (tmp_path / "acme/product-4").mkdir()
    (tmp_path / "acme/product-4/index.html").write_text("<title>Product 4</title>", encoding="utf-8")
    keeping = browser.browser_type.launch(
        executable_path=find_chromium(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    with serve(tmp_path) as address:
        page = keeping.new_page(viewport={"width": 640, "height": 500}, reduced_motion="reduce")
        page.goto(address)
        page.evaluate("window.isSame = true")
        left = scroll_then_choose(page)

        expect(page.locator(".list")).to_have_js_property("scrollLeft", left)
        assert page.evaluate("window.isSame"), "the page was made anew, and nothing is shown by that"
        keeping.close()


def test_a_page_that_was_left_another_way_begins_anew(visit: Visit) -> None:
    """A page that is opened once more shows the first products."""
    page, _ = visit(EIGHT)
    scroll_then_choose(page)
    page.goto(ADDRESS)
    expect(page.locator(".nav")).to_be_visible()

    assert 0 == page.locator(".list").evaluate("list => list.scrollLeft")
