"""What a template says in the interface's voice: the sentences that a catalog has to have."""

from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import extract_from_ast

from shopgen.pages.door import ThemeFile

_FUNCTIONS = ("_", "ngettext")
_PARSER = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)


@dataclass(frozen=True, slots=True)
class TemplateMessage:
    """A sentence, the English one that catalogs know it by, and the line that says it."""

    line: int
    sentence: str


def read_messages(file: ThemeFile) -> tuple[TemplateMessage, ...]:
    """Return what a template says; nothing where it cannot be read, which rendering tells."""
    try:
        tree = _PARSER.parse(file.data.decode("utf-8", "replace"))
    except TemplateSyntaxError:
        return ()
    found = extract_from_ast(tree, _FUNCTIONS)
    return tuple(TemplateMessage(line, _first(said)) for line, _, said in found if _first(said))


def _first(said: object) -> str:
    sentence = said[0] if isinstance(said, tuple) else said
    return sentence if isinstance(sentence, str) else ""
