"""Files in the output that no build of shopgen's made: they are somebody's, and are named and kept."""

import os
from collections.abc import Collection
from pathlib import Path

from shopgen.build.staging import FOLDER


def find_strays(output: Path, known: Collection[str]) -> list[str]:
    """Return the files of the output that are not known, relative to it; what git keeps there is left out."""
    found = []
    for folder, folders, names in os.walk(output):
        folders[:] = sorted(name for name in folders if name != FOLDER)
        prefix = folder[len(f"{output}/") :]
        paths = [f"{prefix}/{name}" if prefix else name for name in sorted(names)]
        found += [
            path for path in paths if path not in known and not path.rpartition("/")[2].startswith(".git")
        ]
    return found
