"""The module in other people's pages: neither changes the other."""

import re
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

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
def open_in(browser: Browser, demo: BuiltSite) -> Iterator[Opening]:
    """Opens a profile's page with this in its body."""
    host = Host((*demo.host.roots, *template_roots()))
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


@pytest.fixture(scope="module")
def unshielded(demo: BuiltSite) -> str:
    """The module without its shadow root: its elements and its sheet are the page's own."""
    body = read_ways(demo, BRAND)["include"].body
    return (
        re.sub(r"</?template[^>]*>", "", body) + '<script>var shop = 1</script><p id="a"></p><p id="a"></p>'
    )


def test_module_check_finds_style_that_leaks_in(
    open_in: Opening, plain: Callable[[Picture], Image.Image], unshielded: str
) -> None:
    """A module without a shadow root is found to look otherwise in a page that styles everything."""
    assert "pixels differ" in tell(module_findings(open_in, plain, "reset", {"include": unshielded}))


def test_host_check_finds_whatever_leaks_out(open_in: Opening, unshielded: str) -> None:
    """A sheet that reaches the page, a global and an id that is there twice are found."""
    said = tell(host_findings(open_in, "cards", {"include": unshielded}))

    for finding in ("--accent", "pixels differ", "a new global: shop", "id twice: a"):
        assert finding in said
