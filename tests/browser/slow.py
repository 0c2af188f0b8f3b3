"""Pages over a slow network, many at once: what moved in each, and when its largest paint was."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.browser.serving import Served

SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Chromium's own "Slow 3G": 400 kbit/s, and two seconds before anything is heard."""

LISTEN = """
window.seen = { shift: 0, paint: 0 };
const listen = (type, hear) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe(
  { type, buffered: true });
listen("layout-shift", (entry) => { seen.shift += entry.value });
listen("largest-contentful-paint", (entry) => { seen.paint = entry.startTime });
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What there was to see of a page and its frames: how much moved, the largest paint, how many cards."""

    shift: float
    paint_ms: float
    cards: int


def see_slowly(
    browser: Browser, served: Served, pages: Mapping[str, str], width: int, letters_px: int = 16
) -> dict[str, Seen]:
    """Return what is seen of pages by their names, in windows so wide; no cache has anything at first.

    `letters_px`: how large the viewer has `font-size: medium`.
    """
    opened = {name: _open(browser, served, html, width, letters_px) for name, html in pages.items()}
    seen = {name: _see(page) for name, page in opened.items()}
    for page in opened.values():
        page.context.close()
    return seen


def _open(browser: Browser, served: Served, html: str, width: int, letters_px: int) -> Page:
    """Return a page that is on its way."""
    url = served.put(f"http://profiles.example/{len(served.pages)}/", html)
    context = browser.new_context(viewport={"width": width, "height": 844}, proxy=served.as_proxy())
    context.add_init_script(LISTEN)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": letters_px}})
    page.evaluate("url => { setTimeout(() => location.assign(url)) }", url)
    return page


def _see(page: Page) -> Seen:
    page.wait_for_url("http://profiles.example/**", wait_until="networkidle", timeout=30_000)
    shift = sum(frame.evaluate("seen.shift") for frame in page.frames)
    cards = sum(frame.locator(".card-link").count() for frame in page.frames)
    return Seen(shift, page.evaluate("seen.paint"), cards)
