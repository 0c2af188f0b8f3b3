"""The form of a theme: `themes/<theme>/theme.yaml`."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from shopgen.catalog.fields.names import Slug
from shopgen.catalog.fields.numbers import parse_whole
from shopgen.catalog.fields.product_codes import parse_choice
from shopgen.catalog.fields.words import Text, Words
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.forms.form import Form
from shopgen.shop.theme import TokenKind

CONTRACT = 1
"""The version of the contract with themes: another one where a theme that keeps this one could break."""
WIDEST = range(64, 2561)
"""How wide, in pixels, the widest rendition on a card may be."""


def _parse_kind(value: Any) -> TokenKind:
    return parse_choice(TokenKind, value, "colour")


def _parse_contract(value: Any) -> int:
    contract = parse_whole(value)
    if contract != CONTRACT:
        what = "is no contract between themes and this shopgen"
        raise Wrong("contract", what, f"Write {CONTRACT}; docs/themes.md says what it asks.", value)
    return contract


def _parse_widest(value: Any) -> int:
    widest = parse_whole(value)
    if widest not in WIDEST:
        what = "is no width of pictures on cards"
        raise Wrong("widest", what, f"Write pixels from {WIDEST[0]} to {WIDEST[-1]}, such as 640.", value)
    return widest


Kind = Annotated[
    TokenKind, PlainValidator(_parse_kind), WithJsonSchema({"enum": [member.value for member in TokenKind]})
]
Contract = Annotated[int, PlainValidator(_parse_contract), WithJsonSchema({"enum": [CONTRACT]})]
Widest = Annotated[
    int,
    PlainValidator(_parse_widest),
    WithJsonSchema({"type": "integer", "minimum": WIDEST[0], "maximum": WIDEST[-1]}),
]


class TokenForm(Form):
    """A value that a brand may set."""

    kind: Kind = Field(description="What its value may be.", examples=["colour"])
    default: Words = Field(description="The value where a brand sets none.", examples=["#0f766e"])
    maximum: Words | None = Field(default=None, description="The largest length.", examples=["24px"])
    choices: dict[Words, Text] | None = Field(
        default=None,
        description="What a brand may write, and what the style sheet gets for it.",
        examples=[{"system": "system-ui, sans-serif"}],
    )


class CardPicturesForm(Form):
    """How large a kind of card shows its picture."""

    widest: Widest = Field(description="The widest rendition to offer, in pixels.", examples=[640])
    sizes: Words = Field(
        description="How wide the picture is shown, as HTML's `sizes` says it.",
        examples=["(min-width: 40rem) 30vw, 46vw"],
    )


class CardsForm(Form):
    """How large cards show their pictures; what is not said is as in the theme that is extended."""

    module: CardPicturesForm | None = Field(
        default=None, description="In the module.", examples=[{"widest": 480, "sizes": "176px"}]
    )
    page: CardPicturesForm | None = Field(
        default=None, description="On pages.", examples=[{"widest": 640, "sizes": "46vw"}]
    )


class ThemeForm(Form):
    """One theme."""

    title: Words = Field(description="The theme's name.", examples=["Default"])
    contract: Contract = Field(
        default=CONTRACT, description="The version of the contract that it keeps.", examples=[CONTRACT]
    )
    description: Text = Field(default="", description="One sentence.", examples=["Quiet, phone first."])
    extends: Slug | None = Field(default=None, description="The theme it builds upon.", examples=["default"])
    cards: CardsForm = Field(
        default=CardsForm(),
        description="How large cards show their pictures.",
        examples=[{"module": {"widest": 480, "sizes": "176px"}}],
    )
    tokens: dict[Words, TokenForm] = Field(
        default_factory=dict,
        description="The values that a brand may set.",
        examples=[{"accent": {"kind": "colour", "default": "#0f766e"}}],
    )
