"""Reading stays inside the root, and writing leaves whole files."""

import os
import pickle
import stat
from pathlib import Path

import pytest

from shopgen.files import FileFault, Root, RootReadOnce, write_atomic
from shopgen.problems import MachineError


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A root with a file, beside a file that must not be read."""
    (tmp_path / "secret.txt").write_text("secret")
    site = tmp_path / "site"
    (site / "brands").mkdir(parents=True)
    (site / "brands" / "a.txt").write_text("inside")
    return Root(site)


def code_of(root: Root, path: str, limit: int = 1000) -> str:
    """Return why a file cannot be read."""
    with pytest.raises(FileFault) as caught:
        root.read_bytes(path, limit)
    return caught.value.problem.code


def test_file_inside_is_read(root: Root) -> None:
    """A file below the root is read whole."""
    assert b"inside" == root.read_bytes("brands/a.txt")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../secret.txt", "outside"),
        ("brands/../../secret.txt", "outside"),
        ("brands/..", "outside"),
        ("/etc/passwd", "outside"),
        ("brands\\a.txt", "outside"),
        ("brands/a.txt\0", "outside"),
        ("brands/b.txt", "no-file"),
        ("brands/a.txt/b", "no-file"),
        ("brands", "not-a-file"),
        ("", "not-a-file"),
        ("x" * 5000, "no-file"),
    ],
)
def test_path_that_is_no_file_inside_is_refused(root: Root, path: str, code: str) -> None:
    """A path that leads out, or to no ordinary file, is refused with its reason."""
    assert code == code_of(root, path)


def test_link_that_leads_out_is_refused_and_one_that_stays_is_followed(root: Root) -> None:
    """A link is followed only within the root."""
    (root.folder / "out.txt").symlink_to("../secret.txt")
    (root.folder / "in.txt").symlink_to("brands/a.txt")

    assert "outside" == code_of(root, "out.txt")
    assert b"inside" == root.read_bytes("in.txt")
    assert b"secret" == (root.folder / "out.txt").read_bytes(), "the control: the link works for others"


def test_linked_folder_that_leads_out_is_refused(root: Root) -> None:
    """A link in the middle of a path does not lead out either."""
    (root.folder / "up").symlink_to("..")

    assert "outside" == code_of(root, "up/secret.txt")


def test_link_to_itself_is_no_file(root: Root) -> None:
    """A loop of links ends."""
    (root.folder / "loop").symlink_to("loop")

    assert "no-file" == code_of(root, "loop")


def test_pipe_is_refused_at_once(root: Root) -> None:
    """A pipe is no ordinary file, and nobody waits for its other end."""
    os.mkfifo(root.folder / "pipe")

    assert "not-a-file" == code_of(root, "pipe")


def test_device_is_refused(root: Root) -> None:
    """A device, reached by a link, is outside."""
    (root.folder / "zero").symlink_to("/dev/zero")

    assert "outside" == code_of(root, "zero")


def test_file_over_the_limit_is_refused(root: Root) -> None:
    """A file may have exactly as many bytes as the limit."""
    assert "too-large" == code_of(root, "brands/a.txt", limit=5)
    assert b"inside" == root.read_bytes("brands/a.txt", limit=6)


def test_text_has_no_mark_and_plain_line_ends(root: Root) -> None:
    """A byte order mark goes, and each kind of line end is a line feed."""
    (root.folder / "t.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")

    assert "a\nb\nc\n" == root.read_text("t.txt")


def test_text_that_is_not_utf8_names_the_line(root: Root) -> None:
    """Bytes that are not UTF-8 are told with their line."""
    (root.folder / "t.txt").write_bytes(b"a\nb\xff")

    with pytest.raises(FileFault) as caught:
        root.read_text("t.txt")

    assert (
        "t.txt:2: The file is not UTF-8: byte 0xff cannot be read. Save it with the encoding UTF-8."
        == str(caught.value)
    )


def test_fault_survives_a_worker_process(root: Root) -> None:
    """A fault can be pickled."""
    fault = FileFault("a", "no-file", "There is none.", "Add it.", 3)

    assert fault.problem == pickle.loads(pickle.dumps(fault)).problem  # noqa: S301


def test_names_are_sorted_and_without_what_is_hidden_or_leads_out(root: Root) -> None:
    """A listing has the ordinary files of a folder by name."""
    for name in ("b.md", "a.md", ".hidden.md", "c.txt"):
        (root.folder / "brands" / name).write_text("")
    (root.folder / "brands" / "out.md").symlink_to("../../secret.txt")
    (root.folder / "brands" / "folder.md").mkdir()

    assert ("a.md", "b.md") == root.list_files("brands", ".md")
    assert () == root.list_files("nothing")
    assert () == root.list_files("..")
    assert () == root.list_files("brands/a.md")


def test_folders_are_listed_without_files_and_links(root: Root) -> None:
    """A listing of folders has real folders alone."""
    (root.folder / "brands" / "z").mkdir()
    (root.folder / "brands" / "link").symlink_to("z")

    assert ("z",) == root.list_folders("brands")


def test_is_file_is_true_of_ordinary_files_alone(root: Root) -> None:
    """A folder, an absent file and a path that leads out are no files."""
    assert root.is_file("brands/a.txt")
    assert not any(root.is_file(path) for path in ("brands", "b", "../secret.txt"))


def test_write_makes_folders_and_replaces(tmp_path: Path) -> None:
    """Writing replaces what was there, readable by all, and leaves nothing beside it."""
    path = tmp_path / "a" / "b.txt"
    write_atomic(path, b"old")
    write_atomic(path, b"new")

    assert b"new" == path.read_bytes()
    assert ["b.txt"] == [entry.name for entry in path.parent.iterdir()]
    assert 0o644 == stat.S_IMODE(path.stat().st_mode)


def test_write_that_fails_is_the_machines_fault_and_leaves_nothing(tmp_path: Path) -> None:
    """A folder in the place of the file stops the program, and no part stays."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").write_text("")

    with pytest.raises(MachineError, match="cannot write"):
        write_atomic(tmp_path / "taken", b"data")

    assert ["taken"] == [entry.name for entry in tmp_path.iterdir()]


def test_write_below_a_file_is_the_machines_fault(tmp_path: Path) -> None:
    """A file in the place of a folder stops the program."""
    (tmp_path / "file").write_text("")

    with pytest.raises(MachineError, match="cannot write"):
        write_atomic(tmp_path / "file" / "below", b"data")


def test_file_that_changes_is_the_same_for_all_who_read_once(tmp_path: Path) -> None:
    """What was read once stays so for this reader, and not for another."""
    (tmp_path / "a").write_bytes(b"one")
    once = RootReadOnce(tmp_path)
    assert b"one" == once.read_bytes("a")

    (tmp_path / "a").write_bytes(b"two")

    assert "one" == once.read_text("a")
    assert b"two" == RootReadOnce(tmp_path).read_bytes("a")


def test_reading_once_keeps_to_the_limit(tmp_path: Path) -> None:
    """A file that was read under a larger limit is too large for a smaller one."""
    (tmp_path / "a").write_bytes(b"four")
    once = RootReadOnce(tmp_path)
    once.read_bytes("a")

    with pytest.raises(FileFault, match="more than 3 bytes"):
        once.read_bytes("a", limit=3)
