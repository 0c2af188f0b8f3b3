"""A platform's copy of a brand: verified bytes alone, exchanged in one step.

The copy `acme` is a link to a folder beside it, `.acme.` and the SHA-256 of its manifest. A newer one is made
in a folder of its own, and then the link is exchanged by a rename: there are always all files of one build.
A run that ends at any step leaves what there was, and what it has fetched to the next one.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from shopgen.digests import sha256_hex
from shopgen.files import FileFault, Root, write_atomic
from shopgen.problems import MachineError, UsageError
from shopgen.signing import SIGNATURE
from shopgen.verify.folder import FolderSource
from shopgen.verify.kinds import is_served
from shopgen.verify.manifest import MANIFEST, ListedFile, Manifest, parse_manifest
from shopgen.verify.signed import MANIFEST_LIMIT, Signed
from shopgen.verify.source import Source

if sys.platform != "win32":
    import fcntl

KEPT_DAYS = 7
"""How long pictures stay of which a newer build has none: pages that are open still ask for them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is being made. `place` is the link, `folder` what it will lead to."""

    place: Path
    folder: Path
    manifest: Manifest
    signed: Signed

    def finish(self, now: float) -> bool:
        """Put the copy in place and return whether it is another than there was.

        Raises:
            MachineError: it could not be put in place; what there was is still there.
        """
        live = live_folder(self.place)
        self._write(MANIFEST, self.signed.manifest)
        self._write(SIGNATURE, self.signed.signature)
        try:
            if live != self.folder:
                self._remove_strays()
                if live:
                    self._keep_pictures(live, now)
                _exchange(self.place, self.folder)
            _sweep(self.place, self.folder)
        except OSError as error:
            raise MachineError.from_os(f"Could not put {self.place} in place", error) from error
        return live != self.folder

    def drop(self) -> None:
        """Remove what was made of a copy that is not to be put in place."""
        if live_folder(self.place) != self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def held(self, file: ListedFile) -> bytes | None:
        """Return a file's bytes where this copy or the one before it has them, and have them in this one."""
        for folder in filter(None, (self.folder, live_folder(self.place))):
            data = _read(folder, file.path, file.bytes)
            if data is not None and sha256_hex(data) == file.sha256:
                self._write(file.path, data)
                return data
        return None

    def keep(self, file: ListedFile, data: bytes) -> None:
        """Have a file that was fetched, where it is the one that is listed."""
        if sha256_hex(data) == file.sha256:
            self._write(file.path, data)

    def _write(self, path: str, data: bytes) -> None:
        if _read(self.folder, path, len(data)) != data:
            write_atomic(self.folder / path, data)

    def _remove_strays(self) -> None:
        """Remove what a run that ended early has left besides whole files."""
        listed = {MANIFEST, SIGNATURE, *(file.path for file in self.manifest.files)}
        for path in FolderSource(self.folder).list_files():
            if path not in listed:
                (self.folder / path).unlink()

    def _keep_pictures(self, live: Path, now: float) -> None:
        """Bring along what open pages may ask for. A file's time says when its build was replaced."""
        last = _listed(live)
        new = {file.path for file in self.manifest.files}
        for path in filter(is_served, FolderSource(live).list_files()):
            file = live / path
            if path in last - new:
                os.utime(file, (now, now))
            if path not in new and file.stat().st_mtime > now - KEPT_DAYS * 86400:
                _share(file, self.folder / path)


@dataclass(frozen=True, slots=True)
class CopyingSource:
    """A source that fills a copy, and that is asked for nothing which the copy has already."""

    source: Source
    copy: Copy
    files: Mapping[str, ListedFile]

    def read_bytes(self, path: str, limit: int) -> bytes:
        """Return a file's bytes, as the source does."""
        file = self.files[path]
        data = self.copy.held(file)
        if data is None:
            data = self.source.read_bytes(path, limit)
            self.copy.keep(file, data)
        return data

    def list_files(self) -> tuple[str, ...]:
        """Return all files that there are, as the source does."""
        return self.source.list_files()


def begin_copy(place: Path, manifest: Manifest, signed: Signed) -> Copy:
    """Return a copy to be made of a manifest."""
    return Copy(place, place.parent / f".{place.name}.{signed.sha256}", manifest, signed)


def copying(source: Source, copy: Copy) -> CopyingSource:
    """Return a source that fills a copy."""
    return CopyingSource(source, copy, {file.path: file for file in copy.manifest.files})


@contextmanager
def hold_copy(place: Path) -> Iterator[None]:
    """Let nobody else make this copy until the block ends.

    Raises:
        UsageError: something stands there that is no copy.
        MachineError: somebody else makes it now, or the machine refused.
    """
    _refuse_foreign(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(place.parent / f".{place.name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise MachineError.from_os(f"Could not make {place}", error) from error
    try:
        _lock(descriptor, place)
        yield
    finally:
        os.close(descriptor)


def live_folder(place: Path) -> Path | None:
    """Return the folder that a copy leads to; None where there is no copy yet."""
    folder = place.parent / place.readlink().name if place.is_symlink() else place
    return folder if folder != place and folder.is_dir() else None


def _lock(descriptor: int, place: Path) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MachineError(f"Another run is making {place}. Try again when it has ended.") from None


def _refuse_foreign(place: Path) -> None:
    is_copy = place.is_symlink() and _is_folder_of(place, str(place.readlink()))
    if not is_copy and (place.is_symlink() or place.exists()):
        raise UsageError(f"{place} is there, and is no copy that this made. Name another place.")


def _is_folder_of(place: Path, name: str) -> bool:
    return re.fullmatch(rf"\.{re.escape(place.name)}\.[0-9a-f]{{64}}", name) is not None


def _listed(folder: Path) -> set[str]:
    manifest, _ = parse_manifest(_read(folder, MANIFEST, MANIFEST_LIMIT) or b"")
    return {file.path for file in manifest.files} if manifest else set()


def _read(folder: Path, path: str, limit: int) -> bytes | None:
    with suppress(FileFault):
        return Root(folder).read_bytes(path, limit)
    return None


def _share(file: Path, to: Path) -> None:
    """Have a file at another place too; what a newer build has there stays."""
    with suppress(FileExistsError, NotADirectoryError):
        to.parent.mkdir(parents=True, exist_ok=True)
        to.hardlink_to(file)


def _exchange(place: Path, folder: Path) -> None:
    link = place.parent / f".{place.name}.link"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    link.replace(place)


def _sweep(place: Path, folder: Path) -> None:
    """Remove the folders of earlier copies, and of those that were never finished."""
    for other in place.parent.iterdir():
        if _is_folder_of(place, other.name) and other != folder:
            shutil.rmtree(other, ignore_errors=True)
