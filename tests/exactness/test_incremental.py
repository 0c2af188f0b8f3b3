"""A build over an earlier one makes what a build from nothing would: after whatever edits, byte for byte."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import shopgen.build.commit
from shopgen.build.again import build_again
from shopgen.build.build import PARSES, build_site
from shopgen.build.door import RecordingDoor
from shopgen.build.load import load_some_products
from shopgen.build.progress import Silence
from shopgen.build.result import BuildResult
from shopgen.build.settings import BuildSettings
from shopgen.build.state import state_path
from shopgen.build.workers import Workers, chunks
from tests.exactness.edits import (
    BRAND_FIELDS,
    BRANDS,
    FIELDS,
    INSTANTS,
    PRODUCT,
    SITE_FIELDS,
    SLUGS,
    add_brand,
    make_site,
    repaint,
    set_field,
    write,
)

PROJECT = Path(__file__).parents[2]
PICTURES = Path(tempfile.mkdtemp(prefix="shopgen-pictures-"))
atexit.register(shutil.rmtree, PICTURES)
PICKS = st.integers(0, 2**20 - 1)
"""Which of some files: by its number, since a script has to draw the same whatever there is."""
COLOURS = st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
FOREIGN = "mine.txt"


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the one that shopgen did not make."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != FOREIGN
    }


class Shop:
    """A site, its output as builds over each other leave it, and a build from nothing to hold it against."""

    def __init__(self, folder: Path, make: Callable[[Path], None] = make_site) -> None:
        self.site = folder / "site"
        make(self.site)
        self.settings = BuildSettings(
            self.site, folder / "output", folder / "cache", datetime.fromisoformat(INSTANTS[0]), jobs=1
        )
        self.clean = replace(self.settings, output=folder / "clean", cache=folder / "clean-cache")
        for cache in (self.settings.cache, self.clean.cache):
            cache.mkdir()
            # Encoding is not what is tried here, and is the same for all.
            (cache / "pictures").symlink_to(PICTURES)

    def build(self) -> BuildResult:
        """Build over what is there."""
        return build_again(self.settings, Silence())

    def build_clean(self) -> BuildResult:
        """Build from nothing."""
        shutil.rmtree(self.clean.output, ignore_errors=True)
        shutil.rmtree(self.clean.cache / "builds", ignore_errors=True)
        (self.clean.cache / PARSES).unlink(missing_ok=True)
        return build_site(replace(self.clean, at=self.settings.at), Silence())

    def differences(self) -> dict[str, str]:
        """Build both ways, and return the files in which they differ."""
        before = tree(self.settings.output) if self.settings.output.exists() else {}
        over, clean = self.build(), self.build_clean()
        assert [str(problem) for problem in clean.problems] == [str(problem) for problem in over.problems]
        here = tree(self.settings.output) if self.settings.output.exists() else {}
        there = tree(self.clean.output) if clean.is_good else before
        return {
            path: "differs"
            if path in here and path in there
            else "is too much"
            if path in here
            else "is missing"
            for path in sorted(here.keys() | there.keys())
            if here.get(path) != there.get(path)
        }


class Edits(RuleBasedStateMachine):
    """What authors, their editors and their machines do to a site, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="shopgen-edits-"))
        self.shop = Shop(self.folder)
        self.site = self.shop.site

    def teardown(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder)

    def brands(self) -> list[Path]:
        """Return the brands' folders."""
        return sorted((self.site / "brands").iterdir())

    def products(self) -> list[Path]:
        """Return the products' files."""
        return sorted(self.site.glob("brands/*/products/*.md"))

    @invariant()
    def output_is_that_of_a_clean_build(self) -> None:
        """After every edit."""
        assert {} == self.shop.differences()
        self.shop.settings = replace(self.shop.settings, jobs=1)

    @rule(pick=PICKS, field=st.sampled_from(sorted(FIELDS)), value=PICKS)
    def change_a_product(self, pick: int, field: str, value: int) -> None:
        """Write a key of a product's."""
        if products := self.products():
            set_field(chosen(products, pick), field, chosen(FIELDS[field], value))

    @rule(pick=PICKS, field=st.sampled_from(sorted(BRAND_FIELDS)), value=PICKS)
    def change_a_brand(self, pick: int, field: str, value: int) -> None:
        """Write a key of a brand's."""
        set_field(chosen(self.brands(), pick) / "brand.yaml", field, chosen(BRAND_FIELDS[field], value))

    @rule(field=st.sampled_from(sorted(SITE_FIELDS)), value=PICKS)
    def change_the_site(self, field: str, value: int) -> None:
        """Write a key of the site's."""
        set_field(self.site / "shopgen.yaml", field, chosen(SITE_FIELDS[field], value))

    @rule(brand=st.sampled_from(BRANDS), slug=st.sampled_from(SLUGS))
    def add_a_product(self, brand: str, slug: str) -> None:
        """Write a product, in place of one that has that name."""
        if (self.site / "brands" / brand).exists():
            write(self.site / f"brands/{brand}/products/{slug}.md", PRODUCT.format(title=slug.title()))

    @rule(pick=PICKS)
    def delete_a_product(self, pick: int) -> None:
        """Remove a product or a translation."""
        if products := self.products():
            chosen(products, pick).unlink()

    @rule(pick=PICKS, slug=st.sampled_from(SLUGS))
    def rename_a_product(self, pick: int, slug: str) -> None:
        """Give a product another name, perhaps that of one that there is."""
        if products := self.products():
            product = chosen(products, pick)
            product.replace(product.with_name(f"{slug}.md"))

    @rule(one=PICKS, other=PICKS)
    def swap_two_products(self, one: int, other: int) -> None:
        """Put each product's text into the other's file."""
        if products := self.products():
            paths = chosen(products, one), chosen(products, other)
            for path, text in zip(paths, [path.read_text() for path in reversed(paths)], strict=True):
                path.write_text(text)

    @rule(pick=PICKS, title=st.sampled_from(["Tasse", "Pot"]))
    def translate_a_product(self, pick: int, title: str) -> None:
        """Write a product's words in French."""
        products = [path for path in self.products() if "." not in path.stem]
        if products:
            product = chosen(products, pick)
            write(product.with_name(f"{product.stem}.fr-FR.md"), f"---\ntitle: {title}\n---\n")

    @rule(template=st.sampled_from(["module-cards.html", "base.html"]))
    def shadow_a_template(self, template: str) -> None:
        """Write a template that lies over one of the theme below."""
        text = (PROJECT / "themes/default/templates" / template).read_text(encoding="utf-8")
        write(self.site / "themes/mine/templates" / template, text.replace("<", "\n<", 1))

    @rule()
    def unshadow_templates(self) -> None:
        """Remove what lies over the theme below."""
        shutil.rmtree(self.site / "themes/mine/templates", ignore_errors=True)

    @rule(text=st.sampled_from([".card { opacity: 0.9; }\n", ""]))
    def style_the_theme(self, text: str) -> None:
        """Write a sheet that follows one of the theme below."""
        write(self.site / "themes/mine/static/css/after/cards.css", text)

    @rule(brand=st.sampled_from([*BRANDS, "corn"]))
    def add_a_brand(self, brand: str) -> None:
        """Write a brand as it was at first."""
        add_brand(self.site, brand)

    @precondition(lambda self: len(self.brands()) > 1)
    @rule(pick=PICKS)
    def delete_a_brand(self, pick: int) -> None:
        """Remove a brand's folder."""
        shutil.rmtree(chosen(self.brands(), pick))

    @rule(pick=PICKS, colour=COLOURS, name=st.sampled_from(["photo.png", "logo.png"]))
    def replace_a_picture(self, pick: int, colour: tuple[int, int, int], name: str) -> None:
        """Put another picture of the same size and time in a picture's place."""
        repaint(chosen(self.brands(), pick) / "images" / name, colour)

    @rule(picks=st.lists(PICKS, max_size=4))
    def touch_files(self, picks: list[int]) -> None:
        """Give files another time and leave what is in them."""
        for pick in picks:
            os.utime(chosen(sorted(self.site.rglob("*.*")), pick))

    @rule(instant=st.sampled_from(INSTANTS))
    def let_time_pass(self, instant: str) -> None:
        """Build for another instant from now on, be it an earlier one."""
        self.shop.settings = replace(self.shop.settings, at=datetime.fromisoformat(instant))

    @rule(trusts=st.booleans())
    def build_elsewhere(self, trusts: bool) -> None:
        """Have files that look untouched be read from now on, or not."""
        self.shop.settings = replace(self.shop.settings, trusts_stamps=trusts)

    @rule(pick=PICKS, jobs=st.integers(1, 3))
    def change_jobs(self, pick: int, jobs: int) -> None:
        """Have the next build make pages in so many processes, with a product's to be made."""
        if products := self.products():
            set_field(chosen(products, pick), "summary", f"Made by {jobs}.")
        self.shop.settings = replace(self.shop.settings, jobs=jobs)

    @rule(after=st.integers(0, 60))
    def kill_a_build(self, after: int) -> None:
        """Have a build die while it puts files in place."""
        kill_while_committing(self.shop, after)

    @rule(at=PICKS, how=st.sampled_from(["gone", "cut", "noise"]), which=st.sampled_from(["pages", "parses"]))
    def damage_the_cache(self, at: int, how: str, which: str) -> None:
        """Remove what was kept of earlier builds, or damage it."""
        cache, output = self.shop.settings.cache, self.shop.settings.output
        path = state_path(cache, output) if which == "pages" else cache / PARSES
        if how == "gone" or not path.exists():
            path.unlink(missing_ok=True)
            return
        content = bytearray(path.read_bytes())
        at %= len(content)
        content[at:] = b"" if how == "cut" else bytes(64) + content[at + 64 :]
        path.write_bytes(content)

    @rule(pick=PICKS, how=st.sampled_from(["gone", "longer", "flipped"]))
    def damage_the_output(self, pick: int, how: str) -> None:
        """Remove a file of the output, or change it."""
        if files := sorted(path for path in self.pages() if path.name != "manifest.json"):
            path = chosen(files, pick)
            content = path.read_bytes()
            path.write_bytes(content + b"more" if how == "longer" else content[::-1])  # as long as it was
            if how == "gone":
                path.unlink()

    @rule()
    def put_a_file_of_one_s_own_there(self) -> None:
        """Write a file into the output that shopgen did not make."""
        if self.shop.settings.output.exists():
            write(self.shop.settings.output / FOREIGN, "mine")

    def pages(self) -> list[Path]:
        """Return the files of the output."""
        return [
            path for path in self.shop.settings.output.rglob("*") if path.is_file() and path.name != FOREIGN
        ]


