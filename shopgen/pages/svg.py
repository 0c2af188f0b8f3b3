"""What an SVG of a theme may not have: whoever opens it by its own address would run or ask it."""

from functools import lru_cache

from shopgen.pages.door import ThemeFile
from shopgen.verify.page_links import page_links
from shopgen.verify.svg import find_active


@lru_cache(maxsize=256)
def svg_fault(file: ThemeFile) -> str | None:
    """Return what is wrong with a theme's SVG, such as `has "<script>" in line 1`; None where nothing is.

    It is what a platform would refuse that serves the brand's files as its own.
    """
    try:
        page_links(file.data)  # refuses what could be read in two ways
        active = find_active(file.data)
    except UnicodeDecodeError:
        return "is not UTF-8"
    except ValueError as error:
        return f"cannot be read: {error}"
    return active and f"has {active}, and a drawing has nothing that runs or leads away"
