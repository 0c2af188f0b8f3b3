"""The module as a server puts it into a page, in a browser. `tests/servers/` asks each of the servers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.ways import snippet_codes
from tests.servers.nginx import Client, running

BRAND = "skerry-enamel"
URL = "http://profiles.example/"
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title><h1>Ada</h1>{module}</html>'
FILES = ("module.html", "module-linked.html")
SHOWN = "map $host $shop_module_skerry_enamel { default 1; }"
"""The answer to the brand's rule, which `tests/servers/test_audience.py` asks itself."""


@pytest.fixture
def shown(browser: Browser, demo: BuiltSite) -> Iterator[Callable[[str], list[str]]]:
    """Returns what is wrong with a page that a server has made."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, java_script_enabled=False)
    watch = Watch(context, demo.host, may_cross=True)
    page = context.new_page()

    def show(html: str) -> list[str]:
        page.route(URL, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(URL)
        expect(page.locator("shop-module .card img").first).to_be_visible(timeout=5000)
        return watch.take()

    yield show
    context.close()


@pytest.mark.parametrize("file", FILES)
def test_nginx_includes_the_module(
    shown: Callable[[str], list[str]], demo: BuiltSite, tmp_path: Path, file: str
) -> None:
    """The snippet's lines for nginx put the file of the shop's server into a page of its own."""
    location, include = _nginx_codes(snippet_codes(demo, BRAND), file)
    shop, profiles = tmp_path / "shop", tmp_path / "profiles"
    shop.mkdir()
    profiles.mkdir()
    (profiles / "index.html").write_text(PAGE.format(module=include), encoding="utf-8")

    with running(shop, "", f"root {demo.output};") as upstream:
        local = location.replace("http://localhost:8000", f"http://{upstream}")
        with running(profiles, SHOWN, f"root {profiles}; ssi on; {local}") as address:
            client = Client(address)
            html = client.get("/index.html", {})
            client.close()

    assert (demo.output / BRAND / file).read_text(encoding="utf-8") in html
    assert [] == shown(html)


def _nginx_codes(codes: list[str], file: str) -> tuple[str, str]:
    """Return the location and the page's line for a file, which stand one after the other."""
    at = next(n for n, code in enumerate(codes) if "proxy_pass " in code and f"/{file};" in code)
    return codes[at], codes[at + 1]
