"""What a brand's beacon is told, as a server of its own receives it."""

import html
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from operator import itemgetter
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.checks import OBJECTS
from tests.browser.demo import PROGRAM
from tests.browser.host import Host, Root, load_host

HOST = "https://profiles.example/"
SHOP = "https://shops.example/"
FOLDER = f"{SHOP}acme/"
LINK = f"{FOLDER}mug/"
SITE = {
    "shopgen.yaml": f"base_url: {SHOP}\nhosts: [{HOST[:-1]}]\n",
    "brands/acme/brand.yaml": """name: Acme
currency: EUR
checkout: {{provider: link, template: "https://pay.example/buy{{?sku,quantity}}"}}
analytics: {{beacon: "{beacon}"}}
""",
    "brands/acme/products/lamp.md": "---\ntitle: Lamp\nprice: '180.00'\nrelease: 2026-12-01T09:00:00Z\n---\n",
    "brands/acme/products/mug.md": "---\ntitle: Mug\nsku: MUG\nprice: '24.00'\n---\n",
}
STAY = """() => addEventListener("click", (event) => {
  if (event.composedPath().some((element) => element.localName === "a")) event.preventDefault();
})"""
"""Nothing that is followed leads away, so that the page can be asked afterwards."""
MUG = ".card a[href$='mug/']"
OVERTAKEN_S = 0.1
"""For how long a request may still be on its way when one that was sent after it has arrived."""


@dataclass(frozen=True, slots=True)
class Told:
    """One request that the beacon's server received."""

    method: str
    headers: Message
    body: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A server that runs: its address, and what it was told, as it came in."""

    address: str
    told: "Queue[Told]"

    def take(self, page: Page) -> list[Any]:
        """Return what was told since last taken, by the events' names: requests overtake one another."""
        page.evaluate("address => navigator.sendBeacon(address, JSON.stringify('end'))", self.address)
        bodies = list(iter(lambda: json.loads(self.told.get(timeout=10).body), "end"))
        with suppress(Empty):
            while True:
                bodies.append(json.loads(self.told.get(timeout=OVERTAKEN_S).body))
        return sorted(bodies, key=itemgetter("event"))


@contextmanager
def counting() -> Iterator[Counter]:
    """Run a server that takes beacons."""
    told: Queue[Told] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            told.put(Told(self.command, self.headers, self.rfile.read(length).decode()))
            self.send_response(204)
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing: what was told is kept."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Counter(f"http://localhost:{server.server_port}/b", told)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    """The beacon's server."""
    with counting() as counter:
        yield counter


@pytest.fixture(scope="module")
def output(counter: Counter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small shop of a brand that counts."""
    site = tmp_path_factory.mktemp("site")
    for name, text in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text.format(beacon=counter.address), encoding="utf-8")
    subprocess.run([PROGRAM, "--site", site, "build", "--at", "2026-11-24T12:00:00Z"], check=True)
    return site / "output"


@dataclass(slots=True)
class Visitor:
    """Opens pages, and hears what they complain of."""

    context: BrowserContext
    folder: Path
    said: list[str]

    def open(self, url: str) -> Page:
        """Open a page of the shop."""
        page = self.context.new_page()
        page.goto(url)
        page.evaluate(STAY)
        return page

    def open_host(self, body: str) -> Page:
        """Open a profile that has this in it, and wait until its module is alive."""
        text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>{body}'
        (self.folder / "index.html").write_text(text, encoding="utf-8")
        page = self.open(HOST)
        expect(page.locator(MUG)).to_be_visible()
        return page


@pytest.fixture
def visitor(browser: Browser, counter: Counter, output: Path, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor who objects to nothing. Beacons reach the real server, all else is answered from folders."""
    host = Host((*load_host(output.parent, output).roots, Root(HOST, tmp_path)))
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    said: list[str] = []

    def answer(route: Route) -> None:
        found = host.answer(route.request.url)
        route.fulfill(status=found.status, headers=found.headers, body=found.body)

    # The shop's addresses are of the world's, the server's is this machine's: pages have to ask for that.
    context.grant_permissions(["local-network-access"])
    context.route(re.compile(r"^https:"), answer)
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(f"uncaught: {error.error}"))
    while not counter.told.empty():
        counter.told.get()
    yield Visitor(context, tmp_path, said)
    context.close()


