"""A page as a tree, and where its elements do not lie one within the other."""

import pytest

from shopgen.build.themes.page_tree import Slip, parse_page


def test_what_can_be_read_is_without_scripts_and_styles() -> None:
    """Texts come on one line, whatever is between them."""
    page = parse_page("<p>One\n <b>two</b></p><script>three</script><style>four</style>")

    assert "One two" == page.root.text()


@pytest.mark.parametrize(
    ("html", "slips"),
    [
        ("<div><br><img></div>", ()),
        ("<ul><li>1<li>2</ul><p>3", ()),
        ("<svg><path/></svg>", ()),
        ("<div/>", (Slip(0, open="div"),)),
        ("<div><span></div>", (Slip(1, open="span", end="div"),)),
        ("<p>1</p></main>", (Slip(0, end="main"),)),
    ],
)
def test_slips_are_found(html: str, slips: tuple[Slip, ...]) -> None:
    """What HTML lets a page leave out is none."""
    assert slips == parse_page(html).slips


def test_nodes_stand_at_their_numbers() -> None:
    """A node is found again by its number."""
    nodes = parse_page("<div><p>1</p><p>2</p></div><hr>").nodes()

    assert list(range(4)) == [node.number for node in nodes]
