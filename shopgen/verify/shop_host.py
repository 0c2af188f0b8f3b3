"""Where the shop is: the data says so itself, so it is held against what the platform knows."""

from collections.abc import Iterable, Iterator

from shopgen.problems import Place, Problem, Severity
from shopgen.verify.looks import Look
from shopgen.verify.manifest import MANIFEST


def shop_problems(looks: Iterable[Look], expected: str) -> Iterator[Problem]:
    """Yield what is wrong with where a brand's data has its shop; a warning where nothing is known of it."""
    said = {host: look.path for look in reversed(list(looks)) for host in look.links.shop_hosts}
    if len(said) > 1:
        message = f"The data has the shop at {' and at '.join(sorted(said))}: a shop is at one host."
        yield Problem(Place(MANIFEST), "shop-host", message, "Do not take this brand.")
    elif not expected:
        for host in said:
            message = f"The shop is at {host}, by its own word alone."
            hint = f"If that is right, say --shop-host {host}."
            yield Problem(Place(MANIFEST), "shop-host", message, hint, Severity.WARNING)
    for host in sorted(said.keys() - {expected}) if expected else ():
        message = f"The shop is at {host}, and not at {expected}."
        hint = f"If that is right, say --shop-host {host}."
        yield Problem(Place(said[host]), "shop-host", message, hint)
