"""The element in pages of React, Vue and Svelte: put in, moved, taken out, a hundred times."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.host import Host, Root
from tests.browser.validate import NODE, NODE_MODULES

BRAND = "skerry-enamel"
ADDRESS = "http://profiles.example/"
PACKAGES = f"{ADDRESS}npm/"
TIMES = 100
HEAP_BYTES = 200_000
"""What the heap may grow by: code that is compiled again counts too."""

IMPORTS = {
    "vue": "vue/dist/vue.runtime.esm-browser.prod.js",
    "svelte": "svelte/src/index-client.js",
    "#client/constants": "svelte/src/internal/client/constants.js",
    "svelte/internal/client": "svelte/src/internal/client/index.js",
    "svelte/internal/disclose-version": "svelte/src/internal/disclose-version.js",
    "svelte/internal/flags/legacy": "svelte/src/internal/flags/legacy.js",
    "svelte/internal/flags/async": "svelte/src/internal/flags/async.js",
    "svelte/reactivity": "svelte/src/reactivity/index-client.js",
    "svelte/events": "svelte/src/events/index.js",
    "esm-env": "esm-env/index.js",
    "esm-env/browser": "esm-env/true.js",
    "esm-env/development": "esm-env/false.js",
    "esm-env/node": "esm-env/false.js",
    "clsx": "clsx/dist/clsx.mjs",
}
# React comes as CommonJS alone: its four files need one another by these names, and nothing else.
REACT = """
const files = {
  react: "react/cjs/react",
  scheduler: "scheduler/cjs/scheduler",
  "react-dom": "react-dom/cjs/react-dom",
  "react-dom/client": "react-dom/cjs/react-dom-client",
};
const loaded = {};
for (const [name, file] of Object.entries(files)) {
  const source = await (await fetch(`/npm/${file}.production.js`)).text();
  const module = { exports: {} };
  new Function("module", "exports", "require", source)(module, module.exports, (wanted) => loaded[wanted]);
  loaded[name] = module.exports;
}
const { createElement } = loaded.react;
window.mount = (place) => {
  const root = loaded["react-dom/client"].createRoot(place);
  root.render(createElement("shop-module", MODULE));
  return () => root.unmount();
};"""
VUE = """
import { createApp, h } from "vue";
window.mount = (place) => {
  const app = createApp({ render: () => h("shop-module", MODULE) });
  app.config.compilerOptions = { isCustomElement: () => true };
  app.mount(place);
  return () => app.unmount();
};"""
SVELTE = """
import { mount, unmount } from "svelte";
import Profile from "/svelte-profile.js";
window.mount = (place) => {
  const profile = mount(Profile, { target: place, props: { module: MODULE } });
  return () => unmount(profile);
};"""
SVELTE_PROFILE = "<script>let { module } = $props()</script>\n<shop-module {...module}></shop-module>\n"
LEAKY = """
window.kept = [];
window.mount = (place) => {
  const module = document.createElement("shop-module");
  for (const [name, value] of Object.entries(MODULE)) module.setAttribute(name, value);
  place.append(module);
  addEventListener("resize", () => module.title);
  return () => module.remove();
};"""
CYCLE = """async (times) => {
  const places = ["#here", "#there"].map((place) => document.querySelector(place));
  const frame = () => new Promise(requestAnimationFrame);
  const isThere = () => document.querySelector("shop-module")?.shadowRoot?.querySelector(".card");
  for (let time = 0; time < times; time++) {
    const unmount = mount(places[time % 2]);
    /* Every third is taken out while it is still being fetched. */
    while (time % 3 && !isThere()) await frame();
    unmount();
    await frame();
  }
}"""


@dataclass(frozen=True, slots=True)
class Held:
    """What a page holds on to."""

    nodes: int
    listeners: int
    heap: int


@pytest.fixture
def open_app(
    browser: Browser, demo: BuiltSite, tmp_path: Path
) -> Iterator[Callable[[str], tuple[Page, Watch]]]:
    """Opens a page whose script mounts the element, beside embed.js, which it loads twice."""
    roots = (*demo.host.roots, Root(PACKAGES, NODE_MODULES), Root(ADDRESS, tmp_path))
    context = browser.new_context(viewport={"width": 500, "height": 700}, reduced_motion="reduce")
    watch = Watch(context, Host(roots), may_cross=True)
    context.route("https://stats.skerry.example/**", lambda route: route.fulfill(status=204))
    page = context.new_page()
    src = demo.host.address(demo.output / BRAND / "index.html")
    embed = src.replace(f"{BRAND}/", "embed.js")
    module = {"src": src, "region": "DE", "viewer": "ada"}
    imports = json.dumps({"imports": {name: PACKAGES + path for name, path in IMPORTS.items()}})

    def open_page(script: str) -> tuple[Page, Watch]:
        html = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>'
            f'<link rel="icon" href="data:,"><script type="importmap">{imports}</script>'
            f'<script type="module" src="{embed}"></script>'
            f'<script type="module" src="{embed}?again"></script>'
            f'<script type="module">const MODULE = {json.dumps(module)};{script}</script>'
            '<div id="here"></div><div id="there"></div></html>'
        )
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        page.goto(ADDRESS)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("() => 'mount' in window"), watch.take()
        return page, watch

    yield open_page
    context.close()


@pytest.fixture
def svelte_profile(tmp_path: Path) -> None:
    """Svelte's own compiler makes the page's component."""
    command = [NODE, Path(__file__).with_name("svelte.mjs"), NODE_MODULES]
    done = subprocess.run(command, input=SVELTE_PROFILE, capture_output=True, encoding="utf-8", check=True)
    (tmp_path / "svelte-profile.js").write_text(done.stdout, encoding="utf-8")


def held(page: Page) -> Held:
    """Return what a page holds on to once all that it does not need is gone."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: int(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return Held(metrics["Nodes"], metrics["JSEventListeners"], metrics["JSHeapUsedSize"])


