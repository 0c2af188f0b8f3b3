"""A theme as data: what it is called, which themes it builds upon, which tokens it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token's value may be."""

    COLOUR = "colour"
    LENGTH = "length"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Token:
    """A value that a brand may set. `choices` maps what an author writes to what the style sheet gets."""

    name: str
    kind: TokenKind
    default: str
    choices: Mapping[str, str] = field(default_factory=dict)
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme.

    `layers` are the themes to look files up in, itself first, then what it extends, in turn.
    """

    name: str
    title: str
    layers: tuple[str, ...]
    tokens: Mapping[str, Token]
    description: str = ""
