"""The gallery: all brands of a site in all themes, built, and one page that shows them side by side."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shopgen.build.build import build_site
from shopgen.build.load import list_themes
from shopgen.build.progress import Progress
from shopgen.build.settings import BuildSettings
from shopgen.build.themes.gallery_page import Exhibit, render_gallery
from shopgen.build.themes.schemes import SCHEMES, fix_scheme
from shopgen.files import write_atomic
from shopgen.problems import Problem
from shopgen.shop.theme import Theme


def build_gallery(settings: BuildSettings, progress: Progress) -> tuple[Problem, ...]:
    """Build the site in each theme into a folder of its own, and the page that shows all of them.

    Return the errors that kept the page from being written, with the warnings beside them.

    Raises:
        UsageError: the folder is no site, or a file of somebody else is in the way.
        MachineError: the disk is full, or the like.
    """
    themes = list_themes(settings.site)
    exhibits: list[Exhibit] = []
    for theme in themes:
        dressed = replace(settings, theme=theme.name, output=settings.output / theme.name)
        result = build_site(dressed, progress)
        if not result.is_good:
            return result.problems
        exhibits += _exhibits(theme, settings.output)
    write_atomic(settings.output / "index.html", render_gallery(exhibits).encode())
    return ()


def _exhibits(theme: Theme, output: Path) -> Iterator[Exhibit]:
    for file in sorted((output / theme.name).glob("*/module.json")):
        module = json.loads(file.read_text(encoding="utf-8"))
        folder = file.parent.relative_to(output)
        pages = {
            "profile": folder / "profile",
            "shop": folder,
            **({"product": folder / _first_product(module)} if module["products"] else {}),
        }
        for page in pages.values():
            _write_schemes(output / page)
        paths = {name: page.as_posix() for name, page in pages.items()}
        yield Exhibit(theme.title, theme.description, module["name"], paths)


def _first_product(module: dict[str, list[dict[str, str]]]) -> str:
    """Return the folder of a module's first product, as the end of its link names it."""
    return module["products"][0]["link"].rstrip("/").rpartition("/")[2]


def _write_schemes(folder: Path) -> None:
    html = (folder / "index.html").read_text(encoding="utf-8")
    for scheme in SCHEMES:
        write_atomic(folder / f"{scheme}.html", fix_scheme(html, scheme).encode())
