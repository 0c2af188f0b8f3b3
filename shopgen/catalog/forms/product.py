"""The form of a product: `brands/<brand>/products/<slug>.md`, and of its translations."""

from typing import Annotated

from pydantic import Field

from shopgen.catalog.fields.addresses import Email, Url
from shopgen.catalog.fields.dates import Instant, SpanOfTime
from shopgen.catalog.fields.names import Slug
from shopgen.catalog.fields.numbers import Currency, Prices, Share, UnitMeasure, Weight, Whole
from shopgen.catalog.fields.pictures import Src
from shopgen.catalog.fields.plain import PlainMapping
from shopgen.catalog.fields.product_codes import AvailabilityField, ConditionField, Gtin
from shopgen.catalog.fields.words import Alt, Flag, Text, Words
from shopgen.catalog.forms.form import Form

OPTION_LIMIT = 3
VALUE_LIMIT = 100
VARIANT_LIMIT = 500
PICTURE_LIMIT = 50


class PictureForm(Form):
    """One picture of a product."""

    src: Src = Field(
        description="The original's file in the brand's images/ folder.", examples=["mug-front.jpg"]
    )
    alt: Alt = Field(
        description='What the picture shows, in words; "" for decoration.', examples=["A white enamel mug"]
    )
    focus: Annotated[list[Share], Field(min_length=2, max_length=2)] | None = Field(
        default=None,
        description="The point to keep in view: shares of width and height, from the left and the top.",
        examples=[[0.5, 0.4]],
    )
    trim: Flag = Field(default=False, description="Whether an even border is cut off.")
    animate: Flag = Field(default=False, description="Whether an animation is kept moving.")


class OfferForm(Form):
    """What a product and a variant may both say about what is sold and how."""

    sku: Words | None = Field(default=None, description="Your own number for it.", examples=["MUG-1"])
    price: Prices | None = Field(
        default=None,
        description="An exact amount, with its currency where that is not the brand's, or one a currency.",
        examples=["24.00"],
    )
    sale_price: Prices | None = Field(
        default=None, description="The price while the sale lasts; lower than the price.", examples=["19.00"]
    )
    sale_price_effective_date: SpanOfTime | None = Field(
        default=None,
        description="When the sale lasts: first and last day, or two instants (ISO 8601).",
        examples=["2026-11-27/2026-12-01"],
    )
    availability: AvailabilityField | None = Field(
        default=None, description="Whether it can be had.", examples=["in_stock"]
    )
    availability_date: Instant | None = Field(
        default=None, description="When a preorder or a backorder arrives.", examples=["2026-12-15"]
    )
    release: Instant | None = Field(
        default=None, description="When a drop opens.", examples=["2026-12-01T09:00:00+01:00"]
    )
    stock: Whole | None = Field(default=None, description="How many there are.", examples=[40])
    gtin: Gtin | None = Field(
        default=None, description="The number of the bar code (EAN, UPC, ISBN).", examples=["4006381333931"]
    )
    mpn: Words | None = Field(
        default=None, description="The manufacturer's number for it.", examples=["FJ-0042"]
    )
    condition: ConditionField | None = Field(
        default=None, description="New, refurbished or used.", examples=["new"]
    )
    unit_pricing_measure: UnitMeasure | None = Field(
        default=None, description="How much is in it, for the price per unit.", examples=["0.35 l"]
    )
    shipping_weight: Weight | None = Field(
        default=None, description="What a parcel weighs.", examples=["0.4 kg"]
    )
    payment_link: Url | None = Field(
        default=None,
        description="A ready-made address at the provider.",
        examples=["https://buy.stripe.com/abc"],
    )
    provider_ids: dict[Words, Words] | None = Field(
        default=None, description="What the provider calls it.", examples=[{"shopify": "44012345678901"}]
    )
    extra: PlainMapping | None = Field(
        default=None, description="Anything more, handed to themes.", examples=[{"fit": "regular"}]
    )


