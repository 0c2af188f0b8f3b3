"""`shopgen new brand` and `shopgen new product`: the first file of each."""

import re
import unicodedata
from pathlib import Path

import click

from shopgen.cli import scaffold
from shopgen.problems import UsageError

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
    folder = slug or slug_of(name)
    written = scaffold.write_new(site, scaffold.brand_files(_checked(folder), name, currency, locale))
    click.echo(f"Made {written[0]}. Next: shopgen new product {folder} TITLE --price 24.00")


@new.command()
@click.argument("brand")
@click.argument("title")
@click.option("--slug", help="The name of its file and address. Default: made from TITLE.")
@click.option("--price", default="0.00", help="Such as 24.00, in the brand's currency.")
@click.pass_obj
def product(site: Path, brand: str, title: str, slug: str | None, price: str) -> None:
    """Add a product called TITLE to BRAND."""
    if not (site / "brands" / brand / "brand.yaml").is_file():
        raise UsageError(
            f"There is no brands/{brand}/brand.yaml. Make the brand first: shopgen new brand NAME."
        )
    name = _checked(slug or slug_of(title))
    written = scaffold.write_new(site, scaffold.product_files(brand, name, title, price))
    click.echo(f"Made {written[0]}. Put a picture in brands/{brand}/images/ and name it there.")


def slug_of(name: str) -> str:
    """Return a name as it can stand in an address: lower-case letters, digits and hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _checked(slug: str) -> str:
    if SLUG.fullmatch(slug):
        return slug
    raise UsageError(
        f'"{slug}" cannot be part of an address. Name one with --slug, such as --slug enamel-mug.'
    )
