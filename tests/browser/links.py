"""What a page's source says, judged without a browser: links, pictures, inline styles and handlers."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from tests.browser.host import Host

FETCHED = {
    ("img", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("video", "poster"),
}
FETCHED_RELS = {"stylesheet", "preload", "modulepreload", "icon", "apple-touch-icon", "manifest", "prefetch"}
CONNECTING_RELS = {"preconnect", "dns-prefetch"}
LINKS = {("a", "href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("link", "href")}
SRCSETS = {("img", "srcset"), ("source", "srcset"), ("link", "imagesrcset")}
ADDRESS_METAS = {"og:image", "og:url", "twitter:image"}
SCHEMES = {"http", "https", "mailto", "tel", "sms"}


class _Reader(HTMLParser):
    """Every element with its attributes, those within templates too, and the text of JSON-LD scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.json_ld: list[str] = []
        self._in_json_ld = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self._in_json_ld = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_json_ld:
            self.json_ld.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in_json_ld = False


def read(html: str) -> _Reader:
    """Return a page's elements in order."""
    reader = _Reader()
    reader.feed(html)
    return reader


def inline_findings(html: str) -> list[str]:
    """Return every `style` attribute and every inline handler."""
    return [
        f'<{tag}> has {name}="{value}"'
        for tag, attributes in read(html).elements
        for name, value in attributes.items()
        if name == "style" or name.startswith("on")
    ]


def link_findings(host: Host, url: str, html: str) -> list[str]:
    """Return every link and picture of a page that leads nowhere, and all it would fetch from elsewhere."""
    page = read(html)
    findings = [
        finding
        for kind, address in [*_addresses(page), *_json_ld_addresses(page)]
        for finding in _address_findings(host, url, kind, address)
    ]
    return sorted(set(findings))


def _addresses(page: _Reader) -> Iterator[tuple[str, str]]:
    """Yield each address with its kind: `fetched` by the page itself, `connected` to, or a `link`."""
    for tag, attributes in page.elements:
        rels = set(attributes.get("rel", "").split()) if tag == "link" else set()
        for name, value in attributes.items():
            if (tag, name) in SRCSETS:
                yield from (("fetched", part.split()[0]) for part in value.split(",") if part.strip())
            elif (tag, name) in FETCHED or (name == "href" and rels & FETCHED_RELS):
                yield "fetched", value
            elif name == "href" and rels & CONNECTING_RELS:
                yield "connected", value
            elif (tag, name) in LINKS:
                yield "link", value
        if tag == "meta" and (attributes.get("property") or attributes.get("name")) in ADDRESS_METAS:
            yield "link", attributes.get("content", "")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            yield (
                "link",
                re.sub(r"^\s*\d+\s*;\s*url=", "", attributes.get("content", ""), flags=re.IGNORECASE),
            )


def _json_ld_addresses(page: _Reader) -> Iterator[tuple[str, str]]:
    for text in page.json_ld:
        yield from (
            ("link", value) for value in web_addresses(json.loads(text)) if "schema.org/" not in value
        )


def web_addresses(value: Any) -> Iterator[str]:
    """Yield every text within JSON that is a web address."""
    if isinstance(value, str):
        if re.match(r"https?://\S+$", value):
            yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from web_addresses(part)


def _address_findings(host: Host, page_url: str, kind: str, address: str) -> Iterator[str]:
    url = urljoin(page_url, address.strip())
    parts = urlsplit(url)
    if not address.strip():
        yield f"an empty {kind}"
    elif parts.scheme == "data" and kind == "fetched":
        return
    elif kind != "link" and parts[:2] != urlsplit(page_url)[:2]:
        yield f"{address} would be {kind} from another origin"
    elif host.owns(url):
        yield from _own_findings(host, url, address)
    elif parts.scheme not in SCHEMES or not (parts.netloc or parts.path):
        yield f"{address} is no address to go to"


def _own_findings(host: Host, url: str, address: str) -> Iterator[str]:
    file = host.find(url)
    fragment = urlsplit(url).fragment
    if file is None:
        yield f"{address} leads nowhere"
    elif fragment and file.suffix == ".html" and fragment not in _ids(file):
        yield f"{address} leads to a page that has no such place"


@lru_cache(maxsize=512)
def _ids(file: Path) -> frozenset[str]:
    elements = read(file.read_text(encoding="utf-8")).elements
    return frozenset(attributes["id"] for _, attributes in elements if "id" in attributes)
