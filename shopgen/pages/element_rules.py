"""What a module's sheet says of the element itself, whose place and size are the host's page's to say."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinycss2

from shopgen.pages.door import ThemeFile
from shopgen.pages.sheets import text_of
from shopgen.problems import Place, Problem, quote

_HINT = "Write it for .shop, which is all that the module shows, or leave it to hosts."


@lru_cache(maxsize=256)
def element_problems(file: ThemeFile) -> tuple[Problem, ...]:
    """Return what `:host` is told in a sheet besides custom properties, which embed.js refuses."""
    text = text_of(file)
    if ":host" not in text.lower():
        return ()
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_problems(rules, file.path))


def _problems(rules: list[Any], path: str) -> Iterator[Problem]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _problems(within, path)
        elif rule.type == "qualified-rule" and ":host" in tinycss2.serialize(rule.prelude).lower():
            yield from _told(rule, path)


def _told(rule: Any, path: str) -> Iterator[Problem]:
    selector = tinycss2.serialize(rule.prelude).strip()
    for said in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if said.type == "declaration" and not said.name.startswith("--"):
            message = f"{selector} sets {said.name}: of the element a module's sheet sets custom properties."
            yield Problem(Place(path, said.source_line), "style-sheet", message, _HINT)
        elif said.type in ("qualified-rule", "at-rule"):
            shown = quote(tinycss2.serialize([said]), 40)
            message = f"{selector} has a rule within, {shown}: of the element embed.js takes in none."
            yield Problem(Place(path, said.source_line), "style-sheet", message, _HINT)
