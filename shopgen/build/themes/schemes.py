"""A page as it is in light or in dark, whatever the viewer prefers: for showing both side by side."""

import re
from collections.abc import Mapping

from shopgen.digests import csp_hash

SCHEMES = ("light", "dark")

_STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
_ASKS_FOR_DARK = re.compile(r"\(prefers-color-scheme: ?dark\)")
_TAKES_BOTH = re.compile(r"color-scheme: ?light dark")
_META = '<meta name="color-scheme" content="'
_APPLIES: Mapping[str, str] = {"light": "not all", "dark": "all"}


def fix_scheme(html: str, scheme: str) -> str:
    """Return a page that is shown in one scheme, its policy's hashes made to fit its styles again."""
    for style in dict.fromkeys(_STYLE.findall(html)):
        fixed = _TAKES_BOTH.sub(f"color-scheme:{scheme}", _ASKS_FOR_DARK.sub(_APPLIES[scheme], style))
        html = html.replace(style, fixed).replace(csp_hash(style).strip("'"), csp_hash(fixed).strip("'"))
    return html.replace(f"{_META}light dark", f"{_META}{scheme}")
