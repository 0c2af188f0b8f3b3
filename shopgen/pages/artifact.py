"""Artifacts: finished files, not yet written."""

from dataclasses import dataclass
from enum import StrEnum


class CacheClass(StrEnum):
    """How long a file may be kept by caches."""

    IMMUTABLE = "immutable"
    """The name carries a hash of the content."""
    STABLE = "stable"
    """The name stays, the content changes: to be asked for again."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the output: its path relative to `output/`, with forward slashes, and its bytes."""

    path: str
    data: bytes
    cache: CacheClass = CacheClass.STABLE
