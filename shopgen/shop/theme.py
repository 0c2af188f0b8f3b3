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
class CardPictures:
    """What is offered for a card's picture: renditions up to `widest` pixels, and the `sizes` of HTML."""

    widest: int
    sizes: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme.

    `layers` are the themes to look files up in, itself first, then what it extends, in turn. `languages` are
    those that one of them has the interface's words in, such as `fr` or `pt-BR`. `module_cards` and
    `page_cards` say how large its cards show their pictures, in the module and on pages.
    """

    name: str
    title: str
    layers: tuple[str, ...]
    tokens: Mapping[str, Token]
    description: str = ""
    languages: tuple[str, ...] = ()
    # Phones have three device pixels a pixel, and nobody sees the last tenth of them. A fragment's bytes are
    # the host's.
    module_cards: CardPictures = CardPictures(480, "176px")
    page_cards: CardPictures = CardPictures(640, "(min-width: 64rem) 17rem, (min-width: 40rem) 30vw, 46vw")
