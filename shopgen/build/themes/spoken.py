"""What a theme's templates say past its catalogs: read off Arabic pages, where Latin letters stand out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from shopgen.build.themes.page_faults import Fault
from shopgen.build.themes.page_tree import Node, parse_page
from shopgen.problems import quote

LANGUAGE = "ar"
"""The sample's language in whose letters no template says anything by itself."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.@-]*[A-Za-z]")
_SAID_BY = ("alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title")
_NO_WORDS = frozenset({"code", "pre", "script", "style"})


def texts_in(noun: object) -> Iterator[str]:
    """Yield every text in a noun, at any depth."""
    if isinstance(noun, str):
        yield noun
    elif is_dataclass(noun) and not isinstance(noun, type):
        for field in fields(noun):
            yield from texts_in(getattr(noun, field.name))
    elif isinstance(noun, Mapping):
        for key, value in noun.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(noun, (list, tuple, frozenset)):
        for value in noun:
            yield from texts_in(value)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What may stand on a page in Latin letters: whole texts, the longest first, and single words."""

    texts: tuple[str, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, sources: frozenset[str], catalogs: frozenset[str]) -> "KnownWords":
        """Return the texts of sources and catalogs; of sources only hosts and addresses are known alone."""
        texts = sorted((text for text in sources | catalogs if len(text) > 1), key=len, reverse=True)
        hosts = {word for text in sources for word in _LATIN.findall(text) if "." in word}
        return cls(tuple(texts), frozenset(hosts.union(*map(_LATIN.findall, catalogs))))

    def unknown_in(self, text: str) -> list[str]:
        """Return the Latin words of a text that are from nowhere."""
        if not _LATIN.search(text):
            return []
        for known in self.texts:
            text = text.replace(known, " ")
        return [word for word in _LATIN.findall(text) if word not in self.words]


def find_unspoken(html: str, known: KnownWords) -> Iterator[Fault]:
    """Yield what an Arabic page says in Latin letters that is from no source and no catalog."""
    for node in parse_page(html).nodes():
        if node.name in _NO_WORDS or not _is_to_be_spoken(node):
            continue
        texts = [child for child in node.children if isinstance(child, str)]
        texts += [node.attributes[name] for name in _SAID_BY if name in node.attributes]
        for text in texts:
            if known.unknown_in(text):
                said = " ".join(text.split())
                message = f"{quote(said)} is said by the template itself, in every language."
                hint = 'Write it as {{ _("…") }}, or give a name that no language changes translate="no".'
                yield Fault("contract-words", message, hint, element=node.number, text=said)


def _is_to_be_spoken(node: Node) -> bool:
    """Whether an element is in the page's own language, and no name."""
    for at in node.path():
        if at.attributes.get("translate") == "no":
            return False
        if "lang" in at.attributes:
            return at.attributes["lang"] == LANGUAGE
    return True
