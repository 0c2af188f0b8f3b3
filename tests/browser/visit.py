"""Looks through pages in a browser, each loaded once: what every check found on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
from tests.browser.demo import BuiltSite

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Visit:
    """What the checks found on one page."""

    path: str
    direction: str
    said: list[str]
    drawn: list[str]
    light: list[str]
    dark: list[str]
    overflow: list[str]


def visit_pages(browser: Browser, site: BuiltSite, files: list[Path]) -> Iterator[Visit]:
    """Yield a visit to each page, at its own address."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    watch = Watch(context, site.host)
    page = context.new_page()
    for file in files:
        page.emulate_media(color_scheme="light")
        page.goto(site.host.address(file))
        yield _look(page, watch, file.relative_to(site.output).as_posix())
    context.close()


def _look(page: Page, watch: Watch, path: str) -> Visit:
    direction = page.evaluate("() => document.documentElement.dir || 'ltr'")
    drawn = picture_findings(page) + shadow_findings(page)
    light = axe_findings(page, ALL_RULES)
    page.emulate_media(color_scheme="dark")
    dark = axe_findings(page, COLOUR_RULES)  # nothing else depends on the scheme
    overflow = overflow_findings(page)
    return Visit(path, direction, watch.take(), drawn, light, dark, overflow)
