"""All brands in one theme, whatever they chose: how a theme is looked at before anyone wears it."""

from dataclasses import replace

from shopgen.build.load import LoadedShop, Shop
from shopgen.problems import UsageError, nearest
from shopgen.shop.brand import ThemeChoice
from shopgen.shop.theme import Theme, TokenKind


def dress_brands(shop: LoadedShop, name: str) -> LoadedShop:
    """Return the same shop with every brand in the theme; an empty name leaves each as it is.

    A brand that chose another theme keeps its colours; shape and type are the theme's to show.

    Raises:
        UsageError: there is no such theme.
    """
    if not name:
        return shop
    if name not in shop.themes:
        guess = nearest(name, shop.themes)
        hint = f"Did you mean {guess}?" if guess else f"There are: {', '.join(shop.themes)}."
        raise UsageError(f'There is no theme "{name}". {hint}')
    return replace(shop, shops={slug: dress(one, shop.themes[name]) for slug, one in shop.shops.items()})


def dress(shop: Shop, theme: Theme) -> Shop:
    """Return a brand in the theme."""
    chosen = shop.brand.theme
    if chosen.name == theme.name:
        return shop
    colours = {name for name, token in theme.tokens.items() if token.kind is TokenKind.COLOUR}
    kept = {name: value for name, value in chosen.tokens.items() if name in colours}
    return replace(shop, brand=replace(shop.brand, theme=ThemeChoice(theme.name, kept)))
