"""What a theme makes of the sample: whether every page can be made, has what it must have, and is light."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from shopgen.build.door import RecordingDoor, Shelf, Standing, ThemeFiles
from shopgen.build.themes.sample import DRESSED_COUNT, LOCALE, SLUG, Wardrobe, sample_shelf
from shopgen.pages.render import brand_tasks, render, site_tasks
from shopgen.pages.styles import read_module_height
from shopgen.problems import ContentError, Place, Problem

MODULE_LIMIT = 4_800
CHECKOUT_LIMIT = 16_500
"""Bytes, as gzip (level 9) packs them: with Brotli that is some 4 and 14 KB."""

# What the scripts and the rules for variants look for: without one of these something on the page is dead.
_HOOKS: Mapping[str, Mapping[str, str]] = {
    "module-tree.html": {
        'class="shop': "an element of the class shop",
        'class="list': "a list of the class list",
        'class="card': "cards of the class card",
        'class="nav"': "a block of the class nav around the buttons",
        'class="where"': "the position, of the class where",
        'class="at"': "the number within it, of the class at",
    },
    "checkout.html": {
        'class="buy': "a block of the class buy",
        'class="variant': "a block of the class variant for each variant",
        'data-id="': "data-id on each variant",
        'id="o0-0"': "radio buttons with the ids that choices have",
        'id="quantity"': "the field of the quantity, by the id quantity",
        "data-said": "an element with data-said, for what changes",
    },
}
# Script and style sheets name the hooks too.
_EMBEDDED = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The sample's pages in one form, by path, and what stood in their way."""

    shelf: Shelf
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def check_rendered(wardrobe: Wardrobe) -> Iterator[Problem]:
    """Yield what is wrong with the pages that a theme makes of a made-up brand in every state."""
    files, theme = ThemeFiles(wardrobe.roots), wardrobe.name
    full = _render(sample_shelf(wardrobe), files)
    yield from full.problems
    yield from _check_extremes(wardrobe, files)
    if not full.problems:
        yield from _check_hooks(full, theme)
        yield from _check_ways_to_pay(full, theme)
        yield from _check_weights(_render(sample_shelf(wardrobe, limit=DRESSED_COUNT), files), theme)
        yield from _check_height(full, theme, files)


def _check_extremes(wardrobe: Wardrobe, files: ThemeFiles) -> Iterator[Problem]:
    """Yield what fails where there is little, or where the module is a column."""
    for limit in (0, 1, 2):
        yield from _render(sample_shelf(wardrobe, limit=limit), files).problems
    yield from _render(sample_shelf(wardrobe, plain=True), files).problems
    yield from _render(sample_shelf(wardrobe, direction="column"), files).problems


def _render(shelf: Shelf, files: ThemeFiles) -> _Pages:
    door = RecordingDoor(shelf, files, Standing(shelf), None)
    one = shelf.brands[SLUG]
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for task in (*brand_tasks(one.brand, one.products.values()), *site_tasks()):
        try:
            artifacts = render(task.kind, door, task.brand, task.locale, task.product)
        except ContentError as error:
            problems += error.problems
            continue
        texts |= {a.path: a.data.decode() for a in artifacts if a.path.endswith(".html")}
    return _Pages(shelf, texts, tuple(problems))


def _check_hooks(pages: _Pages, theme: str) -> Iterator[Problem]:
    shown = {
        "module-tree.html": pages.texts[f"{SLUG}/module.html"],
        "checkout.html": pages.texts[f"{SLUG}/shirt/index.html"],
    }
    for template, hooks in _HOOKS.items():
        html = _EMBEDDED.sub("", shown[template])
        for hook, meant in hooks.items():
            if hook not in html:
                message = f"the page has not {meant}, which script and style sheets look for."
                hint = f"Write it as the default theme's {template} does ({hook})."
                yield _problem(theme, f"templates/{template}", "contract-hook", message, hint)


def _check_ways_to_pay(pages: _Pages, theme: str) -> Iterator[Problem]:
    """Yield products that no link leads to, and those that cannot be paid for where they should be."""
    one = pages.shelf.brands[SLUG]
    module, shop = pages.texts[f"{SLUG}/module.html"], pages.texts[f"{SLUG}/index.html"]
    door = RecordingDoor(pages.shelf, ThemeFiles(()), Standing(pages.shelf), None)
    for position, slug in enumerate(one.products):
        if position < one.brand.module.limit and f'/{slug}/"' not in module:
            yield _missing(theme, "module-tree.html", f"leads to no product: {slug} has no link")
        if f'href="{slug}/"' not in shop:
            yield _missing(theme, "shop.html", f"leads to no product: {slug} has no link")
        for payment in door.payments(SLUG, slug, LOCALE):
            if payment and escape(payment.url) not in pages.texts[f"{SLUG}/{slug}/index.html"]:
                yield _missing(
                    theme, "checkout.html", f"has no way to pay for {slug}: {payment.url} is not on it"
                )


def _missing(theme: str, template: str, what: str) -> Problem:
    hint = f"Take the addresses from the view, as the default theme's {template} does."
    return _problem(theme, f"templates/{template}", "contract-link", f"the page {what}.", hint)


def _check_weights(pages: _Pages, theme: str) -> Iterator[Problem]:
    module = pages.texts[f"{SLUG}/module.html"]
    heaviest = max((html for path, html in pages.texts.items() if _is_checkout(path)), key=_weight)
    for name, html, limit, sheet in (
        (f"a module of {DRESSED_COUNT} products", module, MODULE_LIMIT, "static/css/list.css"),
        ("a checkout page", heaviest, CHECKOUT_LIMIT, "static/css/checkout.css"),
    ):
        weight = _weight(html)
        if weight > limit:
            message = f"{name} has {weight:,} bytes packed, more than {limit:,}."
            style = sum(_weight(found) for found in _STYLE.findall(html))
            hint = f"Its style sheet alone has {style:,}: replace sheets rather than add to them."
            yield _problem(theme, sheet, "contract-weight", message, hint)


def _is_checkout(path: str) -> bool:
    folders = path.split("/")
    return len(folders) == 3 and folders[1] not in ("frame", "profile", "ar", "ja")


def _weight(text: str) -> int:
    packer = zlib.compressobj(9, wbits=31)
    return len(packer.compress(text.encode()) + packer.flush())


def _check_height(pages: _Pages, theme: str, files: ThemeFiles) -> Iterable[Problem]:
    height = read_module_height(RecordingDoor(pages.shelf, files, Standing(pages.shelf), None), theme)
    if height.row and height.column:
        return ()
    message = "the sheet does not say how high the module is, and hosts keep that room before it loads."
    hint = "Write :host { --reserved-height-row: 346px; --reserved-height-column: 346px }, in pixels."
    return (_problem(theme, "static/css/list.css", "contract-height", message, hint),)


def _problem(theme: str, file: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(f"themes/{theme}/{file}"), code, message, hint)
