"""One task of making pages, as a value: what is made of it is in `render`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class PageTask:
    """One call of `render`. What a kind does not need is empty: the site's kinds have no brand, and so on."""

    kind: str
    brand: str = ""
    locale: str = ""
    product: str = ""
