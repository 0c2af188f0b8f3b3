"""The embed script by itself: what it builds, what it refuses, and what stays when something fails."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rjsmin
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.checks import Watch
from tests.browser.host import Host, Root

EMBED = Path("shopgen/pages/embed/embed.js")
ADDRESS = "http://profiles.example/"
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
LINK = '<a href="/acme/">The shop of Acme</a>'
MODULE = f'<shop-module src="/acme/">{LINK}</shop-module>'
STYLE = ".list{display:flex;overflow:auto;margin:0;padding:0}.card{flex:none;width:200px;list-style:none}"
OLD_BROWSER = """() => {
  const host = document.createElement("shop-module"), template = document.createElement("template");
  template.setAttribute("shadowrootmode", "open");
  template.content.append(Object.assign(document.createElement("p"), { textContent: "from the server" }));
  host.append(template);
  document.body.append(host);
}"""


def module_tree(*cards: list[Any], shop: dict[str, str] | None = None) -> list[Any]:
    """Return a module's tree with these cards."""
    nav = [
        "div",
        {"class": "nav", "hidden": ""},
        ["p", {"class": "where"}, ["span", {"class": "at"}, "1"], f" of {len(cards)}"],
        ["button", {"class": "step is-back", "type": "button", "aria-label": "Previous"}],
        ["button", {"class": "step", "type": "button", "aria-label": "Next"}],
    ]
    return [
        ["section", {"class": "shop", "dir": "ltr"} | (shop or {}), nav, ["ul", {"class": "list"}, *cards]]
    ]


def card(number: int) -> list[Any]:
    """Return a card: a link with a title."""
    return ["li", {"class": "card"}, ["a", {"href": f"product-{number}/"}, f"Product {number}"]]


EIGHT = module_tree(*(card(number) for number in range(1, 9)))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Opens a profile page whose module.json says this."""
    context = browser.new_context(viewport={"width": 640, "height": 500}, reduced_motion="reduce")
    watch = Watch(context, Host((Root(ADDRESS, tmp_path),)))
    (tmp_path / "acme").mkdir()
    (tmp_path / "embed.js").write_text(rjsmin.jsmin(EMBED.read_text(encoding="utf-8")), encoding="utf-8")
    page = context.new_page()

    def open_page(tree: list[Any], style: str = STYLE, body: str = MODULE) -> tuple[Page, Watch]:
        data = {"schema_version": 1, "tree": tree, "style": style}
        (tmp_path / "acme/module.json").write_text(json.dumps(data), encoding="utf-8")
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        text = (
            f'<!doctype html><html lang="en"><meta charset="utf-8">{policy}<title>Ada</title>{body}'
            '<script type="module" src="/embed.js"></script><script type="module" src="/embed.js?2"></script>'
        )
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        page.goto(ADDRESS)
        page.wait_for_load_state("networkidle")
        return page, watch

    yield open_page
    context.close()


def test_tree_becomes_module_beside_its_json(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """The tree is built under Trusted Types, and once where the script is loaded twice."""
    page, watch = visit(EIGHT)

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert f"{ADDRESS}acme/product-1/" == page.locator("shop-module .card a").first.get_attribute("href")
    expect(page.locator("shop-module > a")).not_to_be_visible()
    assert [] == watch.take()


def test_page_gets_no_global(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """The script leaves nothing behind in the page but the element."""
    page, _ = visit(EIGHT)
    names = "() => Object.getOwnPropertyNames(window).sort()"
    with_module = page.evaluate(names)
    page.goto("about:blank")

    assert set() == set(with_module) - set(page.evaluate(names))


@pytest.mark.parametrize(
    ("tree", "style"),
    [
        (module_tree(["script", {}, "alert(1)"]), STYLE),
        (module_tree(["iframe", {"src": "/acme/"}]), STYLE),
        (module_tree(["svg", {}]), STYLE),
        (module_tree(["li", {"onclick": "alert(1)"}]), STYLE),
        (module_tree(["li", {"style": "position:fixed"}]), STYLE),
        (module_tree(["a", {"href": "javascript:alert(1)"}]), STYLE),
        (module_tree(["a", {"href": " java\nscript:alert(1)"}]), STYLE),
        (module_tree(["a", {"href": "data:text/html,x"}]), STYLE),
        (module_tree(["img", {"src": "blob:x", "alt": ""}]), STYLE),
        (module_tree(["img", {"srcset": "javascript:1 2x", "alt": ""}]), STYLE),
        (EIGHT, "a{background:url(https://elsewhere.example/seen)}"),
        (EIGHT, "@import 'https://elsewhere.example/seen'"),
        (EIGHT, "a{background:u\\72l(https://elsewhere.example/seen)}"),
        (EIGHT, "a{background:image-set('https://elsewhere.example/seen' 1x)}"),
    ],
)
def test_what_is_not_allowed_leaves_the_link(
    visit: Callable[..., tuple[Page, Watch]], tree: list[Any], style: str
) -> None:
    """One element, attribute, address or style that is not allowed refuses the whole: the link stays."""
    page, watch = visit(tree, style)

    expect(page.locator("shop-module > a")).to_be_visible()
    assert page.evaluate("() => document.querySelector('shop-module').shadowRoot === null")
    assert ["console warning"] == [said.partition(":")[0] for said in watch.take()]


def test_link_stays_where_there_is_no_data(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """An address that has no module leaves the link as it is."""
    page, _ = visit(EIGHT, body=MODULE.replace("/acme/", "/gone/", 1))

    expect(page.locator("shop-module > a")).to_be_visible()


def test_sheet_of_module_cannot_leave_its_box(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A sheet that would lay the module over the page does not: the script's own is in the first layer."""
    over = ":host(shop-module){position:fixed!important;contain:none!important;display:flex!important}"
    page, _ = visit(EIGHT, over)

    shown = page.locator("shop-module").evaluate(
        "e => { const s = getComputedStyle(e); return [s.position, s.display, s.contain] }"
    )
    assert ["relative", "block", "content"] == shown


