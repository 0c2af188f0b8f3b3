"""A brand is its settings and words, checked against its folder, its theme and the known providers."""

import pickle
from decimal import Decimal
from typing import Any

import pytest

from shopgen.shop.audience import Audience
from shopgen.shop.brand import (
    BrandWords,
    CheckoutSettings,
    ModuleSettings,
    Policies,
    Shipping,
    ShippingRate,
    ThemeChoice,
)
from shopgen.shop.money import Money


def codes(loaded: Any) -> list[str]:
    """Return the codes of a brand's problems."""
    return [problem.code for problem in loaded.problems]


def test_brand_of_name_and_currency_is_enough(shop: Any) -> None:
    """What is not said has a plain default."""
    shop.write("brands/acme/brand.yaml", "name: Acme\ncurrency: EUR\n")
    loaded = shop.load_brand("acme")

    assert ["no-provider"] == codes(loaded)
    brand = loaded.brand
    assert ("acme", "EUR", "en", ("en",), "UTC") == (
        brand.slug,
        brand.currency,
        brand.locale,
        brand.locales,
        brand.timezone,
    )
    assert {"en": BrandWords("Acme")} == brand.words
    assert (ThemeChoice(), ModuleSettings(), Audience(), CheckoutSettings()) == (
        brand.theme,
        brand.module,
        brand.audience,
        brand.checkout,
    )


def test_everything_a_brand_may_say_is_carried(shop: Any) -> None:
    """Each key of the format arrives in the noun."""
    shop.write("brands/acme/images/logo.svg", "<svg/>")
    shop.write(
        "brands/acme/brand.yaml",
        """name: Fjord Supply
handle: "@fjordsupply"
description: Things for cold water
url: https://fjord.example
logo: images/logo.svg
currency: EUR
currencies: {en-US: USD}
locale: en-GB
locales: [en-GB, en-US, fr-FR, ar]
timezone: Europe/Paris
market: EU
base_url: https://fjord.shops.example
theme: {name: default, accent: "#0A3D38", radius: 10px}
module: {title: Shop, limit: 8, order: [mug, jug], direction: column}
audience: {enabled: false, regions: [US, US], languages: [en], platforms: [ios], rollout: 12.5%, opt_in: true}
checkout: {provider: link, template: "https://pay.example/buy{?sku,quantity}", retries: 3}
shipping:
  countries: [FR, DE]
  note: Ships in 2 days
  rates: [{country: FR, price: "4.90"}, {country: DE, price: 5 USD}]
policies:
  returns: https://fjord.example/r
  privacy: https://fjord.example/p
  contact: hello@fjord.example
  seller: "Fjord AS"
analytics: {beacon: https://fjord.example/b}
extra: {founded: 1921}
""",
    )
    loaded = shop.load_brand("acme")

    assert () == loaded.problems
    brand = loaded.brand
    assert (
        BrandWords("Fjord Supply", "Things for cold water", "Shop", "Ships in 2 days", "Fjord AS")
        == brand.words["en-GB"]
    )
    assert ("@fjordsupply", "https://fjord.example", "logo.svg") == (brand.handle, brand.url, brand.logo)
    assert ("https://fjord.shops.example/", "EU", "Europe/Paris") == (
        brand.base_url,
        brand.market,
        brand.timezone,
    )
    assert {"en-US": "USD"} == brand.currencies
    assert ThemeChoice("default", {"accent": "#0a3d38", "radius": "10px"}) == brand.theme
    assert ModuleSettings(8, ("mug", "jug"), "column") == brand.module
    assert Audience(False, ("US",), ("en",), ("ios",), Decimal("12.5"), True) == brand.audience
    assert (
        CheckoutSettings("link", {"template": "https://pay.example/buy{?sku,quantity}", "retries": 3})
        == brand.checkout
    )
    rates = (ShippingRate("FR", Money(Decimal("4.90"), "EUR")), ShippingRate("DE", Money(Decimal(5), "USD")))
    assert Shipping(("FR", "DE"), rates) == brand.shipping
    assert (
        Policies("https://fjord.example/r", "https://fjord.example/p", "hello@fjord.example", "Fjord AS")
        == brand.policies
    )
    assert ("https://fjord.example/b", {"founded": 1921}) == (brand.beacon, brand.extra)


@pytest.mark.parametrize(
    ("said", "locales"),
    [
        ("locale: fr-FR", ("fr-FR",)),
        ("locales: [ar, en]", ("ar", "en")),
        ("locale: en\nlocales: [ar, en]", ("en", "ar")),
        ("locale: en\nlocales: [ar]", ("en", "ar")),
    ],
)
def test_locale_of_the_sources_is_first_and_always_there(
    shop: Any, said: str, locales: tuple[str, ...]
) -> None:
    """It is what is said, else the first of the locales, else en."""
    brand = shop.brand(f"{said}\n").brand

    assert locales == brand.locales
    assert locales[0] == brand.locale
    assert [locales[0]] == list(brand.words)


