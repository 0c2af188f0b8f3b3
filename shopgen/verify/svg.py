"""Drawings (SVG) of shapes and words alone: what may be in one is a list, since what can run is none."""

import re
from html import unescape

from shopgen.problems import quote
from shopgen.verify.tags import Tag, find_tags

# SVG 2 without scripts, links, animations, foreign content and pictures of others; names in lower case.
_SHAPES = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "symbol", "use"}
_WORDS = {"desc", "metadata", "style", "text", "textpath", "title", "tspan"}
_PAINT = {"clippath", "defs", "filter", "marker", "mask", "pattern"}
_GRADIENTS = {"lineargradient", "radialgradient", "stop"}
_EFFECTS = {
    *("feblend", "fecolormatrix", "fecomponenttransfer", "fecomposite", "feconvolvematrix", "fedropshadow"),
    *("fediffuselighting", "fedisplacementmap", "fedistantlight", "feflood", "fefunca", "fefuncb", "fefuncg"),
    *("fefuncr", "fegaussianblur", "femerge", "femergenode", "femorphology", "feoffset", "fepointlight"),
    *("fespecularlighting", "fespotlight", "fetile", "feturbulence"),
}
_ELEMENTS = _SHAPES | _WORDS | _PAINT | _GRADIENTS | _EFFECTS
_ADDRESSES = ("href", "src")
# In sheets and in attributes alike. An escape could spell any of them.
_ASKING = re.compile(r"""@import|image-set\(|\\|url\((?!\s*["']?\s*#)[^)]*""", re.IGNORECASE)


def find_active(data: bytes) -> str | None:
    """Return the first thing in a drawing that may run or lead elsewhere, to be shown; None where none does.

    Raises:
        ValueError: it is not UTF-8, or made to take long.
    """
    text = data.decode("utf-8")
    active = next(filter(None, map(_active_in, find_tags(text))), None)
    asking = _ASKING.search(unescape(text))
    return active or (quote(asking[0]) if asking else None)


def _active_in(tag: Tag) -> str | None:
    if tag.name not in _ELEMENTS:
        return f"{quote(f'<{tag.name}>')} in line {tag.line}"
    for name, value in tag.attributes:
        is_away = name in _ADDRESSES and not value.strip().startswith("#")
        if name.startswith("on") or is_away:
            return f"{name}={quote(value)} in line {tag.line}"
    return None
