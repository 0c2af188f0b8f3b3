"""Where a build may write."""

from pathlib import Path

from shopgen.build.settings import BuildSettings
from shopgen.problems import UsageError


def check_folders(settings: BuildSettings) -> None:
    """Refuse an output among the sources, which the next build would read, and a file in a folder's place.

    Raises:
        UsageError: the output or the cache cannot be where it should.
    """
    _check_sources(settings)
    _check_folder(settings.output, "--output")
    _check_folder(settings.cache, "--cache")


def _check_sources(settings: BuildSettings) -> None:
    output, site = settings.output.resolve(), settings.site.resolve()
    sources = [site / "brands", site / "themes"]
    if output == site or any(output.is_relative_to(folder) for folder in sources):
        raise UsageError(
            f"The output cannot be {settings.output}/, where the sources are. Name another with --output."
        )


def _check_folder(folder: Path, option: str) -> None:
    for path in (folder, *folder.parents):
        if path.is_file():
            raise UsageError(f"{path} is a file: move it away, or name another folder with {option}.")
