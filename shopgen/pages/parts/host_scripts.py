"""The scripts for hosts: what they are called, where they are, and what is in them."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from shopgen.digests import integrity, name_hash
from shopgen.pages.voice.addresses import Addresses

SCRIPTS = ("embed", "frame", "sheet", "beacon")
"""The element, the height of a frame, products opened over the host's page, and events told to a brand.

Most hosts want the first alone.
"""

# The scripts are code of this package, as this module is: they are not read through the door.
_FOLDER = files("shopgen.pages") / "embed"


def script_path(addresses: Addresses, name: str = "embed") -> str:
    """Return the path of the script that keeps its name, on the origin of these pages."""
    return f"{addresses.root()}{name}.js"


def hashed_script_path(addresses: Addresses, name: str = "embed") -> str:
    """Return the path of this release's script, whose content never changes."""
    return f"{addresses.root()}assets/{name}.{name_hash(host_script(name))}.js"


def script_integrity(name: str = "embed") -> str:
    """Return the `integrity` of this release's script (Subresource Integrity)."""
    return integrity(host_script(name))


@lru_cache
def host_script(name: str) -> bytes:
    """Return a script in its small form, which `make embed` makes of its source."""
    return (_FOLDER / f"{name}.min.js").read_bytes()


def earlier_scripts() -> list[Traversable]:
    """Return the scripts of every earlier release, by the names that they were published under."""
    folder = _FOLDER / "releases"
    if not folder.is_dir():
        return []
    return sorted((f for f in folder.iterdir() if f.name.endswith(".js")), key=lambda f: f.name)
