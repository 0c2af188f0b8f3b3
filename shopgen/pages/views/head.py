"""What stands in a page's head."""

from dataclasses import dataclass

from markupsafe import Markup

from shopgen.pages.views.brand import LinkView

NO_ICON = "data:,"
"""The empty picture. Where no icon is named at all browsers ask for /favicon.ico."""


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands in a page's head. `csp` is the policy; `style` and `script` are inline texts that it names.

    `json_ld` is JSON that is safe within a script element. `meta` is for Open Graph: (property, content).
    """

    lang: str
    dir: str
    title: str
    description: str
    canonical: str
    csp: str
    style: Markup
    script: Markup = Markup("")
    alternates: tuple[tuple[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: Markup = Markup("")
    robots: str = ""
    theme_colours: tuple[tuple[str, str], ...] = ()
    icon: str = NO_ICON
    """The address of a small picture that the page is known by."""
    oembed: LinkView | None = None
    """Where readers of oEmbed find the frame, and what it is called."""
    words_lang: str = ""
    """What the page's own words are in, for its body, where that is not `lang`."""
