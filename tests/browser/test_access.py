"""A walk through a profile with a module: by keyboard, by screen reader, large, still, in few colours."""

import re
from collections.abc import Callable, Iterator

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
def context(browser: Browser, demo: BuiltSite) -> Iterator[BrowserContext]:
    """A browser with the site and other people's pages."""
    context = browser.new_context(viewport={"width": 640, "height": 700})
    context.set_default_timeout(5000)
    Watch(context, Host((*demo.host.roots, *template_roots())), may_cross=True)
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
        expect(page.locator("shop-module .nav:not([hidden])")).to_have_count(1)
        return page

    return open_profile


@pytest.fixture
def module(demo: BuiltSite) -> Way:
    """The module by script."""
    return read_ways(demo, BRAND)["decided"]


def walk(page: Page, key: str, end: str) -> list[dict[str, object]]:
    """Return where the focus stops, one key after another, up to an element by its id."""
    stops: list[dict[str, object]] = []
    for _ in range(40):
        page.keyboard.press(key)
        stops.append(page.evaluate(FOCUSED))
        if stops[-1]["name"] == end:
            break
    return stops


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
    page.evaluate(
        "() => { const root = document.querySelector('shop-module').shadowRoot;"
        f" const rule = (text) => root.adoptedStyleSheets.at(-1).insertRule(text); {planted} }}"
    )
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


def test_nothing_is_animated_for_those_who_want_it_still(
    open_in: Callable[[str, str], Page], module: Way
) -> None:
    """Where motion is to be reduced, a button leads to the next products at once."""
    page = open_in("blank", AROUND.format(module=module.body))
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Next").click()

    at_once = page.locator(".list").evaluate("list => list.scrollLeft")
    page.locator(".card").first.evaluate(AT_REST)
    assert 100 < at_once
    assert at_once == page.locator(".list").evaluate("list => list.scrollLeft")


def test_controls_are_drawn_in_forced_colours(open_in: Callable[[str, str], Page], module: Way) -> None:
    """In forced colours buttons and chips keep a border, and the focus an outline."""
    page = open_in("blank", AROUND.format(module=module.body))
    page.emulate_media(forced_colors="active")
    page.locator("#before").focus()

    widths = page.locator(".step, .chip").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).borderTopWidth))"
    )
    assert len(widths) > 2
    assert all(width >= 1 for width in widths)
    assert [] == stop_findings(walk(page, "Tab", "after"), "after")


def test_module_is_whole_at_400_percent(open_in: Callable[[str, str], Page], module: Way) -> None:
    """At 400 % zoom nothing but the list scrolls sideways, and each product's text is whole."""
    page = open_in("blank", AROUND.format(module=module.body))

    assert [] == overflow_findings(page)
    page.set_viewport_size({"width": 320, "height": 256})
    cut = page.locator(".card-title, .price").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
    )
    assert [] == cut


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
