"""Whether a build is exact: the same site, built from nothing into another folder, has the same bytes."""

import tempfile
from dataclasses import replace
from pathlib import Path

from shopgen.build.build import build_site
from shopgen.build.earlier import load_earlier
from shopgen.build.progress import Progress
from shopgen.build.settings import BuildSettings
from shopgen.problems import MachineError

SHOWN = 5


def verify_build(settings: BuildSettings, progress: Progress) -> None:
    """Build again into an empty folder, with an empty cache, and compare.

    Raises:
        MachineError: the two differ; the sentence names the files.
    """
    with tempfile.TemporaryDirectory(prefix="shopgen-verify-") as folder:
        again = replace(settings, output=Path(folder) / "output", cache=Path(folder) / "cache")
        build_site(again, progress)
        different = compare(settings.output, again.output, settings.brands)
    if different:
        names = ", ".join(different[:SHOWN])
        more = f" and {len(different) - SHOWN} more" if len(different) > SHOWN else ""
        raise MachineError(
            f"A build from nothing gives other bytes: {names}{more}. Remove the output and the cache, and "
            "report this as a bug."
        )


def compare(one: Path, other: Path, brands: tuple[str, ...] = ()) -> list[str]:
    """Return the files that shopgen made in either folder and that differ, sorted.

    With `brands` only theirs are looked at: the site's own files speak of other brands too.
    """
    ours = {
        path
        for folder in (one, other)
        for brand, paths in load_earlier(folder).files.items()
        for path in paths
        if not brands or brand in brands
    }
    return sorted(path for path in ours if _bytes(one / path) != _bytes(other / path))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
