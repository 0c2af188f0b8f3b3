"""`shopgen explain`: what a file of the output was made from, and why it was last made."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from shopgen.build.explain import Explanation, by_place, tell
from shopgen.build.explain import explain as explain_file
from shopgen.build.state import CHANGED, LOST
from shopgen.build.trace import Reading
from shopgen.pages.task import PageTask
from shopgen.problems import UsageError

WHAT = {
    "checkout": "the checkout page",
    "redirects": "a redirect from an earlier address",
    "module": "the module, for servers to include,",
    "module_json": "the module as data",
    "frame": "the frame",
    "profile": "the made-up profile page",
    "snippet": "the page of snippets",
    "oembed": "the oEmbed data",
    "shop": "the shop page",
    "catalog": "the catalog as data",
    "sitemap": "the sitemap",
    "brand_site": "what stands beside the pages",
    "directory": "the directory of shops",
    "site": "what stands beside the brands",
}
"""What each kind of page task makes."""


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="Default: output/ in the site.")
@click.option("--cache", type=click.Path(path_type=Path), help="Default: .shopgen/ in the site.")
@click.pass_context
def explain(context: click.Context, /, path: Path, output: Path | None, cache: Path | None) -> None:
    """Say what PATH, a file of the output, was made from, and what made it be made anew last time."""
    site: Path = context.obj
    folder, kept = output or site / "output", cache or site / ".shopgen"
    within = _within(path, folder)
    found = explain_file(kept, folder, within)
    if found is None:
        raise UsageError(
            f"Nothing is known of {path}: no page made it, or the site was not built since. "
            "Pictures, manifests and files of your own are made from no page. Build, and name a page's file "
            f"such as {folder}/index.html."
        )
    click.echo("".join(f"{line}\n" for line in _lines(within, found)), nl=False)


def _within(path: Path, output: Path) -> str:
    """Return a file's path in the output; one that is not in it is taken for such a path already."""
    file = path.resolve()
    if file.is_relative_to(output.resolve()):
        return file.relative_to(output.resolve()).as_posix()
    return path.as_posix()


def _lines(path: str, found: Explanation) -> Iterator[str]:
    yield f"{path} is {_what(found.task)}."
    yield _why(found)
    yield ""
    yield "It was made from"
    yield from _places(reading for reading in found.readings if reading not in found.absent)
    if found.absent:
        yield ""
        yield "It looked for, and did not find"
        yield from _places(reading for reading in found.readings if reading in found.absent)


def _what(task: PageTask) -> str:
    what = WHAT.get(task.kind, task.kind)
    whose = f"the product {task.product}" if task.product else f"the brand {task.brand}" if task.brand else ""
    locale = f" in {task.locale}" if task.locale else ""
    return f"{what} of {whose}{locale}" if whose else what


def _places(readings: Iterable[Reading]) -> Iterator[str]:
    for place, parts in by_place(readings).items():
        yield f"  {place}: {', '.join(parts)}" if parts else f"  {place}"


def _why(found: Explanation) -> str:
    why, *what = found.why
    if why == CHANGED:
        place, part = tell(tuple(what))
        return f"It was last made anew since this had changed: {place}{', ' if part else ''}{part}."
    if why == LOST:
        return f"It was last made anew since {what[0]} was missing, or not as it had been made."
    return "It was made for the first time, or by another shopgen than before."
