"""What was last seen of each brand, so that an older manifest cannot be put back: one small file a brand."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from shopgen.files import write_atomic
from shopgen.problems import MachineError, Place, Problem, Severity
from shopgen.verify.manifest import MANIFEST

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The manifest of a brand that was last found good: its serial, and its SHA-256."""

    serial: int
    sha256: str


def load_last_seen(folder: Path, brand: str) -> LastSeen | None:
    """Return what was last seen of a brand; None where nothing was.

    Raises:
        MachineError: the file cannot be read, or not understood: then no older manifest could be told.
    """
    path = folder / f"{brand}.json"
    try:
        found = json.loads(path.read_bytes())
        return LastSeen(int(found["serial"]), str(found["sha256"]))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MachineError.from_os(f"Could not read {path}", error) from error
    except (ValueError, KeyError, TypeError):
        raise MachineError(
            f"{path} is damaged, so an older manifest could not be told. Put a good copy back; remove the "
            "file only to begin anew."
        ) from None


def write_last_seen(folder: Path, brand: str, seen: LastSeen) -> None:
    """Write what was seen of a brand, whole or not at all.

    Raises:
        MachineError: it could not be written.
    """
    content = {"schema_version": SCHEMA_VERSION, "brand": brand, **asdict(seen)}
    write_atomic(folder / f"{brand}.json", (json.dumps(content) + "\n").encode())


def serial_problems(last: LastSeen | None, seen: LastSeen) -> Iterator[Problem]:
    """Yield what is wrong with a serial beside the one that was seen last."""
    place = Place(MANIFEST, key="serial")
    if last and seen.serial < last.serial:
        message = f"serial {seen.serial} is lower than {last.serial}, which was seen last: an older build."
        yield Problem(place, "serial", message, "Keep what you have until a newer one is there.")
    elif last and seen.serial == last.serial and seen.sha256 != last.sha256:
        message = f"serial {seen.serial} was seen with another manifest: which is newer cannot be told."
        hint = "Ask for a higher --serial at each build."
        yield Problem(place, "serial", message, hint, Severity.WARNING)
