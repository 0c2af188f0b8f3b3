"""Redirects: pages at the earlier addresses of a product, for ever."""

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.parts.frames import brand_view
from shopgen.pages.parts.heads import NOT_FOR_SEARCH, Page, head_view, title_of
from shopgen.pages.parts.readings import read_product
from shopgen.pages.styles import read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.redirect import RedirectView
from shopgen.pages.voice.voice import read_voice


def render_redirects(door: Door, brand: str, locale: str, product: str) -> tuple[Artifact, ...]:
    """Return a page for each earlier slug of a product, which leads to where it is now."""
    voice = read_voice(door, brand, locale)
    reading = read_product(voice, product)
    now = Page(voice, lambda tag: voice.addresses.checkout(tag, product))
    artifacts: list[Artifact] = []
    for alias in reading.product.aliases:
        path = voice.addresses.checkout(locale, alias)
        link = voice.addresses.from_page(path)
        brand_shown = brand_view(voice, link, link)
        title = title_of(voice, reading.title().value, brand_shown.name.value)
        theme = voice.page_theme(link)
        style = read_style(theme, "redirect")
        script = read_script(theme, "redirect")
        head = head_view(now, title, None, style, script=script, robots=NOT_FOR_SEARCH)
        view = RedirectView(head, brand_shown, reading.title(), link(now.path))
        html = render_template(theme, "redirect.html", view, voice.words)
        artifacts += [Artifact(path, html.encode()), *theme.artifacts]
    return tuple(artifacts)
