"""A brand's theme: its tokens against what the theme declares, and the contrast that its accent has."""

from collections.abc import Mapping, Sequence

from shopgen.catalog.reading.source import Source
from shopgen.catalog.reading.tree import Keys
from shopgen.catalog.themes import CATALOG, LoadedTheme, token_fault, token_value
from shopgen.problems import nearest, quote
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.colour import BUTTON_CONTRAST, best_ink, contrast, nearest_background, parse_colour
from shopgen.shop.theme import Theme

LANGUAGE = "en"
"""What themes' sentences are written in, and what a shopper reads where none has them in another."""


def choose_theme(source: Source, said: Mapping[str, str], themes: Mapping[str, LoadedTheme]) -> ThemeChoice:
    """Return the theme that a brand's source says, with the tokens that are right; the others are said."""
    values = dict(said)
    name = values.pop("name", "default")
    loaded = themes.get(name)
    if loaded is None:
        guess = nearest(name, themes)
        hint = f'Did you mean "{guess}"?' if guess else f"There are: {', '.join(sorted(themes))}."
        source.say(("theme", "name"), "no-theme", f"There is no theme {quote(name)}.", hint)
    if loaded is None or loaded.theme is None:
        return ThemeChoice(name)
    tokens = {}
    for key, value in values.items():
        if _check_token(source, loaded.theme, key, value):
            tokens[key] = token_value(loaded.theme.tokens[key], value)
    _check_contrast(source, tokens.get("accent", ""))
    return ThemeChoice(name, tokens)


def check_languages(source: Source, locales: Sequence[str], loaded: LoadedTheme | None) -> None:
    """Warn of each locale that a theme has no words for: its shoppers get the interface in English."""
    if loaded is None or loaded.theme is None:
        return
    spoken = (*loaded.theme.languages, LANGUAGE)
    for tag in locales:
        if not any(tag == language or tag.startswith(f"{language}-") for language in spoken):
            language = tag.partition("-")[0]
            message = (
                f'The theme {quote(loaded.theme.name)} has no words in "{tag}": '
                "shoppers there read its buttons and notices in English."
            )
            hint = (
                f"Bring them as locales/{language}/{CATALOG} of a theme of your own that says "
                f"extends: {loaded.theme.name}."
            )
            source.warn(_place_of(source, tag), "no-words", message, hint)


def _place_of(source: Source, tag: str) -> Keys:
    listed = source.values.get("locales")
    return ("locales", listed.index(tag)) if isinstance(listed, list) and tag in listed else ("locale",)


def _check_token(source: Source, theme: Theme, key: str, value: str) -> bool:
    token = theme.tokens.get(key)
    if token is None:
        guess = nearest(key, [*theme.tokens, "name"])
        hint = f'Did you mean "{guess}"?' if guess else f"It has: {', '.join(sorted(theme.tokens))}."
        message = f"The theme {quote(theme.name)} has no token {quote(key)}."
        source.say(("theme", key), "unknown-key", message, hint)
        return False
    fault = token_fault(token, value)
    if fault:
        source.say(("theme", key), "token", f"theme.{key} {quote(value)} {fault[0]}.", fault[1])
    return fault is None


def _check_contrast(source: Source, accent: str) -> None:
    colour = parse_colour(accent)
    if colour is None:
        return
    ink = best_ink(colour)
    ratio = contrast(colour, ink)
    if ratio < BUTTON_CONTRAST:
        name = "white" if ink.red else "black"
        # Cut, not rounded: 6.96 is not 7.
        message = (
            f"theme.accent {quote(str(colour))} has a contrast of {int(ratio * 10) / 10} "
            f"with {name}, the better ink upon it; the pay button wants {BUTTON_CONTRAST:g}."
        )
        near = nearest_background(colour, BUTTON_CONTRAST)
        source.warn(("theme", "accent"), "contrast", message, f'A near colour that has it is "{near}".')
