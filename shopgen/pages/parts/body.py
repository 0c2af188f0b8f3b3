"""Bodies: safe prose with its pictures put in. The one place where prose becomes markup on a page."""

import re

from markupsafe import Markup

from shopgen.pages.markup import joined
from shopgen.pages.parts.pictures import PictureClasses, gallery_picture
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import HtmlView
from shopgen.pages.voice.addresses import Linker
from shopgen.pages.voice.words import words_view
from shopgen.shop.text import PictureReference, Prose

_LONG = 1500
"""From how many characters on a body is long enough to be folded."""

_TAG = re.compile(r"<[^>]*>")
_CENTRE = (0.5, 0.5)


def body_view(reading: ProductReading, link: Linker, classes: PictureClasses) -> HtmlView | None:
    """Return the product's body for a page, or None where it has none."""
    found = reading.words.first(lambda words: words.body)
    if found is None:
        return None
    tag, prose = found
    html = joined(_segment(segment, tag, reading, link, classes) for segment in prose.segments)
    language = words_view("", tag, reading.voice.lang)
    return HtmlView(html, language.lang, language.dir, is_long=len(_TAG.sub("", html)) > _LONG)


def plain_text(prose: Prose) -> str:
    """Return what a body says without its tags, on one line."""
    texts = (segment for segment in prose.segments if isinstance(segment, str))
    return " ".join(Markup(" ".join(texts)).striptags().split())  # noqa: S704 - to take its tags away


def _segment(
    segment: str | PictureReference, tag: str, reading: ProductReading, link: Linker, classes: PictureClasses
) -> Markup:
    if isinstance(segment, str):
        return Markup(segment)  # noqa: S704 - prose is safe: see catalog.prose
    voice = reading.voice
    rendered = voice.door.picture(voice.slug, segment.src)
    alt = words_view(segment.alt, tag, tag)
    return _picture(gallery_picture(rendered, alt, _CENTRE, voice.addresses, link, classes))


def _picture(picture: PictureView) -> Markup:
    sources = Markup("").join(
        Markup('<source type="{}" srcset="{}" sizes="{}">').format(source.type, source.srcset, picture.sizes)
        for source in picture.sources
    )
    css_class = Markup(' class="{}"').format(picture.css_class) if picture.css_class else ""
    return Markup(
        '<picture>{}<img{} src="{}" width="{}" height="{}" alt="{}"'
        ' loading="lazy" decoding="async"></picture>'
    ).format(sources, css_class, picture.src, picture.width, picture.height, picture.alt.value)
