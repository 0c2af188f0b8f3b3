"""Cards: a product in the module, on the shop page and beside another product."""

from shopgen.pages.parts.offers import badge_view
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.parts.turns import prices_in_turn
from shopgen.pages.views.cards import CardView
from shopgen.pages.voice.addresses import Linker
from shopgen.shop.theme import CardPictures


def card_view(
    reading: ProductReading,
    link: Linker,
    picture_link: Linker,
    classes: PictureClasses,
    shown: CardPictures,
) -> CardView:
    """Return a product's card. `link` makes the address of its page, `picture_link` those of its picture."""
    return CardView(
        url=link(reading.path),
        title=reading.title(),
        summary=reading.summary(),
        prices=prices_in_turn(reading),
        badge=badge_view(reading.offerings, reading.voice),
        picture=reading.card_picture(picture_link, classes, shown),
        tags=reading.tags(),
    )
