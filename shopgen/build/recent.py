"""What was made lately, and no more of it than there is room for."""

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """A dictionary with so many entries at most: what was put in longest ago makes room."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: dict[Key, Value] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Value | None:
        """Return what was put in under a key, or None."""
        return self._entries.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Put something in, as the newest entry."""
        self._entries.pop(key, None)
        self._entries[key] = value
        if len(self._entries) > self._limit:
            del self._entries[next(iter(self._entries))]

    def values(self) -> list[Value]:
        """Return all that is in, the oldest first."""
        return list(self._entries.values())

    def clear(self) -> None:
        """Take everything out."""
        self._entries.clear()
