"""Files: reading inside one folder and never outside it, and writing so that nothing is ever half written."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from shopgen.problems import MachineError, Place, Problem, quote

SIZE_LIMIT = 64 * 1024 * 1024
SOURCE_LIMIT = 512 * 1024

_HAS_DIR_FD = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)


class FileFault(Exception):  # noqa: N818  a fault of the content, not of the program
    """Why a file cannot be read: something its author can mend. `problem` says it."""

    def __init__(self, path: str, code: str, message: str, hint: str, line: int = 0) -> None:
        self.problem = Problem(Place(path, line), code, message, hint)
        super().__init__(str(self.problem))

    def __reduce__(self) -> tuple[type["FileFault"], tuple[str, str, str, str, int]]:
        problem = self.problem
        return FileFault, (
            problem.place.path,
            problem.code,
            problem.message,
            problem.hint,
            problem.place.line,
        )


@dataclass(frozen=True, slots=True)
class Root:
    """A folder whose files may be read.

    Every path is relative to it, with forward slashes. What leads out of it is refused: `..`, absolute
    paths, links to the outside, and whatever is no ordinary file (devices, pipes).
    """

    folder: Path

    def read_bytes(self, path: str, limit: int = SIZE_LIMIT) -> bytes:
        """Return a file's bytes.

        Raises:
            FileFault: it is outside, absent, no ordinary file, or has more bytes than `limit`.
        """
        with self._open(path) as descriptor:
            return _read_all(path, descriptor, limit)

    def read_text(self, path: str, limit: int = SOURCE_LIMIT) -> str:
        """Return a file's text (UTF-8), line ends as `\\n` and without a byte order mark.

        Raises:
            FileFault: as `read_bytes`, or the bytes are not UTF-8.
        """
        data = self.read_bytes(path, limit)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"The file is not UTF-8: byte {data[error.start]:#04x} cannot be read."
            raise FileFault(path, "not-utf8", message, "Save it with the encoding UTF-8.", line) from None
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def is_file(self, path: str) -> bool:
        """Return whether there is an ordinary file here that may be read."""
        try:
            with self._open(path) as descriptor:
                return stat.S_ISREG(os.fstat(descriptor).st_mode)
        except FileFault:
            return False

    def list_files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Return the names of the files directly in a folder, sorted; hidden ones and links that lead out
        are left out, and an absent folder has none."""
        return tuple(
            entry.name
            for entry in self._entries(folder)
            if entry.name.endswith(suffix)
            and (self.is_file(f"{folder}/{entry.name}") if entry.is_symlink() else entry.is_file())
        )

    def list_folders(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders directly in a folder, sorted, without hidden ones and links."""
        return tuple(e.name for e in self._entries(folder) if e.is_dir(follow_symlinks=False))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            if not self._is_inside(folder):
                return []
            with os.scandir(self.folder / folder) as found:
                entries = [e for e in found if not e.name.startswith(".") and e.name.isprintable()]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise MachineError.from_os(f"cannot list {folder}", error) from error
        return sorted(entries, key=lambda entry: entry.name)

    def _is_inside(self, path: str) -> bool:
        real = (self.folder / path).resolve()
        return real.is_relative_to(self.folder.resolve())

    @contextmanager
    def _open(self, path: str) -> Iterator[int]:
        descriptor = self._descend(path)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _descend(self, path: str) -> int:
        """Open a file without following any link; where there is one, follow it only within the folder."""
        parts = _safe_parts(path)
        try:
            return _open_parts(self.folder, parts)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
                raise _fault_of(path, error) from None
        try:
            real = (self.folder / path).resolve(strict=True)
            base = self.folder.resolve()
        except (OSError, RuntimeError):
            raise _absent(path) from None
        if not real.is_relative_to(base):
            raise _outside(path, "is a link that leads out of the site")
        try:
            return _open_parts(base, real.relative_to(base).parts)
        except OSError as error:
            raise _fault_of(path, error) from None


@dataclass(frozen=True, slots=True)
class RootReadOnce(Root):
    """A root that reads each file once, however often it is asked: every asker sees the same bytes."""

    _read: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read_bytes(self, path: str, limit: int = SIZE_LIMIT) -> bytes:
        """Return what `Root` does."""
        data = self._read.get(path)
        if data is None or len(data) > limit:
            # By its name: a class with slots is another one than that which `super` knows here.
            data = self._read[path] = Root.read_bytes(self, path, limit)
        return data


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that whoever reads it sees the old bytes or the new ones, never a part.

    Raises:
        MachineError: the machine refused; nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise MachineError.from_os(f"cannot write {path}", error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise MachineError.from_os(f"cannot write {path}", error) from error


def is_inside(path: str) -> bool:
    """Return whether a relative path names something within the folder that it is relative to."""
    try:
        return bool(_safe_parts(path))
    except FileFault:
        return False


def _safe_parts(path: str) -> tuple[str, ...]:
    if "\0" in path or "\\" in path:
        raise _outside(path, "has a character that no path may have")
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or (os.name == "nt" and ":" in path):
        raise _outside(path, "leads out of the site")
    return tuple(part for part in parts if part not in ("", "."))


def _open_parts(base: Path, parts: tuple[str, ...]) -> int:
    if not parts:
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not _HAS_DIR_FD:
        target = base.joinpath(*parts)
        if target.resolve() != target.absolute():
            raise OSError(errno.ELOOP, "is a link")
        return os.open(target, _READ)
    at = os.open(base, _READ | _FOLDER)
    try:
        for part in parts[:-1]:
            below = os.open(part, _READ | _FOLDER | _NO_FOLLOW, dir_fd=at)
            os.close(at)
            at = below
        return os.open(parts[-1], _READ | _NO_FOLLOW | _NO_WAIT, dir_fd=at)
    finally:
        os.close(at)


def _read_all(path: str, descriptor: int, limit: int) -> bytes:
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode):
        raise FileFault(path, "not-a-file", f"{quote(path)} is not an ordinary file.", "Put a file there.")
    chunks: list[bytes] = []
    left = limit + 1
    # Asking for no more than there is spares the machine a buffer of the largest size each time.
    step = min(state.st_size + 1, 1 << 20)
    try:
        while left > 0 and (chunk := os.read(descriptor, min(left, step))):
            chunks.append(chunk)
            left -= len(chunk)
            step = 1 << 16
    except OSError as error:
        raise MachineError.from_os(f"cannot read {path}", error) from error
    if left <= 0:
        message = f"The file has more than {limit:,} bytes."
        raise FileFault(path, "too-large", message, "Make it smaller, or split it.")
    return b"".join(chunks)


def _fault_of(path: str, error: OSError) -> FileFault | MachineError:
    if error.errno in (errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL):
        return _absent(path)
    if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.ENXIO):
        return FileFault(path, "not-a-file", f"{quote(path)} is not an ordinary file.", "Put a file there.")
    if error.errno in (errno.EACCES, errno.EPERM):
        message = f"{quote(path)} may not be read: {error.strerror}."
        return FileFault(path, "no-permission", message, "Give the file the permission to be read.")
    return MachineError.from_os(f"cannot read {path}", error)


def _absent(path: str) -> FileFault:
    return FileFault(path, "no-file", f"There is no file {quote(path)}.", "Add it, or correct the name.")


def _outside(path: str, what: str) -> FileFault:
    return FileFault(path, "outside", f"{quote(path)} {what}.", "Name a file inside the site.")
