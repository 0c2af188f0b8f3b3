"""What a build is made by: shopgen's own code, Python, the libraries, and the zones' rules.

A page that was made by others is made again, whatever it read.
"""

import hashlib
import sys
import zoneinfo
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from sysconfig import get_path

import shopgen

_PACKAGE = Path(shopgen.__file__).parent
_READ_BY_PAGES = "themes"
"""What lies in the package but is read through the door."""


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Return a digest of all that makes pages, in hexadecimal digits."""
    made_by = hashlib.sha256(sys.version.encode())
    for text in _libraries():
        made_by.update(f"\0{text}".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE).as_posix()
        if path.suffix == ".pyc" or inside.startswith(f"{_READ_BY_PAGES}/") or not path.is_file():
            continue
        data = path.read_bytes()
        made_by.update(f"\0{inside}\0{len(data)}\0".encode())
        made_by.update(data)
    return made_by.hexdigest()


def _libraries() -> Iterator[str]:
    """Yield the names of what is installed, which have the versions in them, and the version of the zones."""
    folders = dict.fromkeys([get_path("purelib"), get_path("platlib")])
    for folder in folders:
        yield from sorted(path.name for path in Path(folder).glob("*.dist-info"))
    for folder in zoneinfo.TZPATH:
        for name in ("+VERSION", "tzdata.zi"):
            file = Path(folder) / name
            if file.is_file():
                yield hashlib.sha256(file.read_bytes()).hexdigest()
