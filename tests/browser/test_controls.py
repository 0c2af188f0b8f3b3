"""The judges themselves: each finds the fault that is planted for it, and nothing on a good page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import (
    ALL_RULES,
    COLOUR_RULES,
    Watch,
    axe_findings,
    overflow_findings,
    picture_findings,
    shadow_findings,
)
from tests.browser.host import Host, Root
from tests.browser.links import inline_findings, link_findings
from tests.browser.validate import html_findings

ADDRESS = "http://shops.example/sub/"
POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
GOOD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>Enamel mug</title>
<style>
body {{ color: #222; background: #fff }}
@media (prefers-color-scheme: dark) {{ a {{ color: #0645ad }} }}
</style>
</head>
<body>
<main>
<h1 id="top">Enamel mug</h1>
<p><a href="../brand/">The shop</a>, <a href="#top">up</a>, <a href="https://elsewhere.example/">elsewhere</a></p>
<p><img src="../dot.png" alt="A dot" width="8" height="8"></p>
</main>
</body>
</html>
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A host with one page, one folder to link to and one picture."""
    for folder in ("page", "brand"):
        (tmp_path / folder).mkdir()
    (tmp_path / "brand/index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(DOT)
    return Host((Root(ADDRESS, tmp_path),))


@pytest.fixture
def show(browser: Browser, host: Host) -> Iterator[Callable[[str], tuple[Page, Watch]]]:
    """Opens a page's source at the host, and watches it."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    watch = Watch(context, host)
    page = context.new_page()

    def open_source(html: str) -> tuple[Page, Watch]:
        (host.roots[0].folder / "page/index.html").write_text(html, encoding="utf-8")
        page.goto(ADDRESS + "page/")
        return page, watch

    yield open_source
    context.close()


def _plant(before: str, after: str) -> str:
    assert before in GOOD
    return GOOD.replace(before, after, 1)


def test_good_page_has_no_findings(
    show: Callable[[str], tuple[Page, Watch]], host: Host, tmp_path: Path
) -> None:
    """No judge finds anything on a good page."""
    page, watch = show(GOOD)

    file = tmp_path / "page/index.html"
    assert {} == html_findings([file])
    assert [] == link_findings(host, ADDRESS + "page/", GOOD)
    assert [] == inline_findings(GOOD)
    assert [] == axe_findings(page, ALL_RULES)
    assert [] == overflow_findings(page)
    assert [] == picture_findings(page)
    assert [] == shadow_findings(page)
    assert [] == watch.take()


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("</h1>", "</h2>", "close-order"),
        ('alt="A dot" ', "", "wcag/h37"),
        ("<p><img", '<p style="margin: 0"><img', "no-inline-style"),
        ("<!doctype html>\n", "", "missing-doctype"),
        ('id="top"', 'id="top" id="top"', "no-dup-attr"),
    ],
)
def test_validator_finds_fault(before: str, after: str, rule: str, tmp_path: Path) -> None:
    """html-validate names the rule that a planted fault breaks."""
    file = tmp_path / "index.html"
    file.write_text(_plant(before, after), encoding="utf-8")

    assert rule in str(html_findings([file]))


def test_validator_takes_fragment_without_document_and_finds_fault_within_shadow(tmp_path: Path) -> None:
    """A fragment needs no doctype, and its template's content is judged."""
    good, bad = tmp_path / "module.html", tmp_path / "faulty.html"
    fragment = '<shop-module><template shadowrootmode="open"><p>Mug</p></template></shop-module>\n'
    good.write_text(fragment, encoding="utf-8")
    bad.write_text(fragment.replace("<p>Mug</p>", '<img src="mug.jpg">'), encoding="utf-8")

    assert [str(bad)] == list(html_findings([good, bad]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("../brand/", "../brnad/"),
        ("#top", "#bottom"),
        ("https://elsewhere.example/", "javascript:alert(1)"),
        ("https://elsewhere.example/", ""),
        ("../dot.png", "../dash.png"),
        ("../dot.png", "https://elsewhere.example/dot.png"),
        ('width="8"', 'srcset="../dot.png 1x, ../dash.png 2x" width="8"'),
        ("</head>", '<link rel="preconnect" href="https://elsewhere.example"></head>'),
        ("</head>", '<meta property="og:image" content="http://shops.example/sub/dash.png"></head>'),
        (
            "</head>",
            '<script type="application/ld+json">{"a": ["http://shops.example/sub/no"]}</script></head>',
        ),
        ("<p><img", '<template shadowrootmode="open"><a href="../no/">no</a></template><p><img'),
    ],
)
def test_link_check_finds_fault(before: str, after: str, host: Host) -> None:
    """A link or picture that leads nowhere, and whatever would be fetched from elsewhere, is found."""
    (host.roots[0].folder / "page/index.html").write_text(GOOD, encoding="utf-8")

    assert 1 == len(link_findings(host, ADDRESS + "page/", _plant(before, after)))


@pytest.mark.parametrize("attribute", ['style="color: red"', 'onclick="pay()"'])
def test_inline_check_finds_fault(attribute: str) -> None:
    """A style attribute and an inline handler are found."""
    assert 1 == len(inline_findings(_plant("<p><img", f"<p {attribute}><img")))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("<p><img", '<p><img src="https://elsewhere.example/dot.png" alt="">', "elsewhere.example"),
        ("img-src 'self'", "img-src 'none'", "Content Security Policy"),
        ("<p><img", "<script>console.log(1)</script><p><img", "Content Security Policy"),
        ("../dot.png", "../dash.png", "404"),
        (
            POLICY,
            "script-src 'unsafe-inline'\"><script>throw new Error('planted')</script><meta name=\"x",
            "planted",
        ),
    ],
)
def test_watch_hears_fault(
    show: Callable[[str], tuple[Page, Watch]], before: str, after: str, said: str
) -> None:
    """A request to another origin, a CSP report, a missing file and an uncaught error are heard."""
    _, watch = show(_plant(before, after))

    assert said in " ".join(watch.take())


