"""`shopgen new brand` and `shopgen new product`: the first file of each."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from shopgen.catalog.fields.codes import parse_locale
from shopgen.catalog.fields.names import make_slug, slug_fault, suggest_slug
from shopgen.catalog.fields.numbers import currency_digits, example_amount, parse_amount, parse_currency
from shopgen.catalog.fields.words import parse_words
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.money import price_in
from shopgen.catalog.places import brand_path
from shopgen.catalog.reading.source import load_yaml
from shopgen.cli import scaffold
from shopgen.files import Root
from shopgen.problems import UsageError, quote

Parsed = TypeVar("Parsed")


@click.group()
def new() -> None:
    """Add a brand or a product."""


@new.command()
@click.argument("name")
@click.option("--slug", help="The name of its folder and address. Default: made from NAME.")
@click.option("--currency", default="EUR", show_default=True, help="ISO 4217, such as EUR.")
@click.option("--locale", default="en-GB", show_default=True, help="The language its files are written in.")
@click.pass_obj
def brand(site: Path, name: str, slug: str | None, currency: str, locale: str) -> None:
    """Add a brand called NAME."""
    words = _parsed(parse_words, "NAME", name)
    folder = _slug(slug, words, "fjord-supply")
    _parsed(parse_currency, "--currency", currency)
    _parsed(parse_locale, "--locale", locale)
    written = scaffold.write_new(site, scaffold.brand_files(folder, words, currency, locale))
    price = example_amount(currency)
    click.echo(f"Made {written[0]}. Next: shopgen new product {folder} TITLE --price {price}")


@new.command()
@click.argument("brand")
@click.argument("title")
@click.option("--slug", help="The name of its file and address. Default: made from TITLE.")
@click.option("--price", help="Such as 24.00, in the brand's currency. Default: nothing, to be filled in.")
@click.pass_obj
def product(site: Path, brand: str, title: str, slug: str | None, price: str | None) -> None:
    """Add a product called TITLE to BRAND."""
    if not (site / "brands" / brand / "brand.yaml").is_file():
        raise UsageError(
            f"There is no brands/{brand}/brand.yaml. Make the brand first: shopgen new brand NAME."
        )
    words = _parsed(parse_words, "TITLE", title)
    name = _slug(slug, words, "enamel-mug")
    amount = _price(site, brand, price)
    written = scaffold.write_new(site, scaffold.product_files(brand, name, words, amount))
    click.echo(f"Made {written[0]}. Put a picture in brands/{brand}/images/ and name it there.")


def _slug(said: str | None, name: str, example: str) -> str:
    """Return the slug that is said, else one made of a name."""
    slug = make_slug(name) if said is None else said
    fault = slug_fault(slug)
    if fault is None:
        return slug
    what = f'The slug "{slug}" {fault[0]}' if slug else f"{quote(name)} has no letters for an address"
    raise UsageError(f"{what}. Choose one, such as --slug {suggest_slug(slug, example)}.")


def _price(site: Path, brand: str, said: str | None) -> str:
    """Return a price as it is to be written: in the currency that the brand's file says."""
    currency = load_yaml(Root(site), brand_path(brand)).values.get("currency")
    try:
        code = parse_currency(currency or "")
    except Wrong:
        raise UsageError(f"{brand_path(brand)} has no currency that is in use. Write one first.") from None
    if said is None:
        return format(Decimal(), f".{currency_digits(code)}f")
    amount = _parsed(parse_amount, "--price", said)
    if amount.currency not in ("", code):
        message = f"--price {quote(said)} is not in {code}, the currency of {brand}."
        raise UsageError(f"{message} Write the amount alone, such as --price {example_amount(code)}.")
    _parsed(lambda value: price_in(value, code), "--price", amount)
    return said


def _parsed(parse: Callable[[Any], Parsed], name: str, value: Any) -> Parsed:
    try:
        return parse(value)
    except Wrong as wrong:
        raise UsageError(f"{wrong.sentence(name)} {wrong.hint}") from None
