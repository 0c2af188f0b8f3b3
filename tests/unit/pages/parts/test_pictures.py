"""Which renditions are offered, and what stands behind a picture."""

from dataclasses import replace

import pytest

from shopgen.pages.parts.pictures import (
    PictureClasses,
    card_picture,
    gallery_picture,
    logo_picture,
    offered,
    shared_rendition,
)
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.addresses import make_addresses
from shopgen.shop.picture import PictureFormat, RenderedPicture
from shopgen.shop.theme import CardPictures
from tests.builders import make_rendered

ADDRESSES = make_addresses("https://x.example/", "acme", "", "en")
CENTRE = (0.5, 0.5)


def gallery(rendered: RenderedPicture, classes: PictureClasses | None = None) -> PictureView:
    """Return a gallery's picture as the shop page sees it."""
    link = ADDRESSES.from_page("acme/index.html")
    return gallery_picture(
        rendered, WordsView("A mug"), CENTRE, ADDRESSES, link, classes or PictureClasses("p")
    )


def test_newer_formats_come_first_and_the_oldest_is_the_fallback() -> None:
    """A picture offers AVIF, then WebP, then JPEG as the image itself, narrowest first."""
    view = gallery(make_rendered("mug.jpg", 640, 800))

    assert [source.type for source in view.sources] == ["image/avif", "image/webp"]
    assert [c.split()[1] for c in view.sources[0].srcset.split(", ")] == ["320w", "480w", "640w"]
    assert view.src.startswith("img/mug-640.")
    assert view.src.endswith(".jpg")


def test_a_card_offers_small_renditions_and_one_fallback() -> None:
    """A card's picture is as wide as is said at most, with one address for browsers of old."""
    link = ADDRESSES.absolute
    shown = CardPictures(640, "46vw")
    view = card_picture(
        make_rendered("mug.jpg"), WordsView(""), CENTRE, ADDRESSES, link, PictureClasses("p"), shown
    )
    widths = [candidate.split()[1] for candidate in view.sources[0].srcset.split(", ")]

    assert widths == ["320w", "480w", "640w"]
    assert (view.sizes, view.srcset) == ("46vw", "")
    assert view.src.startswith("https://x.example/acme/img/mug-480.")


def test_a_picture_that_is_wider_than_all_limits_is_still_offered() -> None:
    """Where no rendition is narrow enough, the narrowest of each format is offered."""
    rendered = make_rendered("mug.jpg")
    wide = replace(rendered, renditions=tuple(r for r in rendered.renditions if r.width >= 960))

    assert {r.width for r in offered(wide, 640)} == {960}


def test_a_picture_of_one_size_has_no_rendition_below_it() -> None:
    """Where `sizes` is one width, nothing narrower is offered; where it varies, the control, it is."""
    found = {
        sizes: card_picture(
            make_rendered("mug.jpg"),
            WordsView("A mug"),
            CENTRE,
            ADDRESSES,
            ADDRESSES.absolute,
            PictureClasses("p"),
            CardPictures(640, sizes),
        )
        .sources[0]
        .srcset
        for sizes in ("384px", "46vw")
    }

    assert "320w" not in found["384px"]
    assert "320w" in found["46vw"]


def test_what_may_be_transparent_has_nothing_behind_it() -> None:
    """A picture with a PNG has no colour behind it; the same as JPEG, the control, has."""
    opaque, classes = make_rendered("mug.jpg"), PictureClasses("p")
    png = tuple(
        replace(r, format=PictureFormat.PNG) if r.format is PictureFormat.JPEG else r
        for r in opaque.renditions
    )

    assert gallery(replace(opaque, renditions=png), classes).css_class == ""
    assert gallery(opaque, classes).css_class == "p0"


def test_pictures_with_the_same_rule_share_a_class() -> None:
    """A class is one rule: its colour, its placeholder, its point to keep in view."""
    classes, rendered = PictureClasses("p"), make_rendered("mug.jpg")
    names = [classes.name(rendered, focus, has_placeholder=False) for focus in (CENTRE, CENTRE, (0.25, 0.4))]

    assert names == ["p0", "p0", "p1"]
    assert classes.css() == (
        ".p0{background-color:#cfc9bd}.p1{background-color:#cfc9bd;object-position:25% 40%}"
    )


@pytest.mark.parametrize(("width", "shared"), [(320, 320), (1280, 1280), (1600, 1280)])
def test_previews_get_a_format_that_all_know(width: int, shared: int) -> None:
    """Social previews get a JPEG of at most 1280 pixels, or the widest that there is."""
    rendition = shared_rendition(make_rendered("mug.jpg", width, width))

    assert rendition is not None
    assert (rendition.format, rendition.width) == (PictureFormat.JPEG, shared)


def test_a_logo_is_small_and_silent() -> None:
    """A logo's fallback is its small rendition, and it says nothing: the brand's name stands beside it."""
    view = logo_picture(make_rendered("logo.png", 320, 320), ADDRESSES, ADDRESSES.absolute)

    assert (view.alt, view.css_class) == (WordsView(""), "")
    assert "logo-320" in view.src


def test_every_picture_says_its_size() -> None:
    """Width and height are those of the largest rendition, so that nothing moves."""
    view = gallery(make_rendered("mug.jpg", 1280, 1600))

    assert (view.width, view.height) == (1280, 1600)
