"""Every page of the demo site, judged by its source and in a real browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import brotli
import pytest
from playwright.sync_api import Browser, Page

from shopgen.pages.data import dump_json
from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.links import inline_findings, link_findings, web_addresses
from tests.browser.tell import tell
from tests.browser.validate import html_findings
from tests.browser.visit import PHONE, Visit, visit_pages

MODULE_BUDGET_BYTES = 4 * 1024
DATA_BUDGET_BYTES = 5 * 1024
CHECKOUT_BUDGET_BYTES = 14 * 1024
EMBED_BUDGET_BYTES = 2560


@pytest.fixture(scope="session")
def visits(browser: Browser, demo: BuiltSite) -> list[Visit]:
    """A visit to every page; redirects are left to the link check, since a browser leaves them at once."""
    files = [page for page in demo.pages() if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")]
    return list(visit_pages(browser, demo, files))


def _found(visits: list[Visit], part: Callable[[Visit], list[str]]) -> str:
    return tell({visit.path: part(visit) for visit in visits})


def _by_document(demo: BuiltSite, judge: Callable[[str, str], list[str]]) -> str:
    return tell(
        {
            file.relative_to(demo.output).as_posix(): judge(
                demo.host.address(file), file.read_text(encoding="utf-8")
            )
            for file in demo.documents()
        }
    )


def test_pages_and_fragments_are_valid_html(demo: BuiltSite) -> None:
    """html-validate finds no error in any page or fragment."""
    assert "" == tell(html_findings(demo.documents()))


def test_links_and_pictures_resolve(demo: BuiltSite) -> None:
    """Every link and picture of every page and fragment is there, and nothing comes from another origin."""
    assert "" == _by_document(demo, lambda url, html: link_findings(demo.host, url, html))


def test_no_style_attribute_and_no_inline_handler(demo: BuiltSite) -> None:
    """No element has a style attribute or an inline handler."""
    assert "" == _by_document(demo, lambda _, html: inline_findings(html))


def test_addresses_in_data_resolve(demo: BuiltSite) -> None:
    """Every address of the site that stands in its JSON, sitemaps and robots.txt leads to a file."""
    found = {}
    for file in sorted(demo.output.rglob("*")):
        if file.suffix in (".json", ".xml", ".txt"):
            found[file.relative_to(demo.output).as_posix()] = _lost(demo, file)

    assert "" == tell(found)


def _lost(demo: BuiltSite, file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    said = (
        web_addresses(json.loads(text))
        if file.suffix == ".json"
        else re.findall(r"https?://[^\s<>\"]+", text)
    )
    return [f"{url} leads nowhere" for url in said if demo.host.owns(url) and not demo.host.find(url)]


def test_pictures_of_module_data_resolve(demo: BuiltSite) -> None:
    """Every picture in a module.json is there, relative to that file."""
    found = {}
    for file in sorted(demo.output.rglob("module.json")):
        names = set(re.findall(r'[^"\s,]+\.(?:avif|webp|jpg|png)', file.read_text(encoding="utf-8")))
        urls = {name: urljoin(demo.host.address(file), name) for name in sorted(names)}
        found[str(file)] = [f"{name} leads nowhere" for name, url in urls.items() if not demo.host.find(url)]

    assert any(file for file in found)
    assert "" == tell(found)


def test_pages_are_quiet(visits: list[Visit]) -> None:
    """No page asks another origin, breaks its own CSP, misses a file or writes to the console."""
    assert "" == _found(visits, lambda visit: visit.said)


def test_pictures_and_modules_are_drawn(visits: list[Visit]) -> None:
    """The browser can draw every picture in view, and every module became a shadow root."""
    assert "" == _found(visits, lambda visit: visit.drawn)


def test_axe_finds_nothing_in_light(visits: list[Visit]) -> None:
    """axe-core finds no violation on any page in light."""
    assert "" == _found(visits, lambda visit: visit.light)


def test_axe_finds_nothing_in_dark(visits: list[Visit]) -> None:
    """axe-core finds no violation of what depends on colours on any page in dark."""
    assert "" == _found(visits, lambda visit: visit.dark)


def test_pages_of_both_directions_were_judged(visits: list[Visit]) -> None:
    """The demo site has pages that run from left to right and pages that run from right to left."""
    assert {"ltr", "rtl"} == {visit.direction for visit in visits}


def test_no_page_is_wider_than_narrow_screen(visits: list[Visit]) -> None:
    """No page scrolls sideways at 320 px."""
    assert "" == _found(visits, lambda visit: visit.overflow)


@pytest.fixture(scope="session")
def plain_page(browser: Browser, demo: BuiltSite) -> Iterator[Page]:
    """A page of a browser whose script is off."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    Watch(context, demo.host)
    yield context.new_page()
    context.close()


