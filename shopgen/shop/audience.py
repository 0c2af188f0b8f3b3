"""Audience: who gets to see a module."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Audience:
    """A rule: empty tuples mean everyone. `rollout` is a percentage from 0 to 100, exact."""

    enabled: bool = True
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    rollout: Decimal = Decimal(100)
    opt_in: bool = False
