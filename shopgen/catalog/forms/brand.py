"""The form of a brand: `brands/<brand>/brand.yaml`, and of its translations."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from shopgen.catalog.fields.addresses import BaseUrl, Contact, Url
from shopgen.catalog.fields.codes import Country, Language, LocaleTag, Market, Timezone
from shopgen.catalog.fields.names import Slug
from shopgen.catalog.fields.numbers import Currency, Price, Rollout, parse_whole
from shopgen.catalog.fields.pictures import Logo
from shopgen.catalog.fields.plain import PlainMapping
from shopgen.catalog.fields.words import Flag, Text, Words, parse_words
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.forms.form import Form
from shopgen.problems import nearest
from shopgen.shop.audience import PLATFORMS

DIRECTIONS = ("row", "column")
_MEANT = {"iphone": "ios", "ipad": "ios", "horizontal": "row", "vertical": "column"}
MODULE_LIMIT = 50
"""The most products that a module shows; the pilot's successor showed as many."""


def _parse_direction(value: Any) -> str:
    return _one_of(parse_words(value), DIRECTIONS)


def _parse_platform(value: Any) -> str:
    return _one_of(parse_words(value), PLATFORMS)


def _parse_token(value: Any) -> str:
    if value == "":
        raise Wrong("no-value", "has no value", 'Write one; a colour is in quotes, such as "#0f766e".')
    return parse_words(value)


def _one_of(text: str, names: tuple[str, ...]) -> str:
    if text in names:
        return text
    guess = _MEANT.get(text.lower()) or nearest(text.lower(), names)
    hint = f"Did you mean {guess}?" if guess else f"Write one of {', '.join(names)}."
    raise Wrong("choice", "is not one of the values", hint, text)


def _parse_limit(value: Any) -> int:
    limit = parse_whole(value)
    if not 1 <= limit <= MODULE_LIMIT:
        what = "is not a number of products that a module shows"
        raise Wrong("limit", what, f"Write one from 1 to {MODULE_LIMIT}.", value)
    return limit


TokenValue = Annotated[str, PlainValidator(_parse_token), WithJsonSchema({"type": ["string", "number"]})]
Direction = Annotated[str, PlainValidator(_parse_direction), WithJsonSchema({"enum": list(DIRECTIONS)})]
Limit = Annotated[
    int,
    PlainValidator(_parse_limit),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MODULE_LIMIT}),
]
Platform = Annotated[str, PlainValidator(_parse_platform), WithJsonSchema({"enum": list(PLATFORMS)})]


class ModuleForm(Form):
    """The carousel."""

    title: Words | None = Field(default=None, description="Its heading.", examples=["Shop"])
    limit: Limit = Field(default=5, description="How many products it shows.", examples=[5])
    order: list[Slug] = Field(
        default_factory=list,
        description="Slugs of products that come first.",
        examples=[["enamel-mug", "wool-beanie"]],
    )
    direction: Direction = Field(default="row", description="Whether it scrolls sideways or up and down.")


class AudienceForm(Form):
    """Who gets to see the module."""

    enabled: Flag = Field(default=True, description="Whether anyone does.")
    regions: list[Country] = Field(default_factory=list, description="Countries.", examples=[["US"]])
    languages: list[Language] = Field(default_factory=list, description="Languages.", examples=[["en"]])
    platforms: list[Platform] = Field(default_factory=list, description="Platforms.", examples=[["ios"]])
    rollout: Rollout | None = Field(default=None, description="The share of viewers.", examples=["25%"])
    opt_in: Flag = Field(default=False, description="Whether only those do who asked to.")


class RateForm(Form):
    """What delivery to a country costs."""

    country: Country = Field(description="The country (ISO 3166).", examples=["FR"])
    price: Price = Field(description="What it costs.", examples=["4.90"])


class ShippingForm(Form):
    """Where the brand delivers to."""

    countries: list[Country] = Field(
        default_factory=list, description="Countries (ISO 3166).", examples=[["FR", "DE"]]
    )
    note: Text | None = Field(
        default=None, description="How long it takes, in a sentence.", examples=["Ships in 2 days"]
    )
    rates: list[RateForm] = Field(
        default_factory=list,
        description="What it costs.",
        examples=[[{"country": "FR", "price": "4.90"}]],
    )


class PoliciesForm(Form):
    """What a buyer may want to read before paying."""

    returns: Url = Field(
        default="", description="The page about returns.", examples=["https://fjord.example/returns"]
    )
    privacy: Url = Field(
        default="", description="The page about privacy.", examples=["https://fjord.example/privacy"]
    )
    contact: Contact = Field(
        default="", description="An e-mail address or a page to write to.", examples=["hello@fjord.example"]
    )
    seller: Text | None = Field(
        default=None, description="Who sells: name and address.", examples=["Fjord Supply AS, Bergen"]
    )


