"""The command `shopgen`: its groups and options, and how its failures end."""

from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click

from shopgen import __version__
from shopgen.cli.stopping import Stopped, stopped_by_signals
from shopgen.problems import ShopgenError

COMMANDS = ("audience", "build", "check", "explain", "init", "new", "schema", "serve", "themes", "verify")


class _Failure(click.ClickException):
    """A failure in one sentence, without a traceback."""

    def __init__(self, error: ShopgenError) -> None:
        super().__init__(str(error))
        self.error = error

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """What the program ends with."""
        return self.error.exit_code


class _Stop(click.ClickException):
    """An end that was asked for, which is no error."""

    def __init__(self, stopped: Stopped) -> None:
        super().__init__(str(stopped))
        self.stopped = stopped

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """What shells have for a program that a signal has ended."""
        return self.stopped.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        """Say that it is so."""
        click.echo(self.message, file=file, err=True)


class _Shopgen(click.Group):
    """Has each command in the module of its name, which is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"shopgen.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with stopped_by_signals():
                return super().invoke(ctx)
        except ShopgenError as error:
            raise _Failure(error) from error
        except Stopped as stopped:
            raise _Stop(stopped) from stopped


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
