"""A brand's files in a folder."""

import os
from dataclasses import dataclass
from pathlib import Path

from shopgen.files import Root
from shopgen.problems import MachineError


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A brand's folder on this machine."""

    folder: Path

    def read_bytes(self, path: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileFault: it is absent, no ordinary file, outside the folder, or has more bytes than `limit`.
        """
        return Root(self.folder).read_bytes(path, limit)

    def list_files(self) -> tuple[str, ...]:
        """Return all files below the folder, hidden ones and links too, sorted."""
        found = []
        for folder, folders, names in os.walk(self.folder, onerror=_refuse):
            at = Path(folder)
            links = [name for name in folders if (at / name).is_symlink()]
            found += [(at / name).relative_to(self.folder).as_posix() for name in (*names, *links)]
        return tuple(sorted(found))


def _refuse(error: OSError) -> None:
    raise MachineError.from_os(f"Could not list {error.filename}", error) from error
