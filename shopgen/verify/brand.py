"""The story of verifying a brand: signature, manifest, serial, files, links; all that is wrong at once.

Where the signature is not good nothing else is looked at: then the manifest cannot be believed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopgen.digests import sha256_hex
from shopgen.problems import Place, Problem, sort_problems
from shopgen.signing import PublicKey
from shopgen.verify.addresses import parse_destination
from shopgen.verify.link import Link
from shopgen.verify.looks import Look, look_at_files, stray_problems
from shopgen.verify.manifest import MANIFEST, Manifest, parse_manifest
from shopgen.verify.pay import doubt_problems, pay_problems, unmarked_problems
from shopgen.verify.signed import read_signed
from shopgen.verify.source import Source
from shopgen.verify.state import LastSeen, load_last_seen, serial_problems, write_last_seen


@dataclass(frozen=True, slots=True)
class Terms:
    """What a platform holds a brand to.

    `state` is the folder with what was last seen; without it an older manifest passes. `brand` is the name
    that the manifest must have, empty for any.
    """

    key: PublicKey
    pay_hosts: frozenset[str] = frozenset()
    state: Path | None = None
    brand: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the problems, and where there are none, what a platform takes in.

    The hosts are the shop's own, those that buyers pay at, and those that other links lead to.
    """

    problems: tuple[Problem, ...]
    brand: str = ""
    serial: int = 0
    files: int = 0
    bytes: int = 0
    shop_hosts: tuple[str, ...] = ()
    pay_hosts: tuple[str, ...] = ()
    link_hosts: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the brand may be taken in."""
        return not any(problem.is_error for problem in self.problems)


def verify_brand(source: Source, terms: Terms) -> Verified:
    """Return what is wrong with a brand's files; where nothing is, what was seen is kept in the state.

    Raises:
        MachineError: the network failed, or the state cannot be read or written.
    """
    data, problems = read_signed(source, terms.key)
    if data is None:
        return Verified(problems)
    manifest, problems = parse_manifest(data)
    if manifest is None:
        return Verified(problems)
    seen = LastSeen(manifest.serial, sha256_hex(data))
    looks = look_at_files(source, manifest.files)
    found = [
        *_brand_problems(manifest, terms.brand),
        *(serial_problems(load_last_seen(terms.state, manifest.brand), seen) if terms.state else ()),
        *(problem for look in looks for problem in look.problems),
        *(problem for look in looks for problem in pay_problems(look.path, look.links.pay, terms.pay_hosts)),
        *(problem for look in looks for problem in doubt_problems(look.path, look.links.others)),
        *unmarked_problems(looks),
        *stray_problems(source, manifest.files),
    ]
    verified = _verified(manifest, looks, found)
    if terms.state and verified.is_good:
        write_last_seen(terms.state, manifest.brand, seen)
    return verified


def _brand_problems(manifest: Manifest, expected: str) -> Iterator[Problem]:
    if expected and manifest.brand != expected:
        message = f'brand "{manifest.brand}" is not "{expected}": this is the manifest of another brand.'
        yield Problem(Place(MANIFEST, key="brand"), "brand", message, "Look whether the address is right.")


def _verified(manifest: Manifest, looks: Sequence[Look], problems: Iterable[Problem]) -> Verified:
    shop = {host for look in looks for host in look.links.shop_hosts}
    pay = {host for look in looks for host in _hosts(look.links.pay)}
    return Verified(
        problems=sort_problems(problems),
        brand=manifest.brand,
        serial=manifest.serial,
        files=len(manifest.files),
        bytes=sum(file.bytes for file in manifest.files),
        shop_hosts=tuple(sorted(shop)),
        pay_hosts=tuple(sorted(pay)),
        link_hosts=tuple(sorted({h for look in looks for h in _hosts(look.links.others)} - shop - pay)),
    )


def _hosts(links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        destination = parse_destination(link.address)
        if destination and destination.host:
            yield destination.host
