"""Which of a theme's own files a fault is in: an author is told of none that they do not have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shopgen.build.door import ThemeFiles
from shopgen.build.themes.theme_folder import ThemeFolder
from shopgen.problems import Place, Problem
from shopgen.shop.theme import Theme

_IMPORT = re.compile(r'import "([^"]+)" as (\w+)')


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """A theme's own files beside those that it inherits."""

    theme: Theme
    folder: ThemeFolder
    files: ThemeFiles

    def has(self, path: str) -> bool:
        """Whether a problem's path is that of a file of the theme's own."""
        return path.startswith(self.folder.named(""))

    @property
    def settings(self) -> Place:
        """The file that each theme has."""
        return Place(self.folder.named("theme.yaml"))

    def place_of_text(self, text: str) -> Place | None:
        """Return where one of the theme's templates has these very words."""
        for path in self._templates():
            before, found, _ = self._text(path).partition(text)
            if found:
                return Place(self.folder.named(path), before.count("\n") + 1)
        return None

    def place_of_imbalance(self, *names: str) -> Place | None:
        """Return where one of the theme's templates opens or closes one of these elements once too often."""
        for name in names:
            for path in self._templates():
                text = self._text(path)
                opened = [found.start() for found in re.finditer(rf"<{name}\b", text)]
                closed = [found.start() for found in re.finditer(rf"</{name}\b", text)]
                if len(opened) != len(closed):
                    last = max(opened if len(opened) > len(closed) else closed)
                    return Place(self.folder.named(path), text.count("\n", 0, last) + 1)
        return None

    def place_of_override(self, *written: str, template: str = "") -> Place:
        """Return the theme's template that stands for an inherited one in which one of these is written.

        Where there is none it is `template`, if that is the theme's own, else whichever is.
        """
        own = tuple(self._templates())
        for text in written:
            for path in own:
                if any(text in inherited for inherited in self._inherited(path)):
                    return Place(self.folder.named(path))
        named = [path for path in own if path == f"templates/{template}"] or [*own]
        return Place(self.folder.named(named[0])) if named else self.settings

    def told_of_own(self, problem: Problem) -> Problem:
        """Return a problem of an inherited template with the place of the one that caused it."""
        path = problem.place.path
        if self.has(path) or not path.startswith("themes/"):
            return problem
        _, layer, within = path.split("/", 2)
        file = self.files.find(layer, within)
        lines = file.data.decode("utf-8", "replace").splitlines() if file else []
        asking = lines[problem.place.line - 1] if 0 < problem.place.line <= len(lines) else ""
        for template, alias in _IMPORT.findall("\n".join(lines)):
            for macro in re.findall(rf"\b{alias}\.(\w+)", asking):
                if f"templates/{template}" in self._templates() and not self._has_macro(template, macro):
                    message = f"the template has no macro {macro}, which {within.rpartition('/')[2]} uses."
                    hint = f"Write it as the {template} does that the theme has without this one."
                    place = Place(self.folder.named(f"templates/{template}"))
                    return Problem(place, problem.code, message, hint)
        return replace(problem, place=self.place_of_override())

    def _has_macro(self, template: str, macro: str) -> bool:
        return re.search(rf"\bmacro {macro}\b", self._text(f"templates/{template}")) is not None

    def _templates(self) -> tuple[str, ...]:
        return self.folder.list("templates", ".html")

    def _text(self, path: str) -> str:
        return self.folder.read(path).data.decode("utf-8", "replace")

    def _inherited(self, path: str) -> Iterator[str]:
        for layer in self.theme.layers[1:]:
            file = self.files.find(layer, path)
            if file is not None:
                yield file.data.decode("utf-8", "replace")
