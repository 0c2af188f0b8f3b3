"""Contrast is WCAG's, and the colour that is proposed has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.shop.colour import (
    BLACK,
    WHITE,
    Colour,
    best_ink,
    contrast,
    luminance,
    mix,
    nearest_background,
    oklch_colour,
    parse_colour,
)

colours = st.builds(Colour, *(st.integers(0, 255) for _ in range(3)))


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0f766e", Colour(15, 118, 110)),
        ("#0F766E", Colour(15, 118, 110)),
        ("#fa0", Colour(255, 170, 0)),
        ("0f766e", None),
        ("#0f766", None),
        ("#0f766e80", None),
        ("red", None),
        ("#0f766e\n", None),
        ("#٠٠٠", None),
        ("", None),
    ],
)
def test_colour_is_three_or_six_digits(text: str, colour: Colour | None) -> None:
    """Only #rgb and #rrggbb are colours."""
    assert colour == parse_colour(text)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0f766e", "#ffffff", 5.47),
        ("#f00", "#fff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The ratios are those that WCAG's own examples and checkers give."""
    first, second = parse_colour(one), parse_colour(other)
    assert first is not None
    assert second is not None

    assert ratio == round(contrast(first, second), 2)


@given(colours, colours)
def test_contrast_is_the_same_both_ways(one: Colour, other: Colour) -> None:
    """Contrast is from 1 to 21, whichever colour is in front."""
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001


@given(colours)
def test_colour_survives_being_written(colour: Colour) -> None:
    """What is written as text reads as the same colour."""
    assert colour == parse_colour(str(colour))


def test_luminance_goes_from_black_to_white() -> None:
    """Black has none, white has all."""
    assert (0.0, 1.0) == (luminance(BLACK), round(luminance(WHITE), 9))


@pytest.mark.parametrize(("background", "ink"), [("#000000", WHITE), ("#ffffff", BLACK), ("#0f766e", WHITE)])
def test_best_ink_is_the_one_read_best(background: str, ink: Colour) -> None:
    """Dark backgrounds take white, light ones black."""
    colour = parse_colour(background)
    assert colour is not None

    assert ink == best_ink(colour)


@given(colours, st.sampled_from([4.5, 7.0]))
def test_nearest_background_has_the_contrast(colour: Colour, ratio: float) -> None:
    """The colour that is proposed has the ratio that was asked for."""
    near = nearest_background(colour, ratio)

    assert contrast(near, best_ink(near)) >= ratio


def test_nearest_background_of_one_that_will_do_is_itself() -> None:
    """A colour that has the contrast is not changed."""
    assert Colour(20, 20, 20) == nearest_background(Colour(20, 20, 20), 7)


def test_mix_goes_from_one_to_the_other() -> None:
    """None of the way is the first, all of it the second."""
    assert (BLACK, Colour(128, 128, 128), WHITE) == tuple(mix(BLACK, WHITE, share) for share in (0, 0.5, 1))


@pytest.mark.parametrize(
    ("oklch", "colour"),
    [
        ((1.0, 0.0, 0.0), "#ffffff"),
        ((0.0, 0.0, 0.0), "#000000"),
        ((0.628, 0.2577, 29.23), "#ff0000"),
        ((0.8664, 0.2948, 142.5), "#00ff00"),
        ((0.452, 0.3132, 264.05), "#0000ff"),
        ((0.5, 0.4, 29.2), "#fd0000"),
    ],
)
def test_oklch_is_turned_into_srgb(oklch: tuple[float, float, float], colour: str) -> None:
    """The primaries are those that CSS Color 4 gives; what no screen shows is cut to what it does."""
    found = parse_colour(colour)
    made = oklch_colour(*oklch)
    channels = [(made.red, found.red), (made.green, found.green), (made.blue, found.blue)]

    assert [] == [(one, other) for one, other in channels if abs(one - other) > 1]
