"""A flipped byte in any file that a site is made of: what it changes is made anew, and little else."""

from pathlib import Path
from typing import Any

import pytest

from shopgen.build.door import _Seen
from tests.exactness.byte_flips import ALL_KINDS, Flips
from tests.exactness.test_incremental import forget_words

CEILINGS = {
    "the site's settings": 5,
    "a brand": 3,
    "a brand's translation": 6,
    "a product": 5,
    "a product's translation": 5,
    "a picture": 1,
    "a logo": 1,
    "a theme": 1,
    "a template": 11,
    "a style sheet": 1,
    "a static file": 1,
    "a catalog of words": 11,
}
"""How many pages a flip may have made anew for nothing.

A catalog of words is one reading, which all pages of a language do; a template is one of all that name it.
"""


def test_flipped_bytes_change_no_page_that_is_not_made_anew(tmp_path: Path) -> None:
    """Wherever a byte is flipped, the pages that change are made anew, and few that do not."""
    found = Flips(tmp_path).figures(2)

    assert ALL_KINDS == found.keys()
    assert all(0 < one.valid for one in found.values()), found
    assert 10 < sum(one.refused for one in found.values())
    assert {} == {kind: one.excess for kind, one in found.items() if one.excess > CEILINGS[kind]}


def test_reading_that_is_not_recorded_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that reads words without a record is not made anew where it has to be."""
    forget_words(monkeypatch)

    with pytest.raises(AssertionError, match="not made anew"):
        Flips(tmp_path).figures(2, {"a product's translation"})


def test_reading_of_too_much_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page that reads one setting depends on all, more are made for nothing than may be."""

    def read_all(seen: Any, name: str) -> Any:
        seen._trace.record((*seen._of, name), seen._noun)
        return getattr(seen._noun, name)

    monkeypatch.setattr(_Seen, "__getattr__", read_all)
    monkeypatch.setattr("shopgen.build.door.getattr", lambda noun, _: noun, raising=False)
    kind = "the site's settings"

    assert CEILINGS[kind] < Flips(tmp_path).figures(2, {kind})[kind].excess
