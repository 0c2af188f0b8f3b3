"""The beacon: where a brand, or its site, wants to hear of what is seen and chosen. Most want nothing."""

from markupsafe import Markup

from shopgen.pages.markup import joined, script_text
from shopgen.pages.parts.host_scripts import host_script
from shopgen.pages.views.checkout import BeaconView
from shopgen.pages.voice.addresses import safe_link
from shopgen.pages.voice.voice import Voice


def beacon_of(voice: Voice) -> str:
    """Return the address that is told of events, the brand's before the site's; empty where none is."""
    return safe_link(voice.brand.beacon or voice.site.beacon, "https", "http")


def beacon_view(voice: Voice) -> BeaconView | None:
    """Return what a checkout page's own events are told with; None where they are told to no one."""
    beacon, folder = beacon_of(voice), voice.addresses.folder(voice.locale)
    return BeaconView(beacon, voice.addresses.absolute(folder)) if beacon else None


def element_scripts(voice: Voice) -> tuple[str, ...]:
    """Return the names of the scripts that the element needs, in the order in which they have to run."""
    return ("beacon", "embed") if beacon_of(voice) else ("embed",)


def with_beacon(script: Markup, voice: Voice) -> Markup:
    """Return a page's inline script with the one that sends its events, where they are told to someone."""
    if not beacon_of(voice):
        return script
    beacon = script_text(host_script("beacon").decode(), "beacon.js")
    # In a block: its short names are its own.
    return joined((script, Markup("\n{"), beacon, Markup("}")))
