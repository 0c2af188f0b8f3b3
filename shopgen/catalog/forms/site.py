"""The form of a site: `shopgen.yaml`."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from shopgen.catalog.fields.addresses import BaseUrl, Origin, Url
from shopgen.catalog.fields.names import Slug
from shopgen.catalog.fields.numbers import Percentage, parse_whole
from shopgen.catalog.fields.plain import PlainMapping
from shopgen.catalog.fields.words import Flag, Words, parse_words
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.forms.form import Form
from shopgen.shop.picture import PictureFormat

_LEAST_WIDTH, _MOST_WIDTH = 16, 8_000


def _parse_width(value: Any) -> int:
    width = parse_whole(value)
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        hint = f"Write one from {_LEAST_WIDTH} to {_MOST_WIDTH}."
        raise Wrong("width", "is not a width that is made", hint, value)
    return width


def _parse_megapixels(value: Any) -> int:
    count = parse_whole(value)
    if not count:
        raise Wrong("megapixels", "takes no picture at all", "Write a number such as 50.", value)
    return count


def _parse_format(value: Any) -> str:
    text = parse_words(value)
    names = [member.value for member in PictureFormat]
    if text in names:
        return text
    hint = "Write jpg." if text == "jpeg" else f"Write one of {', '.join(names)}."
    raise Wrong("choice", "is not a format that is made", hint, text)


FormatName = Annotated[
    str, PlainValidator(_parse_format), WithJsonSchema({"enum": [member.value for member in PictureFormat]})
]


Width = Annotated[
    int,
    PlainValidator(_parse_width),
    WithJsonSchema({"type": "integer", "minimum": _LEAST_WIDTH, "maximum": _MOST_WIDTH}),
]
Megapixels = Annotated[
    int, PlainValidator(_parse_megapixels), WithJsonSchema({"type": "integer", "minimum": 1})
]


class PicturesForm(Form):
    """Which renditions are made of an original."""

    widths: Annotated[list[Width], Field(min_length=1, max_length=20)] | None = Field(
        default=None, description="Widths in pixels.", examples=[[320, 640, 1280]]
    )
    formats: Annotated[list[FormatName], Field(min_length=1)] | None = Field(
        default=None, description="Formats, best first.", examples=[["avif", "webp", "jpg"]]
    )
    keep_all: Flag = Field(default=False, description="Whether renditions that save nothing are kept.")
    max_megapixels: Megapixels | None = Field(
        default=None, description="The largest original that is taken.", examples=[50]
    )


class AnalyticsSettingsForm(Form):
    """What is counted: nothing unless said."""

    beacon: Url = Field(
        default="", description="The address that is told of events.", examples=["https://a.example/b"]
    )


class SiteForm(Form):
    """The whole site."""

    base_url: BaseUrl | None = Field(
        default=None, description="The address it is served from.", examples=["https://shops.example/"]
    )
    brands: list[Slug] | None = Field(
        default=None, description="The brands that are published; else all.", examples=[["fjord-supply"]]
    )
    platform: Words = Field(default="", description="The platform's name.", examples=["Agora"])
    pictures: PicturesForm = Field(
        default=PicturesForm(), description="Pictures.", examples=[{"widths": [320, 640]}]
    )
    commission: Percentage | None = Field(
        default=None, description="The platform's share; else none.", examples=["5%"]
    )
    providers: list[Words] | None = Field(
        default=None,
        description="The payment providers that are allowed; else all.",
        examples=[["link", "email"]],
    )
    hosts: list[Origin] | None = Field(
        default=None,
        description="Origins that may frame; else any may.",
        examples=[["https://social.example"]],
    )
    analytics: AnalyticsSettingsForm = Field(
        default=AnalyticsSettingsForm(),
        description="What is counted.",
        examples=[{"beacon": "https://a.example/b"}],
    )
    publish: PlainMapping = Field(
        default_factory=dict, description="Where it is published.", examples=[{"target": "folder"}]
    )
    extra: PlainMapping = Field(
        default_factory=dict, description="Anything more, handed to themes.", examples=[{"year": 2026}]
    )
