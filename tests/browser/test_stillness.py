"""The module on its way into a page: nothing moves, nothing comes later, nothing comes too early."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo import BuiltSite
from tests.browser.host import Host
from tests.browser.serving import Served, serving
from tests.browser.slow import LISTEN, Seen, see_slowly
from tests.browser.ways import Way, read_ways

BRAND = "skerry-enamel"
CARDS = 6
WAYS = ("script", "linked", "frame")
WIDTHS = (320, 390, 768, 1280)
FAR_PX = 6000
OUT_OF_REACH_PX = 9000
"""On a network as slow as 2G Chromium loads lazy pictures from 8,000 px away."""
NOISE = 1.05
"""Two visits to one page differ by up to 3 % in the time of its largest paint."""


@pytest.fixture(scope="module")
def served(demo: BuiltSite, variants: BuiltSite) -> Iterator[Served]:
    """The sites over real connections."""
    with serving(Host((*demo.host.roots, *variants.host.roots))) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def ways(demo: BuiltSite) -> dict[str, Way]:
    """The brand's ways in."""
    return read_ways(demo, BRAND)


@pytest.fixture(scope="module")
def see(
    browser: Browser, served: Served, demo: BuiltSite
) -> Callable[[dict[str, str], int, int], dict[str, Seen]]:
    """Returns what is seen of profiles with these bodies: so wide, the module so far down, such letters."""
    picture = next((demo.output / BRAND / "img").glob("coffee-pot-and-mug-640.*.jpg"))

    def see_profiles(
        bodies: dict[str, str], width: int, far: int = 0, *, letters_px: int = 16
    ) -> dict[str, Seen]:
        pages = {name: profile(demo.host.address(picture), body, far) for name, body in bodies.items()}
        return see_slowly(browser, served, pages, width, letters_px)

    return see_profiles


def profile(picture: str, body: str, far: int = 0) -> str:
    """Return a profile's page: a large picture, a name, this in between, and text that can be moved."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>'
        '<meta name="viewport" content="width=device-width"><body style="margin:0">'
        f'<img src="{picture}" alt="" style="width:100%;height:400px">'
        f'<h1 style="margin:0 0 {far}px">Ada</h1>{body}<p>{"Posts and more. " * 99}</p></body></html>'
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves(see: Callable[..., dict[str, Seen]], ways: dict[str, Way], width: int) -> None:
    """On slow 3G the layout shift is 0 in every way in where no script decides who gets to see the module."""
    bodies = {name: way.body for name, way in ways.items() if "audience=" not in way.body}
    seen = see(bodies, width)

    assert {"decided", "include", "linked", "frame"} == seen.keys()
    assert dict.fromkeys(bodies, (0, CARDS)) == {
        name: (page.shift, page.cards) for name, page in seen.items()
    }


@pytest.mark.parametrize("width", [WIDTHS[0], WIDTHS[-1]])
def test_nothing_moves_in_any_theme(
    see: Callable[..., dict[str, Seen]], variants: BuiltSite, width: int
) -> None:
    """Where a brand is for all, nothing moves by the snippets as they are, in each theme and direction."""
    wanted = {"row": ("script", "release", "strict"), **dict.fromkeys(("column", "editorial", "dense"), WAYS)}
    bodies = {
        f"{brand}, {way}": read_ways(variants, brand)[way].body for brand in wanted for way in wanted[brand]
    }
    seen = see(bodies, width)

    assert dict.fromkeys(bodies, (0, CARDS)) == {
        name: (page.shift, page.cards) for name, page in seen.items()
    }


PLACES = {
    "column": "display:flex;flex-direction:column;align-items:center",
    "row": "display:flex",
    "wrapping row": "display:flex;flex-wrap:wrap;justify-content:center",
    "grid": "display:grid;justify-items:center",
}


@pytest.mark.parametrize("width", [WIDTHS[1], WIDTHS[-1]])
@pytest.mark.parametrize("way", ["script", "strict", "linked"])
def test_nothing_moves_wherever_the_module_stands(
    see: Callable[..., dict[str, Seen]], variants: BuiltSite, way: str, width: int
) -> None:
    """In a row, a column and a grid it is as wide from the start; without its width it is found to move."""
    body = read_ways(variants, "row")[way].body
    bodies = {name: f'<main style="{place}">{body}</main>' for name, place in PLACES.items()}
    bare = re.sub(r"; ?flex:.*?min-width: ?0", "", bodies["column"])
    seen = see({**bodies, "planted": bare}, width)

    assert dict.fromkeys(PLACES, (0, CARDS)) == {
        name: (seen[name].shift, seen[name].cards) for name in PLACES
    }
    assert way == "linked" or 0.01 < seen["planted"].shift


def test_nothing_moves_for_viewer_with_large_letters(
    see: Callable[..., dict[str, Seen]], variants: BuiltSite
) -> None:
    """Where a viewer's letters are half as large again, so is the room; in pixels it would be too little."""
    body = read_ways(variants, "row")["script"].body
    seen = see({"kept": body, "planted": body.replace("21.625em", "346px")}, 390, letters_px=24)

    assert (0, CARDS) == (seen["kept"].shift, seen["kept"].cards)
    assert 0 < seen["planted"].shift


