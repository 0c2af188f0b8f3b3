"""`_headers`: what a static host should send along, in the form that Netlify and Cloudflare Pages read.

Patterns, never single pages: hosts allow some hundred rules. Where two rules hold for a path both are sent,
and two policies are both enforced; so no header stands in two rules that can meet. Where the site names its
`hosts` they may frame any page, so that a product can be opened over theirs. Where it names none, framing is
denied to all by X-Frame-Options, and allowed to the frame by `frame-ancestors`, which overrules it (CSP 3,
6.4.2.2).
"""

from collections.abc import Iterable

from shopgen.pages.artifact import Artifact
from shopgen.pages.parts.host_scripts import SCRIPTS
from shopgen.pages.voice.addresses import Addresses, path_of
from shopgen.shop.site import Site
from shopgen.verify.published import published_schemas

_FOR_EVER = "Cache-Control: public, max-age=31536000, immutable"
_FOR_NOW = "Cache-Control: public, max-age=300, stale-while-revalidate=86400"
_TO_ANYONE = ("Access-Control-Allow-Origin: *", "Cross-Origin-Resource-Policy: cross-origin")
_FRAMING = "X-Frame-Options: DENY"
_SCRIPT = (_FOR_NOW, *_TO_ANYONE, "Content-Type: text/javascript; charset=utf-8")
_EVERYWHERE = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()",
)


def render_headers(site: Site, addresses: Addresses) -> Artifact:
    """Return `_headers` for an origin: that of the site, or that of a brand which has its own."""
    base = path_of(addresses.absolute(addresses.root())).rstrip("/")
    # A brand's folder is one name deep, a further locale's two; on an origin of its own, none and one.
    folders = ("", "/:locale") if addresses.brand_url else ("/:brand", "/:brand/:locale")
    rules = [
        (f"{base}/*", (*_EVERYWHERE, _FRAMING if site.hosts is None else _framed_by(site.hosts))),
        *((f"{base}/{name}.js", _SCRIPT) for name in SCRIPTS),
        *((f"{base}/{name}", (_FOR_NOW, *_TO_ANYONE)) for name in published_schemas()),
        *_unchanging(base, folders[0]),
        *(rule for folder in folders for rule in _embeddable(base + folder, site)),
    ]
    text = "\n".join(f"{path}\n" + "".join(f"  {header}\n" for header in headers) for path, headers in rules)
    return Artifact(f"{addresses.root()}_headers", text.encode())


def _unchanging(base: str, brand: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    for folder in dict.fromkeys(("/assets", f"{brand}/assets", f"{brand}/img")):
        yield f"{base}{folder}/*", (_FOR_EVER, *_TO_ANYONE)


def _embeddable(folder: str, site: Site) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in ("module.html", "module-linked.html", "module.json", "oembed.json", "catalog.json"):
        yield f"{folder}/{name}", (_FOR_NOW, *_TO_ANYONE)
    if site.hosts is None:
        yield f"{folder}/frame/*", ("Content-Security-Policy: frame-ancestors *",)
    yield f"{folder}/:product/remind.ics", ("Content-Type: text/calendar; charset=utf-8",)


def _framed_by(hosts: tuple[str, ...]) -> str:
    return "Content-Security-Policy: frame-ancestors " + (" ".join(hosts) or "'none'")
