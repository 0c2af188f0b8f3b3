"""What a platform serves of a brand on its own origin: the files of `img/` and `assets/`, and none that runs.

A browser that is led to a page, a script or a drawing with a script runs it as the platform's own. So each
file there is of a few kinds, by its name and by its first bytes.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from shopgen.digests import sha256_hex
from shopgen.verify.svg import find_active

SERVED = frozenset({"assets", "img"})
"""The folders that are served as they are, of a brand and of its locales."""

_ISO_MEDIA = rb"....ftyp"
STARTS: Mapping[str, bytes] = {
    "avif": _ISO_MEDIA + b"avi[fs]",
    "css": b"",  # text, of which nothing tells what it is
    "gif": b"GIF8[79]a",
    "ico": b"\0\0\x01\0",
    "jpeg": rb"\xff\xd8\xff",
    "jpg": rb"\xff\xd8\xff",
    "png": rb"\x89PNG\r\n\x1a\n",
    "svg": b"",  # read whole
    "webp": b"RIFF....WEBP",
    "woff": b"wOFF",
    "woff2": b"wOF2",
}
"""The endings that there may be, and how what has one begins."""

_SCRIPT = re.compile(r"(?:beacon|embed|frame|sheet)\.[a-z2-7]{10}\.js")


def is_served(path: str) -> bool:
    """Return whether a file is in a folder that is served, also on a disk that knows no case."""
    return not SERVED.isdisjoint(path.casefold().split("/")[:-1])


def kind_fault(path: str, data: bytes, scripts: frozenset[str]) -> str | None:
    """Return why a file may not be where it would be served, as the end of a sentence; None where it may.

    `scripts` are the SHA-256 of the scripts for hosts that are known: a brand with an origin of its own has
    them in its folder.
    """
    if not is_served(path):
        return None
    name = PurePosixPath(path).name
    ending = name.rpartition(".")[2]
    if ending == "js":
        is_known = _SCRIPT.fullmatch(name) and sha256_hex(data) in scripts
        return None if is_known else "is a script that no release known here has published"
    if ending not in STARTS:
        return f"is none of {', '.join(sorted(STARTS))}"
    if not re.match(STARTS[ending], data, re.DOTALL):
        return f"is no {ending}, by its first bytes"
    active = find_active(data) if ending == "svg" else None
    return active and f"has {active}, and a drawing has nothing that runs or leads away"
