"""A theme as one page uses it: read through the door, and with it the static files that the page names.

Fonts and pictures of a theme stand in its `static/` folder. A page that names one gets an address with the
hash of its bytes, and the file goes out together with the page.
"""

import base64
import re
from dataclasses import dataclass, field
from functools import lru_cache

from shopgen.digests import name_hash
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.door import Door, ThemeFile
from shopgen.pages.svg import svg_fault
from shopgen.pages.voice.addresses import Linker
from shopgen.problems import quote
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.theme import Theme

MEDIA_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
}
"""What a theme may ship beside style sheets and scripts, by ending: as IANA lists it."""

SVG_HINT = "Export it as plain SVG of shapes and words, or as a PNG or WebP."

INLINE_LIMIT = 8192
"""The largest picture, in bytes, that may travel within the module's style sheet."""

_NAME = re.compile(
    r"(?P<path>(?:[A-Za-z0-9_-]+/)*(?P<stem>[A-Za-z0-9_][A-Za-z0-9._-]*)\.(?P<ending>[a-z0-9]+))"
    r"(?P<mark>#[A-Za-z0-9_-]+)?"
)


class AssetFault(Exception):  # noqa: N818  a fault of the theme, not of the program
    """Why a static file cannot be had; who asked for it knows the place."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class PageTheme:
    """A theme, for one page. `folder` is where its static files go, `link` makes their addresses."""

    door: Door
    choice: ThemeChoice
    folder: str
    link: Linker
    _used: dict[str, Artifact] = field(default_factory=dict)
    _templates: dict[str, ThemeFile] = field(default_factory=dict)

    def read(self) -> Theme:
        """Return the theme."""
        return self.door.theme(self.choice.name)

    def file(self, path: str) -> ThemeFile | None:
        """Return a file of the theme, or None."""
        return self.door.theme_file(self.choice.name, path)

    def template(self, name: str) -> ThemeFile | None:
        """Return a template, or None."""
        file = self.file(f"templates/{name}")
        if file is not None:
            self._templates[name] = file
        return file

    @property
    def templates(self) -> tuple[ThemeFile, ...]:
        """The templates that the page has used so far, in the order of their use."""
        return tuple(self._templates.values())

    def asset(self, name: str) -> str:
        """Return the address of a file in `static/`, which goes out with the page from now on.

        Raises:
            AssetFault: there is no such file, it is of no kind that a theme may ship, or it is an SVG that
                could run or ask something.
        """
        found = _parse_name(name)
        file = self._asset_file(found)
        fault = svg_fault(file) if found["ending"] == "svg" else None
        if fault:
            raise AssetFault(f"{quote(name)} {fault}.", SVG_HINT)
        path = self.folder + _hashed_name(file, found["stem"], found["ending"])
        self._used[path] = Artifact(path, file.data, CacheClass.IMMUTABLE)
        return self.link(path) + (found["mark"] or "")

    def inlined(self, name: str) -> str:
        """Return a small picture in `static/` as a `data:` address.

        Raises:
            AssetFault: there is no such file, or it may not travel within a style sheet.
        """
        found = _parse_name(name)
        media_type = MEDIA_TYPES[found["ending"]]
        if found["ending"] == "svg" or not media_type.startswith("image/"):
            message = f"{quote(name)} cannot travel within the module's style sheet."
            raise AssetFault(message, "Name a small PNG, WebP or AVIF there.")
        data = self._asset_file(found).data
        if len(data) > INLINE_LIMIT:
            message = f"{quote(name)} has {len(data):,} bytes, too many for the module's style sheet."
            raise AssetFault(message, f"Make it at most {INLINE_LIMIT:,} bytes, or name it in a template.")
        return f"data:{media_type};base64,{base64.b64encode(data).decode()}"

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The static files that the page has named so far."""
        return tuple(self._used.values())

    def _asset_file(self, found: re.Match[str]) -> ThemeFile:
        path = f"static/{found['path']}"
        file = self.file(path)
        if file is None:
            message = f"there is no {path} in the theme or in those that it extends."
            hint = f"Put the file at themes/{self.choice.name}/{path}, or correct the name."
            raise AssetFault(message, hint)
        return file


def _parse_name(name: str) -> re.Match[str]:
    found = _NAME.fullmatch(name)
    if found is None:
        hint = 'Write its path under static/, in letters, digits, - and _, such as "fonts/serif.woff2".'
        raise AssetFault(f"{quote(name)} does not name a file of the theme.", hint)
    if found["ending"] not in MEDIA_TYPES:
        kinds = ", ".join(sorted(MEDIA_TYPES))
        raise AssetFault(f"{quote(name)} is no kind of file that a theme ships.", f"Those are {kinds}.")
    return found


@lru_cache(maxsize=512)
def _hashed_name(file: ThemeFile, stem: str, ending: str) -> str:
    return f"{stem}.{name_hash(file.data)}.{ending}"
