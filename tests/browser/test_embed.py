"""The embed script by itself: what it builds, what it refuses, and what stays when something fails."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from shopgen.pages.parts.host_scripts import SCRIPTS, host_script
from tests.browser.checks import Watch
from tests.browser.host import Host, Root
from tests.browser.validate import NODE, NODE_MODULES

ADDRESS = "http://profiles.example/"
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
LINK = '<a href="/acme/">The shop of Acme</a>'
MODULE = f'<shop-module src="/acme/">{LINK}</shop-module>'
STYLE = (
    ".list{display:flex;overflow:auto;margin:0;padding:0;scroll-snap-type:both mandatory}"
    ".card{flex:none;width:200px;list-style:none;scroll-snap-align:start}"
)
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
    (tmp_path / "embed.js").write_bytes(host_script("embed"))
    page = context.new_page()

    def open_page(
        tree: list[Any], style: str = STYLE, body: str = MODULE, **more: object
    ) -> tuple[Page, Watch]:
        data = {"schema_version": 1, "tree": tree, "style": style, **more}
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
    ],
)
def test_sheet_that_moves_the_box_is_refused(visit: Callable[..., tuple[Page, Watch]], style: str) -> None:
    """Where the element is and how large is the page's to say: a sheet that says so too leaves the link."""
    page, _ = visit(EIGHT, style)

    expect(page.locator("shop-module > a")).to_be_visible()
    assert page.evaluate("() => document.querySelector('shop-module').shadowRoot === null")


