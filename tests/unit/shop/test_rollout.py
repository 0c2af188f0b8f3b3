"""Roll-out shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.shop.rollout import is_rolled_out, murmurhash2, rollout_below

HUNDREDTHS = st.integers(1, 9999).map(lambda n: Decimal(n) / 100)


@pytest.mark.parametrize(
    ("rollout", "below"),
    [
        ("0", 0),
        ("0.01", 429496),
        ("25", 1073741823),
        ("50", 2147483647),
        ("99.99", 4294537798),
        ("25.999", rollout_below(Decimal("25.99"))),
    ],
)
def test_share_ends_at_hundredths_of_the_largest_hash(rollout: str, below: int) -> None:
    """The last hash of a share is that percentage of the largest, rounded down to hundredths of a percent."""
    assert below == rollout_below(Decimal(rollout))


@pytest.mark.parametrize(
    ("data", "value"),
    [(b"", 0), (b"a", 0x92685F5E), (b"ab", 0x1AA14063), (b"abc", 0x13577C9B), (b"abcd", 0x26873021)],
)
def test_hash_takes_in_every_length_of_rest(data: bytes, value: int) -> None:
    """One, two, three and no bytes behind the last word of four are hashed."""
    assert value == murmurhash2(data)


@given(st.text(min_size=1), HUNDREDTHS, HUNDREDTHS)
def test_viewer_stays_when_a_share_grows(viewer: str, one: Decimal, other: Decimal) -> None:
    """Who is within a share is within every larger one."""
    small, large = sorted((one, other))

    assert is_rolled_out(small, "acme", viewer) <= is_rolled_out(large, "acme", viewer)


def test_share_takes_in_about_so_many_viewers() -> None:
    """A quarter of ten thousand viewers is about 2,500, and of each brand another quarter."""
    acme, fjord = (
        {n for n in range(10_000) if is_rolled_out(Decimal(25), brand, f"viewer-{n}")}
        for brand in ("acme", "fjord")
    )

    assert 2300 < len(acme) < 2700
    assert 500 < len(acme & fjord) < 750
