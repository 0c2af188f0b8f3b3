"""Roll-out shares: which viewers a percentage takes in, the same on every server and in every browser.

It is reckoned as nginx's `split_clients` does, so that a server can decide with what it has on board.
"""

from decimal import Decimal

EVERYONE = Decimal(100)

_MULTIPLIER = 0x5BD1E995
_WORD = 0xFFFFFFFF


def murmurhash2(data: bytes) -> int:
    """Return the 32-bit MurmurHash2 of the bytes, little-endian and with seed 0, as nginx takes it.

    The algorithm is Austin Appleby's, who gave it to the public domain.
    """
    value = len(data) & _WORD
    whole = len(data) - len(data) % 4
    for start in range(0, whole, 4):
        word = int.from_bytes(data[start : start + 4], "little") * _MULTIPLIER & _WORD
        word = (word ^ word >> 24) * _MULTIPLIER & _WORD
        value = value * _MULTIPLIER & _WORD ^ word
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _WORD
    value = (value ^ value >> 13) * _MULTIPLIER & _WORD
    return value ^ value >> 15


def rollout_key(brand: str, viewer: str) -> str:
    """Return what is hashed: with the brand in it, each brand's share is of other viewers."""
    return f"{brand}:{viewer}"


def rollout_below(rollout: Decimal) -> int:
    """Return the number that hashes within the share are below.

    nginx reckons with hundredths of a percent, so a rollout has two decimals.
    """
    return int(rollout * 100) * _WORD // 10_000


def is_rolled_out(rollout: Decimal, brand: str, viewer: str) -> bool:
    """Return whether a viewer is within a brand's share."""
    return murmurhash2(rollout_key(brand, viewer).encode()) < rollout_below(rollout)