@pytest.mark.parametrize(
    ("scheme", "before", "after", "rule"),
    [
        ("light", "color: #222", "color: #bbb", "color-contrast"),
        ("dark", "color: #0645ad", "color: #ddd", "color-contrast"),
        ("light", ' lang="en"', "", "html-has-lang"),
        ("light", "<p><img", '<p><button type="button"></button><img', "button-name"),
        (
            "light",
            "<p><img",
            '<p><template shadowrootmode="open"><img src="../dot.png"></template><img',
            "image-alt",
        ),
    ],
)
def test_axe_finds_fault(
    show: Callable[[str], tuple[Page, Watch]], scheme: str, before: str, after: str, rule: str
) -> None:
    """axe-core names the rule that a planted fault breaks, in its colour scheme, and in shadow roots too."""
    page, _ = show(_plant(before, after))

    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    assert rule in " ".join(axe_findings(page, COLOUR_RULES if scheme == "dark" else ALL_RULES))


@pytest.mark.parametrize("hiding", ["", "body { overflow-x: hidden }"])
def test_overflow_check_finds_fault(show: Callable[[str], tuple[Page, Watch]], hiding: str) -> None:
    """A page that is wider than a narrow screen is found, even where its body hides it."""
    page, _ = show(_plant("body {", f"{hiding} h1 {{ width: 400px }} body {{"))

    assert "h1#top" in " ".join(overflow_findings(page))


def test_overflow_check_allows_scroller(show: Callable[[str], tuple[Page, Watch]]) -> None:
    """What scrolls within its own box is no overflow of the page."""
    page, _ = show(_plant("body {", "h1 { width: 400px } main { overflow-x: auto } body {"))

    assert [] == overflow_findings(page)


def test_picture_check_finds_broken_picture(show: Callable[[str], tuple[Page, Watch]], host: Host) -> None:
    """A picture that is there but cannot be drawn is found."""
    (host.roots[0].folder / "dot.png").write_bytes(b"not a picture")

    page, _ = show(GOOD)

    assert 1 == len(picture_findings(page))


def test_shadow_check_finds_bare_module(show: Callable[[str], tuple[Page, Watch]]) -> None:
    """A module whose fragment did not become a shadow root is found."""
    page, _ = show(_plant("<p><img", "<shop-module>Mug</shop-module><p><img"))

    assert 1 == len(shadow_findings(page))
