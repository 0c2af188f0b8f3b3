"""Which editor opens a source, and how it is called."""

import subprocess
from pathlib import Path

import pytest

from shopgen.preview.editors import find_editor, open_editor


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run."""
    called: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: called.append(words))
    return called


def test_own_command_has_its_places_filled(monkeypatch: pytest.MonkeyPatch, called: list[list[str]]) -> None:
    """Braces that are no place are the command's own, and so are those in a file's name."""
    monkeypatch.setenv("SHOPGEN_EDITOR", "edit --set '{a: 1}' +{line}:{column} {file}")

    open_editor(find_editor(), Path("/site/{line}.md"), 3, 0)

    assert [["edit", "--set", "{a: 1}", "+3:1", "/site/{line}.md"]] == called


@pytest.mark.parametrize("variable", ["SHOPGEN_EDITOR", "VISUAL", "EDITOR"])
def test_command_that_cannot_be_read_is_none(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """A quotation mark that is not closed keeps no page from being told what is wrong."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(variable, "it's")

    assert () == find_editor()


def test_no_editor_is_the_machines_refusal(called: list[list[str]]) -> None:
    """Where none is known none is run."""
    with pytest.raises(OSError, match="No editor is known"):
        open_editor((), Path("/site/mug.md"), 1, 1)
    assert [] == called
