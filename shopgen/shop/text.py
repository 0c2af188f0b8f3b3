"""Words with the language they are in, and prose that is already safe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Text:
    """Plain words and the locale they are written in (BCP 47, such as `fr-FR`)."""

    value: str
    locale: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class PictureReference:
    """A picture in a body: which original (a path under `images/`), and its words."""

    src: str
    alt: str


@dataclass(frozen=True)
class Prose:
    """A body as safe HTML in segments, with pictures between them. Only `catalog.prose` makes one."""

    segments: tuple[str | PictureReference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.segments)


@lru_cache(maxsize=1024)
def fallbacks(locale: str, base: str) -> tuple[str, ...]:
    """Return the locales to look for a word in, best first: `fr-FR`, then `fr`, then the base locale."""
    parts = locale.split("-")
    chain = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return tuple(dict.fromkeys([*chain, base]))


def choose(locale: str, base: str, words: Mapping[str, str]) -> Text | None:
    """Return the word for a locale out of those that there are, with the locale it is really in."""
    found: Iterable[str] = (tag for tag in fallbacks(locale, base) if words.get(tag))
    tag = next(iter(found), None)
    return None if tag is None else Text(words[tag], tag)
