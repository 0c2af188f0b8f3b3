"""Pictures as templates write them: which renditions to offer, and in which order."""

import re
from dataclasses import dataclass, field

from shopgen.pages.views.pictures import PictureView, SourceView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.addresses import Addresses, Linker
from shopgen.shop.picture import PictureFormat, RenderedPicture, Rendition
from shopgen.shop.theme import CardPictures

GALLERY_SIZES = "(min-width: 60rem) 54rem, 100vw"

_CARD_FALLBACK_WIDTH = 480
_GALLERY_FALLBACK_WIDTH = 960
LOGO_WIDTH = 128
"""Of the logo in a page's head, for twice the pixels."""

_WIDEST_LOGO = 512
_ICON_WIDTH = 64
_SHARED_WIDTH = 1280
"""The widest picture that is given to social previews, which shrink it anyway."""


@dataclass(slots=True)
class PictureClasses:
    """The classes of a page's pictures and their rules: the colour behind each, the point to keep in view."""

    prefix: str
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, picture: RenderedPicture, focus: tuple[float, float], *, has_placeholder: bool) -> str:
        """Return the class of a picture; pictures with the same rule share it. Empty if it needs no rule."""
        declarations = _background(picture, has_placeholder=has_placeholder) + _position(focus)
        if not declarations:
            return ""
        return self._names.setdefault(declarations, f"{self.prefix}{len(self._names)}")

    def css(self) -> str:
        """Return the rules."""
        return "".join(f".{name}{{{declarations}}}" for declarations, name in self._names.items())


def card_picture(
    picture: RenderedPicture,
    alt: WordsView,
    focus: tuple[float, float],
    addresses: Addresses,
    link: Linker,
    classes: PictureClasses,
    shown: CardPictures,
) -> PictureView:
    """Return a picture for a card: small renditions, and one address alone for the oldest browsers."""
    return _picture_view(
        picture,
        alt,
        link(addresses.pictures()),
        sizes=shown.sizes,
        widest=shown.widest,
        fallback_width=_CARD_FALLBACK_WIDTH,
        css_class=classes.name(picture, focus, has_placeholder=False),
        is_fallback_alone=True,
    )


def swatch_picture(
    picture: RenderedPicture,
    focus: tuple[float, float],
    addresses: Addresses,
    link: Linker,
    classes: PictureClasses,
) -> PictureView:
    """Return a picture for a swatch beside its words: the narrowest rendition that every browser knows."""
    return _picture_view(
        picture,
        WordsView(""),
        link(addresses.pictures()),
        sizes="2rem",
        widest=0,
        fallback_width=0,
        css_class=classes.name(picture, focus, has_placeholder=False),
        is_fallback_alone=True,
    )


def logo_picture(
    picture: RenderedPicture, addresses: Addresses, link: Linker, fallback_width: int = LOGO_WIDTH
) -> PictureView:
    """Return a logo: its words stand beside it, and it may be transparent."""
    return _picture_view(
        picture,
        WordsView(""),
        link(addresses.pictures()),
        sizes="6rem",
        widest=_WIDEST_LOGO,
        fallback_width=fallback_width,
        css_class="",
        is_fallback_alone=False,
    )


def gallery_picture(
    picture: RenderedPicture,
    alt: WordsView,
    focus: tuple[float, float],
    addresses: Addresses,
    link: Linker,
    classes: PictureClasses,
) -> PictureView:
    """Return a picture for the gallery or a body: all renditions."""
    return _picture_view(
        picture,
        alt,
        link(addresses.pictures()),
        sizes=GALLERY_SIZES,
        widest=picture.width,
        fallback_width=_GALLERY_FALLBACK_WIDTH,
        css_class=classes.name(picture, focus, has_placeholder=True),
        is_fallback_alone=False,
    )


def shared_rendition(picture: RenderedPicture) -> Rendition | None:
    """Return the rendition for social previews and metadata: no newer format, as wide as they show."""
    return _nearest(_fallback(picture), _SHARED_WIDTH)


def icon_rendition(picture: RenderedPicture) -> Rendition | None:
    """Return the rendition for a browser's tab: no newer format, and small."""
    return _nearest(_fallback(picture), _ICON_WIDTH)


def offered(picture: RenderedPicture, widest: int, narrowest: int = 0) -> tuple[Rendition, ...]:
    """Return the renditions between two widths: where there are none, those of the width that is nearest."""
    widths = {r.width for r in picture.renditions}
    fitting = {width for width in widths if narrowest <= width <= widest}
    nearest = [max((w for w in widths if w <= widest), default=min(widths))] if widths else []
    return tuple(r for r in picture.renditions if r.width in (fitting or nearest))


def _picture_view(
    picture: RenderedPicture,
    alt: WordsView,
    folder: str,
    *,
    sizes: str,
    widest: int,
    fallback_width: int,
    css_class: str,
    is_fallback_alone: bool,
) -> PictureView:
    renditions = offered(picture, widest, _least_width(sizes))
    fallback = _fallback(picture)
    formats = dict.fromkeys(r.format for r in renditions)
    newer = [f for f in formats if not fallback or f is not fallback[0].format]
    source = _nearest(fallback, fallback_width)
    return PictureView(
        src=folder + source.name if source else "",
        srcset="" if is_fallback_alone else _srcset(fallback, folder),
        sources=tuple(SourceView(f.media_type, _srcset(_of(renditions, f), folder)) for f in newer),
        width=picture.width,
        height=picture.height,
        alt=alt,
        sizes=sizes,
        css_class=css_class,
        largest=folder + fallback[-1].name if fallback else "",
    )


def _least_width(sizes: str) -> int:
    """Return the width of a picture that is the same everywhere, which less would not do for; else 0."""
    return int(sizes.removesuffix("px")) if re.fullmatch(r"\d+px", sizes) else 0


def _fallback(picture: RenderedPicture) -> tuple[Rendition, ...]:
    """Return the renditions in the format that every browser knows, narrowest first."""
    for picture_format in (PictureFormat.JPEG, PictureFormat.PNG, PictureFormat.WEBP, PictureFormat.AVIF):
        found = _of(picture.renditions, picture_format)
        if found:
            return found
    return ()


def _of(renditions: tuple[Rendition, ...], picture_format: PictureFormat) -> tuple[Rendition, ...]:
    return tuple(r for r in renditions if r.format is picture_format)


def _nearest(renditions: tuple[Rendition, ...], width: int) -> Rendition | None:
    """Return the narrowest that is at least this wide, else the widest."""
    return next((r for r in renditions if r.width >= width), renditions[-1] if renditions else None)


def _srcset(renditions: tuple[Rendition, ...], folder: str) -> str:
    return ", ".join([f"{folder}{r.name} {r.width}w" for r in renditions])


def _background(picture: RenderedPicture, *, has_placeholder: bool) -> str:
    # A PNG may be transparent: its background would still be seen when it has come.
    if any(r.format is PictureFormat.PNG for r in picture.renditions):
        return ""
    image = f";background-image:url({picture.placeholder})" if has_placeholder and picture.placeholder else ""
    return f"background-color:{picture.colour}{image}"


def _position(focus: tuple[float, float]) -> str:
    if focus == (0.5, 0.5):
        return ""
    return f";object-position:{focus[0]:.0%} {focus[1]:.0%}"
