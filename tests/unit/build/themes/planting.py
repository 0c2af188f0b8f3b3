"""Themes with something planted in them, and what the contract says of them."""

from pathlib import Path

from shopgen.build.door import ThemeFiles
from shopgen.build.themes.check import check_theme
from shopgen.build.themes.own_files import OwnFiles
from shopgen.build.themes.sample import Wardrobe
from shopgen.build.themes.theme_folder import ThemeFolder
from shopgen.catalog.theme_roots import theme_roots
from shopgen.catalog.themes import list_themes, load_theme
from tests.builders import THEMES

YAML = "title: Mine\ncontract: 1\nextends: default\n"


def planted(site: Path, files: dict[str, str]) -> list[str]:
    """Return what is found in a theme that extends the default and has these files besides."""
    write_theme(site, files)
    return [str(problem) for problem in check_theme(site, "mine")]


def write_theme(site: Path, files: dict[str, str]) -> None:
    """Write a theme that extends the default and has these files besides."""
    for path, text in {"theme.yaml": YAML, **files}.items():
        file = site / "themes/mine" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def plant(site: Path, files: dict[str, str]) -> OwnFiles:
    """Write such a theme and return its files as the parts of the check take them."""
    write_theme(site, files)
    theme = load_theme(theme_roots(site), "mine").theme
    assert theme
    return OwnFiles(theme, ThemeFolder("mine", site / "themes"), ThemeFiles(theme_roots(site)))


def wardrobe_of(own: OwnFiles) -> Wardrobe:
    """Return a theme as the parts of the check take it."""
    roots = own.files.roots
    themes = {name: theme for name in list_themes(roots) if (theme := load_theme(roots, name).theme)}
    return Wardrobe(own.theme.name, themes, roots)


def of_default(path: str) -> str:
    """Return the text of one of the default theme's files."""
    return (THEMES / "default" / path).read_text(encoding="utf-8")


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """Return one of the default theme's files with something else in it."""
    text = of_default(path)
    assert old in text
    return {path: text.replace(old, new)}


def appended(path: str, text: str) -> dict[str, str]:
    """Return one of the default theme's files with a further line at its end."""
    return {path: f"{of_default(path)}{text}\n"}