def test_every_variant_can_be_chosen_and_paid_without_script(plain_page: Page, demo: BuiltSite) -> None:
    """With script off, choosing a variant's options shows that variant's way to pay, and no other's."""
    found = {}
    for file in demo.checkout_pages():
        plain_page.goto(demo.host.address(file))
        found[file.relative_to(demo.output).as_posix()] = choice_findings(plain_page)

    assert len(found) > 20
    assert "" == tell(found)


def choice_findings(page: Page) -> list[str]:
    """Return variants that do not come into view when their options are chosen, or that cannot be paid."""
    findings = []
    for variant in page.locator(".variant").all():
        name = variant.get_attribute("data-id")
        for option, choice in re.findall(r"\bv(\d+)-(\d+)\b", variant.get_attribute("class") or ""):
            page.locator("fieldset.option").nth(int(option)).locator("label").nth(int(choice)).click()
        if [name] != [shown.get_attribute("data-id") for shown in page.locator(".variant:visible").all()]:
            findings.append(f"{name} is not the one variant in view")
        elif not _can_be_paid_or_says_why(variant.inner_html()):
            findings.append(f"{name} has neither a way to pay nor a reason")
    return findings or ([] if page.locator(".variant").count() else ["there is no variant"])


def _can_be_paid_or_says_why(html: str) -> bool:
    return bool(re.search(r'<a class="button" href="[^"]|<p class="button is-off">[^<]', html))


def test_choice_check_finds_variant_that_stays_hidden(plain_page: Page, demo: BuiltSite) -> None:
    """The check of choices finds a page whose variants do not follow them."""
    file = next(page for page in demo.checkout_pages() if "fieldset" in page.read_text(encoding="utf-8"))
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    html = policy.sub("", file.read_text(encoding="utf-8"))
    planted = html.replace("</head>", "<style>.variant { display: none !important }</style></head>")
    url = demo.host.address(file)
    plain_page.route(url, lambda route: route.fulfill(body=planted, content_type="text/html"))

    plain_page.goto(url)

    assert "is not the one variant in view" in " ".join(choice_findings(plain_page))
    plain_page.unroute(url)


def _weight(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


def _cut_to_five(module: str) -> str:
    """Return a module without the cards after its fifth."""
    first, *cards = re.split(r'(?=<li class="card">)', module)
    last, end, after = cards[-1].partition("</ul>")
    return "".join([first, *[*cards[:-1], last][:5], end, after])


def test_module_of_five_is_light(demo: BuiltSite) -> None:
    """A module of 5 products weighs at most 4 KB, its style included and its pictures not."""
    weights = {}
    for file in sorted(demo.output.rglob("module.html")):
        module = _cut_to_five(file.read_text(encoding="utf-8"))
        assert 5 == module.count('<li class="card">')
        weights[file.relative_to(demo.output).as_posix()] = _weight(module)

    assert {} == {name: weight for name, weight in weights.items() if weight > MODULE_BUDGET_BYTES}
    assert weights


def _cut_data_to_five(text: str) -> str:
    """Return a module's data without the products, cards and pictures' rules after its fifth."""
    data = json.loads(text)
    del data["products"][5:]
    (section,) = data["tree"]
    (cards,) = (node for node in section[2:] if node[0] == "ul")
    del cards[2 + 5 :]
    data["style"] = re.sub(r"\.p[5-9]\{[^}]*\}", "", data["style"])
    return dump_json(data)


def test_module_data_of_five_are_light(demo: BuiltSite) -> None:
    """The data of a module of 5 products weigh at most 5 KB, their style included."""
    weights = {}
    for file in sorted(demo.output.rglob("module.json")):
        data = _cut_data_to_five(file.read_text(encoding="utf-8"))
        assert 5 == data.count('{"class":"card"}')
        weights[file.relative_to(demo.output).as_posix()] = _weight(data)

    assert {} == {name: weight for name, weight in weights.items() if weight > DATA_BUDGET_BYTES}
    assert weights


def test_checkout_pages_are_light(demo: BuiltSite) -> None:
    """A checkout page weighs at most 14 KB, its style and script included."""
    weights = {
        file.relative_to(demo.output).as_posix(): _weight(file.read_text(encoding="utf-8"))
        for file in demo.checkout_pages()
    }

    assert {} == {name: weight for name, weight in weights.items() if weight > CHECKOUT_BUDGET_BYTES}
    assert weights


def test_embed_script_is_light(demo: BuiltSite) -> None:
    """The embed script weighs at most 2.5 KB."""
    assert EMBED_BUDGET_BYTES >= _weight((demo.output / "embed.js").read_text(encoding="utf-8"))
