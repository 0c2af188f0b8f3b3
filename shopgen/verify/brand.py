"""The story of verifying a brand: signature, manifest, serial, files, links; all that is wrong at once.

Where the signature is not good nothing else is looked at: then the manifest cannot be believed. Nor is a file
fetched of another brand, or of an older build.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shopgen.problems import Place, Problem, sort_problems
from shopgen.signing import PublicKey
from shopgen.verify.addresses import parse_destination
from shopgen.verify.copy import begin_copy, copying, hold_copy
from shopgen.verify.link import Link
from shopgen.verify.looks import Look, look_at_files, stray_problems
from shopgen.verify.manifest import MANIFEST, Manifest, parse_manifest
from shopgen.verify.pay import doubt_problems, pay_problems, unmarked_problems
from shopgen.verify.shop_host import shop_problems
from shopgen.verify.signed import Signed, read_signed
from shopgen.verify.source import Source
from shopgen.verify.state import LastSeen, load_last_seen, serial_problems, write_last_seen


@dataclass(frozen=True, slots=True)
class Terms:
    """What a platform holds a brand to.

    `state` is the folder with what was last seen; without it an older manifest passes. `brand` is the name
    that the manifest must have, empty for any. `shop_host` is where the shop must be, empty for where it was
    last seen. `scripts` are the SHA-256 of the scripts that a brand may have in its folder.
    """

    key: PublicKey
    pay_hosts: frozenset[str] = frozenset()
    shop_host: str = ""
    state: Path | None = None
    brand: str = ""
    scripts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the problems, and where there are none, what a platform takes in.

    The hosts are the shop's own, those that buyers pay at, and those that other links lead to. `is_new` says
    of a copy whether it is another than there was.
    """

    problems: tuple[Problem, ...]
    brand: str = ""
    serial: int = 0
    files: int = 0
    bytes: int = 0
    shop_hosts: tuple[str, ...] = ()
    pay_hosts: tuple[str, ...] = ()
    link_hosts: tuple[str, ...] = ()
    is_new: bool | None = None

    @property
    def is_good(self) -> bool:
        """Whether the brand may be taken in."""
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A manifest that may be believed, and that is no older than what was last seen of its brand."""

    signed: Signed
    manifest: Manifest
    last: LastSeen | None


def verify_brand(source: Source, terms: Terms) -> Verified:
    """Return what is wrong with a brand's files; where nothing is, what was seen is kept in the state.

    Raises:
        MachineError: the network failed, or the state cannot be read or written.
    """
    opened, problems = _open(source, terms)
    return _verify(opened, source, terms) if opened else Verified(problems)


def copy_brand(source: Source, terms: Terms, place: Path) -> Verified:
    """Return what is wrong with a brand's files; where nothing is, they are at a place, all at once.

    What is there already is not fetched again.

    Raises:
        UsageError: something else stands at the place.
        MachineError: as `verify_brand`, or another run is at it, or the copy cannot be written.
    """
    with hold_copy(place):
        opened, problems = _open(source, terms)
        if opened is None:
            return Verified(problems)
        copy = begin_copy(place, opened.manifest, opened.signed)
        verified = _verify(opened, copying(source, copy), terms)
        if verified.is_good:
            return replace(verified, is_new=copy.finish(time.time()))
        copy.drop()
        return verified


def _open(source: Source, terms: Terms) -> tuple[_Opened | None, tuple[Problem, ...]]:
    """Return a manifest whose files are worth a look, or what is wrong with it."""
    signed, problems = read_signed(source, terms.key)
    if signed is None:
        return None, problems
    manifest, problems = parse_manifest(signed.manifest)
    if manifest is None:
        return None, problems
    last = load_last_seen(terms.state, manifest.brand) if terms.state else None
    found = (
        *_brand_problems(manifest, terms.brand),
        *serial_problems(last, manifest.serial, signed.sha256),
    )
    return (None, found) if found else (_Opened(signed, manifest, last), ())


def _verify(opened: _Opened, source: Source, terms: Terms) -> Verified:
    """Look at a manifest's files, and keep in the state what was seen where all are good."""
    manifest = opened.manifest
    looks = look_at_files(source, manifest.files, terms.scripts)
    shop_host = terms.shop_host or (opened.last.shop_host if opened.last else "")
    found = [
        *(problem for look in looks for problem in look.problems),
        *(problem for look in looks for problem in pay_problems(look.path, look.links.pay, terms.pay_hosts)),
        *(problem for look in looks for problem in doubt_problems(look.path, look.links.others)),
        *shop_problems(looks, shop_host),
        *unmarked_problems(looks),
        *stray_problems(source, manifest.files),
    ]
    verified = _verified(manifest, looks, found)
    if terms.state and verified.is_good:
        seen = LastSeen(manifest.serial, opened.signed.sha256, "".join(verified.shop_hosts))
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
