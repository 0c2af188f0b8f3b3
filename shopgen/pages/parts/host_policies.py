"""Content-Security-Policies for hosts: the strictest under which each way to take the module in works."""

from shopgen.digests import csp_hash
from shopgen.pages.parts.beacon import beacon_of
from shopgen.pages.voice.addresses import origin_of
from shopgen.pages.voice.voice import Voice


def policy_by_script(voice: Voice, style: str) -> str:
    """Return the policy for a page that has the element with this style attribute, or with none.

    Policies take a style attribute by its hash (CSP 3, section 2.3.1), which then has to be named as such.
    """
    return _policy(*_for_script(voice), f"style-src-attr 'unsafe-hashes' {csp_hash(style)}" if style else "")


def policy_over_the_page(voice: Voice) -> str:
    """Return the policy for a page that has the element, and products opened over it."""
    return _policy(*_for_script(voice), f"frame-src {_shop_origin(voice)}")


def policy_by_server(voice: Voice, style: str) -> str:
    """Return the policy for a page that has the fragment with its style in it."""
    return _policy(f"style-src {csp_hash(style)}", _pictures(voice))


def policy_by_linked_style(voice: Voice) -> str:
    """Return the policy for a page that has the fragment with a link to its style."""
    return _policy(f"style-src {_shop_origin(voice)}", _pictures(voice))


def policy_for_frame(voice: Voice) -> str:
    """Return the policy for a page that has a frame of the shop's, and the script beside it."""
    return _policy(f"frame-src {_shop_origin(voice)}", f"script-src {_shop_origin(voice)}")


def _for_script(voice: Voice) -> tuple[str, ...]:
    shop, beacon = _shop_origin(voice), beacon_of(voice)
    asked = dict.fromkeys((shop, origin_of(beacon)) if beacon else (shop,))
    return f"script-src {shop}", f"connect-src {' '.join(asked)}", _pictures(voice)


def _policy(*directives: str) -> str:
    trusted_types = ("require-trusted-types-for 'script'", "trusted-types 'none'")
    return "; ".join(filter(None, ("default-src 'none'", *directives, *trusted_types)))


def _pictures(voice: Voice) -> str:
    # A theme's own small pictures travel in the module's sheet.
    return f"img-src {_shop_origin(voice)} data:"


def _shop_origin(voice: Voice) -> str:
    return origin_of(voice.addresses.absolute(voice.addresses.folder(voice.locale)))
