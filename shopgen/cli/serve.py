"""`shopgen serve`: the site as its sources are now, in a browser."""

import time
from pathlib import Path
from typing import Any

import click

from shopgen.build.workers import available_jobs
from shopgen.cli.build import EFFORTS
from shopgen.cli.progress import Bar
from shopgen.cli.reports import count_sentence, render_text
from shopgen.problems import Problem


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 8000, or the next that is free.")
@click.option("--cache", type=click.Path(path_type=Path), help="Default: .shopgen/ in the site.")
@click.option("--jobs", type=click.IntRange(min=1), default=available_jobs, show_default="all cores")
@click.option(
    "--effort", type=click.Choice(EFFORTS), default="draft", show_default=True, help="For pictures."
)
@click.option("--poll", "polls", is_flag=True, help="Look for changes, where the system tells of none.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def serve(site: Path, /, cache: Path | None, opens: bool, **given: Any) -> None:
    """Show the site in a browser, and each change of its files at once. Nothing is written to output/."""
    from shopgen.preview.server import PreviewServer, PreviewSettings

    start = time.monotonic()
    with PreviewServer(PreviewSettings(site, cache or site / ".shopgen", **given)) as server:
        with Bar() as bar:
            told = server.load(bar)
        _say(told)
        click.echo(f"Preview   {server.origin}/ (Ctrl-C stops it)")
        click.echo(f"Time      {time.monotonic() - start:.1f} s")
        if opens:
            click.launch(f"{server.origin}/")

        def tell(problems: tuple[Problem, ...]) -> None:
            nonlocal told
            if problems != told:
                _say(problems)
                told = problems

        server.run(tell)


def _say(problems: tuple[Problem, ...]) -> None:
    """Say what is wrong now; nothing more where nothing is."""
    click.echo(f"{render_text(problems)}{count_sentence(problems)}.", err=True)
