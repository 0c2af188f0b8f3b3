"""`shopgen themes`: which themes there are, whether one keeps the contract, and how all of them look."""

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

import click

from shopgen.build.load import list_themes
from shopgen.build.settings import BuildSettings
from shopgen.build.themes.check import check_theme
from shopgen.build.themes.gallery import build_gallery
from shopgen.cli.build import Instant
from shopgen.cli.progress import Bar
from shopgen.cli.reports import RENDERERS, count_sentence, render_text


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


@themes.command("check")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(tuple(RENDERERS)), default="text", show_default=True)
@click.pass_context
def check_(context: click.Context, /, name: str, form: str) -> None:
    """Say all in which a theme does not keep the contract between themes and shopgen."""
    problems = check_theme(context.obj, name)
    click.echo(RENDERERS[form](problems), nl=False)
    if form == "text":
        click.echo(count_sentence(problems), err=bool(problems))
    if any(problem.is_error for problem in problems):
        context.exit(1)


@themes.command("gallery")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Default: gallery/ in the site."
)
@click.option(
    "--at",
    type=Instant(),
    default=lambda: datetime.now(UTC),
    show_default="now",
    help="The instant to build for.",
)
@click.pass_context
def gallery_(context: click.Context, /, output: Path | None, at: datetime) -> None:
    """Make one page that shows all brands in all themes, on a phone and a desktop, in light and dark."""
    site: Path = context.obj
    settings = BuildSettings(site, output or site / "gallery", site / ".shopgen", at)
    with Bar() as bar:
        problems = build_gallery(settings, bar)
    if problems:
        click.echo(render_text(problems), err=True, nl=False)
        click.echo(f"{count_sentence(problems)}. The gallery was not written.", err=True)
        context.exit(1)
    # Browsers let no page of a file: address load a script that is a module.
    click.echo("To look at it:")
    click.echo(f"  python3 -m http.server --directory {quote(str(output or site / 'gallery'))}")
    click.echo("  open http://localhost:8000/")
