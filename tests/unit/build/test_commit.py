"""What a build does to the output folder."""

import os
from pathlib import Path

import pytest

from shopgen.build.commit import Committed, commit
from shopgen.build.staging import FOLDER, load_journal, stage, staged, write_journal
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.problems import UsageError

NOTHING: frozenset[str] = frozenset()


def put(output: Path, files: dict[str, str], owned: frozenset[str] = NOTHING) -> Committed:
    """Stage and commit files given as path to text."""
    with staged(output) as staging:
        made = [stage(staging, Artifact(path, text.encode())) for path, text in files.items()]
        return commit(staging, made, owned, NOTHING)


def kill_build(output: Path, journal: set[str]) -> None:
    """Leave what a build leaves that is killed while it puts these files in place."""
    (output / FOLDER / "1-1").mkdir(parents=True)
    (output / FOLDER / "1-1" / "half").write_text("half")
    write_journal(output, frozenset(journal))


def tree(output: Path) -> dict[str, str]:
    """Return all files of a folder."""
    return {
        path.relative_to(output).as_posix(): path.read_text()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def test_first_build_writes_everything(tmp_path: Path) -> None:
    """A build into an empty folder puts every file in place and leaves nothing beside it."""
    done = put(tmp_path, {"a/index.html": "one", "b.txt": "two"})

    assert {"a/index.html": "one", "b.txt": "two"} == tree(tmp_path)
    assert ("a/index.html", "b.txt") == done.new


def test_same_bytes_are_not_touched(tmp_path: Path) -> None:
    """A file whose bytes are the same is not written again."""
    put(tmp_path, {"a.txt": "one"})
    before = (tmp_path / "a.txt").stat()

    done = put(tmp_path, {"a.txt": "one"}, frozenset({"a.txt"}))

    after = (tmp_path / "a.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert (1, (), ()) == (done.same, done.new, done.changed)


def test_over_files_are_removed_with_their_folders(tmp_path: Path) -> None:
    """A file that an earlier build recorded and this one does not make goes, and so do empty folders."""
    put(tmp_path, {"a/b/c.txt": "one", "d.txt": "two"})

    done = put(tmp_path, {"d.txt": "two"}, frozenset({"a/b/c.txt", "d.txt"}))

    assert {"d.txt": "two"} == tree(tmp_path)
    assert ("a/b/c.txt",) == done.removed
    assert not (tmp_path / "a").exists()


def test_foreign_files_are_kept_and_named(tmp_path: Path) -> None:
    """A file that no build recorded stays, and is named."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/notes.txt").write_text("mine")

    done = put(tmp_path, {"a/index.html": "one"})

    assert {"a/index.html": "one", "a/notes.txt": "mine"} == tree(tmp_path)
    assert ("a/notes.txt",) == done.strays


def test_foreign_file_is_never_replaced(tmp_path: Path) -> None:
    """A build that would replace somebody else's file writes nothing at all."""
    (tmp_path / "index.html").write_text("mine")

    with pytest.raises(UsageError, match=r"index\.html"):
        put(tmp_path, {"index.html": "ours", "new.txt": "ours"})

    assert {"index.html": "mine"} == tree(tmp_path)


@pytest.mark.parametrize("is_link", [False, True])
def test_what_stands_in_a_folders_place_is_never_replaced(tmp_path: Path, is_link: bool) -> None:
    """A file, or a link to elsewhere, in the place of one of our folders keeps a build from writing."""
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    if is_link:
        (output / "acme").symlink_to(elsewhere)
    else:
        (output / "acme").write_text("mine")

    with pytest.raises(UsageError, match="acme"):
        put(output, {"acme/mug/index.html": "ours", "new.txt": "ours"})

    assert {} == tree(elsewhere)
    assert not (output / "new.txt").exists()


def test_killed_build_is_finished_by_the_next(tmp_path: Path) -> None:
    """Files that a killed build had put in place are known by its journal and may be replaced."""
    (tmp_path / "index.html").write_text("half done")
    (tmp_path / "gone.txt").write_text("to be removed")
    kill_build(tmp_path, {"index.html", "gone.txt"})

    put(tmp_path, {"index.html": "whole"}, load_journal(tmp_path))

    assert {"index.html": "whole"} == tree(tmp_path)


@pytest.mark.parametrize("path", ["../victim.txt", "/etc/passwd", "a/../../victim.txt", ".", "", "..\\b"])
def test_journal_names_no_file_outside_the_output(tmp_path: Path, path: str) -> None:
    """A path in a journal that leads out of the output is nobody's; the one beside it stays known."""
    kill_build(tmp_path, {path, "index.html"})

    assert {"index.html"} == load_journal(tmp_path)


def test_nothing_is_removed_behind_a_link(tmp_path: Path) -> None:
    """A recorded file that a link would lead out to is kept; one in a folder, the control, is removed."""
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    for folder in (output / "cup", elsewhere):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("")
    (output / "mug").symlink_to(elsewhere)

    committed = put(output, {"new.txt": ""}, frozenset({"mug/index.html", "cup/index.html"}))

    assert ("cup/index.html",) == committed.removed
    assert {"index.html": ""} == tree(elsewhere)


def test_journal_outlives_a_build_that_wrote_nothing(tmp_path: Path) -> None:
    """What a killed build was putting in place stays known until a build has been committed."""
    kill_build(tmp_path, {"index.html"})

    with staged(tmp_path):
        pass

    assert {"index.html"} == load_journal(tmp_path)
    assert [f"{FOLDER}/journal.json"] == list(tree(tmp_path))


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what has been put in place so far, in order."""
    found: list[str] = []
    replace = os.replace

    def spy(source: str, target: str) -> None:
        replace(source, target)
        path = Path(target).relative_to(tmp_path).as_posix()
        if FOLDER not in path:
            found.append(path)

    monkeypatch.setattr(os, "replace", spy)
    return found


def put_kinds(output: Path, files: dict[str, CacheClass]) -> None:
    """Stage and commit files of these kinds."""
    with staged(output) as staging:
        made = [stage(staging, Artifact(path, b"x", cache)) for path, cache in files.items()]
        commit(staging, made, NOTHING, NOTHING)


def test_hashed_files_come_before_pages_and_manifests_last(tmp_path: Path, moved: list[str]) -> None:
    """What a page refers to is there before the page is, and manifests come after both."""
    (tmp_path / "acme/img").mkdir(parents=True)
    files = {
        "manifest.json": CacheClass.STABLE,
        "acme/manifest.json": CacheClass.STABLE,
        "acme/index.html": CacheClass.STABLE,
        "acme/img/mug.jpg": CacheClass.IMMUTABLE,
    }

    put_kinds(tmp_path, files)

    assert ["acme/img/mug.jpg", "acme/index.html", "acme/manifest.json", "manifest.json"] == moved


def test_new_folder_is_moved_as_a_whole(tmp_path: Path, moved: list[str]) -> None:
    """What goes into a folder that is not there comes with it in one move; beside others, file by file."""
    put(tmp_path, {"a/b/index.html": "one", "a/manifest.json": "two", "c.txt": "three"})
    put(tmp_path, {"a/d.html": "four", "a/e/index.html": "five"})

    assert ["a", "c.txt", "a/d.html", "a/e"] == moved
    assert {"one", "two", "three", "four", "five"} == set(tree(tmp_path).values())


def test_new_folder_of_hashed_files_comes_before_pages(tmp_path: Path, moved: list[str]) -> None:
    """A new folder that has nothing but hashed files is there before the pages of another one."""
    (tmp_path / "a").mkdir()
    files = {
        "a/c/index.html": CacheClass.STABLE,
        "a/c/x.jpg": CacheClass.IMMUTABLE,
        "a/img/x.jpg": CacheClass.IMMUTABLE,
        "a/manifest.json": CacheClass.STABLE,
    }

    put_kinds(tmp_path, files)

    assert ["a/img", "a/c", "a/manifest.json"] == moved