DRIP = """async (html) => {
  document.open();
  for (let at = 0; at < html.length; at += 100) {
    document.write(html.slice(at, at + 100));
    if (html.lastIndexOf("</style>", at) > 0) await new Promise(requestAnimationFrame);
  }
  document.close();
  await new Promise(requestAnimationFrame);
  return seen.shift;
}"""
"""Writes a page in pieces, each of which is painted before the next one comes."""


@pytest.mark.parametrize("brand", ["row", "editorial"])
def test_nothing_moves_while_a_fragment_arrives(
    browser: Browser, served: Served, variants: BuiltSite, brand: str
) -> None:
    """An included module shows once all of it is there; one that shows piece by piece is found to move."""
    body = read_ways(variants, brand)["include"].body
    planted = body.replace("visibility:hidden", "color:inherit")

    assert planted != body
    assert 0 == shift_of_drip(browser, served, body)
    assert 0 < shift_of_drip(browser, served, planted)


def shift_of_drip(browser: Browser, served: Served, body: str) -> float:
    """Return how much moves in a profile that comes in drops, its pictures not at all."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, proxy=served.as_proxy())
    context.add_init_script(LISTEN)
    context.route("**/img/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(served.put("http://profiles.example/drip/", "<!doctype html><title>Ada</title>"))
    shift: float = page.evaluate(DRIP, profile("data:,", body))
    context.close()
    return shift


def test_shift_check_finds_room_that_is_not_kept(
    see: Callable[..., dict[str, Seen]], ways: dict[str, Way]
) -> None:
    """The element without its height moves the page; one that never comes is found to have no card."""
    planted = re.sub(r' style="[^"]*"', "", ways["decided"].body)
    seen = see({"planted": planted, "gone": planted.replace("/embed.js", "/gone.js")}, 390)

    assert 0.05 < seen["planted"].shift
    assert (0, 0) == (seen["gone"].shift, seen["gone"].cards)


@pytest.mark.long
def test_page_is_painted_no_later(see: Callable[..., dict[str, Seen]], ways: dict[str, Way]) -> None:
    """With a module further down, the page's largest paint comes no later than without one."""
    # A frame out of reach is not even loaded.
    bodies = {name: way.body for name, way in ways.items() if name != "frame"}
    seen = see({"alone": "", **bodies}, 390, OUT_OF_REACH_PX)

    assert {} == {name: page for name, page in seen.items() if page.paint_ms > NOISE * seen["alone"].paint_ms}


@pytest.mark.long
def test_page_is_painted_no_later_with_module_in_view(
    see: Callable[..., dict[str, Seen]], ways: dict[str, Way]
) -> None:
    """With a module in view the page's own largest paint comes first where the module's pictures come later.

    A module that is in the page's source shares the line with the page's pictures from the start.
    """
    bodies = {name: way.body for name, way in ways.items() if name in ("decided", "linked", "frame")}
    seen = see({"alone": "", **bodies}, 390)

    assert {} == {name: page for name, page in seen.items() if page.paint_ms > NOISE * seen["alone"].paint_ms}


@pytest.mark.long
def test_paint_check_finds_pictures_that_push_in(
    see: Callable[..., dict[str, Seen]], ways: dict[str, Way]
) -> None:
    """A module whose pictures are not loaded lazily is found to make the page's largest paint later."""
    eager = ways["include"].body.replace('loading="lazy"', "")
    seen = see({"alone": "", "planted": eager}, 390, OUT_OF_REACH_PX)

    assert seen["planted"].paint_ms > NOISE * seen["alone"].paint_ms


@pytest.mark.parametrize("way", ["script", "decided", "include", "linked", "frame"])
def test_pictures_wait_until_module_is_near(
    browser: Browser, served: Served, ways: dict[str, Way], way: str
) -> None:
    """No picture of a module is asked for while it is 6,000 px away, and they come as it comes near."""
    url = served.put(f"http://profiles.example/far/{way}/", profile("data:,", ways[way].body, FAR_PX))
    context = browser.new_context(viewport={"width": 390, "height": 844}, proxy=served.as_proxy())
    page = context.new_page()
    before = len(served.asked)
    page.goto(url, wait_until="networkidle")
    far = _pictures(served, before)

    page.mouse.wheel(0, FAR_PX)
    frame = page.frame_locator("iframe") if way == "frame" else page
    expect(frame.locator(".card img").first).to_have_js_property("complete", value=True)
    page.wait_for_load_state("networkidle")

    assert [] == far
    assert _pictures(served, before)
    context.close()


def _pictures(served: Served, since: int) -> list[str]:
    return [url for url in served.asked[since:] if "/img/" in url]
