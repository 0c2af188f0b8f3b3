"""What no tag of a theme may have: handlers, styles of its own, others' addresses, ways off the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shopgen.problems import quote
from shopgen.verify.addresses import parse_destination
from shopgen.verify.link import split_addresses
from shopgen.verify.tags import Tag

FILLED_IN = "\ue000"
"""Stands in a template's text for what Jinja2 fills in; an address is judged by what is before it."""

_LINKS = frozenset({"a", "area"})
_SCHEMES = frozenset({"http", "https", "mailto", "sms", "tel"})
# Attributes whose address a browser asks, or sends something to, without being told to go there.
# fmt: off
_ASKED = frozenset({
    "action", "background", "classid", "codebase", "data", "dynsrc", "formaction", "href", "icon", "lowsrc",
    "manifest", "poster", "src",
})
# fmt: on
_ASKED_LISTS = frozenset({"archive", "attributionsrc", "imagesrcset", "ping", "srcset"})
# A picture within the address, or the empty one that keeps browsers from asking for an icon.
_INLINE = re.compile(r"data:(?:image/(?:avif|gif|jpeg|png|webp)[;,]|,\Z)", re.IGNORECASE)
_HANDLER = re.compile(r"on[a-z]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]")


@dataclass(frozen=True, slots=True)
class TagFault:
    """What is wrong with a tag, and what to do instead."""

    code: str
    message: str
    hint: str


def tag_faults(tag: Tag, host: str, *, may_lead_on: bool = False) -> Iterator[TagFault]:
    """Yield what is wrong with one tag; `host` is the site's, `may_lead_on` is for pages that redirect."""
    name = tag.name.partition(FILLED_IN)[0]
    shown = f"<{name}>"
    for attribute, value in tag.attributes:
        if _HANDLER.fullmatch(attribute):
            message = f"{shown} has an inline handler, {attribute}, which the page's policy blocks."
            yield TagFault("contract-template", message, "Write a link or a radio button to be tapped.")
        elif attribute == "style":
            message = f"{shown} has a style attribute, {quote(value)}, which the page's policy blocks."
            yield TagFault("contract-template", message, "Write a class, and its rule into a style sheet.")
        elif attribute == "href" and name in _LINKS:
            yield from _link_faults(shown, value)
        elif attribute == "href" and name == "base":
            message = f"<base> makes {quote(value)} of each address on the page."
            yield TagFault("contract-origin", message, "Leave its href out.")
        elif attribute in _ASKED or attribute in _ASKED_LISTS:
            addresses = split_addresses(value) if attribute in _ASKED_LISTS else [value]
            for address in addresses:
                yield from _asking_faults(shown, attribute, address, host)
    yield from _moving_faults(tag, shown, may_lead_on=may_lead_on)


def _link_faults(shown: str, address: str) -> Iterator[TagFault]:
    scheme = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", address))
    if scheme and scheme[1].lower() not in _SCHEMES:
        message = f"{shown} has a {scheme[1].lower()}: address, {quote(address)}, which is no link."
        yield TagFault("contract-template", message, "Write an address that a view gives you.")


def _asking_faults(shown: str, attribute: str, address: str, host: str) -> Iterator[TagFault]:
    before, filled_in, _ = address.strip().partition(FILLED_IN)
    destination = parse_destination(before)
    is_own = destination is not None and destination.host in ("", host) and destination.scheme != "mailto"
    if is_own or _INLINE.match(before) or (filled_in and not before):
        return
    message = f"{shown} asks another origin by its {attribute}, {quote(before)}."
    hint = "Put the file into the theme's static/ folder and write {{ asset('name.svg') }}."
    yield TagFault("contract-origin", message, hint)


def _moving_faults(tag: Tag, shown: str, *, may_lead_on: bool) -> Iterator[TagFault]:
    equivalents = [value.strip().lower() for value in tag.values("http-equiv")]
    if "refresh" in equivalents and not may_lead_on:
        message = f"{shown} leads away from the page by itself, to {quote(' '.join(tag.values('content')))}."
        yield TagFault("contract-origin", message, "Write a link in its place.")
    for animated in tag.values("attributename"):
        if animated.strip().lower().endswith("href"):
            message = f"{shown} changes an address, {quote(animated)}, while the page is shown."
            yield TagFault("contract-origin", message, "Write the address that it is to have.")
