"""What a module's tree may be made of: the lists of embed.js, which builds nothing else in others' pages."""

import re

VOID_ELEMENTS = frozenset({"img", "source"})
# The lists of embed.js are the same: a test compares them.
# fmt: off
ELEMENTS = VOID_ELEMENTS | {
    "section", "header", "div", "h2", "p", "ul", "li", "a", "button", "picture",
    "span", "s", "strong", "bdi",
}
ATTRIBUTES = frozenset({
    "class", "href", "src", "srcset", "sizes", "width", "height", "alt", "loading",
    "fetchpriority", "decoding",
    "lang", "dir", "role", "part", "type", "hidden",
    "data-from", "data-until",
})
# fmt: on
BOOLEANS = frozenset({"hidden"})

_ARIA = re.compile(r"aria-[a-z]+")


def is_attribute(name: str) -> bool:
    """Return whether an element of the tree may have an attribute."""
    return name in ATTRIBUTES or _ARIA.fullmatch(name) is not None