def pasted(output: Path, way: int = 0) -> str:
    """Return the lines that a host pastes, in this way by script."""
    text = (output / "acme/snippet.html").read_text(encoding="utf-8")
    codes = [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", text, flags=re.DOTALL)]
    return [code for code in codes if "<shop-module" in code][way]


def tell(page: Page, name: str, detail: dict[str, object]) -> None:
    """Let the element say that something happened, as embed.js and sheet.js do."""
    page.locator("shop-module").evaluate(
        "(element, [name, detail]) => element.dispatchEvent("
        "new CustomEvent(`shop-module:${name}`, { bubbles: true, composed: true, detail }))",
        [name, detail],
    )


def shout(name: str, **detail: object) -> dict[str, object]:
    """Return what the beacon is told of an event."""
    return {"event": name, "src": FOLDER, **detail}


VIEW = shout("view")


@pytest.mark.parametrize("way", [0, 1], ids=["newest", "of this release"])
def test_each_event_is_one_beacon(visitor: Visitor, counter: Counter, output: Path, way: int) -> None:
    """The pasted lines tell what is seen, chosen, paid and put into a calendar, each once."""
    page = visitor.open_host(pasted(output, way))
    assert VIEW == json.loads(counter.told.get(timeout=10).body)

    page.locator(MUG).click()
    tell(page, "checkout", {"link": LINK})
    tell(page, "remind", {"link": LINK})

    assert [
        shout("checkout", link=LINK),
        shout("remind", link=LINK),
        shout("select", link=LINK, position=2),
    ] == counter.take(page)
    assert [] == visitor.said


def test_beacon_says_nothing_of_the_viewer(visitor: Visitor, counter: Counter, output: Path) -> None:
    """It is plain text, with no cookie, and names no page of the host's."""
    visitor.open_host(pasted(output))
    told = counter.told.get(timeout=10)

    assert "POST" == told.method
    assert told.headers["content-type"].startswith("text/plain")
    assert None is told.headers["cookie"]
    assert told.headers.get("referer", HOST) == HOST
    assert {"event", "src"} == set(json.loads(told.body))


def test_server_would_hear_of_a_cookie(visitor: Visitor, counter: Counter) -> None:
    """A cookie that the beacon's own host has set is sent along by the browser where it may."""
    page = visitor.open(counter.address)
    page.evaluate("document.cookie = 'seen=1'")
    page.evaluate("navigator.sendBeacon(location.href, '')")

    assert "seen=1" == counter.told.get(timeout=10).headers["cookie"]


OBJECTIONS = {
    "none": "",
    "Global Privacy Control": OBJECTS,
    "Do Not Track": "Object.defineProperty(navigator, 'doNotTrack', { value: '1' })",
    "Do Not Track in old Firefox": "Object.defineProperty(navigator, 'doNotTrack', { value: 'yes' })",
    "Do Not Track in Safari": "Object.defineProperty(window, 'doNotTrack', { value: '1' })",
}


@pytest.mark.parametrize("objection", OBJECTIONS.values(), ids=OBJECTIONS)
def test_who_objects_is_not_told_of(visitor: Visitor, counter: Counter, output: Path, objection: str) -> None:
    """The page hears its events as ever; the beacon hears them of those alone who do not object."""
    visitor.context.add_init_script(objection)
    page = visitor.open_host(pasted(output))
    page.evaluate("addEventListener('shop-module:select', () => (window.heard = true))")
    page.locator(MUG).click()

    assert page.evaluate("heard")
    told = counter.take(page)
    assert bool(objection) == (shout("select", link=LINK, position=2) not in told)
    assert not objection or [] == told


@pytest.mark.parametrize("address", ["http://", "ftp://a.example/", "javascript:alert(1)", "://"])
def test_invalid_address_throws_nothing(
    visitor: Visitor, counter: Counter, output: Path, address: str
) -> None:
    """What cannot be told costs the page nothing: its events are heard, and no error is left."""
    page = visitor.open_host(pasted(output).replace(f'beacon="{counter.address}"', f'beacon="{address}"'))
    page.evaluate("addEventListener('shop-module:select', () => (window.heard = true))")

    page.locator(MUG).click()

    assert page.evaluate("heard")
    assert [] == counter.take(page)
    assert [] == [text for text in visitor.said if text.startswith("uncaught")]


def test_without_a_beacon_nothing_is_told(visitor: Visitor, counter: Counter, output: Path) -> None:
    """The script sends nothing for an element that names no address."""
    page = visitor.open_host(pasted(output).replace(f' beacon="{counter.address}"', ""))
    page.locator(MUG).click()

    assert [] == counter.take(page)


def test_two_copies_tell_once(visitor: Visitor, counter: Counter, output: Path) -> None:
    """A page that has the script twice, by its name and as this release's, tells each event once."""
    copies = pasted(output, 1) + pasted(output).partition("<shop-module")[0]
    copies += f'<script type="module" src="{SHOP}beacon.js?2"></script>'
    page = visitor.open_host(copies)
    page.wait_for_load_state("networkidle")
    assert VIEW == json.loads(counter.told.get(timeout=10).body)

    page.locator(MUG).click()

    assert [shout("select", link=LINK, position=2)] == counter.take(page)


@pytest.mark.parametrize("name", ["module.html", "module-linked.html"])
def test_included_fragment_tells_too(visitor: Visitor, counter: Counter, output: Path, name: str) -> None:
    """What a server has included says by its link which shop it is."""
    fragment = (output / "acme" / name).read_text(encoding="utf-8")
    visitor.open_host(fragment + pasted(output).partition("<shop-module")[0])

    assert VIEW == json.loads(counter.told.get(timeout=10).body)


@pytest.mark.parametrize("kind", ["frame", "profile"])
def test_pages_of_our_own_tell_under_their_policy(visitor: Visitor, counter: Counter, kind: str) -> None:
    """Frame and profile have the script, and a policy that lets it ask the beacon's origin."""
    page = visitor.open(f"{FOLDER}{kind}/")
    page.locator("shop-module").scroll_into_view_if_needed()

    assert VIEW == json.loads(counter.told.get(timeout=10).body)
    assert [] == visitor.said


@pytest.mark.parametrize(
    ("product", "link", "name"),
    [("mug", "Pay", "checkout"), ("lamp", "Remind me", "remind"), ("lamp", "Google Calendar", "remind")],
)
def test_checkout_page_tells_what_is_done(
    visitor: Visitor, counter: Counter, product: str, link: str, name: str
) -> None:
    """In a tab of its own it says so as an event of the page, and to the beacon, once."""
    page = visitor.open(f"{FOLDER}{product}/?variant=x")
    page.evaluate(
        "name => document.addEventListener(`shop-module:${name}`, ({ detail }) => (window.heard = detail))",
        name,
    )

    page.get_by_role("link", name=re.compile(link)).click()

    detail = {"link": f"{FOLDER}{product}/"}
    assert detail == page.evaluate("heard")
    assert [shout(name, **detail)] == counter.take(page)
    assert [] == visitor.said


def test_what_is_done_in_the_sheet_is_told_once(visitor: Visitor, counter: Counter, output: Path) -> None:
    """There the host's page tells it, and the page within does not."""
    page = visitor.open_host(f'{pasted(output)}<script type="module" src="{SHOP}sheet.js"></script>')
    page.wait_for_load_state("networkidle")
    page.locator(MUG).click()
    pay = page.frame_locator("iframe").get_by_role("link", name=re.compile("Pay"))
    pay.evaluate("link => link.addEventListener('click', (event) => event.preventDefault())")
    page.evaluate("addEventListener('shop-module:checkout', () => (window.heard = true))")

    pay.click()

    page.wait_for_function("window.heard")
    assert [shout("checkout", link=LINK), shout("select", link=LINK, position=2), VIEW] == counter.take(page)
