"""What no page that a theme makes may have: scripts, others' addresses, ids twice, elements left open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from shopgen.build.themes.page_tree import Node, PageTree, parse_page
from shopgen.build.themes.tag_faults import tag_faults
from shopgen.digests import csp_hash
from shopgen.pages.door import ThemeFile
from shopgen.pages.sheets import parse_sheet
from shopgen.problems import ContentError, quote
from shopgen.verify.addresses import parse_destination
from shopgen.verify.tags import find_tags

_DATA = frozenset({"application/json", "application/ld+json"})
_POLICY = "content-security-policy"
_HASH = re.compile(r"'sha256-[^']+'")
OWN_SCRIPT = "the template has a script of its own."
NO_SCRIPT = "Leave it out: a page has the default theme's script, and works without it."


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a page. It is at a tag as `find_tags` counts them, or at an element of its tree.

    `text` is what to look for in a template first, `unbalanced` are elements of which one has too many.
    """

    code: str
    message: str
    hint: str
    tag: int | None = None
    element: int | None = None
    text: str = ""
    unbalanced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page may have: the site's own host, the hashes of the theme's scripts, the names of files."""

    host: str
    script_hashes: frozenset[str]
    script_files: frozenset[str]
    redirects: frozenset[str]


def find_faults(path: str, html: str, around: Surroundings) -> Iterator[Fault]:
    """Yield what is wrong with a page of a theme."""
    try:
        for number, tag in enumerate(find_tags(html)):
            for found in tag_faults(tag, around.host, may_lead_on=path in around.redirects):
                yield Fault(found.code, found.message, found.hint, tag=number)
    except ValueError as error:
        yield Fault("contract-template", f"{path}: {error}.", "Close each tag that you open.")
    tree = parse_page(html)
    nodes = tree.nodes()
    yield from _script_faults(nodes, around)
    yield from _style_faults(nodes, around.host)
    if html.lstrip()[:9].lower() == "<!doctype":
        yield from _policy_faults(nodes, around)
    yield from _twin_faults(nodes)
    yield from _slip_faults(tree)


def _script_faults(nodes: tuple[Node, ...], around: Surroundings) -> Iterator[Fault]:
    for node in nodes:
        if node.name == "script" and not _is_known(node, around):
            yield Fault("contract-script", OWN_SCRIPT, NO_SCRIPT, element=node.number)


def _is_known(node: Node, around: Surroundings) -> bool:
    source = node.attributes.get("src")
    if source is not None:
        destination = parse_destination(source)
        is_own = destination is not None and destination.host in ("", around.host)
        return is_own and PurePosixPath(source.partition("?")[0]).name in around.script_files
    return _is_data(node) or csp_hash(node.raw_text()) in around.script_hashes


def _is_data(node: Node) -> bool:
    return node.name == "script" and node.attributes.get("type", "").strip().lower() in _DATA


def _style_faults(nodes: tuple[Node, ...], host: str) -> Iterator[Fault]:
    for node in nodes:
        if node.name == "style":
            for message, hint in _sheet_problems(node.raw_text(), host):
                yield Fault("contract-origin", message, hint, element=node.number)


def _sheet_problems(css: str, host: str) -> Iterator[tuple[str, str]]:
    try:
        problems = parse_sheet(ThemeFile("", css.encode())).problems
    except ContentError as error:
        problems = error.problems
    for problem in problems:
        if f'"https://{host}/' not in problem.message:
            yield problem.message, problem.hint


def _policy_faults(nodes: tuple[Node, ...], around: Surroundings) -> Iterator[Fault]:
    policies = [
        node
        for node in nodes
        if node.name == "meta" and node.attributes.get("http-equiv", "").strip().lower() == _POLICY
    ]
    hint = 'Write <meta http-equiv="Content-Security-Policy" content="{{ page.head.csp }}"> first in <head>.'
    if not policies:
        yield Fault("contract-policy", "the page has no policy.", hint, text="page.head.csp")
    data = {csp_hash(node.raw_text()) for node in nodes if _is_data(node)}
    for node in policies:
        policy = node.attributes.get("content", "")
        scripts = " ".join(re.findall(r"script-src[^;]*", policy))
        unknown = set(_HASH.findall(scripts)) - around.script_hashes - data
        if unknown or "'unsafe-" in scripts or "default-src 'none'" not in policy:
            message = "the page's policy lets scripts run that are not shopgen's."
            yield Fault("contract-policy", message, hint, element=node.number)


def _twin_faults(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    seen: set[tuple[int, str]] = set()
    for node in nodes:
        name = node.attributes.get("id")
        if name:
            shadow = next((at.number for at in node.path() if "shadowrootmode" in at.attributes), -1)
            if (shadow, name) in seen:
                message = f"<{node.name}> has the id {quote(name)}, which stands on the page already."
                yield Fault("contract-template", message, "Give it another.", element=node.number)
            seen.add((shadow, name))


def _slip_faults(tree: PageTree) -> Iterator[Fault]:
    """Yield the first place where elements do not lie one within the other: those after it follow from it."""
    for slip in tree.slips[:1]:
        if not slip.end:
            message, hint = f"<{slip.open}> is not closed.", f"Write </{slip.open}> where it ends."
        elif slip.open:
            message = f"</{slip.end}> stands where <{slip.open}> is still open."
            hint = f"Close <{slip.open}> before it, or remove what there is too much of."
        else:
            message = f"</{slip.end}> closes what is not open."
            hint = "Remove it, or open the element that it is to close."
        names = tuple(filter(None, (slip.end, slip.open)))
        yield Fault("contract-template", message, hint, element=slip.number, unbalanced=names)
