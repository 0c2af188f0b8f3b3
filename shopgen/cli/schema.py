"""`shopgen schema`: JSON Schema for editors."""

import json

import click

from shopgen.catalog.schema import json_schema
from shopgen.cli.scaffold import SCHEMAS


@click.command()
@click.argument("kind", type=click.Choice(SCHEMAS), default="brand")
def schema(kind: str) -> None:
    """Print the JSON Schema of a source file, for editors and other programs."""
    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))
