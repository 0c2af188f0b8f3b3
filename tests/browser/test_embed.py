"""The embed script by itself: what it builds, what it refuses, and what stays when something fails."""

import subprocess
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from shopgen.pages.parts.host_scripts import SCRIPTS, host_script
from tests.browser.embedding import (
    ADDRESS,
    EIGHT,
    MODULE,
    STYLE,
    Visit,
    asked_for_data,
    card,
    module_tree,
    set_attribute,
)
from tests.browser.validate import NODE, NODE_MODULES


def test_tree_becomes_module_beside_its_json(visit: Visit) -> None:
    """The tree is built under Trusted Types, and once where the script is loaded twice."""
    page, watch = visit(EIGHT)

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert f"{ADDRESS}acme/product-1/" == page.locator("shop-module .card a").first.get_attribute("href")
    expect(page.locator("shop-module > a")).not_to_be_visible()
    assert [] == watch.take()


def test_page_gets_no_global(visit: Visit) -> None:
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
        (module_tree(["img", {"src": "https://elsewhere.example/seen", "alt": ""}]), STYLE),
        (module_tree(["img", {"srcset": "a.jpg 1w, https://elsewhere.example/seen", "alt": ""}]), STYLE),
        (module_tree(["img", {"srcset": "a.jpg 1w,https://elsewhere.example/seen 2w", "alt": ""}]), STYLE),
        (module_tree(["source", {"srcset": "data:image/gif,x"}]), STYLE),
        (module_tree(["img", {"src": 1, "alt": ""}]), STYLE),
        (EIGHT, "a{background:url(https://elsewhere.example/seen)}"),
        (EIGHT, "@import 'https://elsewhere.example/seen'"),
        (EIGHT, "a{background:u\\72l(https://elsewhere.example/seen)}"),
        (EIGHT, "a{background:image-set('https://elsewhere.example/seen' 1x)}"),
    ],
)
def test_what_is_not_allowed_leaves_the_link(visit: Visit, tree: list[Any], style: str) -> None:
    """One element, attribute, address or style that is not allowed refuses the whole: the link stays."""
    page, watch = visit(tree, style)

    expect(page.locator("shop-module > a")).to_be_visible()
    assert page.evaluate("() => document.querySelector('shop-module').shadowRoot === null")
    assert ["console warning"] == [said.partition(":")[0] for said in watch.take()]


def test_data_of_a_later_version_leaves_the_link(visit: Visit) -> None:
    """What a later version of the schema means is not known: the link stays."""
    page, _ = visit(EIGHT, schema_version=2)

    expect(page.locator("shop-module > a")).to_be_visible()


def test_pictures_are_asked_of_where_the_data_is(visit: Visit) -> None:
    """Every address of a picture is read from module.json's place, and never from the page's."""
    srcset = "img/a.png 320w, ../b.png 640w"
    page, _ = visit(module_tree(["img", {"src": "img/c.png", "srcset": srcset, "alt": ""}]))
    picture = page.locator("shop-module img")

    assert f"{ADDRESS}acme/img/c.png" == picture.get_attribute("src")
    assert f"{ADDRESS}acme/img/a.png 320w, {ADDRESS}b.png 640w" == picture.get_attribute("srcset")


def test_link_stays_where_there_is_no_data(visit: Visit) -> None:
    """An address that has no module leaves the link as it is."""
    page, _ = visit(EIGHT, body=MODULE.replace("/acme/", "/gone/", 1))

    expect(page.locator("shop-module > a")).to_be_visible()


