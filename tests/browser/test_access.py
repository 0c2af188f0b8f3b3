"""A walk through a profile with a module: by keyboard, by screen reader, large, still, in few colours."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.checks import ALL_RULES, Watch, axe_findings, overflow_findings
from tests.browser.demo import BuiltSite
from tests.browser.host import Host
from tests.browser.profiles import TEMPLATES, read_profile, template_roots
from tests.browser.ways import Way, read_ways

BRAND = "skerry-enamel"
AROUND = '<main><h1>Ada</h1><a id="before" href="#">Before</a>{module}<a id="after" href="#">After</a></main>'
AT_REST = """async (element) => {
  let last, same = 0;
  while (same < 10) {
    await new Promise(requestAnimationFrame);
    const { left, top } = element.getBoundingClientRect();
    same = last === `${left} ${top}` ? same + 1 : 0;
    last = `${left} ${top}`;
  }
}"""
FOCUSED = f"""async () => {{
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  await ({AT_REST})(element);
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {{
    name: element.id || element.ariaLabel || element.getAttribute("href"),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inView: Math.min(box.right, innerWidth) - Math.max(box.left, 0) >= Math.min(box.width, 24) &&
      Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= Math.min(box.height, 24),
  }};
}}"""
"""Where the focus is, whether one sees it, and whether that is in view: WCAG 2.4.11 asks for a part of it."""


@pytest.fixture
def context(browser: Browser, demo: BuiltSite, variants: BuiltSite) -> Iterator[BrowserContext]:
    """A browser with the site and other people's pages."""
    context = browser.new_context(viewport={"width": 640, "height": 700})
    context.set_default_timeout(5000)
    Watch(context, Host((*demo.host.roots, *variants.host.roots, *template_roots())), may_cross=True)
    context.route("https://stats.skerry.example/**", lambda route: route.fulfill(status=204))
    yield context
    context.close()


@pytest.fixture
def open_in(context: BrowserContext) -> Callable[[str, str], Page]:
    """Opens a profile's page with this in its body."""
    page = context.new_page()

    def open_profile(name: str, body: str) -> Page:
        profile = read_profile(name)
        html = profile.with_body(body)
        page.route(
            profile.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        page.goto(profile.url)
        inner = page.frame_locator("iframe") if "<iframe" in body else page
        is_alive = "<iframe" in body or "embed.js" in body
        expect(inner.locator("shop-module .nav" + (":not([hidden])" if is_alive else ""))).to_have_count(1)
        return page

    return open_profile


@pytest.fixture
def module(demo: BuiltSite) -> Way:
    """The module by script."""
    return read_ways(demo, BRAND)["decided"]


def focused(page: Page) -> dict[str, object]:
    """Return where the focus is, within the frame where it is there."""
    stop: dict[str, object] = page.evaluate(FOCUSED)
    return page.frames[-1].evaluate(FOCUSED) if stop["name"] is None else stop


def walk(page: Page, key: str, end: str) -> list[dict[str, object]]:
    """Return where the focus stops, one key after another, up to an element by its id."""
    stops: list[dict[str, object]] = []
    for _ in range(40):
        page.keyboard.press(key)
        stops.append(focused(page))
        if stops[-1]["name"] == end:
            break
    return stops


def plant(page: Page, planted: str) -> None:
    """Run a script with the module's `root`, in which `rule` adds a rule to its sheet."""
    page.evaluate(
        "() => { const root = document.querySelector('shop-module').shadowRoot;"
        f" const rule = (text) => root.adoptedStyleSheets.at(-1).insertRule(text); {planted} }}"
    )


def stop_findings(stops: list[dict[str, object]], end: str) -> list[str]:
    """Return stops that one cannot see, and whether the walk does not get out."""
    unseen = [f"{stop['name']} shows no focus" for stop in stops[:-1] if not stop["outline"]]
    hidden = [f"{stop['name']} is out of view" for stop in stops[:-1] if not stop["inView"]]
    return [*unseen, *hidden, *([] if stops[-1]["name"] == end else ["the walk does not get out"])]


def test_keyboard_walks_through_and_back(open_in: Callable[[str, str], Page], module: Way) -> None:
    """Tab goes through link, buttons and products in the order one reads, and back; each stop is seen."""
    page = open_in("blank", AROUND.format(module=module.body))
    page.locator("#before").focus()
    hrefs = page.locator(".card a").evaluate_all("links => links.map(link => link.getAttribute('href'))")

    forth = walk(page, "Tab", "after")
    back = walk(page, "Shift+Tab", "before")

    assert [] == stop_findings(forth, "after")
    assert [] == stop_findings(back, "before")
    names = [stop["name"] for stop in forth[:-1]]
    assert hrefs == names[-len(hrefs) :]
    assert {"Previous products", "Next products"} < set(names)
    assert names == [stop["name"] for stop in back[-2::-1]]


@pytest.mark.parametrize(
    ("brand", "way"),
    [("column", "script"), ("editorial", "linked"), ("dense", "frame"), ("editorial", "script")],
)
def test_keyboard_walks_through_any_theme_and_way(
    open_in: Callable[[str, str], Page], variants: BuiltSite, brand: str, way: str
) -> None:
    """In each theme, in a column, without script and in a frame Tab goes through all products, and out."""
    page = open_in("blank", AROUND.format(module=read_ways(variants, brand)[way].body))
    page.locator("#before").focus()
    links = page.frames[-1].locator(".card a")
    hrefs = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")

    stops = walk(page, "Tab", "after")

    assert [] == stop_findings(stops, "after")
    assert 6 == len(hrefs)
    assert hrefs == [stop["name"] for stop in stops[:-1]][-len(hrefs) :]


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("rule('* { outline: none !important }')", "shows no focus"),
        ("root.addEventListener('keydown', (event) => event.preventDefault())", "does not get out"),
        ("rule('.card { translate: -9999px 0 }')", "is out of view"),
    ],
)
def test_walk_finds_fault(open_in: Callable[[str, str], Page], module: Way, planted: str, said: str) -> None:
    """A focus that is not drawn, a trap and a stop that is out of view are found."""
    page = open_in("blank", AROUND.format(module=module.body))
    plant(page, planted)
    page.locator("#before").focus()

    assert said in " ".join(stop_findings(walk(page, "Tab", "after"), "after"))


