"""The scripts for hosts: each under a name that stays and under one that says its content."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from shopgen.digests import integrity, name_hash
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.voice.addresses import Addresses

SCRIPTS = ("embed", "frame", "sheet")
"""The element, the height of a frame, and products opened over the host's page: most hosts want the first."""

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


def render_host_scripts(addresses: Addresses) -> tuple[Artifact, ...]:
    """Return the scripts under both of their names, and those of every earlier release.

    So a pasted snippet works for ever, also one with the `integrity` of a release that is long gone.
    """
    folder = f"{addresses.root()}assets/"
    contents = {folder + file.name: file.read_bytes() for file in _earlier_releases()}
    contents |= {hashed_script_path(addresses, name): host_script(name) for name in SCRIPTS}
    return (
        *(Artifact(script_path(addresses, name), host_script(name)) for name in SCRIPTS),
        *(Artifact(path, data, CacheClass.IMMUTABLE) for path, data in contents.items()),
    )


@lru_cache
def host_script(name: str) -> bytes:
    """Return a script in its small form, which `make embed` makes of its source."""
    return (_FOLDER / f"{name}.min.js").read_bytes()


def _earlier_releases() -> list[Traversable]:
    folder = _FOLDER / "releases"
    if not folder.is_dir():
        return []
    return sorted((f for f in folder.iterdir() if f.name.endswith(".js")), key=lambda f: f.name)
