"""What stands in a page's head."""

from dataclasses import dataclass

from markupsafe import Markup


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
    words_lang: str = ""
    """What the page's own words are in, for its body, where that is not `lang`."""