def press_to_end(button: Locator) -> None:
    """Press a button until it says that it leads no further."""
    for _ in range(8):
        if button.get_attribute("aria-disabled") == "true":
            return
        button.click()
        button.page.wait_for_timeout(200)  # the position is told once the list has come to rest


@pytest.mark.parametrize(
    ("shop", "style"),
    [
        ({}, STYLE),
        ({"dir": "rtl"}, STYLE),
        ({"class": "shop is-column"}, STYLE + ".list{flex-direction:column;height:300px}.card{height:120px}"),
    ],
    ids=["row", "right to left", "column"],
)
def test_position_follows_the_buttons(
    visit: Callable[..., tuple[Page, Watch]], shop: dict[str, str], style: str
) -> None:
    """Next leads to the last product and previous back to the first, and the position is announced."""
    page, _ = visit(module_tree(*(card(number) for number in range(1, 9)), shop=shop), style)
    where, (back, on) = page.locator(".where"), page.locator(".step").all()

    expect(where).to_have_text("1 of 8")
    assert where.get_attribute("aria-live") is None
    press_to_end(on)
    expect(where).to_have_text("8 of 8")
    assert "polite" == where.get_attribute("aria-live")
    expect(on).to_have_attribute("aria-disabled", "true")
    press_to_end(back)

    expect(where).to_have_text("1 of 8")
    expect(back).to_have_attribute("aria-disabled", "true")


def test_no_buttons_where_all_is_in_view(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A list that has nowhere to scroll to has no buttons."""
    page, _ = visit(module_tree(card(1), card(2)))

    expect(page.locator(".nav")).to_be_hidden()


def test_moving_the_element_doubles_nothing(visit: Callable[..., tuple[Page, Watch]]) -> None:
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


def test_template_is_mended_for_older_browsers(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A declarative root that the browser left as a template becomes the root, without fetching anything."""
    page, watch = visit(EIGHT, body="")
    page.evaluate(OLD_BROWSER)

    expect(page.locator("shop-module p")).to_have_text("from the server")
    assert page.evaluate("() => document.querySelector('shop-module').shadowRoot !== null")
    assert [] == watch.take()


def test_new_source_replaces_the_module(visit: Callable[..., tuple[Page, Watch]], tmp_path: Path) -> None:
    """Setting `src` anew shows the other brand's products in the same place."""
    (tmp_path / "other").mkdir()
    data = {"schema_version": 1, "tree": module_tree(card(1), card(2), card(3)), "style": STYLE}
    (tmp_path / "other/module.json").write_text(json.dumps(data), encoding="utf-8")
    page, _ = visit(EIGHT)
    expect(page.locator("shop-module .card")).to_have_count(8)

    page.evaluate("() => document.querySelector('shop-module').setAttribute('src', '/other')")

    expect(page.locator("shop-module .card")).to_have_count(3)
