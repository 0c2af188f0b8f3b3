"""Voice: a brand in one locale, as every page of it needs both. It decides nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopgen.pages.door import Door
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.voice import formats
from shopgen.pages.voice.addresses import Addresses, Linker, make_addresses
from shopgen.pages.voice.words import (
    InterfaceWords,
    Spoken,
    is_spoken_in,
    read_brand_words,
    read_interface_words,
)
from shopgen.shop.brand import Brand, BrandWords, ThemeChoice
from shopgen.shop.money import Money
from shopgen.shop.site import Site


@dataclass(frozen=True, slots=True)
class Voice:
    """A brand in one locale: what it says, what the interface says, and how amounts and dates are written."""

    door: Door
    site: Site
    brand: Brand
    locale: str
    words: InterfaceWords
    brand_words: Spoken[BrandWords]
    addresses: Addresses
    # What every page reads of the brand, read once: each reading of a noun is recorded.
    slug: str
    base_locale: str
    timezone: str
    theme: ThemeChoice
    lang: str
    """What the pages' own words are in: the locale, or English where the theme has no catalog for it."""

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`, as the pages' own words run."""
        return formats.direction(self.lang)

    def page_theme(self, link: Linker) -> PageTheme:
        """Return the brand's theme for one page; `link` makes the addresses of its files."""
        return PageTheme(self.door, self.theme, self.addresses.assets(), link)

    def money(self, money: Money) -> str:
        """Return an amount as the locale writes it."""
        return formats.money(money, self.locale)

    def date(self, at: datetime) -> str:
        """Return a date in the brand's time, with its year."""
        return formats.date(at, self.timezone, self.locale)

    def day(self, at: datetime) -> str:
        """Return a date in the brand's time, without its year."""
        return formats.day(at, self.timezone, self.locale)

    def short_day(self, at: datetime) -> str:
        """Return a date in the brand's time, without its year, its month cut short."""
        return formats.short_day(at, self.timezone, self.locale)

    def last_day(self, until: datetime) -> str:
        """Return the last day of what ends at an instant that is itself no longer part of it."""
        return self.day(until - timedelta(microseconds=1))

    def time(self, at: datetime) -> str:
        """Return a time of day with its zone, in the brand's time."""
        return formats.time(at, self.timezone, self.locale)

    def isolate(self, text: str) -> str:
        """Return words fit to stand in a sentence of this locale, whichever way they run."""
        return formats.isolate(text, self.lang)


def read_voice(door: Door, brand: str, locale: str) -> Voice:
    """Return a brand's voice in a locale."""
    site, noun = door.site(), door.brand(brand)
    base, theme = noun.locale, noun.theme
    words = read_interface_words(door, theme.name, locale)
    lang = locale if is_spoken_in(words.language, locale) else words.language
    return Voice(
        door=door,
        site=site,
        brand=noun,
        locale=locale,
        words=words,
        brand_words=read_brand_words(door, brand, locale, base, lang),
        addresses=make_addresses(site.base_url, brand, noun.base_url, base),
        slug=brand,
        base_locale=base,
        timezone=noun.timezone,
        theme=theme,
        lang=lang,
    )
