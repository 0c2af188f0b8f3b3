"""The module's sheet for pages of others: names of its own, and nothing that this module does not need."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import tinycss2

_HOLDS_RULES = frozenset({"media", "supports", "container", "layer"})
_HAS_ALTERNATIVES = frozenset({"is", "where"})
_CUSTOM_PROPERTY = re.compile(r"(?<=[{;(,\s])--([\w-]+)")
_PRIVATE = "sm-"
_READ = re.compile(rf"var\(--{_PRIVATE}([\w-]+)")
# A value with a string in it may have anything in that, and stays.
_SAID = re.compile(rf"""(?<=[{{;])--{_PRIVATE}([\w-]+):[^;{{}}"']*(?:;|(?=}}))""")
_ROOM = re.compile(r"--reserved-height-(?:row|column):\s*\d+px;?")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule: its prelude, and its declarations or the rules within it."""

    prelude: str
    selectors: tuple[tuple[Any, ...], ...] = ()
    block: str = ""
    rules: tuple["_Rule", ...] = ()

    def text(self, classes: frozenset[str]) -> str:
        """Return the rule as far as it is for elements of these classes; empty where it is for none."""
        if self.rules:
            block = "".join(rule.text(classes) for rule in self.rules)
            return f"{self.prelude}{{{block}}}" if block else ""
        if not self.selectors:
            return self.prelude + (f"{{{self.block}}}" if self.block else ";")
        kept = [tinycss2.serialize(one) for one in self.selectors if _may_match(one, classes)]
        return f"{','.join(kept)}{{{self.block}}}" if kept and self.block else ""


@lru_cache(maxsize=512)
def sheet_for_hosts(css: str, tokens: frozenset[str], classes: frozenset[str]) -> str:
    """Return one of the module's sheets as pages of others get it.

    Rules for none of the module's classes are left out, and the room to keep, which the build has read.
    Custom properties are renamed but for the tokens, which hosts may set: a host's `* { --gap: … }` reaches
    the element, and its `@property` holds in all trees (CSS Properties and Values API 1, section 2).
    """
    text = "".join(rule.text(classes) for rule in _parse(_ROOM.sub("", css)))
    return _CUSTOM_PROPERTY.sub(lambda name: name[0] if name[1] in tokens else f"--{_PRIVATE}{name[1]}", text)


@lru_cache(maxsize=16)
def without_unread(css: str) -> str:
    """Return the whole of a module's sheet without the properties of its own that nothing in it reads."""
    read = frozenset(_READ.findall(css))
    return _SAID.sub(lambda said: said[0] if said[1] in read else "", css)


@lru_cache(maxsize=256)
def _parse(css: str) -> tuple[_Rule, ...]:
    return tuple(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _rules(nodes: list[Any]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "error":
            continue  # browsers pass over it as well
        prelude, content = tinycss2.serialize(node.prelude).strip(), node.content or []
        if node.type == "qualified-rule":
            yield _Rule(prelude, tuple(_selectors(node.prelude)), tinycss2.serialize(content))
        elif node.lower_at_keyword in _HOLDS_RULES:
            within = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
            yield _Rule(f"@{node.at_keyword} {prelude}", rules=tuple(_rules(within)))
        else:
            yield _Rule(f"@{node.at_keyword} {prelude}", block=tinycss2.serialize(content))


def _selectors(tokens: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the parts between commas."""
    commas = [number for number, node in enumerate(tokens) if node == ","]
    for start, end in pairwise([-1, *commas, len(tokens)]):
        yield tuple(tokens[start + 1 : end])


def _may_match(selector: tuple[Any, ...], classes: frozenset[str]) -> bool:
    """Whether a selector may be of an element in a shadow root whose elements have no other classes."""
    return not any(_is_in_vain(before, token, classes) for before, token in pairwise(selector))


def _is_in_vain(before: Any, token: Any, classes: frozenset[str]) -> bool:
    """Whether two tokens of a selector ask for a class that is not there, or for the document's root."""
    if token.type == "ident":
        return (before == "." and token.value not in classes) or (before == ":" and token.value == "root")
    if token.type == "function" and token.lower_name in _HAS_ALTERNATIVES:
        return not any(_may_match(one, classes) for one in _selectors(token.arguments))
    return False
