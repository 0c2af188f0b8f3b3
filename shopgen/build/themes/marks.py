"""Marks by which a rendered page says of each tag which line of which template wrote it."""

import re
from pathlib import Path

from shopgen.build.door import ThemeFiles
from shopgen.pages.door import ThemeFile
from shopgen.problems import Place

MARK = "aria-origin"
"""The attribute that carries a mark; the module's tree lets pass what begins with `aria-`."""

# What Jinja2 takes for its own, and where a template itself begins a tag.
_PIECES = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[A-Za-z][A-Za-z0-9:-]*(?=[\s/>{])", re.DOTALL)


class MarkedFiles(ThemeFiles):
    """The files of themes, with a mark in each tag of their templates; `places` says what the marks mean."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        super().__init__(roots)
        self.places: list[Place] = []

    def _load(self, theme: str, path: str) -> ThemeFile | None:
        file = super()._load(theme, path)
        if file is None or not path.startswith("templates/"):
            return file
        text = file.data.decode("utf-8", "replace")

        def mark(piece: re.Match[str]) -> str:
            if piece[0].startswith("{"):
                return piece[0]
            self.places.append(Place(file.path, text.count("\n", 0, piece.start()) + 1))
            return f"{piece[0]} {MARK}={len(self.places) - 1} "

        return ThemeFile(file.path, _PIECES.sub(mark, text).encode())
