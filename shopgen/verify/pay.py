"""Where buyers may pay: the hosts that a platform has allowed, and no other."""

import re
from collections.abc import Iterable, Iterator, Sequence

from shopgen.problems import Place, Problem, Severity, quote
from shopgen.verify.addresses import Destination, parse_destination
from shopgen.verify.link import Link
from shopgen.verify.looks import Look
from shopgen.verify.manifest import MANIFEST

_HOSTLESS = re.compile("(?:tel|data):", re.IGNORECASE)


def pay_problems(path: str, links: Iterable[Link], allowed: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with a file's pay links, once for each host."""
    hosts: set[str] = set()
    for link in links:
        destination = parse_destination(link.address)
        if destination is None:
            yield _pay_problem(path, link, "cannot be read beyond doubt", "Do not take this brand.")
        elif destination.scheme == "http":
            yield _pay_problem(path, link, "is not https", "Do not take this brand.")
        elif destination.host and destination.host not in allowed | hosts:
            hosts.add(destination.host)
            hint = f"If buyers may pay there, say --pay-host {destination.host}."
            yield _pay_problem(path, link, f'leads to "{destination.host}", which is not allowed', hint)


def doubt_problems(path: str, links: Iterable[Link]) -> Iterator[Problem]:
    """Yield a warning for each link of a file that is no pay link and whose host cannot be told."""
    for link in links:
        if parse_destination(link.address) is None and not _HOSTLESS.match(link.address):
            message = (
                f"The link {quote(link.address)} cannot be read beyond doubt, so its host is not listed."
            )
            yield Problem(Place(path, link.line), "link", message, "Look where it leads.", Severity.WARNING)


def unmarked_problems(looks: Sequence[Look]) -> Iterator[Problem]:
    """Yield a warning where there are offers and no page marks how they are paid: a theme may not mark it.

    Where a file could not be looked at nothing can be said.
    """
    links = [look.links for look in looks if not look.problems]
    away = [x for found in links for x in found.pay if parse_destination(x.address) != Destination()]
    if len(links) == len(looks) and any(x.has_offers for x in links) and not away:
        message = "There are offers, and no page marks a pay link: where buyers pay was not looked at."
        hint = 'Ask its publisher for a theme whose pay links have rel="payment".'
        yield Problem(Place(MANIFEST), "no-pay-link", message, hint, Severity.WARNING)


def _pay_problem(path: str, link: Link, wrong: str, hint: str) -> Problem:
    shown = quote(link.address)
    return Problem(Place(path, link.line), "pay-host", f"The pay link {shown} {wrong}.", hint)
