"""Tells all pages that are open of changes, by server-sent events."""

import asyncio
from collections.abc import AsyncIterator

PING_S = 15
"""So often something is sent, whatever happens: by it both ends know that the other is there."""


class Hub:
    """Who listens, each with what it has yet to be told. `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, text: str) -> None:
        """Tell all who listen now: one line of text."""
        self._put(f"data: {text}\n\n")

    def close(self) -> None:
        """Let all listeners go."""
        self._put(None)

    async def stream(self, first: str) -> AsyncIterator[str]:
        """Yield what a listener is sent, from `first` on (HTML, section 9.2)."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            # Who has lost the connection comes back at once.
            yield f"retry: 500\ndata: {first}\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), PING_S)
                except TimeoutError:
                    text = ": ping\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._listeners.discard(queue)

    def _put(self, text: str | None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put_all, text)

    def _put_all(self, text: str | None) -> None:
        for queue in self._listeners:
            queue.put_nowait(text)
