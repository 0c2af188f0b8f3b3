"""Options, variants, and the rules by which one choice leaves one block."""

from dataclasses import replace
from datetime import timedelta

from shopgen.checkout.pay import Payment, PayVerb
from shopgen.pages.parts.choices import choice_rules, option_views, variant_views
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import ProductReading, read_product
from shopgen.pages.views.buying import OptionView
from shopgen.pages.voice.voice import read_voice
from shopgen.shop.product import Product
from tests.builders import NOW, FakeDoor, make_door, make_offer, make_picture, make_shirt, make_words

HANDLES = Payment("https://pay.example/b", "Payer", PayVerb.PAY, "https://pay.example/b?n={quantity}")


def reading_of(product: Product, **changes: object) -> ProductReading:
    """Return a product as its checkout page reads it."""
    door: FakeDoor = make_door(product, **changes)
    return read_product(read_voice(door, "fjord", "en-GB"), product.slug)


def options_of(product: Product, selected: int = 0) -> tuple[OptionView, ...]:
    """Return a product's options, with pictures named as they are."""
    classes = PictureClasses("p")
    return option_views(reading_of(product), selected, lambda path: path.removeprefix("fjord/img/"), classes)


def shirt_without(*ids: str) -> Product:
    """Return a shirt of which these variants are sold out."""
    shirt = make_shirt()
    variants = tuple(replace(v, offer=make_offer(stock=0)) if v.id in ids else v for v in shirt.variants)
    return replace(shirt, variants=variants)


def test_choices_are_numbered_by_option_and_value() -> None:
    """A choice's id is its option's and its own number; that of the first variant is chosen."""
    options = options_of(make_shirt())

    assert [[c.id for c in o.choices] for o in options] == [["o0-0", "o0-1"], ["o1-0", "o1-1"]]
    assert [[c.is_selected for c in o.choices] for o in options] == [[True, False], [True, False]]


def test_a_choice_is_available_where_some_variant_with_it_is() -> None:
    """A size whose colours are all sold out is struck; one with a colour left is not."""
    reading = reading_of(shirt_without("shirt-s-white", "shirt-s-black", "shirt-l-white"))
    sizes, colours = options_of(reading.product, 3)

    assert [c.is_available for c in sizes.choices] == [False, True]
    assert [c.is_available for c in colours.choices] == [False, True]


def test_a_choice_that_is_yet_to_open_says_when() -> None:
    """A size of which one colour opens later and none can be bought has the first such instant."""
    shirt = make_shirt()
    releases = (NOW + timedelta(days=8), NOW + timedelta(days=4), None, None)
    offers = (make_offer(release=release) for release in releases)
    variants = tuple(replace(v, offer=offer) for v, offer in zip(shirt.variants, offers, strict=True))
    sizes, _ = options_of(replace(shirt, variants=variants), 2)

    assert [(False, "2026-11-27T12:00:00Z"), (True, "")] == [(c.is_available, c.opens) for c in sizes.choices]


def test_words_of_options_are_translated() -> None:
    """An option's name and values are said in the page's language."""
    words = make_words(
        "Chemise", option_names={"size": "Taille"}, option_values={"colour": {"white": "blanc"}}
    )
    reading = reading_of(make_shirt(words={"en-GB": words}))
    sizes, colours = options_of(reading.product)

    assert (sizes.name.value, colours.choices[0].text.value) == ("Taille", "blanc")
    assert reading.variant_name(reading.product.variants[0]).value == "S · blanc"


def test_each_choice_hides_the_variants_without_it() -> None:
    """There is one rule a choice, and it hides by class what has another choice."""
    rules = choice_rules(options_of(make_shirt()))

    assert rules == (
        ".buy:has(#o0-0:checked) .variant:not(.v0-0){display:none}"
        ".buy:has(#o0-1:checked) .variant:not(.v0-1){display:none}"
        ".buy:has(#o1-0:checked) .variant:not(.v1-0){display:none}"
        ".buy:has(#o1-1:checked) .variant:not(.v1-1){display:none}"
    )