@pytest.mark.parametrize(
    "style",
    [
        ":host{position:fixed;inset:0}",
        ":host(shop-module){margin:-400px 0 0}",
        ":host{--a:1;width:100vw}",
        ":host{--a:1;\n transform:scale(3)}",
        ":host{@media all{top:-60px}}",
        ":host{& { top:-60px }}",
        ".shop,:host([src]){z-index:99}",
        "@scope(:host){:scope{top:-60px}}",
        "@media all{:host{translate:0 -60px}}",
        ":host{--a:{};translate:0 -300px!important}",
        ":host{--a:x{y};margin-top:-300px!important}",
        ":/**/host{translate:0 -300px!important}",
        ":host/*{display:*/{translate:0 -300px!important}",
        ':host(:not([x="{--"])){translate:0 -300px!important}',
        ":host{contain-intrinsic-size:9000px 9000px!important}",
        ":host{@media all{&{translate:0 -300px!important}}}",
        "@container (width>0){:host{all:unset}}",
        ":is(:host,a){inset:0}",
        ":host{display:flex}",
        ":host{contain:none}",
        "@layer x{@supports (top:0){:host([src]){top:0}}}",
    ],
)
def test_sheet_that_moves_the_box_is_refused(visit: Visit, style: str) -> None:
    """Where the element is and how large is the page's to say: a sheet that says so too leaves the link."""
    page, _ = visit(EIGHT, style)

    expect(page.locator("shop-module > a")).to_be_visible()
    assert page.evaluate("() => document.querySelector('shop-module').shadowRoot === null")


def test_box_contains_what_is_in_it(visit: Visit) -> None:
    """Whatever the sheet lays out, it is cut at the element's own box."""
    page, _ = visit(EIGHT, ":host{--a:1}.shop{position:fixed;inset:-99px}")

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
def test_position_follows_the_buttons(visit: Visit, shop: dict[str, str], style: str) -> None:
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


def test_product_with_the_focus_is_wholly_in_view(visit: Visit) -> None:
    """Tab brings each product into the list's view from edge to edge, and back."""
    page, _ = visit(EIGHT)
    page.locator(".step").last.focus()

    for key in ["Tab"] * 8 + ["Shift+Tab"] * 7:
        page.keyboard.press(key)
        page.wait_for_timeout(50)
        assert page.evaluate(
            "() => { const root = document.querySelector('shop-module').shadowRoot;"
            " const card = root.activeElement.closest('.card').getBoundingClientRect();"
            " const list = root.querySelector('.list').getBoundingClientRect();"
            " return card.left >= list.left - 1 && card.right <= list.right + 1 }"
        )


def test_who_goes_on_by_keyboard_is_not_told_the_position(visit: Visit) -> None:
    """After a button was pressed, Tab leads to products whose names are told, and nothing besides."""
    page, _ = visit(EIGHT)
    page.locator(".step").last.click()
    expect(page.locator(".where")).to_have_attribute("aria-live", "polite")

    page.keyboard.press("Tab")

    expect(page.locator(".where")).not_to_have_attribute("aria-live", "polite")


def test_buttons_are_found_wherever_a_theme_puts_them(visit: Visit) -> None:
    """Within the block of the class nav the script asks for buttons and the position, not for an order."""
    tree = module_tree(*(card(number) for number in range(1, 9)))
    nav = tree[0][2]
    nav[2:] = [["div", {}, *nav[3:]], nav[2]]
    page, watch = visit(tree)

    page.locator(".step").last.click()

    expect(page.locator(".where")).not_to_have_text("1 of 8")
    assert [] == watch.take()


def test_no_buttons_where_all_is_in_view(visit: Visit) -> None:
    """A list that has nowhere to scroll to has no buttons."""
    page, _ = visit(module_tree(card(1), card(2)))

    expect(page.locator(".nav")).to_be_hidden()


HEARD = """() => {
  window.heard = [];
  for (const name of ["view", "select"])
    document.addEventListener("shop-module:" + name, (event) => {
      heard.push([name, event.target.localName, event.detail?.link, event.detail?.position]);
      if (window.keeps) event.preventDefault();
    });
}"""


def test_view_is_told_once(visit: Visit) -> None:
    """Moving the element, or saying more of the viewer, is no further view."""
    page, _ = visit(EIGHT)
    page.add_init_script(f"({HEARD})()")
    page.reload()
    expect(page.locator("shop-module .card")).to_have_count(8)
    page.wait_for_function("heard.length")
    page.evaluate(
        "() => { const m = document.querySelector('shop-module');"
        " for (let i = 0; i < 5; i++) { m.remove(); document.body.append(m) } }"
    )
    set_attribute(page, "viewer", "ada")
    page.wait_for_timeout(300)

    assert [["view", "shop-module", None, None]] == page.evaluate("heard")


