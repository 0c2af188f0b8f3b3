"""The ways to take a module in, as a brand's snippet page has them."""

import base64
import hashlib
import html
import re
from dataclasses import dataclass

from tests.browser.demo import BuiltSite

# The host says who looks. This viewer is within the audience of every demo brand.
VIEWER = 'region="DE" viewer="ada" opted-in'


@dataclass(frozen=True, slots=True)
class Way:
    """What stands in a profile's page, and what the page's policy allows beside `default-src 'none'`."""

    body: str
    policy: str


def read_ways(site: BuiltSite, brand: str) -> dict[str, Way]:
    """Return a brand's ways by name: script, release (the hashed one), decided, include, linked and frame.

    `decided` is the script's as a server writes it that has decided itself who gets to see the module.
    """
    codes = snippet_codes(site, brand)
    script, release = [_viewed(code) for code in codes if "<script" in code][:2]
    included, linked = (_read(site, brand, name) for name in ("module.html", "module-linked.html"))
    origin = site.host.address(site.output / brand / "index.html").split(f"/{brand}/")[0]
    by_script = f"script-src {origin}; connect-src {origin}; img-src {origin} data:"
    pictures = f"img-src {origin} data:"
    return {
        "script": Way(script, by_script),
        "release": Way(release, by_script),
        "decided": Way(_decided(script), by_script),
        "include": Way(included, f"style-src {_style_hashes(included)}; {pictures}"),
        "linked": Way(linked, f"style-src {origin}; {pictures}"),
        "frame": Way(next(code for code in codes if "<iframe" in code), f"frame-src {origin}"),
    }


def snippet_codes(site: BuiltSite, brand: str) -> list[str]:
    """Return the pieces of code on a brand's snippet page, as one would copy them."""
    text = _read(site, brand, "snippet.html")
    return [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", text, flags=re.DOTALL)]


def _viewed(code: str) -> str:
    return code.replace("<shop-module ", f"<shop-module {VIEWER} ")


def _decided(code: str) -> str:
    """Return the element without a rule, with the room kept that else the rule's yes would keep."""
    bare = re.sub(r" hidden| audience='[^']*'", "", code)
    return re.sub(r' height="(\d+)"', r' style="display:block;min-height:\1px"', bare)


def _read(site: BuiltSite, brand: str, name: str) -> str:
    return (site.output / brand / name).read_text(encoding="utf-8")


def _style_hashes(text: str) -> str:
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
