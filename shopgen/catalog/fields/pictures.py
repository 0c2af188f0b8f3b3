"""Fields for pictures: which original is meant. Whether it exists is for the brand's folder to say."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.names import suggest_slug
from shopgen.catalog.fields.wrong import Wrong, want_text
from shopgen.problems import nearest

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".heic", ".heif")
LOGO_SUFFIXES = (*PICTURE_SUFFIXES, ".svg")
FOLDER = "images/"


def picture_src(text: str, suffixes: tuple[str, ...] = PICTURE_SUFFIXES) -> str:
    """Return the path of an original under `images/`, whether that prefix was written or not.

    Raises:
        Wrong: it is no file of the brand's own, or of a format that is not taken.
    """
    path = text.removeprefix("./").removeprefix(FOLDER)
    if "://" in path or path.startswith(("//", "data:")):
        hint = "Put the picture in the brand's images/ folder and write its name, such as mug.jpg."
        raise Wrong("picture-elsewhere", "is not a picture of the brand's own", hint, text)
    parts = path.split("/")
    if "\\" in path:
        slashed = path.replace("\\", "/").removeprefix(FOLDER)
        raise Wrong("picture-path", "has a backslash", f'Write it so: "{slashed}".', text)
    if not path.isprintable() or any(not part or part.startswith(".") for part in parts):
        hint = "Write the name of a file in images/, such as mug.jpg."
        raise Wrong("picture-path", "leads out of the images/ folder, or is hidden", hint, text)
    if "." not in parts[-1]:
        raise Wrong("picture-format", "has no ending", f'Write the whole name, such as "{path}.jpg".', text)
    if not path.lower().endswith(suffixes):
        wanted = ", ".join(suffix[1:] for suffix in suffixes)
        raise Wrong("picture-format", "is not of a format that is taken", f"Give one of {wanted}.", text)
    return path


def picture_hint(src: str, images: Iterable[str]) -> str:
    """Return what to write instead of a picture that is not in the brand's images/ folder."""
    looks = {_look(name): name for name in sorted(images)}
    same = looks.get(_look(src)) or looks.get(_look(PurePosixPath(src).name))
    if same is None:
        guess = nearest(src, looks.values())
        return f'Did you mean "{guess}"?' if guess else "Put the file into images/, or correct the name."
    if unicodedata.normalize("NFC", same) != unicodedata.normalize("NFC", src):
        return f'Did you mean "{same}"?'
    plain = suggest_slug(PurePosixPath(same).stem) + PurePosixPath(same).suffix
    return f'A file looks the same but has other characters in its name: rename it, and write "{plain}".'


def _look(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def parse_src(value: Any) -> str:
    """Return the path of an original under `images/`."""
    return picture_src(want_text(value, "a picture's file", "mug.jpg"))


def parse_logo(value: Any) -> str:
    """Return the path of the logo under `images/`; it may be an SVG."""
    return picture_src(want_text(value, "a picture's file", "images/logo.svg"), LOGO_SUFFIXES)


Src = Annotated[str, PlainValidator(parse_src), WithJsonSchema({"type": "string"})]
Logo = Annotated[str, PlainValidator(parse_logo), WithJsonSchema({"type": "string"})]
