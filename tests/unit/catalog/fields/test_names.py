"""Slugs are plain, and none takes the place of something else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.catalog.fields.names import RESERVED, SLUG_LIMIT, parse_slug, slug_fault, suggest_slug
from shopgen.catalog.fields.wrong import Wrong


@pytest.mark.parametrize("slug", ["mug", "enamel-mug", "1984", "a--b", "32-inch-monitor"])
def test_slug_of_letters_digits_and_hyphens_is_taken(slug: str) -> None:
    """A slug may start with a digit."""
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "Mug",
        "mug_1",
        "-mug",
        "mug-",
        "tasse-à",
        "a.b",
        "a/b",
        "..",
        "mug\n",
        "x" * (SLUG_LIMIT + 1),
        "en",
        "fr-fr",
        "zh-hant",
        *sorted(RESERVED),
    ],
)
def test_slug_that_is_not_plain_or_means_something_else_is_refused(slug: str) -> None:
    """Folders of the output and of locales are not to be had."""
    assert slug_fault(slug) is not None


def test_slug_field_says_what_is_wrong() -> None:
    """The hint has a slug that would do."""
    with pytest.raises(Wrong) as caught:
        parse_slug("Enamel Mug")

    assert 'Write it so: "enamel-mug".' == caught.value.hint


@given(st.text(max_size=200))
def test_suggested_slug_is_one(text: str) -> None:
    """Whatever the text, what is suggested is plain."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", suggest_slug(text))
    assert len(suggest_slug(text)) <= SLUG_LIMIT
