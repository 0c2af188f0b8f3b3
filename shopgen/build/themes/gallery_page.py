"""The gallery's page: a row of frames for each brand in each theme. It has no script and asks nobody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files
from itertools import groupby

from shopgen.build.themes.schemes import SCHEMES
from shopgen.digests import csp_hash
from shopgen.pages.sheets import minified

PAGES: Mapping[str, str] = {"profile": "Profile", "shop": "Shop", "product": "Product"}
SIZES = ("phone", "desktop")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One brand in one theme: the folders of its pages by kind, as seen from the gallery's page."""

    theme: str
    description: str
    brand: str
    pages: Mapping[str, str]


def render_gallery(exhibits: Iterable[Exhibit]) -> str:
    """Return the page, on which one chooses what kind of page to see."""
    style = _style()
    body = "\n".join(_theme(list(group)) for _, group in groupby(exhibits, key=lambda one: one.theme))
    policy = f"default-src 'none'; style-src {csp_hash(style)}; frame-src 'self'; base-uri 'none'"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Themes</title>
<style>{style}</style>
</head>
<body>
<header class="top">
<h1>Themes</h1>
{_choice()}
</header>
<main>
{body}
</main>
</body>
</html>
"""


@lru_cache(maxsize=1)
def _style() -> str:
    text = (files("shopgen.build.themes") / "gallery.css").read_text(encoding="utf-8")
    return minified(text)


def _choice() -> str:
    radios = "".join(
        f'<label><input type="radio" name="page" value="{kind}"{" checked" if kind == "profile" else ""}>'
        f"<span>{title}</span></label>"
        for kind, title in PAGES.items()
    )
    return f'<fieldset class="choice"><legend>Page</legend>{radios}</fieldset>'


def _theme(exhibits: list[Exhibit]) -> str:
    first = exhibits[0]
    rows = "\n".join(_brand(exhibit) for exhibit in exhibits)
    return f"""<section class="theme">
<header><h2>{escape(first.theme)}</h2><p>{escape(first.description)}</p></header>
{rows}
</section>"""


def _brand(exhibit: Exhibit) -> str:
    rows = "\n".join(
        f'<div class="row is-{kind}">{"".join(_frames(exhibit, kind, folder))}</div>'
        for kind, folder in exhibit.pages.items()
    )
    return f'<section class="brand"><h3>{escape(exhibit.brand)}</h3>\n{rows}\n</section>'


def _frames(exhibit: Exhibit, kind: str, folder: str) -> Iterator[str]:
    for size in SIZES:
        for scheme in SCHEMES:
            title = f"{exhibit.theme}, {exhibit.brand}: {PAGES[kind].lower()}, {size}, {scheme}"
            address = f"{folder}/{scheme}.html"
            caption = f'<a href="{escape(address)}">{size.capitalize()}, {scheme}</a>'
            yield (
                f'<figure class="is-{size}"><div class="pane"><iframe src="{escape(address)}" '
                f'title="{escape(title)}" loading="lazy"></iframe></div>'
                f"<figcaption>{caption}</figcaption></figure>"
            )