Item = TypeVar("Item")


def chosen(items: Sequence[Item], pick: int) -> Item:
    """Return the one of this number; the numbers start anew at the end."""
    return items[pick % len(items)]


def kill_while_committing(shop: Shop, after: int) -> None:
    """Build in a process that is gone once it has put so many files in place."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    put = shopgen.build.commit._replace
    left = after

    def put_or_die(source: str, target: str) -> None:
        nonlocal left
        if left == 0:
            os._exit(9)
        left -= 1
        put(source, target)

    shopgen.build.commit._replace = put_or_die
    with suppress(BaseException):
        shop.build()
    os._exit(0)


def try_scripts(count: int) -> None:
    """Try so many scripts of 20 edits."""
    checks = list(HealthCheck)
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=count, stateful_step_count=20, deadline=None, suppress_health_check=checks
        ),
    )


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have workers make pages of a small shop too; return how many each build had that had some."""
    counts = []
    start = Workers._started

    def counted(workers: Workers) -> Any:
        if workers._pool is None:
            counts.append(workers.jobs)
        return start(workers)

    monkeypatch.setattr("shopgen.build.build.LARGE", 1)
    monkeypatch.setattr(Workers, "_started", counted)
    return counts


@pytest.mark.parametrize("part", range(4))
def test_any_edits_end_as_a_clean_build(part: int, started: list[int]) -> None:
    """After each of 20 edits in each of 40 scripts the output is what a build from nothing makes."""
    try_scripts(10)


