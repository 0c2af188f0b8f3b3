"""Intervals of time, half open, in UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Interval:
    """From `start` (included) to `end` (not included); None is open. Both are aware and in UTC."""

    start: datetime | None = None
    end: datetime | None = None

    def __contains__(self, at: datetime) -> bool:
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)
