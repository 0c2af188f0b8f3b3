"""The few ways in which text becomes markup."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.markup import json_text, script_text, style_text
from shopgen.problems import ContentError


@given(st.dictionaries(st.text(), st.text()))
def test_json_in_a_page_is_the_same_json(value: dict[str, str]) -> None:
    """JSON for a script element reads back as the same value, whatever it says."""
    assert value == json.loads(json_text(value))


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&lt;", "\u2028", "\u2029", "<SCRIPT>"])
def test_json_cannot_leave_its_element(text: str) -> None:
    """Nothing in JSON ends the element or the line that it is in; plain JSON, the control, has it all."""
    dangerous = set("<>&\u2028\u2029")

    assert not dangerous & set(json_text({"x": text}))
    assert dangerous & set(json.dumps({"x": text}, ensure_ascii=False))


@pytest.mark.parametrize("css", ["a{}</style><script>", "</STYLE >", "<!-- a{} -->", "a{content:'</'}"])
def test_a_style_sheet_that_could_end_its_element_is_refused(css: str) -> None:
    """A theme's sheet with what ends a style element is a problem of its file."""
    with pytest.raises(ContentError) as caught:
        style_text(css, "themes/x/static/css/a.css")

    assert caught.value.problems[0].place.path == "themes/x/static/css/a.css"


@pytest.mark.parametrize("script", ["'</script>'", "'</SCRIPT'", "'<!--'", "'<script>'"])
def test_a_script_that_could_end_its_element_is_refused(script: str) -> None:
    """A theme's script with what ends or confuses a script element is a problem of its file."""
    with pytest.raises(ContentError):
        script_text(script, "a.js")


@pytest.mark.parametrize("css", ["a>b{c:d}", "a{content:'<'}", '@media (width<40rem){a{font:"x"}}'])
def test_decent_style_sheets_pass_as_they_are(css: str) -> None:
    """A sheet is not escaped: an element of raw text knows no character references."""
    assert css == style_text(css, "a.css")