def test_translation_has_the_words_that_it_says(shop: Any) -> None:
    """What it does not say is empty, and falls back elsewhere."""
    shop.write(
        "brands/acme/brand.fr-FR.yaml",
        "module: {title: Boutique}\nshipping: {note: Sous 2 jours}\npolicies: {seller: Acme SA}\n",
    )
    loaded = shop.brand("locales: [en, fr-FR]\n")

    assert () == loaded.problems
    assert BrandWords("", "", "Boutique", "Sous 2 jours", "Acme SA") == loaded.brand.words["fr-FR"]


def test_products_are_listed_by_slug_with_their_translations(shop: Any) -> None:
    """Drafts are not known yet; images are found below folders."""
    for name in ("mug", "mug.fr", "mug.ar", "jug"):
        shop.write(f"brands/acme/products/{name}.md", "---\n---\n")
    shop.write("brands/acme/images/set/a.jpg", "x")
    loaded = shop.brand()

    assert ("jug", "mug") == loaded.product_slugs
    assert ("ar", "fr") == loaded.files.products["mug"]
    assert {"set/a.jpg"} == loaded.files.images


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("module: {order: [a, a]}", "twice"),
        ("module: {limit: 51}", "limit"),
        ("locales: [fr, fr]", "twice"),
        ("currencies: {fr: USD}", "no-locale"),
        ("logo: logo.svg", "no-picture"),
        ("theme: {name: nothing}", "no-theme"),
        ("theme: {colour: red}", "unknown-key"),
        ("theme: {radius: 1vw}", "token"),
        ("shipping: {rates: [{country: FR, price: 4.999}]}", "decimals"),
        ("shipping: {countries: [DE], rates: [{country: FR, price: 4}]}", "no-country"),
    ],
)
def test_setting_that_cannot_be_meant_is_an_error(shop: Any, said: str, code: str) -> None:
    """The brand is not made, but its settings are there to check products by."""
    loaded = shop.brand(f"{said}\n")

    assert [code] == codes(loaded)
    assert loaded.brand is None
    assert "EUR" == loaded.settings.currency


@pytest.mark.parametrize(
    ("accent", "ratio", "near"),
    [("#f97316", None, None), ("#0f766e", "5.4", "#0d635c"), ("#808080", "5.3", "#969696")],
)
def test_accent_with_too_little_contrast_is_a_warning_with_a_near_colour(
    shop: Any, accent: str, ratio: str | None, near: str | None
) -> None:
    """The ratio is cut, so that it never reads as enough, and the colour named has it."""
    loaded = shop.brand(f'theme: {{accent: "{accent}"}}\n')

    assert ([] if ratio is None else ["contrast"]) == codes(loaded)
    for problem in loaded.problems:
        assert not problem.is_error
        assert f"contrast of {ratio} " in problem.message
        assert near in problem.hint
        assert () == shop.brand(f'theme: {{accent: "{near}"}}\n').problems


@pytest.mark.parametrize(
    ("checkout", "providers", "codes_of"),
    [
        ("{provider: shopify, shop: a.example}", None, []),
        ("{provider: paypol}", None, ["provider"]),
        ("{shop: a.example}", None, ["missing"]),
        ("{provider: 5}", None, ["missing"]),
        ("{provider: email, email: a@b.example}", "[link]", ["provider"]),
    ],
)
def test_provider_is_one_that_is_known_and_allowed(
    shop: Any, checkout: str, providers: str | None, codes_of: list[str]
) -> None:
    """What the provider needs is for the provider to check."""
    if providers:
        shop.write("shopgen.yaml", f"base_url: https://shops.example/\nproviders: {providers}\n")
    shop.write("brands/acme/brand.yaml", f"name: Acme\ncurrency: EUR\ncheckout: {checkout}\n")

    assert codes_of == codes(shop.load_brand("acme"))


def test_brand_without_a_file_says_so(shop: Any) -> None:
    """A folder is not a brand."""
    (shop.folder / "brands" / "acme").mkdir(parents=True)

    assert ["no-file"] == codes(shop.load_brand("acme"))


def test_loaded_brand_goes_to_another_process(shop: Any) -> None:
    """What is loaded can be pickled, and is equal on the other side."""
    loaded = shop.brand("extra: {a: b}\n")

    assert loaded == pickle.loads(pickle.dumps(loaded))  # noqa: S301
