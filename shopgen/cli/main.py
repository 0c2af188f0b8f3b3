"""The command `shopgen`: its groups and options, and how its failures end."""

from pathlib import Path
from typing import Any

import click

from shopgen import __version__
from shopgen.cli.audience import audience
from shopgen.cli.build import build
from shopgen.cli.check import check
from shopgen.cli.init import init
from shopgen.cli.new import new
from shopgen.cli.schema import schema
from shopgen.cli.themes import themes
from shopgen.cli.verify import verify
from shopgen.problems import ShopgenError


class _Failure(click.ClickException):
    """A failure in one sentence, without a traceback."""

    def __init__(self, error: ShopgenError) -> None:
        super().__init__(str(error))
        self.error = error

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """What the program ends with."""
        return self.error.exit_code


class _Shopgen(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ShopgenError as error:
            raise _Failure(error) from error


@click.group(cls=_Shopgen, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The site: the folder with brands/ in it. Default: this folder.",
)
@click.version_option(__version__, prog_name="shopgen")
@click.pass_context
def main(context: click.Context, site: Path) -> None:
    """Make shop modules, shop pages and checkout pages out of a brand's files."""
    context.obj = site


for command in (init, new, check, build, audience, schema, themes, verify):
    main.add_command(command)
