"""Which hosts a file other than data leads to, by what browsers could take it for."""

from pathlib import PurePosixPath

from shopgen.verify.link import Links
from shopgen.verify.page_links import page_links

_PAGES = frozenset({".htm", ".html", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"})
_BEFORE_MARKUP = b"\xef\xbb\xbf\t\n\f\r "


def find_links(path: str, data: bytes) -> Links:
    """Return the links of a file.

    A page is what has the name of one, in any case of letters, and what begins with `<`: so browsers tell
    it where a server names no type.

    Raises:
        ValueError: it cannot be read, or not in one way alone.
    """
    if PurePosixPath(path).suffix.lower() in _PAGES or data.lstrip(_BEFORE_MARKUP).startswith(b"<"):
        return page_links(data)
    return Links()
