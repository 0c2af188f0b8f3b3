"""What is named nearly as a source is. The sentences are in tests/brands/bad/names-of-*."""

from pathlib import Path

import pytest

from shopgen.catalog.misnamed import misnamed_in_brand, misnamed_in_site
from shopgen.files import Root


def _write(folder: Path, path: str, text: str = "") -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "brand.yaml",
        "brand.fr-FR.yaml",
        "products/mug.md",
        "images/mug.jpg",
        "notes.md",
        "drafts/idea.md",
        "a.yml",
    ],
)
def test_what_is_named_well_is_not_spoken_of(tmp_path: Path, path: str) -> None:
    """Sources, and an author's own files beside them, are no problem."""
    _write(tmp_path, f"brands/acme/{path}", "# Notes\n")

    assert [] == list(misnamed_in_brand(Root(tmp_path), "brands/acme"))


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("Images/mug.jpg", "Rename it to images."),
        ("Products/mug.md", "Rename it to products."),
        ("Brand.yaml", "Rename it to brand.yaml."),
        ("brand.en-US.YML", "Rename it to brand.en-US.yaml."),
    ],
)
def test_letters_of_another_case_are_said(tmp_path: Path, path: str, hint: str) -> None:
    """A name in other letters is found on some machines only, so it is a problem on all."""
    _write(tmp_path, f"brands/acme/{path}")

    assert [hint] == [problem.hint for problem in misnamed_in_brand(Root(tmp_path), "brands/acme")]


@pytest.mark.parametrize(
    ("path", "count"), [("theme/own/theme.yaml", 1), ("theme/main.css", 0), ("brand/a.pdf", 0)]
)
def test_folder_of_a_site_is_spoken_of_where_it_has_sources(tmp_path: Path, path: str, count: int) -> None:
    """A folder of the site's that has nothing of shopgen's in it is the author's own."""
    _write(tmp_path, path)

    assert count == len(list(misnamed_in_site(Root(tmp_path))))


def test_file_that_is_there_under_both_names_goes(tmp_path: Path) -> None:
    """Where the file that is read is there as well, the other is to be taken out."""
    _write(tmp_path, "shopgen.yaml")
    _write(tmp_path, "shopgen.yml")

    assert ["Take it out."] == [problem.hint for problem in misnamed_in_site(Root(tmp_path))]