class VariantForm(OfferForm):
    """One buyable combination of options. It says what differs from its product."""

    options: dict[Words, Words] | None = Field(
        default=None, description="The value of each option.", examples=[{"size": "S", "colour": "white"}]
    )
    image: Src | None = Field(
        default=None, description="The product's picture that shows it.", examples=["mug-white.jpg"]
    )


class ManufacturerForm(Form):
    """Who made a product (Regulation (EU) 2023/988, article 19)."""

    name: Words = Field(description="The manufacturer's name.", examples=["Fjord Supply AS"])
    address: Text = Field(default="", description="The postal address.", examples=["Kaigaten 1, 5003 Bergen"])
    email: Email = Field(default="", description="An electronic address.", examples=["hello@fjord.example"])


class ProductForm(OfferForm):
    """One product."""

    title: Words = Field(description="The product's name.", examples=["Enamel mug"])
    id: Words | None = Field(
        default=None, description="What it is known by for ever; else its slug.", examples=["enamel-mug"]
    )
    summary: Words | None = Field(
        default=None,
        description="One plain sentence, for cards and metadata.",
        examples=["A mug that survives the rocks."],
    )
    currency: Currency | None = Field(
        default=None, description="The currency of its prices, where it is not the brand's.", examples=["EUR"]
    )
    images: Annotated[list[PictureForm], Field(max_length=PICTURE_LIMIT)] | None = Field(
        default=None,
        description="Its pictures, the first of them on cards.",
        examples=[[{"src": "mug-front.jpg", "alt": "A white enamel mug"}]],
    )
    image: Src | None = Field(
        default=None, description="Its one picture: the short form of images.", examples=["mug-front.jpg"]
    )
    image_alt: Alt | None = Field(
        default=None, description="What that picture shows, in words.", examples=["A white enamel mug"]
    )
    options: (
        Annotated[
            dict[Words, Annotated[list[Words], Field(min_length=1, max_length=VALUE_LIMIT)]],
            Field(min_length=1, max_length=OPTION_LIMIT),
        ]
        | None
    ) = Field(default=None, description="What can be chosen.", examples=[{"size": ["S", "L"]}])
    variants: Annotated[list[VariantForm], Field(max_length=VARIANT_LIMIT)] | None = Field(
        default=None,
        description="The combinations that can be bought.",
        examples=[[{"sku": "MUG-1-S", "options": {"size": "S"}, "stock": 12}]],
    )
    manufacturer: ManufacturerForm | None = Field(
        default=None, description="Who made it.", examples=[{"name": "Fjord Supply AS"}]
    )
    tags: Annotated[list[Words], Field(max_length=50)] | None = Field(
        default=None, description="Words to find it by.", examples=[["kitchen", "enamel"]]
    )
    collection: Words | None = Field(
        default=None, description="The group it is shown in on the shop page.", examples=["Kitchen"]
    )
    aliases: Annotated[list[Slug], Field(max_length=50)] | None = Field(
        default=None, description="Earlier slugs, which lead here.", examples=[["old-mug"]]
    )
    draft: Flag = Field(default=False, description="Whether it is not yet to be shown.")


class ProductTranslationForm(Form):
    """A product's words in another locale: `<slug>.<locale>.md`."""

    title: Words | None = Field(default=None, description="The product's name.", examples=["Mug en émail"])
    summary: Words | None = Field(
        default=None, description="One plain sentence.", examples=["Un mug solide."]
    )
    collection: Words | None = Field(default=None, description="The collection's name.", examples=["Cuisine"])
    tags: Annotated[list[Words], Field(max_length=50)] | None = Field(
        default=None, description="Words to find it by.", examples=[["cuisine", "émail"]]
    )
    image_alts: dict[Words, Alt] | None = Field(
        default=None,
        description="What each picture shows, by its src.",
        examples=[{"mug-front.jpg": "Un mug en émail blanc"}],
    )
    option_names: dict[Words, Words] | None = Field(
        default=None, description="The names of the options.", examples=[{"size": "Taille"}]
    )
    option_values: dict[Words, dict[Words, Words]] | None = Field(
        default=None, description="The values of each option.", examples=[{"colour": {"white": "blanc"}}]
    )
