"""The scripts for hosts as files: each under a name that stays and under one that says its content."""

from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.parts.host_scripts import (
    SCRIPTS,
    earlier_scripts,
    hashed_script_path,
    host_script,
    script_path,
)
from shopgen.pages.voice.addresses import Addresses


def render_host_scripts(addresses: Addresses) -> tuple[Artifact, ...]:
    """Return the scripts under both of their names, and those of every earlier release.

    So a pasted snippet works for ever, also one with the `integrity` of a release that is long gone.
    """
    folder = f"{addresses.root()}assets/"
    contents = {folder + file.name: file.read_bytes() for file in earlier_scripts()}
    contents |= {hashed_script_path(addresses, name): host_script(name) for name in SCRIPTS}
    return (
        *(Artifact(script_path(addresses, name), host_script(name)) for name in SCRIPTS),
        *(Artifact(path, data, CacheClass.IMMUTABLE) for path, data in contents.items()),
    )
