"""The links of a page.

A pay link is what a page marks with `rel="payment"` (IANA's link relations: a resource where payment is
accepted) or has in `data-many`; whatever sends a page's visitor on: a form, a redirect, a base; and what
brings another's page or script into it.
"""

import re
from collections.abc import Iterator

from shopgen.problems import quote
from shopgen.verify.link import Link, Links, split_addresses
from shopgen.verify.tags import Tag, find_tags

PAGE_LIMIT = 16 * 1024 * 1024
"""Bytes of a page; one that is made to take long takes a second for each million."""

_SENDING = ("action", "data-many", "formaction")
_SENDING_OF = {
    "base": ("href",),
    "embed": ("src",),
    "fencedframe": ("src",),
    "frame": ("src",),
    "iframe": ("src",),
    "object": ("data", "codebase"),
    "portal": ("src",),
    "script": ("src", "href"),
}
_OTHERS = frozenset(
    {
        *("background", "cite", "codebase", "dynsrc", "href", "icon", "longdesc", "lowsrc", "manifest"),
        *("poster", "profile", "src", "usemap"),
    }
)
_LISTS = ("archive", "attributionsrc", "imagesrcset", "ping", "srcset")
_ANIMATED = ("by", "from", "to", "values")
_REFRESH = re.compile(r"\s*[0-9.]*\s*[;,]?\s*(?:url\s*=)?\s*", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]*)", re.IGNORECASE)
_XML_ENCODING = re.compile(r"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_XML_RULES = re.compile(r"<!(?:ENTITY|ATTLIST)|<\?xml-stylesheet")
_SHIFTS = re.compile("[\x0e\x0f\x1b]")


def page_links(data: bytes) -> Links:
    """Return the links of a page, or of a document in XML.

    Raises:
        ValueError: it is too long, or could be read in another way than this.
    """
    if len(data) > PAGE_LIMIT:
        raise ValueError(f"it has {len(data):,} bytes, and a page has at most {PAGE_LIMIT:,}")
    text = data.decode("utf-8").removeprefix("\ufeff")
    _refuse_rules(text)
    pay: list[Link] = []
    others: list[Link] = []
    for tag in find_tags(text):
        _refuse_charsets(tag)
        for found, addresses in zip((pay, others), _find_addresses(tag), strict=True):
            found += (Link(address, tag.line) for address in addresses)
    return Links(tuple(pay), tuple(others))


def _refuse_rules(text: str) -> None:
    """Refuse what makes other tags or attributes of a text than those that stand in it."""
    if found := _SHIFTS.search(text):
        raise ValueError(f"it has the character {quote(found[0])}, by which other encodings shift")
    if found := _XML_RULES.search(text):
        raise ValueError(f"it has {quote(found[0])}, which makes another document of it")
    if found := _XML_ENCODING.match(text):
        _refuse_encoding(found[1])


def _refuse_charsets(tag: Tag) -> None:
    if tag.name == "meta":
        contents = tag.values("content") if tag.values("http-equiv") else ()
        for name in (*tag.values("charset"), *(name for text in contents for name in _CHARSET.findall(text))):
            _refuse_encoding(name)


def _refuse_encoding(name: str) -> None:
    if name.strip().lower() not in ("utf-8", "utf8"):
        raise ValueError(f"it says that its encoding is {quote(name)}, and pages are UTF-8")


def _find_addresses(tag: Tag) -> tuple[list[str], list[str]]:
    """Return a tag's addresses: those that it sends buyers to, and others."""
    sending = {*_SENDING, *_SENDING_OF.get(tag.name, ())}
    if tag.values("data-many") or any("payment" in value.lower().split() for value in tag.values("rel")):
        sending.add("href")
    pay = [*tag.values(*sending), *_refresh_addresses(tag), *_animated_addresses(tag)]
    lists = [word for value in tag.values(*_LISTS) for word in split_addresses(value)]
    return pay, [*tag.values(*_OTHERS - sending), *lists]


def _refresh_addresses(tag: Tag) -> Iterator[str]:
    if tag.name == "meta" and any(value.lower() == "refresh" for value in tag.values("http-equiv")):
        for content in tag.values("content"):
            yield _REFRESH.sub("", content, count=1).strip("'\" ")


def _animated_addresses(tag: Tag) -> Iterator[str]:
    """Yield what SVG's `animate` and `set` make of a link."""
    if any(value.strip().lower().endswith("href") for value in tag.values("attributename")):
        for value in tag.values(*_ANIMATED):
            yield from (address.strip() for address in value.split(";"))
