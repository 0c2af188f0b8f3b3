"""Keeps renditions by content: made once, for all builds, branches and sites that share the folder.

An action (this original, this recipe, these encoders) leads to a small record, which starts with its own
SHA-256, and the record to objects by theirs. Nothing is ever changed in place, so any number of processes may
use one cache. A record or an object that is missing or damaged is a miss, and is written anew.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shopgen.digests import sha256_hex
from shopgen.files import write_atomic

_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# A cache of shopgen (https://bford.info/cachedir/).\n"


@dataclass(frozen=True, slots=True)
class CachedObject:
    """One file of the cache: what it holds, and where it lies."""

    sha256: str
    bytes: int
    path: Path


class PictureCache:
    """A folder of records and objects."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def load_record(self, key: str) -> object | None:
        """Return the record of an action, or None where there is none, or one that is damaged."""
        try:
            digest, _, text = self._record_path(key).read_bytes().partition(b"\n")
            return json.loads(text) if digest.decode() == sha256_hex(text) else None
        except (OSError, ValueError):
            return None

    def load_object(self, sha256: str) -> bytes | None:
        """Return an object's bytes, or None where it is missing or not what its name says."""
        try:
            data = self.object_path(sha256).read_bytes()
        except (OSError, ValueError):
            return None
        return data if sha256_hex(data) == sha256 else None

    def write(self, key: str, record: Mapping[str, object], objects: Iterable[bytes]) -> None:
        """Keep what an action made: the objects first, so that a record never leads nowhere.

        Raises:
            MachineError: the folder cannot be written to, or the disk is full.
        """
        self._write_tag()
        for data in objects:
            sha256 = sha256_hex(data)
            if self.load_object(sha256) is None:
                write_atomic(self.object_path(sha256), data)
        text = json.dumps(record, sort_keys=True, separators=(",", ":")).encode()
        write_atomic(self._record_path(key), sha256_hex(text).encode() + b"\n" + text)

    def object_path(self, sha256: str) -> Path:
        """Return where an object lies, whether or not it is there."""
        return self.root / "objects" / sha256[:2] / sha256

    def record_paths(self) -> Iterator[Path]:
        """Return every record's path, sorted."""
        return iter(sorted(self.root.glob("records/??/[0-9a-f]*")))

    def objects(self) -> Iterator[CachedObject]:
        """Return every object that there is, sorted, by its name alone: its content is not looked at."""
        for path in sorted(self.root.glob("objects/??/[0-9a-f]*")):
            yield CachedObject(path.name, path.stat().st_size, path)

    def _record_path(self, key: str) -> Path:
        return self.root / "records" / key[:2] / key

    def _write_tag(self) -> None:
        tag = self.root / "CACHEDIR.TAG"
        if not tag.exists():
            write_atomic(tag, _TAG)
