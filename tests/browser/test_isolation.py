"""The module in other people's pages: neither changes the other."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import isolation
from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.host import Host
from tests.browser.profiles import OWN, TEMPLATES, Profile, read_profile, template_roots
from tests.browser.tell import tell
from tests.browser.ways import read_ways

BRAND = "skerry-enamel"
WIDTHS = {"script": 900, "include": 320}
DESKTOP = {"width": 1280, "height": 900}
HOSTILE = sorted(set(OWN) - {"blank"})

Opening = Callable[[Profile, str], Page]
Picture = tuple[str, int, str, str]


@pytest.fixture(scope="module")
def open_in(browser: Browser, demo: BuiltSite, variants: BuiltSite) -> Iterator[Opening]:
    """Opens a profile's page with this in its body."""
    host = Host((*demo.host.roots, *variants.host.roots, *template_roots()))
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    Watch(context, host, may_cross=True)
    # A browser takes a larger rendition that it has over the one that fits: here all are one picture.
    picture = sorted((demo.output / BRAND / "img").glob("*.webp"))[0].read_bytes()
    context.route("**/img/**", lambda route: route.fulfill(body=picture, content_type="image/webp"))
    page = context.new_page()

    def open_profile(profile: Profile, body: str) -> Page:
        page.unroute_all()
        html = profile.with_body(body)
        page.route(
            profile.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        page.goto(profile.url)
        return page

    yield open_profile
    context.close()


@pytest.fixture(scope="module")
def plain(open_in: Opening, demo: BuiltSite) -> Callable[[Picture], Image.Image]:
    """Returns the module on a blank page: by a way, so wide, under an ancestor, in an ink; taken once."""
    ways = read_ways(demo, BRAND)
    taken: dict[Picture, Image.Image] = {}

    def take(wanted: Picture) -> Image.Image:
        if wanted not in taken:
            way, width, ancestor, ink = wanted
            body = f'<div style="color:{ink}">{isolation.stage(ways[way].body, width)}</div>'
            page = open_in(read_profile("blank"), body)
            isolation.wait_until_drawn(page)
            isolation.put_under(page, ancestor)
            taken[wanted] = isolation.take_stage(page, width)
        return taken[wanted]

    return take


def module_findings(
    open_in: Opening, plain: Callable[[Picture], Image.Image], name: str, bodies: dict[str, str]
) -> dict[str, list[str]]:
    """Return where the module's pixels in a page are others than on a blank one."""
    found = {}
    for way, body in bodies.items():
        width = WIDTHS[way]
        page = open_in(read_profile(name), isolation.stage(body, width))
        isolation.wait_until_drawn(page)
        ink = isolation.read_ink(page)
        seen = {}
        for ancestor in isolation.ANCESTORS:
            isolation.put_under(page, ancestor)
            seen[ancestor] = isolation.take_stage(page, width)
        for ancestor, picture in seen.items():
            expected = plain((way, width, "none" if ancestor in isolation.UNCHANGED else ancestor, ink))
            found[f"{way}, {width} px, {ancestor}"] = isolation.pixel_findings(expected, picture)
    return found


@pytest.mark.parametrize("name", [*HOSTILE, *TEMPLATES])
def test_host_does_not_reach_module(
    open_in: Opening, plain: Callable[[Picture], Image.Image], demo: BuiltSite, name: str
) -> None:
    """In every page and under every ancestor the module's pixels are those of the module on a blank page."""
    ways = read_ways(demo, BRAND)

    assert "" == tell(module_findings(open_in, plain, name, {way: ways[way].body for way in WIDTHS}))


@pytest.mark.parametrize("name", [*HOSTILE, *TEMPLATES])
def test_module_does_not_reach_host(open_in: Opening, demo: BuiltSite, name: str) -> None:
    """In every page the module changes no pixel and no computed style outside its place."""
    ways = read_ways(demo, BRAND)

    assert "" == tell(host_findings(open_in, name, {way: ways[way].body for way in WIDTHS}))


def host_findings(open_in: Opening, name: str, bodies: dict[str, str]) -> dict[str, list[str]]:
    """Return what is different in a page, but for the module's place, once there is a module in it."""
    page = open_in(read_profile(name), isolation.stage("", 900))
    names, styles = isolation.read_globals(page), isolation.read_styles(page)
    pixels = isolation.take_surroundings(page)
    found = {}
    for way, body in bodies.items():
        page = open_in(read_profile(name), isolation.stage(body, 900))
        isolation.wait_until_drawn(page)
        found[way] = [
            *(f"a new global: {new}" for new in sorted(isolation.read_globals(page) - names)),
            *isolation.style_findings(styles, isolation.read_styles(page)),
            *isolation.pixel_findings(pixels, isolation.take_surroundings(page)),
            *isolation.id_findings(page),
        ]
    return found


@pytest.mark.parametrize("host", ["unset", "loud"])
@pytest.mark.parametrize("brand", ["column", "editorial", "dense"])
def test_host_does_not_reach_module_of_any_theme(
    open_in: Opening, variants: BuiltSite, brand: str, host: str
) -> None:
    """In hostile pages a module of each theme, and a column, by script and linked, is as on a blank page."""
    ways = read_ways(variants, brand)

    def findings(way: str, width: int) -> list[str]:
        pictures = []
        for name in ("blank", host):
            page = open_in(read_profile(name), isolation.stage(ways[way].body, width))
            isolation.wait_until_drawn(page)
            pictures.append(isolation.take_stage(page, width))
        return isolation.pixel_findings(*pictures)

    # Chromium now and then draws a picture's round corners otherwise; what a host does is there each time.
    found = {
        way: findings(way, width) and findings(way, width) and findings(way, width)
        for way, width in (("script", 600), ("linked", 320))
    }

    assert "" == tell(found)


def test_host_does_not_reach_frame(open_in: Opening, demo: BuiltSite) -> None:
    """In a page with large letters the framed module is as on a blank page."""
    body = isolation.stage(read_ways(demo, BRAND)["frame"].body, 320)
    pictures = []
    for name in ("blank", "large"):
        page = open_in(read_profile(name), body)
        isolation.wait_until_drawn(page.frames[-1])
        pictures.append(isolation.take_stage(page, 320))

    assert [] == isolation.pixel_findings(*pictures)


@pytest.fixture(scope="module")
def placed(browser: Browser, demo: BuiltSite) -> Iterator[Callable[[str, str], Page]]:
    """Opens a blank page of a phone with this in its head and the module in a parent, by a way."""
    context = browser.new_context(viewport=isolation.PHONE, reduced_motion="reduce")
    Watch(context, demo.host, may_cross=True)
    page = context.new_page()
    ways = read_ways(demo, BRAND)

    def open_placed(way: str, head: str = "") -> Page:
        body = f"{head}<div data-ancestor>{ways[way].body}</div>"
        profile = read_profile("blank")
        page.unroute_all()
        page.route(
            profile.url,
            lambda route: route.fulfill(body=profile.with_body(body), content_type="text/html"),
        )
        page.goto(profile.url)
        expect(page.locator("shop-module .shop")).to_have_count(1)
        return page

    yield open_placed
    context.close()


@pytest.mark.parametrize("way", ["decided", "include", "linked"])
def test_module_takes_its_place_in_any_parent(placed: Callable[..., Page], way: str) -> None:
    """In a row, a column or a grid the module is as wide as these, and as it asks to be in what shrinks."""
    whole_px = isolation.PHONE["width"] - 16
    findings = [
        *isolation.place_findings(placed(way), isolation.WHOLE, whole_px),
        *isolation.place_findings(placed(way), isolation.ASKED, isolation.ASKED_PX),
        *isolation.place_findings(placed(way), isolation.SHARED, 100, isolation.NEIGHBOUR),
    ]

    assert [] == findings


def test_place_check_finds_module_without_a_width(placed: Callable[..., Page]) -> None:
    """A module that asks for no width is found to have none in what shrinks, and to be as high as nothing."""
    page = placed("include", "<style>shop-module::part(shop) { contain-intrinsic-inline-size: 0 }</style>")

    assert len(isolation.ASKED) == len(isolation.place_findings(page, isolation.ASKED, isolation.ASKED_PX))


@pytest.mark.parametrize("way", ["decided", "include"])
def test_host_hides_and_stills_module(placed: Callable[..., Page], way: str) -> None:
    """What the host makes invisible, or not to be touched, is so within the module as well."""
    page = placed(way)
    card = page.locator(".card").first
    expect(card).to_be_visible()
    read = "card => [getComputedStyle(card).visibility, getComputedStyle(card).pointerEvents]"
    ancestor = page.locator("[data-ancestor]")

    ancestor.evaluate("parent => parent.style.cssText = 'visibility:hidden;pointer-events:none'")
    assert ["hidden", "none"] == card.evaluate(read)

    page.locator("shop-module").evaluate("element => { element.style = ''; element.hidden = true }")
    assert 0 == page.locator("shop-module").evaluate("element => element.getClientRects().length")


@pytest.mark.parametrize("viewer", ["light", "dark"])
@pytest.mark.parametrize(
    ("address", "seen"), [("", ""), ("#scheme=dark", "dark"), ("?scheme=light", "light"), ("#scheme=x", "")]
)
def test_frame_has_a_ground_of_its_own(
    browser: Browser, demo: BuiltSite, viewer: Literal["light", "dark"], address: str, seen: str
) -> None:
    """A frame is written upon a ground of the viewer's choice, or of the host's where its address says it."""
    context = browser.new_context(color_scheme=viewer)
    Watch(context, demo.host)
    page = context.new_page()
    page.goto(demo.host.address(demo.output / BRAND / "frame/index.html") + address)
    ground, ink = page.evaluate(
        "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )

    light, dark = ("rgb(255, 255, 255)", "rgb(0, 0, 0)"), ("rgb(18, 18, 18)", "rgb(255, 255, 255)")
    assert {"light": light, "dark": dark}[seen or viewer] == (ground, ink)
    context.close()


@pytest.fixture(scope="module")
def unshielded(demo: BuiltSite) -> str:
    """The module without its shadow root: its elements and its sheet are the page's own."""
    body = read_ways(demo, BRAND)["include"].body
    return (
        re.sub(r"</?template[^>]*>", "", body)
        + '<script>var shop = 1</script><style>p { --leak: 1 }</style><p id="a"></p><p id="a"></p>'
    )


def test_module_check_finds_style_that_leaks_in(
    open_in: Opening, plain: Callable[[Picture], Image.Image], unshielded: str
) -> None:
    """A module without a shadow root is found to look otherwise in a page that styles everything."""
    assert "pixels differ" in tell(module_findings(open_in, plain, "reset", {"include": unshielded}))


def test_host_check_finds_whatever_leaks_out(open_in: Opening, unshielded: str) -> None:
    """A sheet that reaches the page, a global and an id that is there twice are found."""
    said = tell(host_findings(open_in, "cards", {"include": unshielded}))

    for finding in ("--leak", "pixels differ", "a new global: shop", "id twice: a"):
        assert finding in said
