"""Heads: title, description, canonical address, other languages, previews and policy of a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from markupsafe import Markup

from shopgen.pages.markup import json_text
from shopgen.pages.parts.pictures import icon_rendition
from shopgen.pages.parts.security import page_policy
from shopgen.pages.views.brand import LinkView
from shopgen.pages.views.head import NO_ICON, HeadView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice import formats
from shopgen.pages.voice.addresses import Linker
from shopgen.pages.voice.voice import Voice

NOT_FOR_SEARCH = "noindex"

_NO_SCRIPT = Markup("")

_DESCRIPTION_LENGTH = 200


Meta: TypeAlias = tuple[tuple[str, str], ...]
"""Properties of a page and their contents."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a brand a head is for: its path in each of the brand's locales."""

    voice: Voice
    path_in: Callable[[str], str]

    @property
    def path(self) -> str:
        """The page's own path."""
        return self.path_in(self.voice.locale)

    @property
    def link(self) -> Linker:
        """What makes addresses as seen from the page."""
        return self.voice.addresses.from_page(self.path)

    @property
    def url(self) -> str:
        """The page's absolute address."""
        return self.voice.addresses.absolute(self.path)

    def alternates(self) -> tuple[tuple[str, str], ...]:
        """Return the page's addresses by language for search engines, the base locale for all other ones."""
        brand, absolute = self.voice.brand, self.voice.addresses.absolute
        if len(brand.locales) < 2:
            return ()
        pages = [(locale, absolute(self.path_in(locale))) for locale in brand.locales]
        return (*pages, ("x-default", absolute(self.path_in(brand.locale))))

    def languages(self) -> tuple[LinkView, ...]:
        """Return links to the page in each of the brand's locales, empty where there is only one."""
        locales, link = self.voice.brand.locales, self.link
        if len(locales) < 2:
            return ()
        return tuple(
            LinkView(
                link(self.path_in(locale)),
                WordsView(formats.own_name(locale)),
                is_current=locale == self.voice.locale,
                lang=locale,
            )
            for locale in locales
        )


def head_view(
    page: Page,
    title: str,
    description: WordsView | None,
    style: Markup,
    *,
    script: Markup = _NO_SCRIPT,
    further_styles: tuple[Markup, ...] = (),
    meta: Iterable[tuple[str, str]] = (),
    json_ld: Any = None,
    robots: str = "",
    oembed: LinkView | None = None,
    beacon: str = "",
    is_host: bool = False,
) -> HeadView:
    """Return the head of a brand's page. `further_styles` are of style elements that its body has."""
    is_public = not robots
    return HeadView(
        lang=page.voice.locale,
        words_lang=page.voice.lang if page.voice.lang != page.voice.locale else "",
        dir=page.voice.dir,
        title=title,
        description=cut(description.value) if description else "",
        canonical=page.url,
        csp=page_policy((style, *further_styles), script, beacon=beacon, is_host=is_host),
        style=style,
        script=script,
        alternates=page.alternates() if is_public else (),
        meta=tuple(meta),
        json_ld=json_text(json_ld) if json_ld is not None else Markup(""),
        robots=robots,
        icon=_icon(page),
        oembed=oembed,
    )


def _icon(page: Page) -> str:
    voice = page.voice
    logo = voice.door.picture(voice.slug, voice.brand.logo) if voice.brand.logo else None
    rendition = icon_rendition(logo) if logo else None
    return page.link(voice.addresses.pictures()) + rendition.name if rendition else NO_ICON


def brand_name(voice: Voice) -> WordsView:
    """Return what the brand is called."""
    return voice.brand_words.say(lambda words: words.name, voice.slug)


def title_of(voice: Voice, *parts: str) -> str:
    """Return a page's title, most particular part first."""
    return " · ".join(voice.isolate(part) for part in parts)


def cut(text: str) -> str:
    """Return a description no longer than search engines show, cut between words."""
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[: text.rfind(" ", 0, _DESCRIPTION_LENGTH)].rstrip(" ,;:.") + "…"
