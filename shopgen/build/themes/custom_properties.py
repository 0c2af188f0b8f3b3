"""The custom properties that style sheets set on a page or a module as a whole, in light and in dark."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from shopgen.pages.door import ThemeFile
from shopgen.pages.sheets import text_of
from shopgen.problems import Place

SCHEMES = ("light", "dark")

_BOTH = frozenset(SCHEMES)
_HOLDS_ANYWHERE = ("layer", "supports")
_PREFERS = re.compile(r"\( ?prefers-color-scheme ?: ?(light|dark) ?\)")
# Whose value a page's text takes: that of the element nearest to it, then that of the stronger selector.
_STRENGTH = {"html": 0, ":root": 1, ":host": 1, ".shop": 1, "body": 2}


@dataclass(frozen=True, slots=True)
class Property:
    """A custom property as one sheet sets it: its value, its place, and what it takes to outdo it."""

    value: str
    place: Place
    strength: tuple[bool, int] = (False, 0)


def read_properties(files: Iterable[ThemeFile]) -> Mapping[str, Mapping[str, Property]]:
    """Return the properties by scheme and by name without its dashes; files are in the order of the page."""
    found: dict[str, dict[str, Property]] = {scheme: {} for scheme in SCHEMES}
    for file in files:
        rules = tinycss2.parse_stylesheet(text_of(file), skip_comments=True, skip_whitespace=True)
        for scheme, name, said in _properties(rules, file.path, _BOTH):
            earlier = found[scheme].get(name)
            if earlier is None or said.strength >= earlier.strength:
                found[scheme][name] = said
    return found


def _properties(rules: list[Any], path: str, schemes: frozenset[str]) -> Iterator[tuple[str, str, Property]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            within = schemes & _schemes_of(rule)
            if within:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _properties(inner, path, within)
        elif rule.type == "qualified-rule" and (strength := _strength(rule)) is not None:
            for said in tinycss2.parse_blocks_contents(rule.content):
                if said.type == "declaration" and said.name.startswith("--"):
                    value = " ".join(tinycss2.serialize(said.value).split())
                    place = Place(path, said.source_line)
                    found = Property(value, place, (said.important, strength))
                    yield from ((scheme, said.name[2:], found) for scheme in schemes)


def _strength(rule: Any) -> int | None:
    """Return how strong a rule for the whole page is; None where it is for a part of it."""
    selectors = tinycss2.serialize(rule.prelude).lower().split(",")
    return max((_STRENGTH[one.strip()] for one in selectors if one.strip() in _STRENGTH), default=None)


def _schemes_of(rule: Any) -> frozenset[str]:
    """Return in which schemes the rules of an at-rule hold, none where they depend on something else."""
    if rule.lower_at_keyword in _HOLDS_ANYWHERE:
        return _BOTH
    if rule.lower_at_keyword != "media":
        return frozenset()
    queries = " ".join(tinycss2.serialize(rule.prelude).lower().split()).split(",")
    return frozenset().union(*(_schemes_of_query(query) for query in queries))


def _schemes_of_query(query: str) -> frozenset[str]:
    schemes = _BOTH
    for condition in query.strip().removeprefix("only ").split(" and "):
        if found := _PREFERS.fullmatch(condition.strip()):
            schemes &= {found[1]}
        elif condition.strip() not in ("all", "screen"):
            return frozenset()
    return schemes
