"""The ways to take a module in, as a brand's snippet page has them."""

import base64
import hashlib
import html
import re
from dataclasses import dataclass

from tests.browser.demo import BuiltSite

# The host says who looks. This viewer is within the audience of every demo brand.
VIEWER = 'region="DE" viewer="ada" opted-in'
POLICY = r'<pre class="policy"[^>]*>(.*?)</pre>'


@dataclass(frozen=True, slots=True)
class Way:
    """What stands in a profile's page, and the page's policy as the snippet page says it."""

    body: str
    policy: str


def read_ways(site: BuiltSite, brand: str) -> dict[str, Way]:
    """Return a brand's ways by name: script, release, strict, decided, include, linked and frame.

    `release` is the hashed script, `strict` keeps the room by a rule, and `decided` is the script's as it is
    written by a server that has decided itself who gets to see the module.
    """
    sections = _sections(site, brand)
    script, release, strict = (Way(_viewed(codes[0]), policy) for codes, policy in sections[:3])
    rule = sections[2][0][1]
    include, linked = (
        Way(_read(site, brand, file), next(policy for codes, policy in sections if f"{file};" in codes[0]))
        for file in ("module.html", "module-linked.html")
    )
    return {
        "script": script,
        "release": release,
        # The rule stands in the page's own style, which its own policy allows.
        "strict": Way(f"<style>{rule}</style>{strict.body}", f"{strict.policy}; style-src {_hash(rule)}"),
        "decided": Way(_decided(script.body), script.policy),
        "include": include,
        "linked": linked,
        "frame": next(Way(codes[0], policy) for codes, policy in sections if "<iframe" in codes[0]),
    }


def _sections(site: BuiltSite, brand: str) -> list[tuple[list[str], str]]:
    """Return the ways of the snippet page: pieces of code, and the policy."""
    sections = re.findall(
        r'<section class="way">(.*?)</section>', _read(site, brand, "snippet.html"), re.DOTALL
    )
    return [
        (_codes(section), "".join(map(html.unescape, re.findall(POLICY, section)))) for section in sections
    ]


def snippet_codes(site: BuiltSite, brand: str) -> list[str]:
    """Return the pieces of code on a brand's snippet page, as one would copy them."""
    return _codes(_read(site, brand, "snippet.html"))


def _codes(text: str) -> list[str]:
    return [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", text, flags=re.DOTALL)]


def _viewed(code: str) -> str:
    return code.replace("<shop-module ", f"<shop-module {VIEWER} ")


def _decided(code: str) -> str:
    """Return the element without a rule, with the room kept that else the rule's yes would keep."""
    bare = re.sub(r" hidden| audience='[^']*'", "", code)
    room = "display:block;font-size:medium;min-height:"
    return re.sub(r' height="([^"]+)" style="', rf' style="{room}\1;', bare)


def _read(site: BuiltSite, brand: str, name: str) -> str:
    return (site.output / brand / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
