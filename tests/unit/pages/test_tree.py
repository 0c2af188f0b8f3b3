"""The allow-list that a module's fragment is held against."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.tree import (
    Element,
    TreeFault,
    nodes_as_html,
    nodes_as_json,
    parse_tree,
)
from shopgen.shop.elements import ATTRIBUTES, ELEMENTS, VOID_ELEMENTS

EMBED_SCRIPT = Path(__file__).parents[3] / "shopgen" / "pages" / "embed" / "embed.js"

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12)
ATTRIBUTE_NAMES = [*sorted(ATTRIBUTES - {"href", "src", "srcset"}), "aria-label"]


def elements(children: st.SearchStrategy[Element | str]) -> st.SearchStrategy[Element]:
    """Return elements of the allow-list with these children."""
    return st.builds(
        Element,
        st.sampled_from(sorted(ELEMENTS - VOID_ELEMENTS)),
        st.dictionaries(st.sampled_from(ATTRIBUTE_NAMES), WORDS, max_size=3),
        # Two texts in a row are one text once they are written.
        st.lists(children, max_size=3).map(_without_neighbouring_texts),
    )


def _without_neighbouring_texts(nodes: list[Element | str]) -> list[Element | str]:
    return [
        n for i, n in enumerate(nodes) if i == 0 or not (isinstance(n, str) and isinstance(nodes[i - 1], str))
    ]


TREES = st.recursive(
    st.one_of(
        WORDS, st.builds(Element, st.just("img"), st.dictionaries(st.sampled_from(["alt", "class"]), WORDS))
    ),
    elements,
    max_leaves=12,
)


@given(TREES)
def test_a_tree_survives_being_written_and_read(tree: Element | str) -> None:
    """What is written of a tree is read back as the same tree, whatever its texts and attributes say."""
    assert [tree] == parse_tree(nodes_as_html([tree]))


def test_an_element_is_an_array_of_tag_attributes_and_children() -> None:
    """A node is a text, or an array of its tag, its attributes and its children."""
    html = '<p class="a">Sold <strong>out</strong><img alt=""></p>'

    assert [["p", {"class": "a"}, "Sold ", ["strong", {}, "out"], ["img", {"alt": ""}]]] == nodes_as_json(
        parse_tree(html)
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>\n  View shop\n</p>", ["View shop"]),
        ("<p>one   two</p>", ["one two"]),
        ("<p><s>1</s> <s>2</s></p>", [["s", {}, "1"], " ", ["s", {}, "2"]]),
        ("<p><s>1</s>\n <s>2</s></p>", [["s", {}, "1"], ["s", {}, "2"]]),
        ("<p>a&amp;b&lt;c</p>", ["a&b<c"]),
        ("<p>no\u00a0break</p>", ["no\u00a0break"]),
    ],
)
def test_spaces_that_lay_out_the_source_are_left_out(html: str, text: list[object]) -> None:
    """Runs of spaces are one; those around a line break are none."""
    assert [["p", {}, *text]] == nodes_as_json(parse_tree(html))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<svg><path/></svg>",
        "<iframe src='https://a.example/'></iframe>",
        "<form></form>",
        "<p onclick='alert(1)'>x</p>",
        "<p style='color:red'>x</p>",
        "<p data-x='1'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JAVASCRIPT:alert(1)'>x</a>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href='//evil.example/'>x</a>",
        "<a href='\\\\evil.example'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<img src='data:image/svg+xml,x'>",
        "<img srcset='https://a.example/a.jpg 1x, javascript:alert(1) 2x'>",
        "<img srcset='https://a.example/a.jpg'>",
        "<p>x",
        "<p><b>x</p></b>",
        "</p>",
        "<p/>",
        "<p>x</p><!-- c -->",
        "<!doctype html>",
        "<?php ?>",
        "<![CDATA[x]]>",
        "<p>" * 30 + "</p>" * 30,
    ],
)
def test_what_no_module_may_have_is_refused(html: str) -> None:
    """What is off the list, or nests badly, is a problem of the template."""
    with pytest.raises(TreeFault) as caught:
        parse_tree(html)

    assert caught.value.message.endswith(".")
