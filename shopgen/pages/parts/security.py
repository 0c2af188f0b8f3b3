"""The Content-Security-Policy of a page, as its own `<meta>` says it."""

from functools import lru_cache

from markupsafe import Markup

from shopgen.digests import csp_hash
from shopgen.pages.voice.addresses import origin_of


@lru_cache(maxsize=64)  # pages of a brand mostly have the same sheet and script
def page_policy(
    styles: tuple[Markup, ...], script: Markup, *, beacon: str = "", is_host: bool = False
) -> str:
    """Return the policy of a page that has these style elements and at most one inline script.

    A host page has the embed script besides, which fetches the module. `beacon` is the address that events
    are sent to. `frame-ancestors` has no effect in a `<meta>` (CSP 3, section 6.4): `_headers` says that.
    """
    has_fonts = any("@font-face" in style.lower() for style in styles)
    scripts = [*(["'self'"] if is_host else []), *([csp_hash(script)] if script else [])]
    connections = [*(["'self'"] if is_host else []), *([origin_of(beacon)] if beacon else [])]
    directives = [
        "default-src 'none'",
        "img-src 'self' data:",
        f"style-src {' '.join(dict.fromkeys(csp_hash(style) for style in styles))}",
        *(["font-src 'self' data:"] if has_fonts else []),
        *([f"script-src {' '.join(scripts)}"] if scripts else []),
        *([f"connect-src {' '.join(connections)}"] if connections else []),
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    return "; ".join(directives)
