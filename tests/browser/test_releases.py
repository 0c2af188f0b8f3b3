"""What pages of other people got from a release works with every later version, for ever."""

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import Watch
from tests.browser.host import Host, Root, load_host
from tests.browser.keep_release import RELEASES, SITE, build, keep

HOST = "https://profiles.example/"
POLICY = (
    "default-src 'none'; script-src https://shops.example; connect-src https://shops.example; "
    "img-src https://shops.example; frame-src https://shops.example; "
    "style-src 'unsafe-inline' https://shops.example; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
TODAY = "today"
KEPT = sorted(folder.name for folder in RELEASES.iterdir() if (folder / "snippet.html").exists())

Visit = Callable[[str], tuple[Page, Watch]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this version builds of the site that releases are kept of."""
    return build(SITE, tmp_path_factory.mktemp("today") / "output")


@pytest.fixture(scope="module", params=[*KEPT, TODAY])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a release left in pages of other people, and what this version would leave."""
    if request.param != TODAY:
        return RELEASES / str(request.param)
    folder = tmp_path_factory.mktemp("kept")
    keep(folder / TODAY, folder / "scripts")
    return folder / TODAY


@pytest.fixture
def visit(browser: Browser, output: Path, tmp_path: Path) -> Iterator[Visit]:
    """Opens a page that was written when the release was new, with today's output behind its addresses."""
    context = browser.new_context(viewport={"width": 640, "height": 700}, reduced_motion="reduce")
    watch = Watch(context, Host((*load_host(SITE, output).roots, Root(HOST, tmp_path))), may_cross=True)
    page = context.new_page()

    def open_page(body: str) -> tuple[Page, Watch]:
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        text = f'<!doctype html><html lang="en"><meta charset="utf-8">{policy}<title>Ada</title>{body}'
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        page.goto(HOST)
        return page, watch

    yield open_page
    context.close()


def snippets(release: Path) -> list[str]:
    """Return the pieces of code that were to be pasted, the room kept by their own style left out."""
    text = (release / "snippet.html").read_text(encoding="utf-8")
    codes = [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", text, flags=re.DOTALL)]
    return [re.sub(r' style="[^"]*"', "", code) for code in codes]


def expect_module(page: Page) -> None:
    """Expect five of the products, and buttons that turn the list."""
    expect(page.locator("shop-module .card")).to_have_count(5)
    expect(page.locator("shop-module .where")).to_have_text("1 of 5")
    page.locator("shop-module .step").last.click()
    expect(page.locator("shop-module .where")).not_to_have_text("1 of 5")


@pytest.mark.parametrize("way", [0, 1], ids=["script", "script that never changes"])
def test_pasted_lines_show_the_module(visit: Visit, release: Path, way: int) -> None:
    """The lines of a release, the hashed script with its integrity too, show today's products."""
    code = [code for code in snippets(release) if "<shop-module" in code][way]
    page, watch = visit(code)

    expect_module(page)
    assert [] == watch.take()


def test_fragment_that_was_stored_comes_to_life(visit: Visit, release: Path) -> None:
    """A fragment that a server stored is served by today's script."""
    fragment = (release / "module.html").read_text(encoding="utf-8")
    page, watch = visit(f'{fragment}<script type="module" src="https://shops.example/embed.js"></script>')

    expect_module(page)
    assert [] == watch.take()


def test_stored_fragment_keeps_its_layout_without_its_files(visit: Visit, release: Path) -> None:
    """A fragment whose pictures, all that it fetches, are gone still shows its cards in their row."""
    fragment = re.sub(r"(img/[\w-]+\.)\w+", r"\1gone", (release / "module.html").read_text(encoding="utf-8"))
    page, watch = visit(fragment)

    cards = [card.bounding_box() for card in page.locator("shop-module .card").all()]
    assert 5 == len(cards)
    assert 1 == len({card and card["y"] for card in cards})
    page.wait_for_load_state("networkidle")
    assert {"404"} == {found for said in watch.take() for found in re.findall(r"\b404\b", said) or [said]}


def test_frame_of_a_release_shows_the_module(visit: Visit, release: Path) -> None:
    """The frame's address of a release leads to the module."""
    (code,) = (code for code in snippets(release) if "<iframe" in code)
    page, _ = visit(code)

    expect(page.frame_locator("iframe").locator(".card")).to_have_count(5)


def test_today_s_script_reads_the_data_of_a_release(browser: Browser, release: Path, tmp_path: Path) -> None:
    """Data that a platform mirrored is shown by a script that is newer."""
    _show(browser, tmp_path, data=release / "module.json", script=Path("shopgen/pages/embed/embed.min.js"))


def test_script_of_a_release_reads_today_s_data(
    browser: Browser, release: Path, output: Path, tmp_path: Path
) -> None:
    """A script that a platform serves its own copy of shows data that is newer."""
    _show(browser, tmp_path, data=output / "acme/module.json", script=release / "embed.js")


def _show(browser: Browser, folder: Path, *, data: Path, script: Path) -> None:
    (folder / "acme").mkdir()
    (folder / "acme/module.json").write_bytes(data.read_bytes())
    (folder / "embed.js").write_bytes(script.read_bytes())
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Ada</title><shop-module src="/acme/"></shop-module>'
        '<script type="module" src="/embed.js"></script>',
        encoding="utf-8",
    )
    context = browser.new_context(viewport={"width": 640, "height": 700}, reduced_motion="reduce")
    Watch(context, Host((Root(HOST, folder),)))
    page = context.new_page()
    page.goto(HOST)
    expect_module(page)
    context.close()


def test_scripts_of_a_release_are_still_written(output: Path, release: Path) -> None:
    """The hashed script that a release's snippet names is in today's output, byte for byte."""
    text = (release / "snippet.html").read_text(encoding="utf-8")
    (name,) = set(re.findall(r"assets/embed\.\w+\.js", text))

    assert (output / name).read_bytes() == (release / "embed.js").read_bytes()


def test_data_of_a_release_has_its_version(release: Path) -> None:
    """Every file that is read by others' programs says which version of its schema it has."""
    for name in ("module.json", "manifest.json"):
        assert json.loads((release / name).read_text(encoding="utf-8"))["schema_version"] >= 1
