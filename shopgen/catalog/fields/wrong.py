"""How a field says that a value is wrong, and the few questions that all fields ask first."""

import re
from typing import Any

from shopgen.catalog.reading.tree import Plain
from shopgen.problems import quote

_CURLY = re.compile("[“”„‘’‚][^“”„‘’‚]*[“”‘’]")


class Wrong(ValueError):  # noqa: N818  a fault of the content, not of the program
    """A value that a field cannot take; `inside` is the key within it, where it is a mapping."""

    def __init__(self, code: str, what: str, hint: str, value: Any = None, inside: str = "") -> None:
        self.code = code
        self.what = what
        self.hint = hint
        self.value = value
        self.inside = inside
        super().__init__(what)

    def sentence(self, name: str) -> str:
        """Return what is wrong, with the name and the value seen."""
        seen = "" if self.value is None else f" {quote(self.value)}"
        return f"{name}{seen} {self.what}."


def want_text(value: Any, meant: str, example: str) -> str:
    """Return the text of a scalar as it was written, spaces around it gone.

    Raises:
        Wrong: it is a list, a mapping, or nothing.
    """
    if isinstance(value, str):
        text = value.strip()
        if type(value) is Plain and _CURLY.fullmatch(text):
            hint = f"Write straight ones: {quote(text[1:-1])}; around these, if they are to be seen."
            raise Wrong("curly-quotes", "has curly quotes, which are letters to YAML readers", hint, text)
        if text:
            return str(text)
        raise Wrong("no-value", "has no value", f"Write {meant}, such as {example}, or take the key out.")
    kind = "a list" if isinstance(value, list) else "a mapping"
    raise Wrong("not-one-value", f"is {kind}, not {meant}", f"Write one value, such as {example}.")