def test_screen_reader_finds_a_carousel(open_in: Callable[[str, str], Page], module: Way) -> None:
    """The accessibility tree has a named carousel: heading, position, two buttons, a list of links."""
    page = open_in("blank", AROUND.format(module=module.body))

    carousel = page.get_by_role("group", name="Skerry Enamel: From the kiln")
    expect(carousel).to_have_attribute("aria-roledescription", "carousel")
    expect(carousel.get_by_role("heading")).to_have_count(1)
    expect(carousel.get_by_role("paragraph").first).to_have_text("1 of 6")
    expect(carousel.get_by_role("button", name="Previous", disabled=True)).to_have_count(1)
    expect(carousel.get_by_role("button", name="Next", disabled=False)).to_have_count(1)
    expect(carousel.get_by_role("list").get_by_role("listitem")).to_have_count(6)
    for item in carousel.get_by_role("listitem").all():
        expect(item.get_by_role("link")).to_have_accessible_name(re.compile(r"\w+ .*€\d+\.\d\d"))


def test_position_is_announced_once(open_in: Callable[[str, str], Page], module: Way) -> None:
    """A press of a button changes what is announced once, when the list has come to rest."""
    page = open_in("blank", AROUND.format(module=module.body))
    where = page.locator(".where")
    where.evaluate(
        "where => { window.told = [];"
        " const tell = () => told.at(-1) !== where.textContent && told.push(where.textContent);"
        " const all = { childList: true, characterData: true, subtree: true };"
        " new MutationObserver(tell).observe(where, all) }"
    )

    page.get_by_role("button", name="Next").click()
    expect(where).not_to_have_text("1 of 6")
    page.locator(".card").first.evaluate(AT_REST)

    assert "polite" == where.get_attribute("aria-live")
    assert [where.inner_text()] == page.evaluate("told")


