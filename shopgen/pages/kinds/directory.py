"""The directory: all shops of the site, at the output's root."""

from functools import partial

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.markup import json_text
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.parts.frames import brand_view, site_view
from shopgen.pages.parts.security import page_policy
from shopgen.pages.styles import read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.directory import DirectoryView, ShopLinkView
from shopgen.pages.views.head import HeadView
from shopgen.pages.voice.addresses import relative, site_addresses
from shopgen.pages.voice.voice import read_voice
from shopgen.pages.voice.words import read_interface_words
from shopgen.shop.brand import ThemeChoice

PATH = "index.html"
LOCALE = "en"
"""The site has no language of its own: each shop's link says which it is in."""

_CHOICE = ThemeChoice()


def render_directory(door: Door) -> tuple[Artifact, ...]:
    """Return `index.html` at the root."""
    addresses = site_addresses(door.site().base_url)
    theme = PageTheme(door, _CHOICE, addresses.assets(), addresses.from_page(PATH))
    words = read_interface_words(door, _CHOICE.name, LOCALE)
    site = site_view(door.site())
    shops = tuple(_shop_link(door, brand) for brand in door.brands())
    style = read_style(theme, "directory")
    script = read_script(theme, "directory")
    url = addresses.absolute(PATH)
    title = site.platform or words.gettext("Shops")
    head = HeadView(
        lang=LOCALE,
        dir="ltr",
        title=title,
        description="",
        canonical=url,
        csp=page_policy((style,), script),
        style=style,
        script=script,
        meta=(("og:type", "website"), ("og:title", title), ("og:url", url)),
        json_ld=json_text(
            {"@context": "https://schema.org", "@type": "CollectionPage", "name": title, "url": url}
        ),
    )
    html = render_template(theme, "directory.html", DirectoryView(head, site, shops), words)
    return (Artifact(PATH, html.encode()), *theme.artifacts)


def _shop_link(door: Door, slug: str) -> ShopLinkView:
    voice = read_voice(door, slug, door.brand(slug).locale)
    # Every brand's files lie beside this page, also where the brand is served by an origin of its own: its
    # shop is linked there, but this page loads nothing from elsewhere.
    brand = brand_view(voice, voice.addresses.from_page(PATH), partial(relative, PATH))
    is_foreign = voice.locale.split("-")[0] != LOCALE
    return ShopLinkView(
        url=brand.shop_url,
        name=brand.name.value,
        description=brand.description,
        logo=brand.logo,
        initial=brand.initial,
        product_count=len(door.products(slug)),
        lang=voice.locale if is_foreign else "",
    )
