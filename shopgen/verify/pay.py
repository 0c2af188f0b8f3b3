"""Where buyers may pay: the hosts that a platform has allowed, and no other."""

from collections.abc import Iterable, Iterator

from shopgen.problems import Place, Problem, quote
from shopgen.verify.addresses import parse_destination
from shopgen.verify.links import Link


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


def _pay_problem(path: str, link: Link, wrong: str, hint: str) -> Problem:
    shown = quote(link.address)
    return Problem(Place(path, link.line), "pay-host", f"The pay link {shown} {wrong}.", hint)
