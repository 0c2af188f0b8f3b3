"""The ways to take a module in, as a brand's snippet page has them."""

import base64
import hashlib
import html
import json
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
    """Return a brand's ways by name: script, release, strict, decided, include, linked and frame.

    `release` is the hashed script, `strict` keeps the room by a rule, and `decided` is the script's as it is
    written by a server that has decided itself who gets to see the module.
    """
    codes = snippet_codes(site, brand)
    script, release, strict = [_viewed(code) for code in codes if "<shop-module" in code]
    rule = next(code for code in codes if code.startswith("shop-module["))
    included, linked = (_read(site, brand, name) for name in ("module.html", "module-linked.html"))
    shop = site.host.address(site.output / brand / "index.html").split(f"/{brand}/")[0]
    pictures = f"img-src {shop} data:"
    by_script = f"script-src {shop}; connect-src {shop} {_beacon(site, brand)}; {pictures}"
    return {
        "script": Way(script, by_script),
        "release": Way(release, by_script),
        "strict": Way(f"<style>{rule}</style>{strict}", f"{by_script}; style-src {_hash(rule)}"),
        "decided": Way(_decided(script), by_script),
        "include": Way(included, f"style-src {_style_hashes(included)}; {pictures}"),
        "linked": Way(linked, f"style-src {shop}; {pictures}"),
        "frame": Way(
            next(code for code in codes if "<iframe" in code), f"frame-src {shop}; script-src {shop}"
        ),
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


def _beacon(site: BuiltSite, brand: str) -> str:
    beacon: str = json.loads(_read(site, brand, "module.json")).get("beacon", "")
    return beacon


def _style_hashes(text: str) -> str:
    return " ".join(_hash(style) for style in re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