def test_module_that_never_came_is_never_seen(visit: Visit) -> None:
    """Where the next brand's data cannot be had, the link that is left is no module in view."""
    page, _ = visit(EIGHT, body="<br>" * 100 + MODULE)
    page.evaluate(HEARD)

    set_attribute(page, "src", "/gone/")
    page.locator("shop-module").scroll_into_view_if_needed()
    page.wait_for_timeout(300)

    assert [] == page.evaluate("heard")


@pytest.mark.parametrize("key", ["Alt", "Control", "Shift", "Meta"])
def test_page_cannot_keep_who_wants_another_tab(visit: Visit, key: Any) -> None:
    """With a key held down, what is chosen is told, and cannot be cancelled."""
    page, _ = visit(EIGHT)
    page.evaluate(
        "() => { window.told = [];"
        " addEventListener('shop-module:select', (event) => told.push(event.cancelable));"
        " addEventListener('click', (event) => event.preventDefault()) }"
    )
    page.locator(".card a").first.click(modifiers=[key])
    page.locator(".card a").first.click()

    assert [False, True] == page.evaluate("told")


def test_middle_button_is_told_too(visit: Visit) -> None:
    """A product that is opened in another tab by the middle button was chosen as well."""
    page, _ = visit(EIGHT)
    page.evaluate(HEARD)
    page.evaluate("addEventListener('auxclick', (event) => event.preventDefault())")
    page.locator(".card a").first.click(button="middle")
    page.locator(".card a").first.click(button="right")

    assert [["select", "shop-module", f"{ADDRESS}acme/product-1/", 1]] == page.evaluate(
        "heard.filter(([name]) => name === 'select')"
    )


def test_events_tell_the_page_what_is_seen_and_chosen(visit: Visit) -> None:
    """The page hears once that the module is in view, and which product was chosen at which place."""
    page, _ = visit(EIGHT, body="<br>" * 100 + MODULE)
    page.evaluate(HEARD)
    page.wait_for_timeout(100)
    assert [] == page.evaluate("heard")

    page.locator("shop-module").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    page.evaluate("window.keeps = true")
    page.locator(".card a").nth(1).click()

    assert [
        ["view", "shop-module", None, None],
        ["select", "shop-module", f"{ADDRESS}acme/product-2/", 2],
    ] == page.evaluate("heard")
    assert ADDRESS == page.url, "the page that keeps the event keeps the buyer"


def test_choosing_leads_to_the_product(visit: Visit) -> None:
    """Where the page leaves the event alone the card is a plain link in the same tab."""
    page, _ = visit(EIGHT)
    page.evaluate(HEARD)

    page.locator(".card a").first.click()

    page.wait_for_url(f"{ADDRESS}acme/product-1/")


def test_clock_shows_and_hides_what_has_its_time(visit: Visit) -> None:
    """What holds until an instant goes when it comes; what holds from then on appears; nothing is fetched."""
    instant = "2026-12-01T08:00:00+00:00"
    sale = ["span", {"class": "sale", "data-until": instant}, "19"]
    regular = ["span", {"class": "regular", "data-from": instant, "hidden": ""}, "24"]
    page, _ = visit(EIGHT)
    page.clock.install(time="2026-12-01T07:59:00Z")
    page, watch = visit(module_tree(["li", {"class": "card"}, sale, regular]))
    expect(page.locator(".sale")).to_be_visible()
    expect(page.locator(".regular")).to_be_hidden()

    page.clock.fast_forward(61_000)

    expect(page.locator(".sale")).to_be_hidden()
    expect(page.locator(".regular")).to_be_visible()
    assert 1 == len(asked_for_data(watch))


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_ships_is_made_of_the_source(name: str) -> None:
    """The small forms are what terser makes of the sources: `make embed` was run after the last change."""
    source = f"shopgen/pages/embed/{name}.js"
    made = subprocess.run(
        [NODE, NODE_MODULES / "terser/bin/terser", source, "--config-file", "tests/browser/terser.json"],
        check=True,
        capture_output=True,
    ).stdout

    assert made.strip() == host_script(name).strip()
