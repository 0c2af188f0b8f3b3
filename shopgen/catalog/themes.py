"""Themes: `theme.yaml` files to Themes, with what they extend; and a brand's tokens checked against one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from shopgen.catalog.forms.form import read_form
from shopgen.catalog.forms.theme import ThemeForm, TokenForm
from shopgen.catalog.reading.source import Source, load_yaml
from shopgen.files import Root
from shopgen.problems import Place, Problem, nearest, quote
from shopgen.shop.colour import parse_colour
from shopgen.shop.theme import CardPictures, Theme, Token, TokenKind

CATALOG = "LC_MESSAGES/shopgen.po"
"""Where a language's folder has the interface's words."""
_LAYER_LIMIT = 8
_LENGTH = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)(px|rem|em)|0")
# What ends a declaration, or starts something else than a value, in a style sheet.
_NOT_A_VALUE = re.compile(r"[;{}<>@\\!]|/\*|url\s*\(|expression\s*\(|\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LoadedTheme:
    """A theme, or None where there is none to use, and what is wrong with it."""

    theme: Theme | None
    problems: tuple[Problem, ...] = ()


def list_themes(roots: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all themes that there are."""
    return tuple(
        sorted({name for root in roots for name in Root(root).list_folders(".") if _has(root, name)})
    )


def _has(root: Path, name: str) -> bool:
    return Root(root).is_file(f"{name}/theme.yaml")


def load_theme(roots: Sequence[Path], name: str) -> LoadedTheme:
    """Return a theme with all that it extends; the first folder that has it is the one it is taken from."""
    problems: list[Problem] = []
    forms: dict[str, ThemeForm] = {}
    languages: set[str] = set()
    tokens: list[Mapping[str, Token]] = []
    at: str | None = name
    place = Place(f"themes/{name}/theme.yaml")
    while at is not None:
        if at in forms or len(forms) >= _LAYER_LIMIT:
            problems.append(
                Problem(place, "theme-loop", f"The theme {quote(at)} extends itself.", "Break the loop.")
            )
            break
        root = next((root for root in roots if _has(root, at)), None)
        if root is None:
            problems.append(_no_theme(place, roots, at))
            break
        source = _load_source(root, at)
        form = read_form(ThemeForm, source)
        tokens.insert(0, _tokens(source, form) if form else {})
        problems += source.problems
        if form is None:
            break
        forms[at] = form
        languages |= _languages(Root(root), at)
        place = source.place("extends")
        at = form.extends
    if not forms or name not in forms:
        return LoadedTheme(None, tuple(problems))
    own = forms[name]
    merged = {key: token for layer in tokens for key, token in layer.items()}
    theme = Theme(
        name,
        own.title,
        tuple(forms),
        merged,
        own.description,
        tuple(sorted(languages)),
        **_cards(forms.values()),
    )
    return LoadedTheme(theme, tuple(problems))


def _languages(root: Root, theme: str) -> set[str]:
    folder = f"{theme}/locales"
    names = root.list_folders(folder)
    return {name.replace("_", "-") for name in names if root.is_file(f"{folder}/{name}/{CATALOG}")}


def _load_source(root: Path, name: str) -> Source:
    source = load_yaml(Root(root), f"{name}/theme.yaml")
    path = f"themes/{name}/theme.yaml"
    moved = [
        Problem(Place(path, p.place.line, p.place.column, p.place.key), *_rest(p)) for p in source.problems
    ]
    return Source(path, source.values, source.positions, problems=moved, is_whole=source.is_whole)


def _rest(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.message, problem.hint


def _no_theme(place: Place, roots: Sequence[Path], name: str) -> Problem:
    known = list_themes(roots)
    guess = nearest(name, known)
    hint = f'Did you mean "{guess}"?' if guess else f"There are: {', '.join(known) or 'none'}."
    return Problem(place, "no-theme", f"There is no theme {quote(name)}.", hint)


def _cards(forms: Iterable[ThemeForm]) -> dict[str, CardPictures]:
    """Return what the first of a theme's layers that says it says, for each kind of card."""
    found: dict[str, CardPictures] = {}
    for form in forms:
        for name, said in (("module_cards", form.cards.module), ("page_cards", form.cards.page)):
            if said is not None:
                found.setdefault(name, CardPictures(said.widest, said.sizes))
    return found


def _tokens(source: Source, form: ThemeForm) -> dict[str, Token]:
    tokens = {}
    for name, said in form.tokens.items():
        token = Token(name, said.kind, said.default, said.choices or {}, said.maximum or "")
        fault = _declaration_fault(said) or token_fault(token, said.default)
        if fault:
            source.say(
                ("tokens", name), "token", f"tokens.{name} {quote(said.default)} {fault[0]}.", fault[1]
            )
        tokens[name] = token
    return tokens


def _declaration_fault(said: TokenForm) -> tuple[str, str] | None:
    if said.kind is TokenKind.CHOICE and not said.choices:
        return "has no choices", "Write choices: {system: system-ui}."
    for choice in (said.choices or {}).values():
        if _NOT_A_VALUE.search(choice):
            return (
                f"has a choice that is not one CSS value, {quote(choice)}",
                "Write a value without ; { } or url().",
            )
    return None


def token_fault(token: Token, value: str) -> tuple[str, str] | None:
    """Return what is wrong with a token's value and what to write instead, or None."""
    if token.kind is TokenKind.COLOUR:
        return None if parse_colour(value) else ("is not a colour", 'Write six digits, such as "#0f766e".')
    if token.kind is TokenKind.LENGTH:
        return _length_fault(token, value)
    if value in token.choices:
        return None
    guess = nearest(value, token.choices)
    hint = f"Did you mean {guess}?" if guess else f"Write one of {', '.join(token.choices)}."
    return "is not one of the choices", hint


def _length_fault(token: Token, value: str) -> tuple[str, str] | None:
    if not _LENGTH.fullmatch(value):
        return "is not a length", f"Write a number and px or rem, such as {token.default}."
    if token.maximum and _pixels(value) > _pixels(token.maximum):
        return f"is more than {token.maximum}", f"Write at most {token.maximum}."
    return None


def _pixels(length: str) -> Decimal:
    found = _LENGTH.fullmatch(length)
    if found is None or found[1] is None:
        return Decimal(0)
    return Decimal(found[1]) * (1 if found[2] == "px" else 16)


def token_value(token: Token, value: str) -> str:
    """Return a token's value as nouns carry it: a colour as `#rrggbb`, anything else as it was written."""
    colour = parse_colour(value) if token.kind is TokenKind.COLOUR else None
    return str(colour) if colour else value
