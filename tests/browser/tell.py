"""Findings of many pages as lines to read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence


def tell(findings: Mapping[str, Sequence[str]]) -> str:
    """Return one line for each different finding: on how many pages it is, and the first of them."""
    pages = defaultdict(list)
    for page, found in sorted(findings.items()):
        for finding in dict.fromkeys(found):
            pages[finding].append(page)
    return "\n".join(f"{len(where)} x {finding} (first in {where[0]})" for finding, where in pages.items())
