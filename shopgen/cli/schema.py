"""`shopgen schema`: JSON Schema of the sources, for editors, and of what is published, for its readers."""

import json

import click

from shopgen.catalog.schema import json_schema
from shopgen.cli.scaffold import SCHEMAS
from shopgen.verify.published import module_schema

MODULE = "module"


@click.command()
@click.argument("kind", type=click.Choice((*SCHEMAS, MODULE)), default="brand")
def schema(kind: str) -> None:
    """Print the JSON Schema of a source file, or of a brand's module.json, for editors and other programs."""
    found = module_schema() if kind == MODULE else json_schema(kind)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
