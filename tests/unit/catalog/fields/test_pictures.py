"""Pictures are named by their path below images/, and no other file can be."""

import pytest

from shopgen.catalog.fields.pictures import parse_logo, parse_src, picture_src
from shopgen.catalog.fields.wrong import Wrong


@pytest.mark.parametrize(
    ("text", "src"),
    [
        ("mug.jpg", "mug.jpg"),
        ("images/mug.jpg", "mug.jpg"),
        ("./images/mug.PNG", "mug.PNG"),
        ("set/mug.webp", "set/mug.webp"),
        ("ma tasse é.jpeg", "ma tasse é.jpeg"),
    ],
)
def test_picture_is_found_with_the_prefix_or_without(text: str, src: str) -> None:
    """`images/` may be written or left out."""
    assert src == parse_src(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("../mug.jpg", "picture-path"),
        ("images/../../mug.jpg", "picture-path"),
        ("/mug.jpg", "picture-path"),
        (".mug.jpg", "picture-path"),
        ("a//mug.jpg", "picture-path"),
        ("a\\mug.jpg", "picture-path"),
        ("mug\u202e.jpg", "picture-path"),
        ("https://a.example/mug.jpg", "picture-elsewhere"),
        ("//a.example/mug.jpg", "picture-elsewhere"),
        ("data:image/png;base64,x.png", "picture-elsewhere"),
        ("mug.svg", "picture-format"),
        ("mug", "picture-format"),
        ("mug.jpg.exe", "picture-format"),
    ],
)
def test_picture_elsewhere_or_of_no_known_kind_is_refused(text: str, code: str) -> None:
    """Each fault has its code."""
    with pytest.raises(Wrong) as caught:
        picture_src(text)

    assert code == caught.value.code


def test_logo_may_be_drawn() -> None:
    """An SVG is taken for the logo alone."""
    assert "logo.svg" == parse_logo("images/logo.svg")
