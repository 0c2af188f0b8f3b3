"""Where a build may write."""

from pathlib import Path

import pytest

from tests.commands import build, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one brand."""
    write(tmp_path / "brands/acme/brand.yaml", "name: Acme\ncurrency: EUR\n")
    return tmp_path


@pytest.mark.parametrize("folder", ["output", ".shopgen"])
def test_file_in_the_place_of_a_folder(site: Path, folder: str) -> None:
    """A file where the output or the cache should be is named, with what to do, and stays."""
    write(site / folder, "mine")

    said = build(site, expected=2).stderr

    option = "--output" if folder == "output" else "--cache"
    assert f"{site / folder} is a file: move it away, or name another folder with {option}." in said
    assert "mine" == (site / folder).read_text()


@pytest.mark.parametrize("option", ["--output", "--cache"])
def test_file_in_the_place_of_a_parent(site: Path, option: str) -> None:
    """A file above the output or the cache is named."""
    write(site / "file", "mine")

    said = build(site, option, site / "file/below/it", expected=2).stderr

    assert f"{site / 'file'} is a file: move it away, or name another folder with {option}." in said