@pytest.mark.long
@pytest.mark.parametrize("part", range(40))
def test_many_edits_end_as_a_clean_build(part: int, started: list[int]) -> None:
    """The same in 2,000 scripts."""
    try_scripts(50)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop that was built once."""
    shop = Shop(tmp_path)
    shop.build()
    return shop


def test_any_number_of_workers_makes_the_same(shop: Shop, started: list[int]) -> None:
    """What one worker began another number goes on with, and the bytes are those of a build without any."""
    for jobs in (2, 1, 3):
        shop.settings = replace(shop.settings, jobs=jobs)
        set_field(shop.site / "brands/acme/products/mug.md", "summary", f"Made by {jobs}.")
        assert {} == shop.differences()

    assert [2, 3] == started


def test_nothing_is_made_where_nothing_changed(shop: Shop) -> None:
    """A second build renders no page, however often files are touched."""
    for path in shop.site.rglob("*.*"):
        os.utime(path)

    assert 0 == shop.build().rendered
    assert 0 < shop.build_clean().rendered


def test_change_that_no_page_sees_makes_nothing(shop: Shop) -> None:
    """A comment in a source is read by nobody."""
    path = shop.site / "brands/acme/brand.yaml"
    write(path, f"# Ours.\n{path.read_text()}")

    assert 0 == shop.build().rendered


def test_price_makes_only_what_shows_it(shop: Shop) -> None:
    """A change of one product makes its pages, and the lists that it is in, and no page of another."""
    set_field(shop.site / "brands/acme/products/mug.md", "summary", "Another.")
    shop.settings = replace(shop.settings, with_reads=True)

    made = [one for one in shop.build().made if not one.is_kept]

    assert {"acme"} == {one.brand for one in made}
    assert {"", "mug"} == {one.product for one in made}


def test_brand_that_has_not_changed_is_not_loaded(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit of one brand no product of another is asked for, and the counts are those of all."""
    asked = []

    def load(work: Any) -> Any:
        asked.append(work.brand.slug)
        return load_some_products(work)

    monkeypatch.setattr("shopgen.build.load.load_some_products", load)
    set_field(shop.site / "brands/acme/products/mug.md", "title", "Other")

    result = shop.build()

    assert ["acme"] == asked
    assert (2, 4) == (result.brands, result.products)
    assert result.committed
    assert result.committed.same + len(result.committed.changed) + len(result.committed.new) == len(
        tree(shop.settings.output)
    )


