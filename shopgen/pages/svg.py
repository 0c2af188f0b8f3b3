"""What an SVG of a theme may not have: whoever opens it by its own address would run or ask it."""

import re
from functools import lru_cache
from html import unescape

from shopgen.pages.door import ThemeFile
from shopgen.problems import quote
from shopgen.verify.page_links import page_links
from shopgen.verify.tags import Tag, find_tags

_ACTIVE = frozenset({"embed", "foreignobject", "handler", "iframe", "listener", "object", "script"})
_WITHIN = re.compile(r"#|data:image/(?:avif|gif|jpeg|png|webp)[;,]", re.IGNORECASE)
_IN_STYLES = re.compile(r"""url\(\s*["']?\s*([^"')\s]*)""", re.IGNORECASE)
_ASKING_STYLES = re.compile(r"@import|\bimage-set\(|\\", re.IGNORECASE)


@lru_cache(maxsize=256)
def svg_fault(file: ThemeFile) -> str | None:
    """Return what is wrong with a theme's SVG, such as `has a <script>`; None where nothing is."""
    try:
        links = page_links(file.data)
        tags = tuple(find_tags(file.data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return "is not UTF-8"
    except ValueError as error:
        return f"cannot be read: {error}"
    faults = [fault for tag in tags if (fault := _tag_fault(tag))]
    text = unescape(file.data.decode("utf-8-sig"))
    addresses = [link.address for link in (*links.pay, *links.others)] + _IN_STYLES.findall(text)
    faults += [
        f"leads to {quote(address)}" for address in addresses if address and not _WITHIN.match(address)
    ]
    faults += [f"has {quote(found)} in its styles" for found in _ASKING_STYLES.findall(text)]
    return faults[0] if faults else None


def _tag_fault(tag: Tag) -> str | None:
    if tag.name in _ACTIVE:
        return f"has a <{tag.name}>"
    handlers = [name for name, _ in tag.attributes if name.startswith("on")]
    return f"has a handler, {handlers[0]} of <{tag.name}>" if handlers else None
