"""The core in other browsers: what they draw, what stays apart, what the keyboard reaches, and paying."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.demo import BuiltSite
from tests.browser.engines import Engine, running_firefox, running_webkit, wait_for
from tests.browser.profiles import read_profile
from tests.browser.serving import Served, serving
from tests.browser.ways import read_ways

BRAND = "skerry-enamel"
WAYS = ("decided", "include")
STOPS = 40
"""More presses of Tab than a module has places to stop at."""

DRAWN = """(() => {
  const root = document.querySelector("shop-module")?.shadowRoot;
  const isSettled = !customElements.get("shop-module") || root?.querySelector(".nav:not([hidden])");
  return isSettled && root?.querySelector(".card img")?.naturalWidth;
})()"""
LOOKS = """[...document.querySelector("shop-module").shadowRoot.querySelectorAll("*")].map((element) => {
  if (!element.getClientRects().length) return "";
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const module = document.querySelector("shop-module").getBoundingClientRect();
  const place = [box.left - module.left, box.top - module.top, box.width, box.height];
  const rules = [...style].map((name) => name + ":" + style.getPropertyValue(name));
  return [element.localName, ...place, ...rules].join("; ");
})"""
WATCH = """<script>
const tops = [];
(function look() {
  tops.push(document.querySelector("#below")?.getBoundingClientRect().top);
  requestAnimationFrame(look);
})();
</script>"""


@pytest.fixture(scope="module")
def served(demo: BuiltSite) -> Iterator[Served]:
    """The site over real connections."""
    with serving(demo.host) as proxy:
        yield proxy


@pytest.fixture(scope="module", params=[running_firefox, running_webkit], ids=["Firefox", "WebKitGTK"])
def engine(request: pytest.FixtureRequest, served: Served) -> Iterator[Engine]:
    """Firefox ESR and WebKitGTK, one after the other."""
    with request.param(served) as running:
        yield running


@pytest.fixture
def open_in(engine: Engine, served: Served) -> Callable[[str, str], None]:
    """Opens a profile's page with this in its body, and waits for the module's first picture."""

    def open_profile(name: str, body: str) -> None:
        profile = read_profile(name)
        engine.open(served.put(profile.url, profile.with_body(body)))
        wait_for(engine, DRAWN)

    return open_profile


@pytest.mark.parametrize("way", WAYS)
def test_module_is_drawn(
    engine: Engine, open_in: Callable[[str, str], None], demo: BuiltSite, way: str
) -> None:
    """The module shows every product of its brand, as high as the room that is kept for it."""
    module = (demo.output / BRAND / "module.html").read_text(encoding="utf-8")
    open_in("blank", read_ways(demo, BRAND)[way].body)

    shown = engine.run("document.querySelector('shop-module').shadowRoot.querySelectorAll('.card').length")
    assert module.count('<li class="card">') == shown
    assert 346 == engine.run("document.querySelector('shop-module').getBoundingClientRect().height")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("host", ["unset", "loud", "large", "quirks"])
def test_host_does_not_reach_module(
    engine: Engine, open_in: Callable[[str, str], None], demo: BuiltSite, host: str, way: str
) -> None:
    """In a hostile page every element of the module has the box and the style that it has on a blank one."""
    body = (
        f'<div style="width:600px!important;display:block!important">{read_ways(demo, BRAND)[way].body}</div>'
    )
    open_in("blank", body)
    expected = engine.run(LOOKS)
    open_in(host, body)

    assert expected == engine.run(LOOKS)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_moves(
    engine: Engine, open_in: Callable[[str, str], None], demo: BuiltSite, way: str
) -> None:
    """What stands below the module is at one place from the first frame on."""
    open_in("blank", f'{WATCH}{read_ways(demo, BRAND)[way].body}<p id="below">Posts</p>')

    assert 1 == engine.run("new Set(tops.filter((top) => top !== undefined)).size")


def test_move_check_finds_room_that_is_not_kept(
    engine: Engine, open_in: Callable[[str, str], None], demo: BuiltSite
) -> None:
    """A module whose room is not kept is found to move what stands below it."""
    body = read_ways(demo, BRAND)["decided"].body.replace("min-height", "max-height")
    open_in("blank", f'{WATCH}{body}<p id="below">Posts</p>')

    assert 1 < engine.run("new Set(tops.filter((top) => top !== undefined)).size")


def test_keyboard_walks_through_module(
    engine: Engine, open_in: Callable[[str, str], None], demo: BuiltSite
) -> None:
    """Tab goes from the page through every product's link and out of the module again."""
    module = read_ways(demo, BRAND)["include"].body
    open_in("blank", f'<a id="before" href="#">Before</a>{module}<a id="after" href="#">After</a>')
    engine.run("document.querySelector('#before').focus()")
    links = []
    for _ in range(STOPS):
        engine.press("Tab")
        if engine.run("document.activeElement.id === 'after'"):
            break
        links.append(engine.run("document.activeElement.shadowRoot?.activeElement?.getAttribute('href')"))

    assert "after" == engine.run("document.activeElement.id")
    cards = "document.querySelector('shop-module').shadowRoot.querySelectorAll('.card a')"
    hrefs = engine.run(f"[...{cards}].map((link) => link.getAttribute('href'))")
    assert hrefs == [link for link in links if link in hrefs]


def test_checkout_page_follows_choice(engine: Engine, demo: BuiltSite) -> None:
    """Choosing another option shows the variant that has it, with its own link to pay."""
    engine.open(demo.host.address(demo.output / BRAND / "enamel-mug/index.html"))
    shown = (
        "[...document.querySelectorAll('.variant a.button')].filter((link) => link.getClientRects().length)"
    )
    before = engine.run(f"{shown}.map((link) => link.href)")
    engine.run("document.querySelectorAll('fieldset.option')[0].querySelectorAll('label')[1].click()")
    after = engine.run(f"{shown}.map((link) => link.href)")

    assert (1, 1) == (len(before), len(after))
    assert before != after
    assert after[0].startswith("https://")
