"""The default theme's gettext catalogs: complete, and with nothing lost."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.builders import THEMES

LANGUAGES = ("ar", "de", "en", "es", "fr", "ja")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SHOPGEN = THEMES.parent / "shopgen"

# `say` is what pages call gettext in a function that says a lot.
KEYWORDS = {"_": None, "gettext": None, "say": None, "ngettext": (1, 2)}
JINJA = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}

Message = str | tuple[str, ...]


@lru_cache(maxsize=1)
def messages() -> frozenset[Message]:
    """Return all that the interface says, out of the templates and the Python code."""
    return frozenset(_extract("templates", "jinja2")) | frozenset(_extract("pages", "python"))


def _extract(folder: str, method: str) -> Iterator[Message]:
    root = SHOPGEN / "pages" if method == "python" else THEMES / "default" / folder
    pattern = "**.py" if method == "python" else "**.html"
    for _, _, message, _, _ in extract_from_dir(
        root, [(pattern, method)], JINJA if method == "jinja2" else {}, keywords=KEYWORDS
    ):
        yield message


def load_catalog(language: str) -> Catalog:
    """Return the default theme's catalog of a language."""
    path = THEMES / "default" / "locales" / language / "LC_MESSAGES" / "shopgen.po"
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def forms(message: Message) -> tuple[str, ...]:
    """Return the singular, and the plural where there is one."""
    return (message,) if isinstance(message, str) else tuple(message)


def test_messages_are_found_in_templates_and_in_python() -> None:
    """The extractors see both sides: a sentence of each is among the messages."""
    assert {"View shop", "Sold out", ("%(count)s shop", "%(count)s shops")} <= messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalog_says_everything(language: str) -> None:
    """Each message has a translation in each language, in every form that the language has."""
    catalog = load_catalog(language)
    said = {m.id: m.string for m in catalog if m.id and not m.fuzzy}
    missing = [message for message in messages() if not all(forms(said.get(message, "")))]

    assert missing == []
    assert [m for m in messages() if isinstance(m, tuple) and len(said[m]) != catalog.num_plurals] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalog_says_what_nobody_asks_for(language: str) -> None:
    """A sentence that no template and no page says any more is gone from the catalogs as well."""
    assert [m.id for m in load_catalog(language) if m.id and m.id not in messages()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_loses_or_invents_a_placeholder(language: str) -> None:
    """A translation has its message's placeholders; Arabic needs no digits for none, one and two."""
    for message in load_catalog(language):
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for n, form in enumerate(forms(message.string)):
            found = set(PLACEHOLDER.findall(form))
            is_said_in_words = language == "ar" and isinstance(message.id, tuple) and n < 3

            assert found == wanted or (is_said_in_words and not found), (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_brings_markup_or_stray_spaces(language: str) -> None:
    """Translations are plain words, with no spaces at their ends."""
    texts = [text for m in load_catalog(language) if m.id for text in forms(m.string)]

    assert [text for text in texts if text != text.strip() or "<" in text or "&" in text] == []


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_no_catalog_is_a_copy_of_the_english_one(language: str) -> None:
    """All but a few words that languages share differ from the English."""
    same = [m.id for m in load_catalog(language) if m.id and m.id == m.string]

    assert len(same) <= 6, same
