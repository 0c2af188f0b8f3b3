"""What a build says at its end."""

from datetime import datetime
from pathlib import Path

from shopgen.build.result import BuildResult, Committed, PictureCount
from shopgen.build.settings import BuildSettings
from shopgen.cli.reports import plural

STRAYS_SHOWN = 5


def render_summary(result: BuildResult, committed: Committed, settings: BuildSettings, seconds: float) -> str:
    """Return a build's summary, a few lines of plain text."""
    output, key = settings.output, settings.signing_key
    lines = [
        ("Shop", _shop(result)),
        ("Pictures", _pictures(result.pictures)),
        ("Files", _files(committed, result.bytes, output)),
        ("Signed", f"the public key is {key.public()}" if key else ""),
        ("Kept", _strays(committed.strays, output)),
        ("Next", _boundary(result.boundary)),
        ("Time", f"{seconds:.1f} s"),
    ]
    return "".join(f"{name:<10}{text}\n" for name, text in lines if text)


def render_size(count: int) -> str:
    """Return a number of bytes for people, in decimal units: `840 B`, `12.4 kB`, `3.1 MB`."""
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} B" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def _shop(result: BuildResult) -> str:
    parts = [plural(result.brands, "brand"), plural(result.products, "product"), plural(result.pages, "page")]
    return ", ".join(parts) + (f" in {result.locales} locales" if result.locales > 1 else "")


def _pictures(count: PictureCount) -> str:
    if not count.originals:
        return ""
    source = "from the cache" if not count.encoded else f"{count.encoded} encoded now"
    return (
        f"{plural(count.originals, 'original')} of {render_size(count.original_bytes)} → "
        f"{plural(count.renditions, 'rendition')} of {render_size(count.rendition_bytes)}, {source}"
    )


def _files(committed: Committed, size: int, output: Path) -> str:
    counts = {"new": committed.new, "changed": committed.changed, "removed": committed.removed}
    parts = [f"{len(paths):,} {word}" for word, paths in counts.items() if paths]
    total = committed.same + len(committed.new) + len(committed.changed)
    if not parts:
        return (
            f"nothing changed: {plural(total, 'file')} of {render_size(size)} in {output}/ are as they were"
        )
    same = [f"{committed.same:,} unchanged"] if committed.same else []
    return f"{', '.join(parts + same)}; {render_size(size)} in {output}/"


def _strays(strays: tuple[str, ...], output: Path) -> str:
    if not strays:
        return ""
    names = ", ".join(f"{output}/{path}" for path in strays[:STRAYS_SHOWN])
    more = f" and {len(strays) - STRAYS_SHOWN:,} more" if len(strays) > STRAYS_SHOWN else ""
    return f"{plural(len(strays), 'file')} that shopgen did not make: {names}{more}"


def _boundary(boundary: datetime | None) -> str:
    if boundary is None:
        return ""
    return f"build again at {boundary:%Y-%m-%d %H:%M} UTC, when a sale, a drop or a date changes these pages"
