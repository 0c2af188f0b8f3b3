"""A brand that a platform mirrors on its own origin, under the strictest policy it may have."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.host import Host, Root
from tests.browser.ways import VIEWER
from tests.mirror import run_mirror
from tests.serve import serve
from tests.unit.cli.signed import KEY, PUBLIC

BRAND = "lantern-press"
HOSTS = ("--pay-host", "laternenpresse.example", "--shop-host", "shop.laternenpresse.example")
ORIGIN = "https://platform.example/"
POLICY = "default-src 'self'; trusted-types 'none'; require-trusted-types-for 'script'"
SHEET = 'shop-module[src="/shops/lantern-press/"] {display: block; min-height: 346px}'


@pytest.fixture(scope="module")
def platform(demo: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a platform's folder: a brand that was pulled by the documented script, and embed.js."""
    folder = tmp_path_factory.mktemp("platform")
    signed = shutil.copytree(demo.output / BRAND, tmp_path_factory.mktemp("signed") / BRAND)
    (signed / "manifest.sig").write_bytes(KEY.sign((signed / "manifest.json").read_bytes()))
    with serve(signed) as address:
        done = run_mirror(BRAND, address, folder / "shops", PUBLIC, *HOSTS)
    assert 0 == done.returncode, done.stdout + done.stderr
    shutil.copy(demo.output / "embed.js", folder / "shops/embed.js")
    (folder / "own.css").write_text(SHEET)
    (folder / "_headers").write_text(f"/*\n  Content-Security-Policy: {POLICY}\n")
    return folder


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window of its own."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def write_profile(folder: Path, src: str, more: str = "") -> None:
    """Write a profile with the module in it."""
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>'
        f'<link rel="stylesheet" href="/own.css"><shop-module src="{src}" {VIEWER} {more}>'
        '<a href="https://shop.example/">The shop</a></shop-module>'
        '<script type="module" async src="/shops/embed.js"></script></html>',
        encoding="utf-8",
    )


def test_mirrored_module_shows_without_a_report(context: BrowserContext, platform: Path) -> None:
    """From a copy on another origin the module is drawn, pictures and all, and nobody else is asked."""
    write_profile(platform, f"/shops/{BRAND}/")
    watch = Watch(context, Host((Root(ORIGIN, platform),)))
    page = context.new_page()

    page.goto(ORIGIN)

    picture = page.locator(".card img").first
    expect(picture).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert 346 <= page.locator("shop-module").evaluate("element => element.offsetHeight")
    assert [] == watch.take()
    assert all(url.startswith(ORIGIN) for url in watch.asked)
    assert (
        page.locator(".card a").first.get_attribute("href").startswith("https://shop.laternenpresse.example/")
    )


def spoilt(platform: Path, folder: Path, script: str, more: str = "") -> Path:
    """Return a copy of the platform's folder whose embed.js does this too, and whose module has more."""
    copy = shutil.copytree(platform, folder / "platform", symlinks=True)
    with (copy / "shops/embed.js").open("a") as file:
        file.write(f"\n;{script}")
    write_profile(copy, f"/shops/{BRAND}/", more)
    return copy


BREACH = re.compile("Content Security Policy|requires 'TrustedHTML'")
ELSEWHERE = "new Image().src = 'https://elsewhere.example/mug.jpg';"


@pytest.mark.parametrize(
    ("script", "more"),
    [("", 'style="min-height: 346px"'), ("document.body.innerHTML = '<p>';", ""), (ELSEWHERE, "")],
)
def test_breach_would_be_heard(
    context: BrowserContext, platform: Path, tmp_path: Path, script: str, more: str
) -> None:
    """A style in the page, HTML that a script parses, and a picture from elsewhere are reported."""
    watch = Watch(context, Host((Root(ORIGIN, spoilt(platform, tmp_path, script, more)),)))
    page = context.new_page()

    with page.expect_console_message(lambda message: BREACH.search(message.text) is not None):
        page.goto(ORIGIN)

    assert BREACH.search(" ".join(watch.take()))


def test_request_to_elsewhere_would_be_heard(context: BrowserContext, platform: Path, tmp_path: Path) -> None:
    """Where no policy stops it, a picture from elsewhere is asked for, and that is found."""
    folder = spoilt(platform, tmp_path, ELSEWHERE)
    (folder / "_headers").unlink()
    watch = Watch(context, Host((Root(ORIGIN, folder),)))
    page = context.new_page()

    with page.expect_event("requestfailed", lambda request: not request.url.startswith(ORIGIN)):
        page.goto(ORIGIN)

    assert ["asked another origin: https://elsewhere.example/mug.jpg"] == [
        found for found in watch.take() if not found.startswith("console")
    ]
    assert not all(url.startswith(ORIGIN) for url in watch.asked)


def test_brand_that_is_gone_leaves_its_link(context: BrowserContext, platform: Path) -> None:
    """Where the mirror has the brand no more, the element shows the link inside it."""
    write_profile(platform, "/shops/gone/")
    watch = Watch(context, Host((Root(ORIGIN, platform),)))
    page = context.new_page()

    page.goto(ORIGIN)

    expect(page.get_by_role("link", name="The shop")).to_be_visible()
    assert not page.locator(".card").count()
    assert f"{ORIGIN}shops/gone/module.json" in watch.asked
