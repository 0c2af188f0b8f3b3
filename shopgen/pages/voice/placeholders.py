"""Placeholders: a translation may say a sentence as it likes, but has to have what is filled in."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Message

from shopgen.problems import Place, Problem, quote

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# What the % operator reads in a sentence: %% is a sign, a % alone is a mistake.
_DIRECTIVE = re.compile(r"%%|%\(\w+\)s|%")


def placeholder_problems(path: str, message: Message) -> Iterator[Problem]:
    """Yield what a catalog's entry loses or adds of `%(name)s`, with its line.

    A plural's forms for few things may say their number in words, so one form with it is enough.
    """
    said, forms = _texts(message.id), [text for text in _texts(message.string) if text]
    if not message.id or not forms or message.fuzzy:
        return
    wanted, found = _names_in(said), _names_in(forms)
    place, english = Place(path, message.lineno or 0), quote(said[-1])
    for name in sorted(wanted - found):
        hint = f"Write %({name})s where it belongs in the sentence: it is filled in."
        yield Problem(place, "placeholder", f"the translation of {english} has no %({name})s.", hint)
    for name in sorted(found - wanted):
        known = ", ".join(f"%({known})s" for known in sorted(wanted)) or "nothing"
        hint = f"What is filled in there is {known}."
        yield Problem(place, "placeholder", f"the translation of {english} has a %({name})s.", hint)
    if wanted and any("%" in _DIRECTIVE.findall(text) for text in forms):
        hint = "Write %% for the sign, and %(name)s for what is filled in."
        yield Problem(place, "placeholder", f"the translation of {english} has a % of no placeholder.", hint)


def _texts(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _names_in(texts: list[str]) -> set[str]:
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}
