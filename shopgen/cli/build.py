"""`shopgen build`: the sources become a site."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from shopgen.build.again import build_again
from shopgen.build.result import BuildResult
from shopgen.build.settings import BuildSettings
from shopgen.build.workers import available_jobs
from shopgen.cli.keys import read_signing_key
from shopgen.cli.progress import Bar
from shopgen.cli.reports import count_sentence, render_text
from shopgen.cli.summary import render_summary
from shopgen.files import write_atomic

EFFORTS = ("draft", "normal", "best")


class Instant(click.ParamType[datetime]):
    """An instant in ISO 8601; without a zone it is in UTC."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant in UTC."""
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not an instant. Write one like 2026-12-01T09:00:00Z.', param, ctx)
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


class BaseUrl(click.ParamType[str]):
    """An address that a site can be served from."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address with a slash at its end."""
        if not value:
            return ""
        from shopgen.catalog.fields.addresses import parse_base_url
        from shopgen.catalog.fields.wrong import Wrong

        try:
            return parse_base_url(value)
        except Wrong as wrong:
            self.fail(f"{wrong.sentence('The address')} {wrong.hint}", param, ctx)


@click.command()
@click.argument("brands", metavar="[BRAND]...", nargs=-1)
@click.option("--output", type=click.Path(path_type=Path), help="Default: output/ in the site.")
@click.option("--cache", type=click.Path(path_type=Path), help="Default: .shopgen/ in the site.")
@click.option("--jobs", type=click.IntRange(min=1), default=available_jobs, show_default="all cores")
@click.option(
    "--base-url",
    type=BaseUrl(),
    default="",
    help="Publish at this address instead of the site's and the brands' own.",
)
@click.option(
    "--at",
    type=Instant(),
    default=lambda: datetime.now(UTC),
    show_default="now",
    help="The instant to build for.",
)
@click.option("--serial", type=click.IntRange(min=0), default=0, help="The number that manifests carry.")
@click.option(
    "--effort", type=click.Choice(EFFORTS), default="normal", show_default=True, help="For pictures."
)
@click.option("--keep-going", is_flag=True, help="A brand with errors keeps its last good output.")
@click.option("--verify", is_flag=True, help="Build again from nothing and compare.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what was done as JSON."
)
@click.pass_context
def build(
    context: click.Context,
    /,
    output: Path | None,
    cache: Path | None,
    verify: bool,
    report: Path | None,
    **given: Any,
) -> None:
    """Build the site, or only the BRANDs named, into output/.

    Where the environment has an Ed25519 key in SHOPGEN_SIGNING_KEY, manifests are signed with it.
    """
    site: Path = context.obj
    settings = BuildSettings(
        site=site,
        output=output or site / "output",
        cache=cache or site / ".shopgen",
        with_reads=report is not None,
        signing_key=read_signing_key(),
        # What restores a cache in CI may give a file any time.
        trusts_stamps=not os.environ.get("CI"),
        **given,
    )
    start = time.monotonic()
    try:
        with Bar() as bar:
            result = build_again(settings, bar)
    except KeyboardInterrupt as stopped:
        stopped.add_note(f"What is in {settings.output}/ is whole, and the next build does the rest.")
        raise
    click.echo(render_text(result.problems), err=True, nl=False)
    if report is not None:
        write_atomic(report, _report(result).encode())
    _say(result, settings, time.monotonic() - start)
    if verify and result.is_good:
        from shopgen.build.verify import verify_build

        with Bar() as bar:
            verify_build(settings, bar)
        click.echo("Verified: a build from nothing gives the same bytes.")
    if not result.is_good:
        context.exit(1)


def _say(result: BuildResult, settings: BuildSettings, seconds: float) -> None:
    if result.committed is None:
        click.echo(f"{count_sentence(result.problems)}. Nothing was written.", err=True)
        return
    if result.problems:
        click.echo(f"{count_sentence(result.problems)}.", err=True)
    click.echo(render_summary(result, result.committed, settings, seconds), nl=False)


def _report(result: BuildResult) -> str:
    committed = result.committed
    rows = {
        "schema_version": 1,
        "new": [] if committed is None else committed.new,
        "changed": [] if committed is None else committed.changed,
        "removed": [] if committed is None else committed.removed,
        "unchanged": 0 if committed is None else committed.same,
        "problems": [str(problem) for problem in result.problems],
        "made": [
            {
                "kind": made.kind,
                "brand": made.brand,
                "locale": made.locale,
                "product": made.product,
                "outputs": made.outputs,
                "reads": [[read.kind, read.key, read.digest] for read in made.reads],
            }
            for made in result.made
        ],
    }
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
