"""The files that a build may read: found, told apart, and read again only where that is needed."""

import os
from pathlib import Path

import pytest

from shopgen.build import sources
from shopgen.build.sources import SETTLED_NS, digest_of_sources, read_sources
from tests.commands import write

LONG_AGO = 1_700_000_000


@pytest.fixture(autouse=True)
def themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The themes that come along are a small folder, so that a test sees its own files alone."""
    write(tmp_path / "package/default/theme.yaml", "title: Default\n")
    monkeypatch.setattr(sources, "package_themes", lambda: tmp_path / "package")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a brand."""
    write(tmp_path / "site/shopgen.yaml", "platform: Square\n")
    write(tmp_path / "site/brands/acme/brand.yaml", "name: Acme\n")
    write(tmp_path / "site/brands/acme/products/mug.md", "A mug.\n")
    return tmp_path / "site"


def digest(site: Path) -> str:
    """Return the digest of all sources as they are."""
    return digest_of_sources(site, read_sources(site, {}, trusts_looks=True))


@pytest.mark.parametrize(
    "path",
    ["shopgen.yaml", "brands/acme/brand.yaml", "brands/acme/images/new.png", "themes/mine/theme.yaml"],
)
def test_each_file_counts(site: Path, path: str) -> None:
    """A file that is changed or added anywhere that a build may look changes the whole."""
    before = digest(site)
    write(site / path, "other")

    assert before != digest(site)


def test_theme_that_comes_along_counts(site: Path, tmp_path: Path) -> None:
    """So do shopgen's own themes."""
    before = digest(site)
    write(tmp_path / "package/default/theme.yaml", "title: Other\n")

    assert before != digest(site)


def test_what_no_build_reads_does_not_count(site: Path) -> None:
    """The output, a readme and the rest of a repository are nothing that a build reads."""
    before = digest(site)
    for path in ("output/index.html", "README.md", ".git/HEAD"):
        write(site / path, "other")

    assert before == digest(site)


def test_names_and_folders_count(site: Path) -> None:
    """A file by another name, and an empty folder, are a change as well."""
    before = digest(site)
    (site / "brands/acme/products/mug.md").rename(site / "brands/acme/products/pot.md")
    renamed = digest(site)
    (site / "brands/bolt").mkdir()

    assert 3 == len({before, renamed, digest(site)})


def test_where_the_site_is_does_not_count(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files elsewhere, or named from within, have the same digest."""
    before = digest(site)
    moved = site.rename(tmp_path / "elsewhere")
    assert before == digest(moved)

    monkeypatch.chdir(moved)
    assert before == digest(Path())


@pytest.mark.parametrize("target", ["../bolt", "nowhere", "."])
def test_links_count_and_end(site: Path, target: str) -> None:
    """A link to a folder, to nothing and into its own folder changes the whole, and is followed once."""
    write(site / "brands/bolt/brand.yaml", "name: Bolt\n")
    before = digest(site)
    (site / "brands/acme/more").symlink_to(target)

    assert before != digest(site)


def test_file_that_a_link_leads_to_counts(site: Path) -> None:
    """What a link leads to may be elsewhere in the site."""
    write(site / "shared/mug.md", "A mug.\n")
    (site / "brands/acme/products/pot.md").symlink_to("../../../shared/mug.md")
    before = digest(site)
    write(site / "shared/mug.md", "A cup.\n")

    assert before != digest(site)


def read(
    site: Path, known: dict[str, sources.Source], monkeypatch: pytest.MonkeyPatch, *, trusts: bool
) -> set[str]:
    """Return the names of the files that are read where these are known."""
    asked: set[str] = set()

    def note(path: str) -> bytes:
        asked.add(Path(path).name)
        return b""

    with monkeypatch.context() as patch:
        patch.setattr(sources, "source_digest", note)
        read_sources(site, known, trusts_looks=trusts)
    return asked


def test_settled_files_are_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of long ago is known by its look; one of just now is not, nor any where no look is trusted."""
    last = max(path.stat().st_ctime_ns for path in site.parent.rglob("*"))
    later = last + SETTLED_NS + 1
    monkeypatch.setattr(sources.time, "time_ns", lambda: later)
    known = read_sources(site, {}, trusts_looks=True)
    assert set() == read(site, known, monkeypatch, trusts=True)
    assert {"mug.md", "brand.yaml"} < read(site, known, monkeypatch, trusts=False)

    monkeypatch.setattr(sources.time, "time_ns", lambda: later - 2)
    unsure = read_sources(site, {}, trusts_looks=True)
    assert set() != read(site, unsure, monkeypatch, trusts=True)


def test_look_tells_a_file_that_has_its_size_and_time_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another text of the same length with the first one's time is read."""
    path = site / "brands/acme/products/mug.md"
    os.utime(path, (LONG_AGO, LONG_AGO))
    monkeypatch.setattr(sources.time, "time_ns", lambda: path.stat().st_ctime_ns + SETTLED_NS + 1)
    known = read_sources(site, {}, trusts_looks=True)
    path.write_text("A cup.\n", encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))

    assert "mug.md" in read(site, known, monkeypatch, trusts=True)
