"""`shopgen themes list`: which themes there are."""

from pathlib import Path

import click

from shopgen.build.load import list_themes


@click.group()
def themes() -> None:
    """Look at themes."""


@themes.command("list")
@click.pass_obj
def list_(site: Path) -> None:
    """List the site's themes and those that come with shopgen."""
    for theme in list_themes(site):
        chain = f" (extends {', '.join(theme.layers[1:])})" if theme.layers[1:] else ""
        click.echo(f"{theme.name:<16}{theme.title}{chain}")
        for token in theme.tokens.values():
            values = ", ".join(token.choices) or token.kind.value
            click.echo(f"  {token.name:<14}{values}; default {token.default}")