def test_position_is_heard_where_it_is_not_seen(open_in: Callable[[str, str], Page], module: Way) -> None:
    """Where it is narrow, and only the buttons show, the position is there for those who listen."""
    page = open_in("blank", f'<div style="width:320px">{module.body}</div>')
    where = page.get_by_role("group").get_by_role("paragraph").first

    expect(where).to_have_text("1 of 6")
    expect(where).to_have_attribute("aria-atomic", "true")
    assert "inset(50%)" == where.evaluate("where => getComputedStyle(where).clipPath")
    page.get_by_role("button", name="Next").click()
    expect(where).not_to_have_text("1 of 6")


@pytest.mark.parametrize(("motion", "is_still"), [("reduce", True), ("no-preference", False)])
def test_nothing_is_animated_for_those_who_want_it_still(
    open_in: Callable[[str, str], Page],
    module: Way,
    motion: Literal["reduce", "no-preference"],
    is_still: bool,
) -> None:
    """Where motion is to be reduced, a button leads on at once; elsewhere, the control, it takes a while."""
    page = open_in("blank", AROUND.format(module=module.body))
    page.emulate_media(reduced_motion=motion)
    at_once = page.evaluate(
        "() => { const root = document.querySelector('shop-module').shadowRoot;"
        " root.querySelector('.step:last-child').click(); return root.querySelector('.list').scrollLeft }"
    )
    page.locator(".card").first.evaluate(AT_REST)
    at_rest = page.locator(".list").evaluate("list => list.scrollLeft")

    assert 100 < at_rest
    assert is_still == (at_once == at_rest)


def border_findings(page: Page) -> list[str]:
    """Return buttons and chips without a border."""
    bare: list[str] = page.locator(".step, .chip").evaluate_all(
        "all => all.length < 3 ? ['too few'] : all.filter("
        "one => parseFloat(getComputedStyle(one).borderTopWidth) < 1).map(one => one.className)"
    )
    return bare


def test_controls_are_drawn_in_forced_colours(open_in: Callable[[str, str], Page], module: Way) -> None:
    """In forced colours buttons and chips keep a border, the focus an outline; a chip without is found."""
    page = open_in("blank", AROUND.format(module=module.body))
    page.emulate_media(forced_colors="active")
    page.locator("#before").focus()

    assert [] == border_findings(page)
    assert [] == stop_findings(walk(page, "Tab", "after"), "after")

    plant(page, "rule('.chip { border: 0 !important }')")
    assert border_findings(page)


def cut_findings(page: Page) -> list[str]:
    """Return titles and prices that are wider than their place, at 400 % zoom."""
    page.set_viewport_size({"width": 320, "height": 256})
    cut: list[str] = page.locator(".card-title, .price").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
    )
    return cut


def test_module_is_whole_at_400_percent(open_in: Callable[[str, str], Page], module: Way) -> None:
    """At 400 % zoom nothing but the list scrolls sideways, and all text is whole; what is not is found."""
    page = open_in("blank", AROUND.format(module=module.body))

    assert [] == overflow_findings(page)
    assert [] == cut_findings(page)

    plant(page, "rule('.price { inline-size: 1em !important; overflow: hidden !important }')")
    assert cut_findings(page)
    page.add_style_tag(content="shop-module { inline-size: 30rem }")
    assert overflow_findings(page)


@pytest.mark.parametrize("name", ["unset", "rtl", "large", *TEMPLATES])
def test_axe_finds_nothing_in_module(open_in: Callable[[str, str], Page], module: Way, name: str) -> None:
    """In other people's pages axe finds nothing in the module."""
    ground = "background:#fff!important;color:#222!important"
    page = open_in(name, f'<section aria-label="Shop" style="{ground}">{module.body}</section>')

    assert [] == [finding for finding in axe_findings(page, ALL_RULES) if "shop-module" in finding]


def test_axe_finds_fault_in_module(open_in: Callable[[str, str], Page], module: Way) -> None:
    """A button without a name is found within the module."""
    page = open_in("blank", AROUND.format(module=module.body))
    page.locator(".step").first.evaluate("step => step.removeAttribute('aria-label')")

    assert "shop-module" in " ".join(axe_findings(page, ALL_RULES))