def test_brand_that_has_another_s_pictures_by_a_link_changes_with_them(shop: Shop) -> None:
    """A picture is seen to change whichever way leads to it."""
    images = shop.site / "brands/acme/images"
    shutil.rmtree(images)
    images.symlink_to("../bolt/images")
    assert {} == shop.differences()

    repaint(shop.site / "brands/bolt/images/photo.png", (1, 2, 3))

    assert {} == shop.differences()


def test_name_that_is_no_text_is_in_no_one_s_way(shop: Shop) -> None:
    """A file among the sources whose name is not UTF-8 changes nothing, and what is there is known."""
    stray = os.fsencode(shop.site / "brands/acme/images") + b"/\xff.png"
    with open(stray, "wb") as file:  # noqa: PTH123 - a `Path` is text
        file.write(b"none of ours")
    assert {} == shop.differences()

    assert 0 == shop.build().rendered
    os.unlink(stray)  # noqa: PTH108
    assert {} == shop.differences()


def test_site_may_be_the_folder_that_one_is_in(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the site's path is a dot, brands are told apart all the same."""
    monkeypatch.chdir(shop.site)
    shop.settings = replace(shop.settings, site=Path())
    assert 0 == shop.build().rendered
    set_field(Path("brands/acme/products/mug.md"), "title", "Other")

    assert 0 < shop.build().rendered
    assert 0 == shop.build().rendered


def test_undone_edit_gives_the_first_tree(shop: Shop) -> None:
    """What is done and undone leaves no trace in the output."""
    before, path = tree(shop.settings.output), shop.site / "brands/acme/products/mug.md"
    text = path.read_text()
    set_field(path, "title", "Other")
    shop.build()
    assert before != tree(shop.settings.output)

    write(path, text)
    shop.build()

    assert before == tree(shop.settings.output)


Plant = Callable[[pytest.MonkeyPatch], None]


def forget_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pages read a product's words without a record."""
    monkeypatch.setattr(
        RecordingDoor,
        "product_words",
        lambda door, brand, product, locale: door._product(brand, product).words.get(locale),
    )


def forget_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pages read lists of products without a record."""
    products = RecordingDoor.products

    def unrecorded(door: RecordingDoor, brand: str, limit: int | None = None) -> tuple[str, ...]:
        bare: Any = RecordingDoor(door._shelf, door._files, door._standing, None)
        return products(bare, brand, limit)

    monkeypatch.setattr(RecordingDoor, "products", unrecorded)


def lose_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the last piece of work be lost where there are several workers."""
    monkeypatch.setattr(
        "shopgen.build.plan.chunks",
        lambda work, jobs, least: chunks(work if jobs == 1 else work[:-1], jobs, least),
    )


def have_two_make(shop: Shop) -> None:
    """Build by two workers, with a product to be made."""
    shop.settings = replace(shop.settings, jobs=2)
    set_field(shop.site / "brands/acme/products/mug.md", "title", "Other")


def forget_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody look whether a page's files are still there."""
    monkeypatch.setattr("shopgen.build.state.StoredFile.is_in", lambda *_, **__: True)


def forget_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody look whether the sources are the same."""
    monkeypatch.setattr("shopgen.build.again.digest_of_sources", lambda *_: "the same")


@pytest.mark.parametrize(
    ("plant", "edit"),
    [
        (forget_sources, lambda shop: set_field(shop.site / "brands/acme/products/mug.md", "title", "Other")),
        (forget_words, lambda shop: set_field(shop.site / "brands/acme/products/mug.md", "title", "Other")),
        (
            forget_lists,
            lambda shop: write(shop.site / "brands/acme/products/bowl.md", PRODUCT.format(title="B")),
        ),
        (lose_work, have_two_make),
        (forget_files, lambda shop: (shop.settings.output / "acme/mug/index.html").unlink()),
    ],
)
def test_faults_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Plant, edit: Callable[[Shop], None]
) -> None:
    """A reading that is not recorded, or a file that is not looked at, makes the two builds differ."""
    plant(monkeypatch)
    shop = Shop(tmp_path)
    assert {} == shop.differences()

    edit(shop)

    assert {} != shop.differences()
