"""The module's height, as far as it can be read off the sheets."""

from pathlib import Path

import pytest

from shopgen.build.themes.height import check_height
from shopgen.problems import sort_problems
from tests.unit.build.themes.planting import changed, plant, wardrobe_of

LIST = "static/css/list.css"
HEIGHTS_ALONE = ":host {\n  --reserved-height-row: 346px;\n  --reserved-height-column: 346px;\n}\n"


def found_in(site: Path, files: dict[str, str]) -> list[str]:
    """Return what is said of a theme that has these files."""
    own = plant(site, files)
    return [str(problem) for problem in sort_problems(check_height(wardrobe_of(own), own))]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({LIST: HEIGHTS_ALONE}, "no rule says how high .list is"),
        (
            changed(LIST, "--reserved-height-row: 346px", "--reserved-height-row: 10px"),
            "a module in a row is 346 px high by the sheets' own lengths",
        ),
        (
            changed(LIST, "  overflow: hidden auto;", "  --list: 30em;\n  overflow: hidden auto;"),
            "a module in a column is 524 px high",
        ),
        ({"static/css/after/list.css": ":host { --list: 20em }"}, "a module in a row is 364 px high"),
        ({"static/css/after/module.css": ".top { block-size: 3em }"}, "a module in a row is 358 px high"),
    ],
)
def test_heights_that_do_not_fit_are_found(tmp_path: Path, files: dict[str, str], found: str) -> None:
    """The sum of header, gap and list is held against what is reserved, in the author's own sheet."""
    (path,) = files
    problems = found_in(tmp_path, files)

    assert any(problem.startswith(f"themes/mine/{path}: {found}") for problem in problems), problems


@pytest.mark.parametrize(
    "css", [".list { gap: 0.5em }", ".list { block-size: min(20em, 50cqi) }", ".card { color: red }"]
)
def test_what_cannot_be_read_is_on_trust(tmp_path: Path, css: str) -> None:
    """Nothing is said of lengths that are not in em, or that change no height."""
    assert [] == found_in(tmp_path, {"static/css/after/list.css": css})
