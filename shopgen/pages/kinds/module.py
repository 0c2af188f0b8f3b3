"""The module: one template, one tree, and all the forms in which a profile page may take it in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from shopgen.digests import name_hash
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.door import Door, ThemeFile
from shopgen.pages.markup import unbraced
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.parts.beacon import beacon_of
from shopgen.pages.parts.cards import card_view
from shopgen.pages.parts.frames import brand_view
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import ProductReading, read_product
from shopgen.pages.styles import read_module_style
from shopgen.pages.theme import render_template
from shopgen.pages.tree import Element, TreeFault, nodes_as_html, parse_tree
from shopgen.pages.views.module import ModuleView
from shopgen.pages.views.words import HtmlView
from shopgen.pages.voice.addresses import Linker
from shopgen.pages.voice.voice import Voice, read_voice
from shopgen.problems import ContentError, Place, Problem

TREE_TEMPLATE = "module-tree.html"
_LOGO_WIDTH = 64
"""It is shown at 28 CSS pixels."""
_END = Element("span", {"hidden": ""})
"""Stands after an included module, which may come piece by piece: host.css shows it once this is there."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module as one page or file has it: its view, with the tree that `view.tree` was written from."""

    view: ModuleView
    root: Element
    readings: tuple[ProductReading, ...]
    style: Markup
    """The sheet for embed.js, which says nothing of the element itself."""


def render_module_pages(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return `module.html`, `module-linked.html` and its style sheet: fragments with absolute addresses."""
    voice = read_voice(door, brand, locale)
    absolute = voice.addresses.absolute
    theme = voice.page_theme(absolute)
    module = read_module(voice, theme, absolute)
    sheet = module.view.style.encode()
    sheet_path = f"{voice.addresses.assets()}module.{name_hash(sheet)}.css"
    linked = replace(module.view, style_url=absolute(sheet_path))
    folder = voice.addresses.folder(locale)
    return (
        Artifact(f"{folder}module.html", render_fragment(voice, theme, module.view).encode()),
        Artifact(f"{folder}module-linked.html", render_fragment(voice, theme, linked).encode()),
        Artifact(sheet_path, sheet, CacheClass.IMMUTABLE),
        *theme.artifacts,
    )


def read_module(voice: Voice, theme: PageTheme, link: Linker) -> Module:
    """Return the module. `link` makes the addresses of pages, the theme's own link those of pictures.

    Raises:
        ContentError: the theme's template makes something that a module may not have.
    """
    slugs = voice.door.products(voice.slug, voice.brand.module.limit)
    readings = tuple(read_product(voice, slug) for slug in slugs)
    classes, shown = PictureClasses("p"), theme.read().module_cards
    cards = tuple(card_view(reading, link, theme.link, classes, shown) for reading in readings)
    view = ModuleView(
        lang=voice.lang,
        dir=voice.dir,
        brand=brand_view(voice, link, theme.link, logo_width=_LOGO_WIDTH),
        title=voice.brand_words.say(lambda words: words.module_title, voice.words.gettext("Shop")),
        cards=cards,
        direction=voice.brand.module.direction,
        beacon=beacon_of(voice),
        is_hidden=not voice.brand.audience.enabled,
    )
    html = render_template(theme, TREE_TEMPLATE, view, voice.words)
    try:
        root, tree = _parse_root(html)
    except TreeFault as fault:
        place = _find_text(theme.templates, fault.text)
        raise ContentError([Problem(place, "module-tree", fault.message, fault.hint)]) from fault
    names, pictures = root.classes(), classes.css()
    included = read_module_style(theme, "included module", names, pictures)
    whole = replace(view, tree=tree, style=included)
    return Module(whole, root, readings, read_module_style(theme, "module", names, pictures))


def render_fragment(voice: Voice, theme: PageTheme, view: ModuleView) -> str:
    """Return the fragment: the linked form where the view has a style sheet's address.

    Hosts include it by template engines of theirs, so that nothing in it may be code to them: the sheet is
    held against that where it is read, and the rest has no brace.
    """
    template = "module-linked.html" if view.style_url else "module.html"
    html = render_template(theme, template, view, voice.words).strip()
    before, style, after = html.partition(str(view.style))
    return unbraced(before) + style + unbraced(after)


def fragment_view(voice: Voice, theme: PageTheme, view: ModuleView) -> HtmlView:
    """Return the fragment as markup for a page of ours."""
    return HtmlView(Markup(render_fragment(voice, theme, view)))  # noqa: S704 - a template escaped it


@lru_cache(maxsize=4)  # the forms of a brand's module are made one after the other, and most are the same
def _parse_root(html: str) -> tuple[Element, Markup]:
    """Return the element that a module is, and that written with the end of what is included."""
    nodes = parse_tree(html)
    if len(nodes) == 1 and isinstance(nodes[0], Element):
        return nodes[0], _markup([nodes[0], _END])
    raise TreeFault("the module is not one outermost element.", "Put all of it into one <section>.")


def _find_text(templates: Sequence[ThemeFile], text: str) -> Place:
    """Return where a template writes a text; the first of them as a whole where it is made of pieces."""
    for template in templates:
        before, found, _ = template.data.decode().lower().partition(text.lower() or "\0")
        if found:
            return Place(template.path, before.count("\n") + 1)
    return Place(templates[0].path)


def _markup(nodes: list[Element | str]) -> Markup:
    return Markup(nodes_as_html(nodes))  # noqa: S704 - written by the tree, which escapes all text
