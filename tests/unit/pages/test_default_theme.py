"""The themes that come along and the embed script: what their texts promise, held against the texts."""

import re
from pathlib import Path

import brotli
import pytest
import rjsmin

from shopgen.pages import tree
from shopgen.shop import elements as lists

PROJECT = Path(__file__).parents[3]
THEME = PROJECT / "themes/default"
EMBED = PROJECT / "shopgen/pages/embed/embed.js"
TEMPLATES = sorted(THEME.parent.glob("*/templates/*.html"))
SHEETS = sorted(THEME.parent.glob("*/static/css/**/*.css"))
MODULE_SHEETS = [path for path in SHEETS if path.stem in ("host", "tokens", "cards", "module", "list")]

PHYSICAL = re.compile(
    r"(?:^|[{;])\s*(?:(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)|(?:text-align|float):\s*(?:left|right))\b[^;{}]*",
)


def _within(path: Path) -> str:
    return path.relative_to(THEME.parent).as_posix()


def read_sheet(path: Path) -> str:
    """Return a style sheet without its comments and the conditions of its at-rules."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"@(?:media|container|supports)[^{]*", "@condition ", text)


def physical_properties(css: str) -> list[str]:
    """Return the declarations that name a side or a length of the screen rather than of the text."""
    return [found.strip("{; \n") for found in PHYSICAL.findall(css)]


@pytest.mark.parametrize("path", TEMPLATES, ids=_within)
def test_templates_have_no_inline_style_or_handler(path: Path) -> None:
    """A template writes no style attribute and no handler: the pages' policy would refuse them."""
    assert [] == re.findall(r"\sstyle=|\son[a-z]+=", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHEETS, ids=_within)
def test_sheets_are_the_same_in_both_directions(path: Path) -> None:
    """A sheet speaks of start, end, inline and block: a right-to-left page needs no other."""
    assert [] == physical_properties(read_sheet(path))


@pytest.mark.parametrize(
    "css",
    [
        "a { left: 0 }",
        "a{margin-right:1px}",
        "a { color: red; width: 2em }",
        "a { text-align: right }",
        "a { float: left }",
    ],
)
def test_physical_properties_would_be_found(css: str) -> None:
    """A planted property of the screen is found."""
    assert 1 == len(physical_properties(css))


@pytest.mark.parametrize("path", MODULE_SHEETS, ids=_within)
def test_module_fetches_nothing_by_its_sheet(path: Path) -> None:
    """The module's sheet has no address in it; the embed script refuses one that has."""
    assert [] == re.findall(r"url\(|@import|image-set|\\", read_sheet(path))


@pytest.mark.parametrize("path", MODULE_SHEETS, ids=_within)
def test_module_does_not_follow_root_font_size(path: Path) -> None:
    """The module's lengths are em of the viewer's own size: a host's 62.5 % root does not shrink it."""
    assert [] == re.findall(r"[\d.]+rem\b", read_sheet(path))


@pytest.mark.parametrize("path", sorted(THEME.parent.glob("*/static/css/list.css")), ids=_within)
def test_reserved_height_is_sum_of_its_parts(path: Path) -> None:
    """The height that is reserved for the module is that of its header, the gap and its list at 16 px."""
    css = read_sheet(path)
    header_em, gap_em = 2.25, 0.5
    lists_em = [float(found) for found in re.findall(r"--list:\s*([\d.]+)em", css)]

    assert {str(round((header_em + gap_em + list_em) * 16)) for list_em in lists_em} == set(
        re.findall(r"--reserved-height-(?:row|column):\s*(\d+)px", css)
    )


def test_embed_script_allows_what_module_may_have() -> None:
    """The embed script's lists of elements, attributes and schemes are those that templates are held to."""
    script = EMBED.read_text(encoding="utf-8")
    found = dict(re.findall(r'const (ELEMENTS|ATTRIBUTES) =\s+"([^"]*)"', script))
    (pattern,) = re.findall(r"const SCHEMES =\s+/(.*)/;", script)
    schemes = re.compile(pattern)

    assert lists.ELEMENTS == set(found["ELEMENTS"].split())
    assert lists.ATTRIBUTES == set(found["ATTRIBUTES"].split())
    # The lists are looked through for a name between two blanks.
    assert all(text == f" {' '.join(text.split())} " for text in found.values())
    assert [] == [name for name in tree.SCHEMES if name and not schemes.fullmatch(f"{name}:")]
    assert not schemes.fullmatch("javascript:")


@pytest.mark.parametrize(
    ("path", "budget_bytes"),
    [
        (EMBED.with_name("embed.min.js"), 2560),
        (EMBED.with_name("frame.min.js"), 199),
        (EMBED.with_name("sheet.min.js"), 1280),
        (THEME / "static/js/checkout.js", 1536),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_scripts_keep_their_weight(path: Path, budget_bytes: int) -> None:
    """The scripts, minified and compressed, stay within their budgets."""
    minified = rjsmin.jsmin(path.read_text(encoding="utf-8"))

    assert budget_bytes >= len(brotli.compress(minified.encode(), quality=11))
