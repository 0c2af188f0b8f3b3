"""Stages: pages of our own that have the module in them, the bare frame and the made-up profile."""

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.kinds.module import Module, fragment_view, read_module
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.parts.beacon import element_scripts
from shopgen.pages.parts.heads import NOT_FOR_SEARCH, Page, head_view, title_of
from shopgen.pages.parts.host_scripts import script_path
from shopgen.pages.parts.pasted import oembed_link
from shopgen.pages.styles import read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.head import HeadView
from shopgen.pages.views.stages import FrameView, PostView, ProfileView
from shopgen.pages.voice import formats
from shopgen.pages.voice.voice import Voice, read_voice

_HOURS_AGO = (2, 26, 74)


def render_frame(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return the module as a document, for iframes and oEmbed."""
    voice = read_voice(door, brand, locale)
    page = _page(voice, "frame")
    theme = voice.page_theme(page.link)
    module = read_module(voice, theme, page.link)
    view = FrameView(
        head=_head(page, theme, "frame", module),
        brand=module.view.brand,
        module=fragment_view(voice, theme, module.view),
        script_url=_script_url(page, "embed"),
        beacon_script_url=_script_url(page, "beacon"),
    )
    html = render_template(theme, "frame.html", view, voice.words)
    return (Artifact(page.path, html.encode()), *theme.artifacts)


def render_profile(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return a made-up profile page with the module in it, as a host would include it."""
    voice = read_voice(door, brand, locale)
    page = _page(voice, "profile")
    theme = voice.page_theme(page.link)
    module = read_module(voice, theme, page.link)
    view = ProfileView(
        head=_head(page, theme, "profile", module),
        brand=module.view.brand,
        module=fragment_view(voice, theme, module.view),
        posts=_posts(voice, module),
        locales=page.languages(),
        script_url=_script_url(page, "embed"),
        beacon_script_url=_script_url(page, "beacon"),
    )
    html = render_template(theme, "profile.html", view, voice.words)
    return (Artifact(page.path, html.encode()), *theme.artifacts)


def _page(voice: Voice, folder: str) -> Page:
    return Page(voice, lambda locale: f"{voice.addresses.folder(locale)}{folder}/index.html")


def _script_url(page: Page, name: str) -> str:
    """Return the address of one of the element's scripts; empty where it needs none such."""
    voice = page.voice
    return page.link(script_path(voice.addresses, name)) if name in element_scripts(voice) else ""


def _head(page: Page, theme: PageTheme, kind: str, module: Module) -> HeadView:
    voice = page.voice
    brand = module.view.brand
    return head_view(
        page,
        title_of(voice, module.view.title.value, brand.name.value),
        brand.description,
        read_style(theme, kind),
        script=read_script(theme, kind),
        further_styles=(module.view.style,),
        robots=NOT_FOR_SEARCH,
        oembed=oembed_link(voice),
        beacon=module.view.beacon,
        is_host=True,
    )


def _posts(voice: Voice, module: Module) -> tuple[PostView, ...]:
    """Return three short posts that fit the brand: about what is new, about a product, about itself."""
    cards, say = module.view.cards, voice.words.gettext
    texts = [
        *(say("New in the shop: %(title)s.", title=voice.isolate(card.title.value)) for card in cards[:1]),
        *(card.summary.value for card in cards[1:2] if card.summary),
        *((module.view.brand.description.value,) if module.view.brand.description else ()),
        say("Thank you for stopping by."),
        say("We are packing orders today."),
    ]
    return tuple(
        PostView(text, formats.ago(hours, voice.locale))
        for text, hours in zip(texts, _HOURS_AGO, strict=False)
    )