def leak_findings(page: Page) -> list[str]:
    """Return what a page holds more of once the element has come and gone a hundred times more."""
    page.evaluate(CYCLE, 10)
    before = held(page)
    page.evaluate(CYCLE, TIMES)
    after = held(page)
    return [
        *([f"{after.nodes - before.nodes} nodes more"] if after.nodes > before.nodes + TIMES / 4 else []),
        *(
            [f"{after.listeners - before.listeners} listeners more"]
            if after.listeners > before.listeners + 9
            else []
        ),
        *([f"{after.heap - before.heap} bytes more"] if after.heap > before.heap + HEAP_BYTES else []),
    ]


@pytest.mark.usefixtures("svelte_profile")
@pytest.mark.parametrize("script", [REACT, VUE, SVELTE], ids=["React", "Vue", "Svelte"])
def test_element_comes_and_goes_without_a_trace(
    open_app: Callable[[str], tuple[Page, Watch]], demo: BuiltSite, script: str
) -> None:
    """Mounted and unmounted in two places a hundred times, it leaks nothing, and is there once in the end."""
    page, watch = open_app(script)

    assert [] == leak_findings(page)
    page.evaluate("() => { mount(document.querySelector('#here')) }")
    module = (demo.output / BRAND / "module.html").read_text(encoding="utf-8")
    expect(page.locator("shop-module .card")).to_have_count(module.count('<li class="card">'))
    assert [] == watch.take()


@pytest.mark.usefixtures("svelte_profile")
@pytest.mark.parametrize("script", [REACT, VUE, SVELTE], ids=["React", "Vue", "Svelte"])
def test_element_that_is_moved_is_there_once(
    open_app: Callable[[str], tuple[Page, Watch]], script: str
) -> None:
    """Moved from place to place while it is mounted, its buttons still turn it once."""
    page, _ = open_app(script)
    page.evaluate("() => { mount(document.querySelector('#here')) }")
    expect(page.locator(".nav:not([hidden])")).to_have_count(1)
    page.evaluate(
        "() => { const module = document.querySelector('shop-module');"
        " for (let i = 0; i < 100; i++) document.querySelector(i % 2 ? '#here' : '#there').append(module) }"
    )
    expect(page.locator(".nav:not([hidden])")).to_have_count(1)

    page.locator(".step").last.click()

    expect(page.locator(".where")).to_have_text("3 of 6")


def test_leak_check_finds_listener_that_stays(open_app: Callable[[str], tuple[Page, Watch]]) -> None:
    """A page that keeps a listener and the element with it is found."""
    page, _ = open_app(LEAKY)

    said = " ".join(leak_findings(page))

    assert "nodes more" in said
    assert "listeners more" in said
