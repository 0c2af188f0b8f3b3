"""What a real browser says of a page: each check takes an open page and returns what it found."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route

from tests.browser.host import Host

AXE = Path(".tools/web/node_modules/axe-core/axe.min.js")
NARROWEST_PX = 320
"""WCAG 1.4.10: a page of 1280 px at 400 % zoom."""

# Whatever axe has on by default, and the size of targets (WCAG 2.5.8), which it only has on where asked.
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

OVERFLOW = """() => {
  for (const element of [document.documentElement, document.body]) element.style.overflow = "visible";
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1);
  });
  const names = wide.slice(0, 6).map((e) => [e.localName + (e.id && "#" + e.id), ...e.classList].join("."));
  return [`the page is ${document.documentElement.scrollWidth} px wide in ${width}: ${names.join(", ")}`];
}"""

OBJECTS = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
"""Global Privacy Control, by which no beacon is sent."""


class Watch:
    """What pages of a context say and ask for while they are open: its findings are taken page by page.

    `may_cross`: pages may ask the other origins that the host has, as those that embed a module do. `asked`
    has each address that was asked for, in order. Who looks objects to being counted: beacons have tests of
    their own.
    """

    def __init__(self, context: BrowserContext, host: Host, *, may_cross: bool = False) -> None:
        self._findings: list[str] = []
        self.asked: list[str] = []
        self._host = host
        self._may_cross = may_cross
        context.add_init_script(OBJECTS)
        context.route("**/*", self._answer)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._findings.append(f"uncaught: {error.error}"))

    def take(self) -> list[str]:
        """Return what was found since last taken: console errors, CSP reports, requests to other origins."""
        taken, self._findings = self._findings, []
        return taken

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        if self._crosses(route.request) or not self._host.owns(url):
            self._findings.append(f"asked another origin: {url}")
            route.abort()
            return
        answer = self._host.answer(url)
        route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)

    def _crosses(self, request: Request) -> bool:
        if self._may_cross or request.is_navigation_request():
            return False
        return _origin(request.url) != _origin(request.frame.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._findings.append(f"console {message.type}: {message.text}")


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def axe_findings(page: Page, options: dict[str, Any], axe: Path = AXE) -> list[str]:
    """Return axe-core's violations, each with the first places where they are."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe.read_text(encoding="utf-8") + ";undefined")  # by the debugger: no CSP is in its way
    violations = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)", options
    )
    return [
        f"{violation['id']}: {node['target']} {' '.join(node['failureSummary'].split())[:300]}"
        for violation in violations
        for node in violation["nodes"][:3]
    ]


def overflow_findings(page: Page) -> list[str]:
    """Return how much wider than a narrow screen the page is, and what makes it so."""
    size = page.viewport_size
    page.set_viewport_size({"width": NARROWEST_PX, "height": 640})
    found: list[str] = page.evaluate(OVERFLOW)
    if size:
        page.set_viewport_size(size)
    return found


def picture_findings(page: Page) -> list[str]:
    """Return pictures in view that the browser could not draw."""
    return page.evaluate(
        "() => [...document.images].filter(i => i.complete && i.currentSrc && !i.naturalWidth)"
        ".map(i => `not drawn: ${i.currentSrc}`)"
    )


def shadow_findings(page: Page) -> list[str]:
    """Return modules on the page that have no shadow root: their fragment was not taken as one."""
    return page.evaluate(
        "() => [...document.querySelectorAll('shop-module')].filter(m => !m.shadowRoot)"
        ".map(m => `no shadow root: ${m.outerHTML.slice(0, 80)}`)"
    )
