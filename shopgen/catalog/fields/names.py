"""Fields for names that are part of addresses: slugs, and what must not be one."""

import re
import unicodedata
from functools import cache
from typing import Annotated, Any

from babel.localedata import locale_identifiers
from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.wrong import Wrong, want_text

RESERVED = frozenset({"assets", "feeds", "frame", "img", "profile"})
SLUG_LIMIT = 80

# Letters that no accent can be taken from.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")


@cache
def locale_names() -> frozenset[str]:
    """Return the names of all locales in lower case: each may become a folder beside the products."""
    return frozenset(name.replace("_", "-").lower() for name in locale_identifiers())


def slug_fault(slug: str) -> tuple[str, str] | None:
    """Return what is wrong with a slug and what to write instead, or None."""
    if not _SLUG.fullmatch(slug):
        return "has more than lower-case letters, digits and hyphens", (
            f'Write it so: "{suggest_slug(slug.removesuffix(".md"))}".'
        )
    if len(slug) > SLUG_LIMIT:
        return f"has {len(slug)} characters", f"Write at most {SLUG_LIMIT}."
    if slug in RESERVED:
        return "is a name that the output uses itself", f'Choose another, such as "{suggest_slug(slug)}".'
    if slug in locale_names():
        return "is the name of a locale", f'Choose another, such as "{suggest_slug(slug)}".'
    return None


def suggest_slug(text: str, otherwise: str = "enamel-mug") -> str:
    """Return a slug that is near to a text and not reserved; `otherwise` where nothing of it is left."""
    slug = make_slug(text)
    return f"the-{slug}" if slug in RESERVED or slug in locale_names() else slug or otherwise


def make_slug(text: str) -> str:
    """Return a text as far as it can stand in an address: it may be reserved, or empty."""
    text = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:SLUG_LIMIT].strip("-")


def parse_slug(value: Any) -> str:
    """Return a slug: lower-case letters, digits and hyphens."""
    text = want_text(value, "a slug", "enamel-mug")
    fault = slug_fault(text)
    if fault:
        raise Wrong("slug", fault[0], fault[1], text)
    return text


Slug = Annotated[
    str, PlainValidator(parse_slug), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+$"})
]