def test_values_with_a_picture_each_are_shown_by_it() -> None:
    """Colours that have a picture of their own have a swatch; sizes, whose variants share them, have none."""
    shirt = make_shirt(pictures=(make_picture("white.jpg"), make_picture("black.jpg")))
    variants = tuple(replace(v, image=f"{v.options['colour']}.jpg") for v in shirt.variants)
    sizes, colours = options_of(replace(shirt, variants=variants))

    assert [c.picture for c in sizes.choices] == [None, None]
    assert [c.picture.src.split(".")[0] for c in colours.choices if c.picture] == ["white-320", "black-320"]


def test_variants_know_their_choices() -> None:
    """A variant has the numbers of its choices, in the options' order, and a key of them."""
    variants = variant_views(reading_of(make_shirt()), [HANDLES] * 4, 0)

    assert [v.choices for v in variants] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [v.key for v in variants] == ["0-0", "0-1", "1-0", "1-1"]


def test_the_pay_control_says_what_happens() -> None:
    """The control names the amount and who takes it, and links there with or without a number."""
    variants = variant_views(reading_of(make_shirt()), [HANDLES, None, None, None], 0)
    (pay,) = (variant.pay for variant in variants if variant.pay)

    assert pay.label == "Pay €28.00 with Payer"
    assert (pay.url, pay.quantity_url, pay.host) == (HANDLES.url, HANDLES.quantity_url, "pay.example")


def test_a_host_is_named_by_the_notice_alone() -> None:
    """Where the payee has no name but its host, the control says the amount, and the notice who takes it."""
    unnamed = replace(HANDLES, payee="pay.example")
    (variant, *_) = variant_views(reading_of(make_shirt()), [unnamed, None, None, None], 0)

    assert variant.pay is not None
    assert variant.pay.label == "Pay €28.00"
    assert variant.pay.notice == "pay.example takes the payment, on its own page."


def test_orders_by_e_mail_are_called_that() -> None:
    """Where no payment is taken the control says so."""
    mail = Payment("mailto:a@b.example?subject=x", "a@b.example", PayVerb.ORDER_BY_EMAIL)
    (variant, *_) = variant_views(reading_of(make_shirt()), [mail, None, None, None], 0)

    assert variant.pay is not None
    assert variant.pay.label == "Order by e-mail"


def test_what_is_sold_out_has_no_pay_control() -> None:
    """A payment for what cannot be bought is not shown."""
    reading = reading_of(shirt_without("shirt-s-white"))
    variants = variant_views(reading, [HANDLES] * 4, 1)

    assert [v.pay is not None for v in variants] == [False, True, True, True]


def test_a_treacherous_payment_link_is_not_shown() -> None:
    """A payment by another scheme than https or mailto has no control; a decent one, the control, has."""
    bad = replace(HANDLES, url="javascript:alert(1)")
    variants = variant_views(reading_of(make_shirt()), [bad, HANDLES, HANDLES, HANDLES], 0)

    assert [v.pay is not None for v in variants] == [False, True, True, True]


def test_no_more_can_be_ordered_than_there_are() -> None:
    """The largest quantity is the stock, ten at most."""
    shirt = make_shirt()
    stocks = (3, 100, None, 1)
    variants = tuple(
        replace(v, offer=make_offer(stock=stock)) for v, stock in zip(shirt.variants, stocks, strict=True)
    )
    views = variant_views(reading_of(replace(shirt, variants=variants)), [HANDLES] * 4, 0)

    assert [v.pay.max_quantity for v in views if v.pay] == [3, 10, 10, 1]


def test_a_variant_points_to_its_picture() -> None:
    """A variant whose picture is in the gallery has its number."""
    shirt = make_shirt()
    variants = tuple(replace(v, image="shirt.jpg" if i == 2 else "") for i, v in enumerate(shirt.variants))
    views = variant_views(reading_of(replace(shirt, variants=variants)), [HANDLES] * 4, 0)

    assert [v.picture for v in views] == [None, None, 0, None]
