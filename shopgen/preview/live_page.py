"""A page of the site that is opened by itself follows its sources as well: by a script of the preview's."""

import re
from html import escape, unescape

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


def with_live_script(page: bytes, script: str) -> bytes:
    """Return a page that loads a script too, which its own policy (CSP) lets it load and ask for changes.

    Everything else is as it was. Whoever fetches a page, or frames it, gets it without this.
    """
    folder = f"{script.rpartition('/')[0]}/"

    def allow(found: re.Match[str]) -> str:
        policy = _allowing(_allowing(unescape(found[2]), "script-src", folder), "connect-src", "'self'")
        return f'{found[1]}{escape(policy)}{found[3]}\n<script type="module" src="{script}"></script>'

    return _POLICY.sub(allow, page.decode(), count=1).encode()


def _allowing(policy: str, directive: str, source: str) -> str:
    parts = [part.split() for part in policy.split(";")]
    if not any(name == directive for name, *_ in parts):
        parts.append([directive])
    return "; ".join(" ".join([*part, source] if part[0] == directive else part) for part in parts)
