"""The contract of themes, held against one: pages, words, contrast, weight, no script, no other origin."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shopgen.build.door import ThemeFiles
from shopgen.build.themes.contrast import check_contrast
from shopgen.build.themes.height import check_height
from shopgen.build.themes.own_files import OwnFiles
from shopgen.build.themes.rendered import check_rendered
from shopgen.build.themes.sample import Wardrobe
from shopgen.build.themes.sources import check_sources
from shopgen.build.themes.theme_folder import ThemeFolder
from shopgen.catalog.forms.theme import CONTRACT
from shopgen.catalog.theme_roots import theme_roots
from shopgen.catalog.themes import list_themes, load_theme
from shopgen.problems import Place, Problem, UsageError, nearest, sort_problems


def check_theme(site: Path, name: str) -> tuple[Problem, ...]:
    """Return everything in which a theme does not keep the contract, sorted by place.

    Raises:
        UsageError: there is no such theme.
    """
    roots = theme_roots(site)
    names = list_themes(roots)
    if name not in names:
        guess = nearest(name, names)
        hint = f"Did you mean {guess}?" if guess else f"There are: {', '.join(names)}."
        raise UsageError(f'There is no theme "{name}". {hint}')
    loaded = {known: load_theme(roots, known) for known in names}
    problems = [*loaded[name].problems]
    themes = {known: one.theme for known, one in loaded.items() if one.theme is not None}
    if not any(problem.is_error for problem in problems):
        root = next(root for root in roots if (root / name / "theme.yaml").is_file())
        problems += _check(Wardrobe(name, themes, roots), ThemeFolder(name, root))
    return sort_problems(_named(problem, name) for problem in problems)


def _check(wardrobe: Wardrobe, folder: ThemeFolder) -> Iterator[Problem]:
    own = OwnFiles(wardrobe.themes[wardrobe.name], folder, ThemeFiles(wardrobe.roots))
    yield from _check_contract(folder)
    yield from check_sources(wardrobe, folder)
    yield from check_contrast(wardrobe)
    yield from check_height(wardrobe, own)
    yield from check_rendered(wardrobe, own)


def _check_contract(folder: ThemeFolder) -> Iterator[Problem]:
    text = folder.read("theme.yaml").data.decode("utf-8", "replace")
    if not re.search(r"^contract:", text, re.MULTILINE):
        message, hint = "the theme does not say which contract it keeps.", f"Write contract: {CONTRACT}."
        yield Problem(Place(folder.named("theme.yaml")), "contract", message, hint)


def _named(problem: Problem, theme: str) -> Problem:
    """Return a problem whose place names the theme, where it is a template that there is none of."""
    path = problem.place.path
    if not path.startswith("templates/"):
        return problem
    return replace(problem, place=replace(problem.place, path=f"themes/{theme}/{path}"))
