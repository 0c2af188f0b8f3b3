"""The form of a theme: `themes/<theme>/theme.yaml`."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from shopgen.catalog.fields.names import Slug
from shopgen.catalog.fields.product_codes import parse_choice
from shopgen.catalog.fields.words import Text, Words
from shopgen.catalog.forms.form import Form
from shopgen.shop.theme import TokenKind


def _parse_kind(value: Any) -> TokenKind:
    return parse_choice(TokenKind, value, "colour")


Kind = Annotated[
    TokenKind, PlainValidator(_parse_kind), WithJsonSchema({"enum": [member.value for member in TokenKind]})
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


class ThemeForm(Form):
    """One theme."""

    title: Words = Field(description="The theme's name.", examples=["Default"])
    description: Text = Field(default="", description="One sentence.", examples=["Quiet, phone first."])
    extends: Slug | None = Field(default=None, description="The theme it builds upon.", examples=["default"])
    tokens: dict[Words, TokenForm] = Field(
        default_factory=dict,
        description="The values that a brand may set.",
        examples=[{"accent": {"kind": "colour", "default": "#0f766e"}}],
    )
