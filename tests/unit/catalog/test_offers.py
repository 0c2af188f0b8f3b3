"""An offer has its prices, its sale and its dates in UTC."""

from datetime import UTC, datetime
from typing import Any

import pytest

MUG = 'title: Mug\nprice: "24.00"\n'
PARIS = "timezone: Europe/Paris\n"


def offer(shop: Any, front: str, brand: str = PARIS) -> Any:
    """Return the offer of a product that has nothing wrong."""
    loaded = shop.product(MUG + front, brand=brand)
    assert () == loaded.problems
    return loaded.product.variants[0].offer


def test_sale_lasts_through_its_last_day_in_the_brands_zone(shop: Any) -> None:
    """Days without a zone are the brand's, and the last one is included."""
    made = offer(shop, 'sale_price: "19.00"\nsale_price_effective_date: 2026-11-27/2026-12-01\n')

    assert datetime(2026, 11, 26, 23, tzinfo=UTC) == made.sale_interval.start
    assert datetime(2026, 12, 1, 23, tzinfo=UTC) == made.sale_interval.end
    assert ["19.00 EUR"] == [str(price) for price in made.sale_prices]


def test_sale_without_dates_is_always_on(shop: Any) -> None:
    """Both ends are open."""
    made = offer(shop, 'sale_price: "19.00"\n')

    assert (None, None) == (made.sale_interval.start, made.sale_interval.end)


def test_drop_and_preorder_have_their_instants(shop: Any) -> None:
    """A release may name its own zone; a day starts at the brand's midnight."""
    made = offer(
        shop, "release: 2026-12-01T09:00:00+05:30\navailability: preorder\navailability_date: 2026-12-15\n"
    )

    assert datetime(2026, 12, 1, 3, 30, tzinfo=UTC) == made.release
    assert datetime(2026, 12, 14, 23, tzinfo=UTC) == made.availability_date


@pytest.mark.parametrize(
    ("front", "code", "is_error"),
    [
        ('sale_price: "24.00"', "sale-not-lower", True),
        ('sale_price: "24.01"', "sale-not-lower", True),
        ('sale_price: "1.00 USD"', "sale-currency", True),
        ("sale_price_effective_date: 2026-11-27/2026-12-01", "no-sale", False),
        ('sale_price: "1"\nsale_price_effective_date: 2026-12-02/2026-12-01', "interval-order", True),
        ("availability: backorder", "missing", True),
        ("availability_date: 2026-12-15", "no-meaning", False),
        ("release: 2027-03-28T02:30", "not-on-the-clock", True),
    ],
)
def test_offer_that_cannot_be_meant_is_said(shop: Any, front: str, code: str, is_error: bool) -> None:
    """Each contradiction has its code."""
    loaded = shop.product(f"{MUG}{front}\n", brand=PARIS)

    assert [(code, is_error)] == [(problem.code, problem.is_error) for problem in loaded.problems]


def test_sale_of_one_day_is_one_day(shop: Any) -> None:
    """First and last day may be the same."""
    made = offer(shop, 'sale_price: "19.00"\nsale_price_effective_date: 2026-11-27/2026-11-27\n', brand="")

    assert 86_400 == (made.sale_interval.end - made.sale_interval.start).total_seconds()


def test_mistake_that_variants_inherit_is_told_once(shop: Any) -> None:
    """One value is one mistake, however many variants have it."""
    loaded = shop.product(
        MUG + 'sale_price: "30.00"\nrelease: 2027-03-28T02:30\noptions: {size: [S, M, L]}\n', brand=PARIS
    )

    assert ["sale-not-lower", "not-on-the-clock"] == [problem.code for problem in loaded.problems]
