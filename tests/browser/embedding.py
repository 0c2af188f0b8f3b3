"""A small module and a page around it, for tests of the embed script by itself."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import Browser, Page

from shopgen.pages.parts.host_scripts import host_script
from tests.browser.checks import Watch
from tests.browser.host import Host, Root

ADDRESS = "http://profiles.example/"
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
LINK = '<a href="/acme/">The shop of Acme</a>'
MODULE = f'<shop-module src="/acme/">{LINK}</shop-module>'
STYLE = (
    ".list{display:flex;overflow:auto;margin:0;padding:0;scroll-snap-type:both mandatory}"
    ".list:has(:focus-visible){scroll-snap-type:none}"
    ".card{flex:none;width:200px;list-style:none;scroll-snap-align:start}.card a{display:block}"
)

Visit: TypeAlias = Callable[..., tuple[Page, Watch]]


def module_tree(*cards: list[Any], shop: dict[str, str] | None = None) -> list[Any]:
    """Return a module's tree with these cards."""
    nav = [
        "div",
        {"class": "nav", "hidden": ""},
        ["p", {"class": "where"}, ["span", {"class": "at"}, "1"], f" of {len(cards)}"],
        ["button", {"class": "step is-back", "type": "button", "aria-label": "Previous"}],
        ["button", {"class": "step", "type": "button", "aria-label": "Next"}],
    ]
    return [
        ["section", {"class": "shop", "dir": "ltr"} | (shop or {}), nav, ["ul", {"class": "list"}, *cards]]
    ]


def card(number: int) -> list[Any]:
    """Return a card: a link with a title."""
    return ["li", {"class": "card"}, ["a", {"href": f"product-{number}/"}, f"Product {number}"]]


EIGHT = module_tree(*(card(number) for number in range(1, 9)))


@contextmanager
def visiting(browser: Browser, folder: Path) -> Iterator[Visit]:
    """Give what opens a profile page, under the strictest policy, whose module.json says this."""
    context = browser.new_context(viewport={"width": 640, "height": 500}, reduced_motion="reduce")
    watch = Watch(context, Host((Root(ADDRESS, folder),)))
    page = context.new_page()

    def open_page(
        tree: list[Any], style: str = STYLE, body: str = MODULE, **more: object
    ) -> tuple[Page, Watch]:
        write_page(folder, tree, style, body, **more)
        page.goto(ADDRESS)
        page.wait_for_load_state("networkidle")
        return page, watch

    yield open_page
    context.close()


def write_page(folder: Path, tree: list[Any], style: str = STYLE, body: str = MODULE, **more: object) -> None:
    """Write a profile page that has this in it and loads the script twice, and the module's data."""
    (folder / "acme").mkdir(exist_ok=True)
    data = {"schema_version": 1, "tree": tree, "style": style, **more}
    (folder / "acme/module.json").write_text(json.dumps(data), encoding="utf-8")
    (folder / "embed.js").write_bytes(host_script("embed"))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    html = (
        f'<!doctype html><html lang="en"><meta charset="utf-8">{policy}<title>Ada</title>{body}'
        '<script type="module" src="/embed.js"></script><script type="module" src="/embed.js?2"></script>'
    )
    (folder / "index.html").write_text(html, encoding="utf-8")


def fragment(tree: list[Any]) -> str:
    """Return a tree as a server puts it into a page: declarative shadow DOM."""
    content = "".join(map(_html, tree))
    return f'<template shadowrootmode="open" shadowrootclonable><style>{STYLE}</style>{content}</template>'


def _html(node: Any) -> str:
    if isinstance(node, str):
        return node
    name, attributes, *children = node
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(map(_html, children))}</{name}>"


def put_module(folder: Path, tree: list[Any]) -> None:
    """Put another brand's module beside acme's."""
    folder.mkdir()
    data = {"schema_version": 1, "tree": tree, "style": STYLE}
    (folder / "module.json").write_text(json.dumps(data), encoding="utf-8")


def asked_for_data(watch: Watch) -> list[str]:
    """Return the data files that were asked for since the page was opened last."""
    last = max(i for i, url in enumerate(watch.asked) if url == ADDRESS)
    return [url for url in watch.asked[last:] if url.endswith("module.json")]


def set_attribute(page: Page, name: str, value: str) -> None:
    """Set an attribute of the element as the page's own script would."""
    page.evaluate("pair => document.querySelector('shop-module').setAttribute(...pair)", [name, value])
