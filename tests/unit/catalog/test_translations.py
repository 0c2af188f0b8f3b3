"""A translation is of use where its locale is one that the brand's pages look in."""

import pytest

from shopgen.catalog.reading.source import Source
from shopgen.catalog.translations import check_translation_locale


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr-FR", ""),
        ("fr", ""),
        ("zh-Hant", ""),
        ("fr-CA", "no-locale"),
        ("de", "no-locale"),
        ("en-GB", "locale"),
        ("fr_FR", "locale"),
        ("french", "locale"),
        ("", "locale"),
    ],
)
def test_locale_of_a_translation_is_one_that_is_looked_in(tag: str, code: str) -> None:
    """fr-FR is looked for as fr-FR, then as fr; another country's words are of no use."""
    source = Source(f"mug.{tag}.md", {})
    is_used = check_translation_locale(source, tag, "en-GB", ("en-GB", "fr-FR", "zh-Hant-TW"))

    assert (not code) is is_used
    assert [code] * bool(code) == [problem.code for problem in source.problems]
    assert all(problem.is_error is (code == "locale") for problem in source.problems)
