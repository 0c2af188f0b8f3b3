"""The JSON Schemas of what is published, as files: readers of `module.json` find them beside the scripts."""

from shopgen.pages.artifact import Artifact
from shopgen.pages.voice.addresses import Addresses
from shopgen.verify.published import published_schemas


def render_schemas(addresses: Addresses) -> tuple[Artifact, ...]:
    """Return every version at the root of the origin, under a name that stays."""
    return tuple(Artifact(f"{addresses.root()}{name}", data) for name, data in published_schemas().items())
