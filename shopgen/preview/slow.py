"""A slow network, of the kind that buyers on phones have."""

import asyncio
from collections.abc import AsyncIterator

LATENCY_S = 0.4
BYTES_PER_S = 50_000
"""Slow 3G, as browsers' tools have it: 400 ms there and back, 400 kbit/s."""

_PIECE = 4_000


async def slowly(data: bytes) -> AsyncIterator[bytes]:
    """Yield the bytes as they would come in over such a network."""
    await asyncio.sleep(LATENCY_S)
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        await asyncio.sleep(len(piece) / BYTES_PER_S)
        yield piece
