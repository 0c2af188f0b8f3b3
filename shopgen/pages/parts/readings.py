"""Readings: a product as one page sees it, read through the door once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from shopgen.pages.parts.pictures import PictureClasses, card_picture, gallery_picture, swatch_picture
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.addresses import Linker
from shopgen.pages.voice.voice import Voice
from shopgen.pages.voice.words import Spoken, clean, read_product_words, words_view
from shopgen.shop.offering import Offering
from shopgen.shop.picture import Picture
from shopgen.shop.product import Product, ProductWords, Variant
from shopgen.shop.theme import CardPictures


@dataclass(frozen=True, slots=True)
class ProductReading:
    """A product with its words and offers for one locale; `offerings` are in the order of its variants."""

    voice: Voice
    slug: str
    product: Product
    words: Spoken[ProductWords]
    offerings: tuple[Offering, ...]

    @property
    def path(self) -> str:
        """The path of the checkout page."""
        return self.voice.addresses.checkout(self.voice.locale, self.slug)

    def at(self, instant: datetime) -> "ProductReading":
        """Return the product with what it is offered for at another instant."""
        door = self.voice.door
        return replace(self, offerings=door.offerings(self.voice.slug, self.slug, self.voice.locale, instant))

    def title(self) -> WordsView:
        """Return what the product is called."""
        return self.words.say(_title_of, self.slug)

    def summary(self) -> WordsView | None:
        """Return the one sentence about the product."""
        return self.words.find(_summary_of)

    def collection(self) -> WordsView | None:
        """Return what the product is grouped under."""
        return self.words.find(_collection_of) or self._in_base(self.product.collection)

    def tags(self) -> tuple[WordsView, ...]:
        """Return the product's tags, all of them in the best locale that has any."""
        tag, texts = self.words.first(_tags_of) or (self.voice.base_locale, self.product.tags)
        return tuple(words_view(text, tag, self.voice.lang) for text in texts)

    def alt(self, picture: Picture) -> WordsView:
        """Return what a picture shows, in words; empty where the author meant it to be."""
        found = self.words.find(lambda words: words.image_alts.get(picture.src, ""))
        return found or self._in_base(picture.alt) or WordsView("")

    def option_name(self, name: str) -> WordsView:
        """Return an option's name."""
        found = self.words.find(lambda words: words.option_names.get(name, ""))
        return found or words_view(name, self.voice.base_locale, self.voice.lang)

    def option_value(self, name: str, value: str) -> WordsView:
        """Return one value of an option."""
        found = self.words.find(lambda words: words.option_values.get(name, _NOTHING).get(value, ""))
        return found or words_view(value, self.voice.base_locale, self.voice.lang)

    def variant_name(self, variant: Variant) -> WordsView:
        """Return what tells a variant from the others; the product's title where there is only one."""
        values = [self.option_value(name, value) for name, value in variant.options.items()]
        if not values:
            return self.title()
        foreign = next((value for value in values if value.lang), WordsView(""))
        return WordsView(" · ".join(value.value for value in values), foreign.lang, foreign.dir)

    def card_picture(self, link: Linker, classes: PictureClasses, shown: CardPictures) -> PictureView | None:
        """Return the product's first picture for a card, or None where it has none."""
        if not self.product.pictures:
            return None
        picture = self.product.pictures[0]
        rendered = self.voice.door.picture(self.voice.slug, picture.src)
        return card_picture(
            rendered, self.alt(picture), picture.focus, self.voice.addresses, link, classes, shown
        )

    def swatch(self, picture: Picture, link: Linker, classes: PictureClasses) -> PictureView:
        """Return a picture to choose by, as small as there is."""
        rendered = self.voice.door.picture(self.voice.slug, picture.src)
        return swatch_picture(rendered, picture.focus, self.voice.addresses, link, classes)

    def gallery(self, link: Linker, classes: PictureClasses) -> tuple[PictureView, ...]:
        """Return all of the product's pictures."""
        return tuple(
            gallery_picture(
                self.voice.door.picture(self.voice.slug, picture.src),
                self.alt(picture),
                picture.focus,
                self.voice.addresses,
                link,
                classes,
            )
            for picture in self.product.pictures
        )

    def _in_base(self, text: str) -> WordsView | None:
        return words_view(text, self.voice.base_locale, self.voice.lang) if clean(text) else None


_NOTHING: Mapping[str, str] = {}


def _title_of(words: ProductWords) -> str:
    return words.title


def _summary_of(words: ProductWords) -> str:
    return words.summary


def _collection_of(words: ProductWords) -> str:
    return words.collection


def _tags_of(words: ProductWords) -> tuple[str, ...]:
    return words.tags


def read_product(voice: Voice, slug: str) -> ProductReading:
    """Return a product as a page in this voice sees it."""
    door, brand = voice.door, voice.brand
    return ProductReading(
        voice=voice,
        slug=slug,
        product=door.product(brand.slug, slug),
        words=read_product_words(door, brand.slug, slug, voice.locale, brand.locale, voice.lang),
        offerings=door.offerings(brand.slug, slug, voice.locale),
    )
