"""The few ways in which text becomes markup that templates write unescaped. Nothing else makes `Markup`."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from shopgen.pages.data import dump_json
from shopgen.problems import ContentError, Place, Problem

# What would end a script element, open a comment in it, or (U+2028, U+2029) a line in JavaScript.
_JSON_ESCAPES = tuple((c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029")


def json_text(value: Any) -> Markup:
    """Return a value as compact JSON that is safe within a script element."""
    text = dump_json(value)
    for character, escaped in _JSON_ESCAPES:  # some hundred times as quick as str.translate
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 - escaped in the lines above


def joined(parts: Iterable[Markup]) -> Markup:
    """Return pieces of markup as one; quicker than `Markup.join`, which looks at each again."""
    return Markup("".join(parts))  # noqa: S704 - all of them are markup


def unbraced(html: str) -> str:
    """Return HTML of whose texts and attributes no template engine takes anything for code.

    Engines read `{{`, `{%`, `{#`, `${` and `#{`; browsers read the reference as the brace itself.
    """
    return html.replace("{", "&#123;")


def language_attributes(lang: str, direction: str) -> Markup:
    """Return ` lang="…" dir="…"` for a start tag, without those that are empty."""
    attributes = (("lang", lang), ("dir", direction))
    return joined(Markup(' {}="{}"').format(name, value) for name, value in attributes if value)


def style_text(css: str, path: str) -> Markup:
    """Return a style sheet for a style element.

    Raises:
        ContentError: it could end the element; `path` is the theme's file to name.
    """
    return _raw_text(css, path, ("</", "<!--"))


def script_text(javascript: str, path: str) -> Markup:
    """Return a script for a script element, by the HTML standard's restrictions on such scripts.

    Raises:
        ContentError: it could end the element; `path` is the theme's file to name.
    """
    return _raw_text(javascript, path, ("</script", "<script", "<!--"))


def _raw_text(text: str, path: str, forbidden: tuple[str, ...]) -> Markup:
    if "<" not in text:
        return Markup(text)  # noqa: S704 - cannot leave its element
    lower = text.lower()
    for ending in forbidden:
        if ending in lower:
            message = f'the file has "{ending}", which would end the element that it is put into.'
            hint = 'Write it apart, such as "<" + "/" in a script or "\\3c /" in a style sheet.'
            raise ContentError([Problem(Place(path), "raw-text", message, hint)])
    return Markup(text)  # noqa: S704 - cannot leave its element
