"""A page of the site that is opened by itself follows its sources as well: by a script of the preview's."""

import re

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


def with_live_script(page: bytes, script: str) -> bytes:
    """Return a page that loads a script too, which its own policy (CSP) lets it load and ask for changes.

    Everything else is as it was. Whoever fetches a page, or frames it, gets it without this.
    """
    found = _POLICY.search(page)
    if found is None:
        return page
    folder = script.rpartition("/")[0].encode() + b"/"
    policy = _allowing(_allowing(found[2], b"script-src", folder), b"connect-src", b"&#39;self&#39;")
    head = b"".join(
        [found[1], policy, found[3], f'\n<script type="module" src="{script}"></script>'.encode()]
    )
    return page[: found.start()] + head + page[found.end() :]


def _allowing(policy: bytes, directive: bytes, source: bytes) -> bytes:
    parts = [part.strip() for part in policy.split(b";")]
    if not any(part.startswith(directive) for part in parts):
        return policy + b"; " + directive + b" " + source
    return b"; ".join(part + b" " + source if part.startswith(directive) else part for part in parts)
