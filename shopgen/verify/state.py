"""What was last seen of each brand, so that an older manifest cannot be put back: one small file a brand."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from shopgen.files import write_atomic
from shopgen.problems import MachineError, Place, Problem
from shopgen.verify.manifest import MANIFEST

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The manifest of a brand that was last found good: its serial, its SHA-256, and where its shop was."""

    serial: int
    sha256: str
    shop_host: str = ""


def load_last_seen(folder: Path, brand: str) -> LastSeen | None:
    """Return what was last seen of a brand; None where nothing was.

    Raises:
        MachineError: the file cannot be read, or not understood: then no older manifest could be told.
    """
    path = folder / f"{brand}.json"
    try:
        found = json.loads(path.read_bytes())
        return LastSeen(int(found["serial"]), str(found["sha256"]), str(found.get("shop_host", "")))
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


def serial_problems(last: LastSeen | None, serial: int, sha256: str) -> Iterator[Problem]:
    """Yield what is wrong with a manifest beside the one that was seen last."""
    place = Place(MANIFEST, key="serial")
    if last and serial < last.serial:
        message = f"serial {serial} is lower than {last.serial}, which was seen last: an older build."
        yield Problem(place, "serial", message, "Keep what you have until a newer one is there.")
    elif last and serial == last.serial and sha256 != last.sha256:
        message = f"serial {serial} was seen with another manifest: which of the two is newer cannot be told."
        hint = "Keep what you have, and ask its publisher to raise --serial at each build."
        yield Problem(place, "serial", message, hint)
