"""Which translations are of use: the locale in a file's name, against those of the brand."""

from shopgen.catalog.fields.codes import find_locale
from shopgen.catalog.reading.source import Source
from shopgen.problems import quote
from shopgen.shop.text import fallbacks


def check_translation_locale(source: Source, tag: str, base: str, locales: tuple[str, ...]) -> bool:
    """Return whether a translation is of use to the brand; where it is not, its source says why."""
    known = find_locale(tag)
    if known != tag:
        hint = (
            f"Name the file {source.path.replace(f'.{tag}.', f'.{known}.')}."
            if known
            else "Write one such as fr-FR."
        )
        source.say((), "locale", f"{quote(tag)} in the file's name is not a locale that is known.", hint)
        return False
    if tag == base:
        message = f'"{tag}" is the locale that the brand\'s own sources are in.'
        source.say((), "locale", message, "Write its words there, and delete this file.")
        return False
    if not any(tag in fallbacks(locale, base) for locale in locales):
        message = f'The brand does not have the locale "{tag}": this translation is not used.'
        source.warn((), "no-locale", message, f"Add {tag} to locales in brand.yaml.")
        return False
    return True
