"""How a preview is looked at, as a part of its addresses: `/@theme=dense,at=2026-12-01T09:00:00Z/acme/`."""

from dataclasses import dataclass
from datetime import UTC, datetime

_FIRST, _LAST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""Years of four digits, with room for what is reckoned from an instant."""


@dataclass(frozen=True, slots=True)
class View:
    """In which theme (empty: in what each brand chose), as of when (None: now), over how slow a network."""

    theme: str = ""
    at: datetime | None = None
    is_slow: bool = False

    @property
    def prefix(self) -> str:
        """What addresses of this view begin with, after the host's `/`; empty for the ordinary view."""
        parts = [
            *([f"theme={self.theme}"] if self.theme else []),
            *([f"at={self.at:%Y-%m-%dT%H:%M:%SZ}"] if self.at else []),
            *(["slow"] if self.is_slow else []),
        ]
        return f"@{','.join(parts)}/" if parts else ""


def parse_view(text: str) -> View | None:
    """Return the view that is written so, without `@` and `/`; None where it is none."""
    found: dict[str, str] = {}
    for part in text.split(","):
        name, _, value = part.partition("=")
        found[name] = value
    if not found.keys() <= {"theme", "at", "slow"}:
        return None
    try:
        at = datetime.fromisoformat(found["at"]) if "at" in found else None
        at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC) if at else None
    except (ValueError, OverflowError):
        return None
    if at and not _FIRST <= at < _LAST:
        return None
    return View(found.get("theme", ""), at, "slow" in found)
