"""Numbers are exact: the text that was written, never a binary float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.fields.numbers import (
    Amount,
    currencies,
    currency_digits,
    parse_amount,
    parse_currency,
    parse_measure,
    parse_percentage,
    parse_prices,
    parse_rollout,
    parse_share,
    parse_weight,
    parse_whole,
)
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.reading.tree import Plain, parse_tree
from shopgen.shop.product import Measure


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24.00", Amount(Decimal("24.00"), "")),
        ("19.90", Amount(Decimal("19.90"), "")),
        ("24", Amount(Decimal("24"), "")),
        ("24.00 EUR", Amount(Decimal("24.00"), "EUR")),
        ("0.10  USD", Amount(Decimal("0.10"), "USD")),
    ],
)
def test_amount_has_the_digits_that_were_written(text: str, amount: Amount) -> None:
    """An amount keeps its zeros, with quotes or without."""
    assert amount == parse_amount(text) == parse_amount(Plain(text))
    assert str(amount.number) == str(parse_amount(text).number)


@given(st.integers(0, 10**12 - 1), st.integers(0, 99))
def test_amount_read_out_of_yaml_is_exact(whole: int, cents: int) -> None:
    """No amount loses or gains a digit on its way, which a float would do."""
    text = f"{whole}.{cents:02d}"

    assert text == str(parse_amount(parse_tree(f"price: {text}").value["price"]).number)


@pytest.mark.parametrize(
    "text",
    [
        "12,5O",
        "24,00",
        "1,200.00",
        "-5.00",
        "€24",
        "1e3",
        "1_000",
        ".5",
        "5.",
        "٢٤",
        "24.00EURO",
        "NaN",
        "inf",
        "0x1F",
        "1" * 13,
    ],
)
def test_text_that_is_no_amount_is_refused(text: str) -> None:
    """Only digits, a point and a currency are an amount."""
    with pytest.raises(Wrong) as caught:
        parse_amount(text)

    assert caught.value.hint.count('"') == 2


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("24,50", 'Write a point before the decimals: "24.50".'),
        ("24,50 EUR", 'Write a point before the decimals: "24.50 EUR".'),
        ("24,50 JPY", 'Write an amount such as "24 JPY".'),
        ("24.50 jpy", 'Write an amount such as "24 JPY".'),
        ("1,200.50 JPY", 'Write an amount such as "24 JPY".'),
        ("24,50 DEM", 'Write digits and a currency, such as "12.50 EUR".'),
        ("0,100 KWD", 'Write digits and a currency, such as "12.50 EUR".'),
        ("24,00 JPY", 'Write it so: "24 JPY".'),
    ],
)
def test_amount_in_a_hint_can_be_pasted(text: str, hint: str) -> None:
    """A hint has an amount only where a currency in use has its decimals."""
    with pytest.raises(Wrong) as caught:
        parse_amount(text)

    assert hint == caught.value.hint


@pytest.mark.parametrize(
    ("value", "prices"),
    [
        ("24.00", {"": "24.00"}),
        ("24.00 USD", {"USD": "24.00"}),
        ({"EUR": "24.00", "USD": "26.00"}, {"EUR": "24.00", "USD": "26.00"}),
        ({"EUR": "24.00 EUR"}, {"EUR": "24.00"}),
    ],
)
def test_prices_are_one_amount_a_currency(value: object, prices: dict[str, str]) -> None:
    """One text is one amount; a mapping has one a currency."""
    assert prices == {code: str(amount.number) for code, amount in parse_prices(value).items()}


@pytest.mark.parametrize(
    ("value", "inside"), [({"EUR": "x"}, "EUR"), ({"EUR": "1 USD"}, "EUR"), ({"XYZ": "1"}, ""), ({}, "")]
)
def test_wrong_price_names_the_currency_it_stands_under(value: object, inside: str) -> None:
    """The key within the mapping is part of what is wrong."""
    with pytest.raises(Wrong) as caught:
        parse_prices(value)

    assert inside == caught.value.inside


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("ISK", 0)])
def test_currencies_have_the_decimals_of_iso_4217(code: str, digits: int) -> None:
    """Decimals differ between currencies."""
    assert digits == currency_digits(code)


@pytest.mark.parametrize("code", ["EUR", "USD", "GBP", "JPY", "NOK", "AED", "CHF"])
def test_currency_in_use_is_taken(code: str) -> None:
    """What is legal tender somewhere is a currency."""
    assert code == parse_currency(Plain(code))


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("eur", "EUR"),
        ("DEM", "ISO 4217"),
        ("XXX", "ISO 4217"),
        ("Euro", "EUR"),
        ("€", "EUR"),
        ("dollars", "ISO"),
    ],
)
def test_currency_out_of_use_is_refused_with_what_is_meant(code: str, hint: str) -> None:
    """A currency of the past is none."""
    assert code not in currencies()
    with pytest.raises(Wrong) as caught:
        parse_currency(code)

    assert hint in caught.value.hint


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("40", 40)])
def test_whole_number_is_digits(text: str, number: int) -> None:
    """Whole numbers start at nothing."""
    assert number == parse_whole(Plain(text))


@pytest.mark.parametrize("text", ["-1", "1.5", "040", "1_000", "many", "4" * 10, "٤"])
def test_text_that_is_no_whole_number_is_refused(text: str) -> None:
    """Nothing is rounded or guessed."""
    with pytest.raises(Wrong):
        parse_whole(text)


@pytest.mark.parametrize(("text", "share"), [("0", 0.0), ("0.5", 0.5), ("1", 1.0), ("1.0", 1.0)])
def test_share_is_from_nothing_to_one(text: str, share: float) -> None:
    """Both ends are shares."""
    assert share == parse_share(text)


@pytest.mark.parametrize("text", ["1.01", "-0.5", "50%", "half"])
def test_text_that_is_no_share_is_refused(text: str) -> None:
    """A share is not a percentage."""
    with pytest.raises(Wrong):
        parse_share(text)


@pytest.mark.parametrize(
    ("text", "number"), [("25%", "25"), ("0%", "0"), ("100 %", "100"), ("12.5%", "12.5")]
)
def test_percentage_is_written_with_its_sign(text: str, number: str) -> None:
    """A percentage is exact."""
    assert Decimal(number) == parse_percentage(text)


@pytest.mark.parametrize("text", ["25", "101%", "-1%", "%", "a%"])
def test_text_that_is_no_percentage_is_refused(text: str) -> None:
    """Without its sign it could be a share."""
    with pytest.raises(Wrong):
        parse_percentage(text)


@pytest.mark.parametrize(("text", "number"), [("25%", "25"), ("0.01%", "0.01"), ("12.500%", "12.5")])
def test_rollout_has_two_decimals(text: str, number: str) -> None:
    """A share of viewers is a percentage in hundredths."""
    assert Decimal(number) == parse_rollout(text)


def test_rollout_of_three_decimals_is_refused() -> None:
    """A server would leave the third decimal out, and decide otherwise than was written."""
    with pytest.raises(Wrong):
        parse_rollout("12.505%")


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("0.35 l", "0.35", "l"), ("400g", "400", "g"), ("2 m", "2", "m")]
)
def test_measure_is_a_quantity_with_a_unit(text: str, value: str, unit: str) -> None:
    """The space between is not needed."""
    assert Measure(Decimal(value), unit) == parse_measure(text)


@pytest.mark.parametrize("text", ["0,35 l", "l", "0.35", "0 l", "1 cup", "1 L x"])
def test_text_that_is_no_measure_is_refused(text: str) -> None:
    """Units are those of Google Merchant."""
    with pytest.raises(Wrong):
        parse_measure(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0,35 l", "Write a point before the decimals: 0.35 l."),
        ("0,35 Liter", "Write 0.35 l."),
        ("0,0 l", "Write a quantity such as 0.35 l."),
        ("0,1234567 l", "Write one such as 0.35 l."),
    ],
)
def test_measure_in_a_hint_can_be_pasted(text: str, hint: str) -> None:
    """A hint for a comma has a quantity that is taken, or none."""
    with pytest.raises(Wrong) as caught:
        parse_measure(text)

    assert hint == caught.value.hint


def test_weight_has_a_unit_of_weight() -> None:
    """A volume weighs nothing."""
    assert Measure(Decimal("0.4"), "kg") == parse_weight("0.4 kg")
    with pytest.raises(Wrong, match="ml"):
        parse_weight("400 ml")
