"""Keeps what a release promises for ever: `python -m tests.browser.keep_release`, once, before it goes out.

Pages of other people have its snippet, its fragment and its scripts in them for years. What they have is put
into `tests/releases/<version>/`, and the scripts into `shopgen/pages/embed/releases/`, from where every later
version writes them; `test_releases.py` holds each later version against all of it.
"""

import shutil
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from shopgen.pages.parts.host_scripts import SCRIPTS
from tests.browser.demo import PROGRAM, PROJECT

RELEASES = PROJECT / "tests/releases"
SITE = RELEASES / "site"
AT = "2026-11-24T12:00:00Z"
FILES = ("snippet.html", "module.html", "module.json", "manifest.json")


def build(site: Path, output: Path) -> Path:
    """Build the site that releases are kept of; return the output."""
    command = [
        PROGRAM,
        "--site",
        site,
        "build",
        "--at",
        AT,
        "--output",
        output,
        "--cache",
        output / "../cache",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return output


def keep(folder: Path, scripts: Path) -> list[Path]:
    """Put what hosts will have of this version into the two folders; return the files.

    Raises:
        FileExistsError: this version has been kept already, and a release does not change.
    """
    folder.mkdir(parents=True)
    scripts.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        output = build(SITE, Path(scratch) / "output")
        for name in FILES:
            shutil.copy(output / "acme" / name, folder)
        for name in SCRIPTS:
            shutil.copy(next((output / "assets").glob(f"{name}.*.js")), scripts)
            shutil.copy(output / f"{name}.js", folder)
    return sorted(folder.iterdir())


if __name__ == "__main__":
    for file in keep(RELEASES / version("shopgen"), PROJECT / "shopgen/pages/embed/releases"):
        print(file.relative_to(PROJECT))
