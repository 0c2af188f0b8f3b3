"""Choices: options as radio buttons, variants as blocks, and the rules by which choosing leaves one block."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from shopgen.checkout.pay import Payment, PayVerb
from shopgen.pages.parts.drops import first_opening, reminder_view
from shopgen.pages.parts.offers import (
    plain_amount,
    price_view,
    sale_note,
    state_view,
    unit_price_text,
)
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import ProductReading
from shopgen.pages.parts.turns import Stretch, stretches
from shopgen.pages.views.buying import ChoiceView, OptionView, PayView, VariantView
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.voice.addresses import Linker, host_of, safe_link
from shopgen.pages.voice.formats import instant
from shopgen.pages.voice.voice import Voice
from shopgen.shop.offering import Offering
from shopgen.shop.product import Option, Variant

MAX_QUANTITY = 10


def option_views(
    reading: ProductReading, selected: int, link: Linker, classes: PictureClasses
) -> tuple[OptionView, ...]:
    """Return the options of a product; `selected` is the index of the variant that is chosen at first."""
    chosen = reading.product.variants[selected].options
    offered = _offerings_by_value(reading)
    swatches = {option.name: _swatches(reading, option, link, classes) for option in reading.product.options}
    return tuple(
        OptionView(
            field=f"o{i}",
            name=reading.option_name(option.name),
            choices=tuple(
                ChoiceView(
                    id=f"o{i}-{j}",
                    index=j,
                    text=reading.option_value(option.name, value),
                    is_selected=chosen.get(option.name) == value,
                    is_available=any(o.state.is_buyable for o in offered[option.name, value]),
                    opens=instant(first_opening(offered[option.name, value])),
                    picture=swatches[option.name].get(value),
                )
                for j, value in enumerate(option.values)
            ),
        )
        for i, option in enumerate(reading.product.options)
    )


def _offerings_by_value(reading: ProductReading) -> Mapping[tuple[str, str], list[Offering]]:
    """Return the offers of the variants that have each value of each option."""
    found: dict[tuple[str, str], list[Offering]] = defaultdict(list)
    for variant, offering in zip(reading.product.variants, reading.offerings, strict=True):
        for chosen in variant.options.items():
            found[chosen].append(offering)
    return found


def _swatches(
    reading: ProductReading, option: Option, link: Linker, classes: PictureClasses
) -> dict[str, PictureView]:
    """Return a small picture for each value, where each has one picture that no other value has."""
    seen: dict[str, set[str]] = {value: set() for value in option.values}
    for variant in reading.product.variants:
        seen[variant.options[option.name]].add(variant.image)
    images = [image for found in seen.values() for image in found]
    if len(images) != len(option.values) or len(set(images)) != len(images) or not all(images):
        return {}
    pictures = {picture.src: picture for picture in reading.product.pictures}
    if not pictures.keys() >= set(images):
        return {}
    return {
        value: reading.swatch(pictures[image], link, classes)
        for value, image in zip(option.values, images, strict=True)
    }


def choice_rules(options: Sequence[OptionView]) -> str:
    """Return the style rules by which each choice hides the variants that do not have it.

    Where `:has()` is not known, or nothing is chosen, none holds and all variants stay listed.
    """
    return "".join(
        f".buy:has(#{choice.id}:checked) .variant:not(.v{choice.id.removeprefix('o')}){{display:none}}"
        for option in options
        for choice in option.choices
    )


def variants_in_turn(reading: ProductReading, selected: int) -> tuple[VariantView, ...]:
    """Return the variants of a product, in its own order, each for as long as it is so.

    A variant that turns by itself comes once for each of its stretches, one after the other.
    """
    variants = stretches(reading)
    views = {turn: _views_at(reading, turn, selected) for turn in {s.since for v in variants for s in v}}
    return tuple(
        _within(views[stretch.since][index], stretch)
        for index, variant in enumerate(variants)
        for stretch in variant
    )


def _within(view: VariantView, stretch: Stretch) -> VariantView:
    if stretch.since is None and stretch.until is None:
        return view
    return replace(view, since=instant(stretch.since), until=instant(stretch.until))


def _views_at(reading: ProductReading, turn: datetime | None, selected: int) -> tuple[VariantView, ...]:
    voice = reading.voice
    payments = voice.door.payments(voice.slug, reading.slug, voice.locale, turn)
    return variant_views(reading.at(turn) if turn else reading, payments, selected)


def variant_views(
    reading: ProductReading, payments: Sequence[Payment | None], selected: int
) -> tuple[VariantView, ...]:
    """Return the variants of a product as they are, in its own order."""
    return tuple(
        _variant_view(reading, index, variant, offering, payment, is_selected=index == selected)
        for index, (variant, offering, payment) in enumerate(
            zip(reading.product.variants, reading.offerings, payments, strict=True)
        )
    )


def _variant_view(
    reading: ProductReading,
    index: int,
    variant: Variant,
    offering: Offering,
    payment: Payment | None,
    *,
    is_selected: bool,
) -> VariantView:
    voice, product = reading.voice, reading.product
    choices = tuple(option.values.index(variant.options[option.name]) for option in product.options)
    shown_in = [i for i, picture in enumerate(product.pictures) if picture.src == variant.image]
    return VariantView(
        key="-".join(map(str, choices)) or str(index),
        id=variant.id,
        name=reading.variant_name(variant),
        choices=choices,
        is_selected=is_selected,
        price=price_view(offering, voice),
        unit_price=unit_price_text(offering, variant.unit_pricing_measure, voice),
        sale_note=sale_note(offering, voice),
        state=state_view(offering, voice),
        pay=_pay_view(payment, offering, voice) if payment and offering.state.is_buyable else None,
        amount=plain_amount(offering.price),
        currency=offering.price.currency,
        picture=shown_in[0] if shown_in else None,
        reminder=reminder_view(reading, offering),
    )


def _pay_view(payment: Payment, offering: Offering, voice: Voice) -> PayView | None:
    url = safe_link(payment.url, "https", "mailto")
    if not url:
        return None
    say, payee = voice.words.gettext, voice.isolate(payment.payee)
    price = voice.money(offering.price)
    if payment.verb is PayVerb.ORDER_BY_EMAIL:
        label = say("Order by e-mail")
        notice = say("Opens an e-mail to %(payee)s with your order.", payee=payee)
    else:
        has_name = payment.payee != host_of(url)
        label = (
            say("Pay %(price)s with %(payee)s", price=price, payee=payee)
            if has_name
            else say("Pay %(price)s", price=price)
        )
        notice = say("%(payee)s takes the payment, on its own page.", payee=payee)
    many = payment.quantity_url
    return PayView(
        url=url,
        label=label,
        notice=notice,
        quantity_url=many if safe_link(many.replace("{quantity}", "1"), "https", "mailto") else "",
        host=host_of(url),
        max_quantity=min(MAX_QUANTITY, offering.stock or MAX_QUANTITY),
    )
