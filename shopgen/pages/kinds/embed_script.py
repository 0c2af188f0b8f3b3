"""The embed script: one file that keeps its name, and one for each release that keeps its content."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from shopgen.digests import integrity, name_hash
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.voice.addresses import Addresses

# The script is code of this package, as this module is: it is not read through the door.
_FOLDER = files("shopgen.pages") / "embed"


def script_path(addresses: Addresses) -> str:
    """Return the path of the script that keeps its name, on the origin of these pages."""
    return f"{addresses.root()}embed.js"


def hashed_script_path(addresses: Addresses) -> str:
    """Return the path of this release's script, whose content never changes."""
    return f"{addresses.root()}assets/embed.{name_hash(embed_script())}.js"


def script_integrity() -> str:
    """Return the `integrity` of this release's script (Subresource Integrity)."""
    return integrity(embed_script())


def render_embed_scripts(addresses: Addresses) -> tuple[Artifact, ...]:
    """Return the script under both of its names, and that of every earlier release.

    So a pasted snippet works for ever, also one with the `integrity` of a release that is long gone.
    """
    folder = f"{addresses.root()}assets/"
    contents = {folder + file.name: file.read_bytes() for file in _earlier_releases()}
    contents[hashed_script_path(addresses)] = embed_script()
    hashed = (Artifact(path, data, CacheClass.IMMUTABLE) for path, data in contents.items())
    return (Artifact(script_path(addresses), embed_script()), *hashed)


@lru_cache(maxsize=1)
def embed_script() -> bytes:
    """Return the script in its small form, which `make embed` makes of `embed.js`."""
    return (_FOLDER / "embed.min.js").read_bytes()


def _earlier_releases() -> list[Traversable]:
    folder = _FOLDER / "releases"
    if not folder.is_dir():
        return []
    return sorted((f for f in folder.iterdir() if f.name.endswith(".js")), key=lambda f: f.name)