class AnalyticsForm(Form):
    """What is counted: nothing unless said."""

    beacon: Url = Field(
        default="", description="The address that is told of events.", examples=["https://a.example/b"]
    )


class BrandForm(Form):
    """One brand."""

    name: Words = Field(description="The brand's name.", examples=["Fjord Supply"])
    currency: Currency = Field(description="The currency of its prices (ISO 4217).", examples=["EUR"])
    handle: Words = Field(default="", description="Its name on the platform.", examples=["@fjordsupply"])
    description: Text | None = Field(
        default=None, description="One sentence.", examples=["Things for cold water"]
    )
    url: Url = Field(default="", description="Its own site.", examples=["https://fjord.example"])
    logo: Logo = Field(
        default="", description="Its logo in images/; may be an SVG.", examples=["images/logo.svg"]
    )
    currencies: dict[LocaleTag, Currency] = Field(
        default_factory=dict,
        description="The currency that a locale shows, where it is not the brand's.",
        examples=[{"en-US": "USD"}],
    )
    locale: LocaleTag | None = Field(
        default=None,
        description="The locale that its sources are written in; else the first of locales, else en.",
        examples=["en-GB"],
    )
    locales: list[LocaleTag] = Field(
        default_factory=list,
        description="All locales that it is shown in; the one of its sources always is.",
        examples=[["en-GB", "fr-FR"]],
    )
    timezone: Timezone = Field(
        default="UTC", description="The zone of dates that name none (IANA).", examples=["Europe/Paris"]
    )
    market: Market = Field(default="", description="Whose rules of law apply.", examples=["EU"])
    base_url: BaseUrl = Field(
        default="", description="An origin of the brand's own.", examples=["https://fjord.shops.example/"]
    )
    theme: dict[Words, TokenValue] = Field(
        default_factory=dict,
        description="The theme's name, and its tokens.",
        examples=[{"name": "default", "accent": "#0f766e"}],
    )
    module: ModuleForm = Field(
        default=ModuleForm(), description="The carousel.", examples=[{"title": "Shop", "limit": 5}]
    )
    audience: AudienceForm = Field(
        default=AudienceForm(), description="Who gets to see it.", examples=[{"regions": ["US"]}]
    )
    checkout: PlainMapping = Field(
        default_factory=dict,
        description="Who takes the payment, and what that provider needs.",
        examples=[{"provider": "email", "email": "orders@fjord.example"}],
    )
    shipping: ShippingForm = Field(
        default=ShippingForm(), description="Delivery.", examples=[{"countries": ["FR", "DE"]}]
    )
    policies: PoliciesForm = Field(
        default=PoliciesForm(),
        description="What a buyer may want to read.",
        examples=[{"contact": "hello@fjord.example"}],
    )
    analytics: AnalyticsForm = Field(
        default=AnalyticsForm(),
        description="What is counted.",
        examples=[{"beacon": "https://a.example/b"}],
    )
    extra: PlainMapping = Field(
        default_factory=dict, description="Anything more, handed to themes.", examples=[{"founded": "1921"}]
    )


class ModuleWordsForm(Form):
    """The carousel's words."""

    title: Words | None = Field(default=None, description="Its heading.", examples=["Boutique"])


class ShippingWordsForm(Form):
    """Delivery's words."""

    note: Text | None = Field(
        default=None, description="How long it takes.", examples=["Expédié sous 2 jours"]
    )


class PoliciesWordsForm(Form):
    """The policies' words."""

    seller: Text | None = Field(
        default=None, description="Who sells.", examples=["Fjord Supply AS, Bergen, Norvège"]
    )


class BrandTranslationForm(Form):
    """A brand's words in another locale: `brand.<locale>.yaml`."""

    name: Words | None = Field(default=None, description="The brand's name.", examples=["Fjord Supply"])
    description: Text | None = Field(
        default=None, description="One sentence.", examples=["Pour l’eau froide"]
    )
    module: ModuleWordsForm = Field(
        default=ModuleWordsForm(), description="The carousel's words.", examples=[{"title": "Boutique"}]
    )
    shipping: ShippingWordsForm = Field(
        default=ShippingWordsForm(),
        description="Delivery's words.",
        examples=[{"note": "Expédié sous 2 jours"}],
    )
    policies: PoliciesWordsForm = Field(
        default=PoliciesWordsForm(),
        description="The policies' words.",
        examples=[{"seller": "Fjord Supply AS, Bergen, Norvège"}],
    )
