"""The checkout page of one product: pictures, choices, price, how to pay, what to know."""

from shopgen.pages.artifact import Artifact
from shopgen.pages.door import Door
from shopgen.pages.kinds.reminder import render_reminder
from shopgen.pages.page_theme import PageTheme
from shopgen.pages.parts.beacon import beacon_of, beacon_view, with_beacon
from shopgen.pages.parts.body import body_view
from shopgen.pages.parts.cards import card_view
from shopgen.pages.parts.choices import choice_rules, option_views, variants_in_turn
from shopgen.pages.parts.facts import fact_views, shipping_rate_views
from shopgen.pages.parts.frames import brand_view, footer_view
from shopgen.pages.parts.heads import Page, head_view, title_of
from shopgen.pages.parts.json_ld import product_json_ld
from shopgen.pages.parts.offers import badge_view, best_offering, first_buyable, price_range_view, state_view
from shopgen.pages.parts.open_graph import open_graph, product_open_graph
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import ProductReading, read_product
from shopgen.pages.styles import read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.brand import BrandView
from shopgen.pages.views.buying import OptionView
from shopgen.pages.views.cards import CardView
from shopgen.pages.views.checkout import CheckoutView
from shopgen.pages.views.head import HeadView
from shopgen.pages.voice import formats
from shopgen.pages.voice.addresses import safe_link
from shopgen.pages.voice.voice import read_voice

MORE_PRODUCTS = 4


def render_checkout_page(door: Door, brand: str, locale: str, product: str) -> tuple[Artifact, ...]:
    """Return the checkout page of a product, and the reminder where something of it is yet to open."""
    voice = read_voice(door, brand, locale)
    reading = read_product(voice, product)
    page = Page(voice, lambda tag: voice.addresses.checkout(tag, product))
    reminder = render_reminder(reading)
    theme = voice.page_theme(page.link)
    view = _checkout_view(page, theme, reading)
    html = render_template(theme, "checkout.html", view, voice.words)
    reminders = (reminder,) if reminder else ()
    return (Artifact(page.path, html.encode()), *reminders, *theme.artifacts)


def _checkout_view(page: Page, theme: PageTheme, reading: ProductReading) -> CheckoutView:
    voice, link, classes = page.voice, page.link, PictureClasses("p")
    selected = first_buyable(reading.offerings)
    options = option_views(reading, selected, link, classes)
    brand = brand_view(voice, link, link)
    pictures = reading.gallery(link, classes)
    body = body_view(reading, link, classes)
    more = _more(reading, theme, classes)
    shipping = voice.brand.shipping
    return CheckoutView(
        head=_head(page, theme, reading, brand, options, classes),
        brand=brand,
        title=reading.title(),
        summary=reading.summary(),
        body=body,
        pictures=pictures,
        badge=badge_view(reading.offerings, voice),
        price=price_range_view(reading.offerings, voice),
        options=options,
        variants=variants_in_turn(reading, selected),
        has_choice=len(reading.product.variants) > 1,
        state=state_view(best_offering(reading.offerings), voice),
        shipping_note=voice.brand_words.find(lambda words: words.shipping_note),
        shipping_countries=formats.countries(shipping.countries, voice.locale) if shipping.countries else "",
        shipping_rates=shipping_rate_views(voice),
        returns_url=safe_link(voice.brand.policies.returns, "https", "http"),
        facts=fact_views(reading),
        tags=reading.tags(),
        collection=reading.collection(),
        more=more,
        locales=page.languages(),
        footer=footer_view(voice),
        beacon=beacon_view(voice),
        extra=reading.product.extra,
    )


def _head(
    page: Page,
    theme: PageTheme,
    reading: ProductReading,
    brand: BrandView,
    options: tuple[OptionView, ...],
    classes: PictureClasses,
) -> HeadView:
    voice = page.voice
    title = title_of(voice, reading.title().value, brand.name.value)
    pictures = reading.product.pictures
    preview = voice.door.picture(voice.slug, pictures[0].src) if pictures else None
    alt = reading.alt(pictures[0]).value if pictures else ""
    return head_view(
        page,
        title,
        reading.summary(),
        read_style(theme, "checkout", choice_rules(options), classes.css()),
        script=with_beacon(read_script(theme, "checkout"), voice),
        beacon=beacon_of(voice),
        meta=(
            *open_graph(page, "product", reading.title().value, reading.summary(), preview, alt),
            *product_open_graph(reading),
        ),
        json_ld=product_json_ld(reading, page.url),
    )


def _more(reading: ProductReading, theme: PageTheme, classes: PictureClasses) -> tuple[CardView, ...]:
    """Return the cards of other products where this one cannot be bought, in the module's order.

    Where it can be, nothing is to lead away from it; and its page depends on no other product.
    """
    if best_offering(reading.offerings).state.is_buyable:
        return ()
    voice = reading.voice
    first = voice.door.products(voice.slug, MORE_PRODUCTS + 1)
    others = [slug for slug in first if slug != reading.slug][:MORE_PRODUCTS]
    link, shown = theme.link, theme.read().page_cards
    return tuple(card_view(read_product(voice, slug), link, link, classes, shown) for slug in others)
