"""A theme's own folder: which files are in it, and how problems name them."""

from dataclasses import dataclass
from pathlib import Path

from shopgen.catalog.theme_roots import package_themes
from shopgen.pages.door import ThemeFile


@dataclass(frozen=True, slots=True)
class ThemeFolder:
    """The folder of the theme `name`, within the first of the folders of themes that has it."""

    name: str
    root: Path

    @property
    def is_of_package(self) -> bool:
        """Whether the theme came with shopgen, whose script it may have."""
        return self.root.resolve() == package_themes().resolve()

    def list(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """Return the files in a folder and those below it, by their paths in the theme, sorted."""
        own = self.root / self.name
        found = (path for path in (own / folder).rglob("*") if path.suffix in suffixes and path.is_file())
        return tuple(sorted(path.relative_to(own).as_posix() for path in found))

    def read(self, path: str) -> ThemeFile:
        """Return one of its files."""
        return ThemeFile(self.named(path), (self.root / self.name / path).read_bytes())

    def named(self, path: str) -> str:
        """Return how problems name a file."""
        return f"themes/{self.name}/{path}"
