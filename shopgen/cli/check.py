"""`shopgen check`: every problem in the content."""

from pathlib import Path

import click

from shopgen.build.check import check_site
from shopgen.build.workers import available_jobs
from shopgen.cli.progress import Bar
from shopgen.cli.reports import RENDERERS, count_sentence


@click.command()
@click.argument("brands", metavar="[BRAND]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(tuple(RENDERERS)), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--jobs", type=click.IntRange(min=1), default=available_jobs, show_default="all cores")
@click.pass_context
def check(context: click.Context, /, brands: tuple[str, ...], form: str, strict: bool, jobs: int) -> None:
    """Say all that is wrong with the brands' files, sorted by place."""
    site: Path = context.obj
    with Bar() as bar:
        problems = check_site(site, brands, jobs, bar)
    click.echo(RENDERERS[form](problems), nl=False)
    if form == "text":
        click.echo(count_sentence(problems), err=bool(problems))
    if any(problem.is_error or strict for problem in problems):
        context.exit(1)
