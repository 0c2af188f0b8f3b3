"""How long scripts that show a carousel keep the main thread of the page that takes them in, side by side.

Run as a program (`python -m tests.browser.script_time`) it prints a table: embed.js; what it cannot do
without, to ask for its data and read it; and others' carousels, set up over cards that the page brings.
"""

import json
import re
import statistics
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.demo import PROJECT, BuiltSite, build_demo
from tests.browser.host import Host, Root
from tests.browser.serving import Served, serving
from tests.browser.ways import read_ways

BRAND = "skerry-enamel"
DATA = "data alone"
MODULE = "shop-module"
VISITS = 9
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title><h1>Ada</h1>{body}</html>'
PACKAGES = Root("http://packages.example/", PROJECT / ".tools/web/node_modules")

CATEGORIES = ["devtools.timeline", "v8", "v8.execute"]
SCRIPT_RUNS = frozenset(
    {
        "v8.compile",
        "v8.compileModule",
        "EvaluateScript",
        "v8.evaluateModule",
        "v8.callFunction",
        "FunctionCall",
        "RunMicrotasks",
    }
)
"""Events of a trace in which a script is made ready or runs."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Someone else's carousel: its files, what is around the cards, their class, and what sets it up."""

    files: tuple[str, ...]
    markup: str
    card_class: str
    setup: str


PEERS = {
    "Embla": Peer(
        ("embla-carousel/embla-carousel.umd.js",),
        '<div class="embla" style="overflow: hidden"><div style="display: flex">{cards}</div></div>',
        "",
        "EmblaCarousel(document.querySelector('.embla'))",
    ),
    "Splide": Peer(
        ("@splidejs/splide/dist/css/splide.min.css", "@splidejs/splide/dist/js/splide.min.js"),
        '<section class="splide"><div class="splide__track"><ul class="splide__list">{cards}</ul>'
        "</div></section>",
        "splide__slide",
        "new Splide('.splide', { perPage: 2, pagination: false }).mount()",
    ),
    "Swiper": Peer(
        ("swiper/swiper-bundle.min.css", "swiper/swiper-bundle.min.js"),
        '<div class="swiper"><ul class="swiper-wrapper">{cards}</ul>'
        '<button class="swiper-button-prev"></button><button class="swiper-button-next"></button></div>',
        "swiper-slide",
        "new Swiper('.swiper', { slidesPerView: 2, navigation:"
        " { prevEl: '.swiper-button-prev', nextEl: '.swiper-button-next' } })",
    ),
}


def with_packages(host: Host) -> Host:
    """Return a host that has the peers' files too."""
    return Host((*host.roots, PACKAGES))


def bodies(site: BuiltSite) -> dict[str, str]:
    """Return what stands in the page by what it is."""
    module = read_ways(site, BRAND)["decided"].body
    address = re.search(r' src="([^"]+/)"', module)
    assert address
    ask = f'<script type="module">await (await fetch("{address[1]}module.json")).json()</script>'
    cards = _cards(site, address[1])
    return {
        DATA: ask,
        # The script for the brand's own counts is another one, which most brands do without.
        MODULE: re.sub(r"<script[^>]*beacon[^>]*></script>", "", module),
        **{name: _carousel(peer, cards) for name, peer in PEERS.items()},
    }


def _cards(site: BuiltSite, base: str) -> str:
    """Return the module's products as plain cards, of a class that is to be filled in."""
    products = json.loads((site.output / BRAND / "module.json").read_text(encoding="utf-8"))["products"]
    return "".join(
        f'<li class="{{card_class}}"><a href="{product["link"]}">'
        f'<img src="{base}{product["images"][0]["renditions"][-1]["link"]}"'
        ' width="176" height="220" loading="lazy" alt="">'
        f"<p>{product['title']}</p></a></li>"
        for product in products
    )


def _carousel(peer: Peer, cards: str) -> str:
    links = "".join(
        f'<link rel="stylesheet" href="{PACKAGES.address}{file}">'
        if file.endswith(".css")
        else f'<script src="{PACKAGES.address}{file}"></script>'
        for file in peer.files
    )
    markup = peer.markup.format(cards=cards.format(card_class=peer.card_class))
    return f"{links}{markup}<script>{peer.setup}</script>"


def measure(
    browser: Browser, served: Served, pages: Mapping[str, str], slowdown: int
) -> dict[str, list[float]]:
    """Return the milliseconds that each page's scripts kept its main thread, by name, least first.

    Every visit is a first one: another process, and nothing in any cache. The visits go round the pages, so
    that a noisy moment is everyone's.
    """
    took: dict[str, list[float]] = {name: [] for name in pages}
    with tempfile.TemporaryDirectory() as folder:
        for visit in range(VISITS):
            for number, (name, body) in enumerate(pages.items()):
                url = f"http://profiles.example/{slowdown}/{visit}/{number}/"
                served.put(url, PAGE.format(body=body))
                took[name].append(_visit(browser, served, url, slowdown, Path(folder) / "trace.json"))
    return {name: sorted(times) for name, times in took.items()}


def _visit(browser: Browser, served: Served, url: str, slowdown: int, trace: Path) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844}, proxy=served.as_proxy())
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    browser.start_tracing(page=page, path=trace, categories=CATEGORIES)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(300)
    browser.stop_tracing()
    context.close()
    return script_ms(json.loads(trace.read_text(encoding="utf-8"))["traceEvents"], url)


def script_ms(events: list[dict[str, Any]], url: str) -> float:
    """Return how much of its main thread's own time a page's scripts took, in milliseconds.

    The browser's own pages have scripts as well, in other processes: they are not counted. Nor is the time in
    which the thread waited for its turn.
    """
    processes = {
        event["pid"]
        for event in events
        if event["name"] == "CommitLoad" and event["args"].get("data", {}).get("url") == url
    }
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    total, end = 0.0, 0.0
    runs = (
        (event["tts"], event["tts"] + event["tdur"])
        for event in events
        if event["name"] in SCRIPT_RUNS
        and event["ph"] == "X"
        and event["pid"] in processes
        and (event["pid"], event["tid"]) in threads
    )
    for start, stop in sorted(runs):
        # One may be within another: it counts once.
        total, end = total + max(0.0, stop - max(end, start)), max(end, stop)
    return total / 1000


def main() -> int:
    """Print a table of the time that scripts take, at the machine's own speed and at a quarter of it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_demo(Path(folder) / "output")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        with serving(with_packages(site.host)) as served:
            print(f"{'ms, median (least to most)':28}{'as it is':>24}{'4 times as slow':>26}")
            own, slow = (measure(browser, served, bodies(site), slowdown) for slowdown in (1, 4))
        for name in own:
            print(f"{name:28}{_told(own[name]):>24}{_told(slow[name]):>26}")
    return 0


def _told(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ({times[0]:.1f} to {times[-1]:.1f})"


if __name__ == "__main__":
    sys.exit(main())
