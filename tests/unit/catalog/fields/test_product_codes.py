"""A product's codes are checked as far as they can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.fields.product_codes import check_digit, parse_availability, parse_condition, parse_gtin
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.reading.tree import Plain
from shopgen.shop.product import Availability, Condition


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("4006381333931", "4006381333931"),
        ("96385074", "96385074"),
        ("036000291452", "036000291452"),
        ("10614141000415", "10614141000415"),
        ("978-3-16-148410-0", "9783161484100"),
        ("4 006381 333931", "4006381333931"),
    ],
)
def test_gtin_of_each_length_is_taken_as_digits(text: str, gtin: str) -> None:
    """EAN-8, UPC, EAN-13 and ISBN, and GTIN-14."""
    assert gtin == parse_gtin(text)


@given(
    st.sampled_from([7, 11, 12, 13]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)),
    st.integers(1, 9),
)
def test_each_wrong_check_digit_is_refused(digits: str, shift: int) -> None:
    """Of the ten last digits exactly one is right."""
    right = check_digit(digits)
    wrong = str((int(right) + shift) % 10)

    assert digits + right == parse_gtin(digits + right)
    with pytest.raises(Wrong, match="check digit"):
        parse_gtin(digits + wrong)


@pytest.mark.parametrize(
    "text", ["", "123", "400638133393X", "٤٠٠٦٣٨١٣٣٣٩٣١", "1" * 15, Plain("036000291452")]
)
def test_text_that_is_no_gtin_is_refused(text: str) -> None:
    """A zero in front needs quotes."""
    with pytest.raises(Wrong):
        parse_gtin(text)


def test_availability_and_condition_are_googles() -> None:
    """The values are those of the merchant feed."""
    assert Availability.PREORDER is parse_availability("preorder")
    assert Condition.USED is parse_condition(Plain("used"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in stock", "in_stock"),
        ("InStock", "in_stock"),
        ("https://schema.org/OutOfStock", "out_of_stock"),
        ("pre-order", "preorder"),
    ],
)
def test_other_spellings_are_refused_with_the_value_that_is_meant(text: str, meant: str) -> None:
    """Old and foreign spellings are near enough to be known."""
    with pytest.raises(Wrong) as caught:
        parse_availability(text)

    assert f"Did you mean {meant}?" == caught.value.hint
