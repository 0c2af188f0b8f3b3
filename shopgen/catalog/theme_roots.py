"""Where themes are."""

from pathlib import Path


def package_themes() -> Path:
    """Return the folder of the themes that come with shopgen: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


def theme_roots(site: Path) -> tuple[Path, ...]:
    """Return the folders that have themes in them, in the order to look in: the site's first."""
    return tuple(folder for folder in (site / "themes", package_themes()) if folder.is_dir())
