"""Which colour a value in a style sheet comes to, by CSS Color 4 and 5 as far as it can be worked out."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.color5 import parse_color

from shopgen.shop.colour import Colour, mix, oklch_colour

_DEPTH = 16
"""How many properties may name one another: more is a circle, which CSS takes for no value."""
_INK = "currentcolor"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, and how much of it covers what is below: 0 for nothing, 1 for all."""

    colour: Colour
    share: float = 1

    def upon(self, ground: Colour) -> Colour:
        """Return what is seen where it lies upon another colour."""
        return mix(ground, self.colour, self.share)


@dataclass(frozen=True, slots=True)
class Palette:
    """The values of custom properties, by names without dashes, in one scheme."""

    values: Mapping[str, str]
    scheme: str

    def paint(self, name: str) -> Paint | None:
        """Return what a property comes to; None where there is none, or it cannot be worked out."""
        return self._read(self.values[name], _DEPTH) if name in self.values else None

    def names_in(self, name: str) -> frozenset[str]:
        """Return the properties that a property's value depends on, itself among them."""
        found, left = {name}, [name]
        while left:
            value = self.values.get(left.pop(), "")
            more = set(re.findall(r"var\(\s*--([\w-]+)", value))
            more |= {"ink"} if _INK in value.lower() else set()
            left += more - found
            found |= more
        return frozenset(found)

    def _read(self, value: str, depth: int) -> Paint | None:
        tokens = self._filled(tinycss2.parse_component_value_list(value, skip_comments=True), depth)
        if tokens is None:
            return None
        tokens = [token for token in tokens if token.type != "whitespace"]
        if len(tokens) != 1:
            return None
        token = tokens[0]
        if token.type == "function" and token.lower_name == "color-mix":
            return self._mixed(token.arguments, depth)
        return self._plain(token, depth)

    def _plain(self, token: Any, depth: int) -> Paint | None:
        try:
            colour = parse_color(token, [self.scheme])
        except (ValueError, TypeError, IndexError, AttributeError):  # what color5 has no answer for
            return None
        if colour == _INK:
            return self._read(self.values.get("ink", ""), depth - 1) if depth else None
        return _paint(colour) if colour is not None else None

    def _filled(self, tokens: list[Any], depth: int) -> list[Any] | None:
        """Return tokens with each `var()` replaced by what it stands for; None where that is nothing."""
        filled: list[Any] = []
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                more = self._variable(token.arguments, depth)
            elif token.type == "function":
                arguments = self._filled(token.arguments, depth)
                more = None if arguments is None else [_with_arguments(token, arguments)]
            else:
                more = [token]
            if more is None:
                return None
            filled += more
        return filled

    def _variable(self, arguments: list[Any], depth: int) -> list[Any] | None:
        name, *fallback = _split(arguments)
        value = self.values.get(tinycss2.serialize(name).strip().removeprefix("--"))
        if depth == 0 or (value is None and not fallback):
            return None
        tokens = fallback[0] if value is None else tinycss2.parse_component_value_list(value)
        return self._filled(tokens, depth - 1)

    def _mixed(self, arguments: list[Any], depth: int) -> Paint | None:
        """Return what `color-mix()` makes of a colour and nothing, or of two colours in sRGB."""
        space, *parts = (tinycss2.serialize(part).strip() for part in _split(arguments))
        if len(parts) != 2:
            return None
        (one, share), (other, other_share) = (_part(part) for part in parts)
        share = share if share is not None else 1 - (other_share if other_share is not None else 0.5)
        first, second = self._read(one, depth), self._read(other, depth)
        if first is None or second is None or not 0 <= share <= 1:
            return None
        if second.share == 0:
            return Paint(first.colour, first.share * share)
        if first.share == 0:
            return Paint(second.colour, second.share * (1 - share))
        if first.share < 1 or second.share < 1 or space.split() != ["in", "srgb"]:
            return None
        return Paint(mix(second.colour, first.colour, share))


def _paint(colour: Any) -> Paint | None:
    if colour.space in ("hsl", "hwb"):
        colour = colour.to("srgb")
    if colour.space not in ("srgb", "oklab", "oklch"):
        return None
    first, second, third = (channel or 0 for channel in colour.coordinates)
    if colour.space == "srgb":
        return Paint(Colour(*(round(255 * min(max(c, 0), 1)) for c in (first, second, third))), colour.alpha)
    if colour.space == "oklab":
        second, third = math.hypot(second, third), math.degrees(math.atan2(third, second))
    return Paint(oklch_colour(first, second, third), colour.alpha)


def _split(arguments: list[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for argument in arguments:
        if argument == ",":
            parts.append([])
        else:
            parts[-1].append(argument)
    return parts


def _part(text: str) -> tuple[str, float | None]:
    """Return the colour and the share of one part of a `color-mix()`."""
    found = re.fullmatch(r"(?:([\d.]+)%\s+)?(.+?)(?:\s+([\d.]+)%)?", text)
    if found is None:
        return text, None
    share = found[1] or found[3]
    return found[2], float(share) / 100 if share else None


def _with_arguments(function: Any, arguments: list[Any]) -> Any:
    return tinycss2.ast.FunctionBlock(function.source_line, function.source_column, function.name, arguments)
