"""What tests ask of pages: rendered, and taken apart."""

import json
import re
from functools import partial
from html import unescape
from html.parser import HTMLParser
from typing import Any

from shopgen.pages.page_theme import PageTheme
from shopgen.pages.render import render
from shopgen.pages.voice.addresses import relative
from shopgen.shop.brand import ThemeChoice
from tests.builders import FakeDoor


def render_text(
    door: FakeDoor, kind: str, locale: str = "en-GB", product: str = "", brand: str = "fjord"
) -> str:
    """Return the first file that a page task makes."""
    return render(kind, door, brand, locale, product)[0].data.decode()


def pasted_codes(door: FakeDoor, locale: str = "en-GB") -> list[str]:
    """Return the pieces of code on the snippet page, as a reader copies them."""
    html = render_text(door, "snippet", locale)
    return [unescape(part.split("</code>")[0]) for part in html.split("<code>")[1:]]


def theme_of(door: FakeDoor, choice: ThemeChoice | None = None, page: str = "fjord/index.html") -> PageTheme:
    """Return a theme for one page, the shop page if none is given."""
    return PageTheme(door, choice or ThemeChoice(), "fjord/assets/", partial(relative, page))


def json_ld_of(html: str) -> Any:
    """Return the JSON-LD of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def meta_of(html: str) -> dict[str, str]:
    """Return a page's meta properties and names."""
    pairs = re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)"', html)
    return {name: unescape(content) for name, content in pairs}


def policy_of(html: str) -> dict[str, list[str]]:
    """Return the Content-Security-Policy of a page: its directives and their sources."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    directives = (directive.split() for directive in unescape(found[1]).split(";"))
    return {name: sources for name, *sources in directives}


class Outline(HTMLParser):
    """All tags, attributes and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Remember a text."""
        self.texts.append(data)