def test_box_contains_what_is_in_it(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """Whatever the sheet lays out, it is cut at the element's own box."""
    page, _ = visit(EIGHT, ":host{--a:1;display:flex;contain:none}.shop{position:fixed;inset:-99px}")

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


def put_module(folder: Path, tree: list[Any]) -> None:
    """Put another brand's module beside acme's."""
    folder.mkdir()
    data = {"schema_version": 1, "tree": tree, "style": STYLE}
    (folder / "module.json").write_text(json.dumps(data), encoding="utf-8")


def asked_for_data(watch: Watch) -> list[str]:
    """Return the data files that were asked for since the page was opened last."""
    last = max(i for i, url in enumerate(watch.asked) if url == ADDRESS)
    return [url for url in watch.asked[last:] if url.endswith("module.json")]


def set_attribute(page: Page, name: str, value: str) -> None:
    """Set an attribute of the element as the page's own script would."""
    page.evaluate("pair => document.querySelector('shop-module').setAttribute(...pair)", [name, value])


def test_source_may_come_late(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """An element without `src` asks for nothing, and shows the module once it has one."""
    page, watch = visit(EIGHT, body=f"<shop-module>{LINK}</shop-module>")
    assert [] == asked_for_data(watch)

    set_attribute(page, "src", "/acme/")

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert 1 == len(asked_for_data(watch))


def test_source_is_tried_anew_after_one_that_failed(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A `src` without a module leaves the link; the next one shows its module."""
    page, _ = visit(EIGHT, body=MODULE.replace('src="/acme/"', 'src="/gone/"'))
    expect(page.locator("shop-module > a")).to_be_visible()

    set_attribute(page, "src", "/acme/")

    expect(page.locator("shop-module .card")).to_have_count(8)


def test_link_comes_back_where_a_new_source_fails(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A new `src` without a module takes the earlier brand's products away."""
    page, _ = visit(EIGHT)
    expect(page.locator("shop-module .card")).to_have_count(8)

    set_attribute(page, "src", "/gone/")

    expect(page.locator("shop-module > a")).to_be_visible()
    expect(page.locator("shop-module .card")).to_have_count(0)


def test_later_source_wins(visit: Callable[..., tuple[Page, Watch]], tmp_path: Path) -> None:
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


def test_new_source_replaces_the_module(visit: Callable[..., tuple[Page, Watch]], tmp_path: Path) -> None:
    """Setting `src` anew shows the other brand's products in the same place."""
    put_module(tmp_path / "other", module_tree(card(1), card(2), card(3)))
    page, _ = visit(EIGHT)
    expect(page.locator("shop-module .card")).to_have_count(8)

    set_attribute(page, "src", "/other")

    expect(page.locator("shop-module .card")).to_have_count(3)


def narrowed(rule: dict[str, Any], attributes: str = "") -> str:
    """Return an element with an audience rule, as a snippet has it."""
    return (
        f"<shop-module hidden src='/acme/' audience='{json.dumps(rule)}' height='346' {attributes}>"
        f"{LINK}</shop-module>"
    )


@pytest.mark.parametrize(
    ("rule", "attributes"),
    [
        ({"enabled": False}, ""),
        ({"regions": ["US"]}, ""),
        ({"regions": ["US"]}, "region='FR'"),
        ({"languages": ["fr"]}, ""),
        ({"platforms": ["ios", "android"]}, ""),
        ({"regions": ["US"]}, "region='US-CA'"),
        ({"opt_in": True}, ""),
        ({"opt_in": True}, "opted-in='false'"),
        ({"opt_in": True}, "opted-in='undefined'"),
        ({"opt_in": True}, "opted-in='0'"),
        ({"rollout": "50", "brand": "acme"}, ""),
        ({"rollout": "0", "brand": "acme"}, "viewer='anyone'"),
    ],
)
def test_who_is_not_meant_is_shown_and_fetches_nothing(
    visit: Callable[..., tuple[Page, Watch]], rule: dict[str, Any], attributes: str
) -> None:
    """Where the rule leaves the viewer out, or cannot tell, there is no module, no room and no request."""
    page, watch = visit(EIGHT, body=narrowed(rule, attributes))

    expect(page.locator("shop-module")).to_be_hidden()
    assert 0 == page.locator("shop-module").evaluate("e => e.getBoundingClientRect().height")
    assert [] == asked_for_data(watch)


@pytest.mark.parametrize(
    ("rule", "attributes"),
    [
        ({"regions": ["US", "FR"]}, "region='fr'"),
        ({"languages": ["en"], "platforms": ["web"]}, ""),
        ({"opt_in": True}, "opted-in"),
        ({"opt_in": True}, "opted-in='true'"),
        ({"rollout": "99.99", "brand": "acme"}, "viewer='anyone'"),
    ],
)
def test_who_is_meant_is_shown_the_module(
    visit: Callable[..., tuple[Page, Watch]], rule: dict[str, Any], attributes: str
) -> None:
    """Where all of the rule holds, the module shows, in the room that its height keeps."""
    page, watch = visit(EIGHT, body=narrowed(rule, attributes))

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert 346 <= page.locator("shop-module").evaluate("e => e.getBoundingClientRect().height")
    assert [] == watch.take()


def test_rule_that_cannot_be_read_shows_no_one(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A rule that was damaged on its way is kept as one that leaves everyone out."""
    page, watch = visit(EIGHT, body=f"<shop-module src='/acme/' audience='{{'>{LINK}</shop-module>")

    expect(page.locator("shop-module")).to_be_hidden()
    assert [] == asked_for_data(watch)


def test_audience_is_decided_anew_when_the_page_says_more(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """The host's switch shows the module to who has opted in, and takes it away again."""
    page, _ = visit(EIGHT, body=narrowed({"opt_in": True}))
    module = page.locator("shop-module")
    expect(module).to_be_hidden()

    set_attribute(page, "opted-in", "")
    expect(module.locator(".card")).to_have_count(8)
    module.evaluate("e => e.removeAttribute('opted-in')")

    expect(module).to_be_hidden()


def test_newer_rule_in_the_data_can_only_hide(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """A rule that was narrowed after the snippet was pasted holds; one that was widened shows no one more."""
    page, _ = visit(EIGHT, audience={"enabled": True, "regions": ["US"]})
    expect(page.locator("shop-module")).to_be_hidden()

    page, _ = visit(EIGHT, body=narrowed({"regions": ["US"]}), audience={"enabled": True, "regions": []})
    expect(page.locator("shop-module")).to_be_hidden()


def test_view_is_told_once(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """Moving the element, or saying more of the viewer, is no further view."""
    page, _ = visit(EIGHT)
    page.evaluate(HEARD)
    page.evaluate(
        "() => { const m = document.querySelector('shop-module');"
        " for (let i = 0; i < 5; i++) { m.remove(); document.body.append(m) } }"
    )
    set_attribute(page, "viewer", "ada")
    page.wait_for_timeout(300)

    assert [] == page.evaluate("heard")


def test_narrower_rule_in_the_data_hides_what_was_shown(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """The room that the snippet's rule kept goes too."""
    page, _ = visit(
        EIGHT,
        body=narrowed({"regions": ["US"]}, "region='US'"),
        audience={"regions": ["FR"], "enabled": True},
    )

    expect(page.locator("shop-module")).to_be_hidden()
    assert 0 == page.locator("shop-module").evaluate("e => e.getBoundingClientRect().height")


HEARD = """() => {
  window.heard = [];
  for (const name of ["view", "select"])
    document.addEventListener("shop-module:" + name, (event) => {
      heard.push([name, event.target.localName, event.detail?.link, event.detail?.position]);
      if (window.keeps) event.preventDefault();
    });
}"""


def test_events_tell_the_page_what_is_seen_and_chosen(visit: Callable[..., tuple[Page, Watch]]) -> None:
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


def test_choosing_leads_to_the_product(visit: Callable[..., tuple[Page, Watch]]) -> None:
    """Where the page leaves the event alone the card is a plain link in the same tab."""
    page, _ = visit(EIGHT)
    page.evaluate(HEARD)

    page.locator(".card a").first.click()

    page.wait_for_url(f"{ADDRESS}acme/product-1/")


def test_clock_shows_and_hides_what_has_its_time(visit: Callable[..., tuple[Page, Watch]]) -> None:
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
