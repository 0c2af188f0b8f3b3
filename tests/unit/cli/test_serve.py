"""`shopgen serve`, over HTTP: what is changed is there at once, and nobody else gets at it."""

import http.client
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import run, tree
from tests.previewing import PROGRAM, SITE, Preview, make_site, paint, previewing

MUG = "brands/acme/products/mug.md"
PICTURE = "brands/acme/images/mug.png"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A small shop that is being shown."""
    site = tmp_path_factory.mktemp("shown")
    make_site(site)
    with previewing(site) as preview:
        yield preview


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    """The same, with its sources as they were at first."""
    yield running
    for top in ("brands", "themes"):
        for path in sorted((running.site / top).rglob("*"), reverse=True):
            is_ours = path.relative_to(running.site).as_posix() in {*SITE, PICTURE}
            if path.is_symlink() or (path.is_file() and not is_ours):
                path.unlink()
    make_site(running.site)
    running.wait_until("acme/mug/", "Mug</h1>")


def test_everything_is_as_a_build_makes_it(preview: Preview, tmp_path: Path) -> None:
    """Each file that a build for this address makes is there, with the same bytes, and under its type."""
    view, at = "@at=2030-01-01T00:00:00Z/", "2030-01-01"
    words = ("--base-url", preview.url + view, "--effort", "draft")
    run("--site", preview.site, "build", "--output", tmp_path, "--at", at, *words)
    built = tree(tmp_path)

    for path, data in built.items():
        answer = preview.get(view + path)
        assert (200, data) == (answer.status, answer.data), path
    assert "text/html; charset=utf-8" == preview.get("acme/mug/").headers["content-type"]
    picture = next(path for path in built if path.endswith(".png"))
    assert "image/png" == preview.get(picture).headers["content-type"]


def test_nothing_is_written_beside_the_cache(preview: Preview) -> None:
    """There is no output, however much was looked at."""
    preview.get("acme/mug/")

    assert not (preview.site / "output").exists()


@pytest.mark.parametrize("how", ["in place", "renamed over", "removed first", "by pieces"])
def test_change_is_there_however_it_is_saved(preview: Preview, how: str) -> None:
    """Editors write over a file, put another in its place, or remove it first: none is seen half written."""
    path = preview.site / MUG
    text = path.read_text().replace("title: Mug", f"title: Saved {how}")
    if how == "renamed over":
        beside = path.with_name(".mug.md.swp")
        beside.write_text(text)
        beside.replace(path)
    elif how == "removed first":
        path.rename(path.with_name("mug.md~"))
        path.write_text(text)
        path.with_name("mug.md~").unlink()
    elif how == "by pieces":
        with path.open("w") as file:
            for line in text.splitlines(keepends=True):
                file.write(line)
                file.flush()
    else:
        path.write_text(text)

    preview.wait_until("acme/mug/", f"Saved {how}</h1>")
    assert "problem" not in "".join(preview.lines.queue).replace("no problems.", "")


def test_product_comes_and_goes(preview: Preview) -> None:
    """A new file is a new page, in the shop too; a removed one is none."""
    (preview.site / "brands/acme/products/lamp.md").write_text("---\ntitle: Lamp\nprice: '9.00'\n---\n")
    preview.wait_until("acme/lamp/", "Lamp</h1>")
    assert "/lamp/" in preview.get("acme/module.json").body

    (preview.site / "brands/acme/products/lamp.md").unlink()
    preview.wait_until("acme/lamp/", "There is nothing")
    assert "/lamp/" not in preview.get("acme/module.json").body


def test_brand_comes_and_goes(preview: Preview) -> None:
    """A folder that is copied in is a brand, and one that is moved away is none."""
    shutil.copytree(preview.site / "brands/acme", preview.site / "brands/bolt")
    preview.wait_until("bolt/mug/", "Mug</h1>")

    (preview.site / "brands/bolt").rename(preview.site / "bolt")
    preview.wait_until("bolt/mug/", "There is nothing")
    shutil.rmtree(preview.site / "bolt")


def test_theme_and_settings_are_followed(preview: Preview) -> None:
    """So are a template, a theme's sheet, a brand's settings and the site's."""
    template = preview.site / "themes/mine/templates/base.html"
    template.parent.mkdir(exist_ok=True)
    base = (Path(__file__).parents[3] / "themes/default/templates/base.html").read_text()
    template.write_text(base.replace("<body", "<!-- ours --><body"))
    preview.wait_until("acme/mug/", "<!-- ours -->")
    shutil.rmtree(template.parent)
    preview.wait_until("acme/mug/", "<!-- ours -->", is_there=False)

    preview.edit("themes/mine/static/css/after/checkout.css", "1px", "3px")
    preview.wait_until("acme/mug/", "text-indent:3px")
    preview.edit("brands/acme/brand.yaml", "name: Acme", "name: Acme and Sons")
    preview.wait_until("acme/mug/", "Acme and Sons")
    preview.edit("shopgen.yaml", "platform: Square", "platform: Circle\ncommission: 5%")
    preview.wait_until("acme/mug/", "Acme and Sons")


def test_theme_that_is_gone_leaves_its_pages(preview: Preview) -> None:
    """What a brand wears may be missing for as long as a branch is being checked out."""
    (preview.site / "themes").rename(preview.site / "elsewhere")
    preview.wait_until("_preview/state.json", "no-theme")
    assert "Mug</h1>" in preview.get("acme/mug/").body

    (preview.site / "elsewhere").rename(preview.site / "themes")
    preview.wait_until("_preview/state.json", "no-theme", is_there=False)
    preview.edit("themes/mine/static/css/after/checkout.css", "1px", "5px")
    preview.wait_until("acme/mug/", "text-indent:5px")


def test_brand_that_comes_back_has_its_own_pictures(preview: Preview) -> None:
    """What was made of a picture of the same name that was there before is no picture of this one."""
    before = preview.get("acme/mug/").body
    (preview.site / "brands/acme").rename(preview.site / "elsewhere")
    preview.wait_until("_preview/state.json", "no-brand")
    paint(preview.site / "elsewhere/images/mug.png", (7, 7, 7))

    (preview.site / "elsewhere").rename(preview.site / "brands/acme")

    preview.wait_until("_preview/state.json", "no-brand", is_there=False)
    preview.wait_until("acme/mug/", before, is_there=False)


def test_file_behind_a_link_is_followed(preview: Preview) -> None:
    """What a link leads to is watched, also where it lies outside of all folders of sources."""
    common = preview.site / "common"
    common.mkdir()
    paint(common / "pot.png", (1, 2, 3))
    (preview.site / "brands/acme/images/pot.png").symlink_to("../../../common/pot.png")
    preview.edit("brands/acme/products/pot.md", "title: Pot", "title: Pot\nimage: pot.png\nimage_alt: A pot")
    preview.wait_until("acme/pot/", 'alt="A pot"')
    before = preview.get("acme/pot/").body

    paint(common / "pot.png", (200, 2, 3))
    preview.wait_until("acme/pot/", before, is_there=False)
    shutil.rmtree(common)


def test_problem_is_told_with_the_lines_around_it(preview: Preview) -> None:
    """The page stays as it was; what is wrong is told, in browser and terminal, till it is mended."""
    preview.wait_until("acme/mug/", "24.00")
    preview.edit(MUG, 'price: "24.00"', "price: cheap")
    preview.wait_until("_preview/state.json", "cheap")
    assert "24.00" in preview.get("acme/mug/").body
    assert '[3,"price: cheap"]' in preview.get("_preview/state.json").body
    assert preview.wait_for_line("cheap").startswith(f"{MUG}:3: ")

    preview.edit(MUG, "price: cheap", 'price: "25.00"')
    preview.wait_until("acme/mug/", "25.00")
    assert '"problems":[]' in preview.get("_preview/state.json").body
    preview.wait_for_line("no problems.")


def test_problem_of_a_brand_keeps_no_product_from_changing(preview: Preview) -> None:
    """A translation that has lost its product is an error of the brand: the products go on."""
    (preview.site / MUG).rename(preview.site / "brands/acme/products/cup.md")

    preview.wait_until("acme/cup/", "Mug</h1>")
    assert 404 == preview.get("acme/mug/").status
    assert "This translates mug.md" in preview.get("_preview/state.json").body
    (preview.site / "brands/acme/products/mug.fr.md").unlink()
    preview.wait_until("_preview/state.json", "This translates", is_there=False)


def test_problem_that_is_found_late_is_told(preview: Preview) -> None:
    """A template's mistake is found when a page is made of it, and is told to who looks and in the terminal.

    It is still told when something else is changed, and no more once it is mended.
    """
    preview.wait_until("acme/mug/", "24.00")
    events, connection = listen(preview)
    revision = next_event(events)
    template = preview.site / "themes/mine/templates/base.html"
    template.parent.mkdir(exist_ok=True)
    template.write_text("{% if %}")
    while "base.html" not in preview.get("_preview/state.json").body:
        assert "24.00" in preview.get("acme/mug/").body
        assert revision < (revision := next_event(events))
    preview.wait_for_line("themes/mine/templates/base.html:1: ")
    assert "base.html" in preview.get("_preview/state.json").body

    preview.edit(MUG, "title: Mug", "title: Cup")
    preview.wait_until("acme/module.json", "Cup")
    assert "base.html" in preview.get("_preview/state.json").body
    shutil.rmtree(template.parent)
    preview.wait_until("acme/mug/", "Cup</h1>")
    assert '"problems":[]' in preview.get("_preview/state.json").body
    connection.close()


def listen(preview: Preview) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    """Return the events of a preview."""
    connection = http.client.HTTPConnection(preview.host, timeout=20)
    connection.request("GET", "/_preview/events")
    return connection.getresponse(), connection


def next_event(events: http.client.HTTPResponse) -> int:
    """Return the revision that is told next."""
    while not (line := events.readline()).startswith(b"data: "):
        pass
    return int(line.removeprefix(b"data: "))


def test_views_are_in_addresses(preview: Preview) -> None:
    """A theme and an instant are a part of the address, and the pages there lead to each other."""
    assert "19.00" not in preview.get("acme/mug/").body
    sale = preview.get("@at=2031-05-02T12:00:00Z/acme/mug/").body
    assert "19.00" in sale
    assert f'{preview.url}@at=2031-05-02T12:00:00Z/acme/mug/"' in sale
    assert preview.get("@theme=dense/acme/").body != preview.get("acme/").body


@pytest.mark.parametrize(
    "path",
    [
        "@theme=nosuch/acme/",
        "@at=soon/acme/",
        "@at=0001-01-01T00:00:00+23:00/acme/",
        "@at=9999-12-31T23:59:59Z/acme/",
        "@colour=red/acme/",
        "nosuch/",
        "acme/nosuch/",
        "acme/img/nosuch-48.aaaaaaaaaa.png",
    ],
)
def test_address_that_is_none_is_not_found(preview: Preview, path: str) -> None:
    """A view that cannot be, and a page that is not, are no pages."""
    assert 404 == preview.get(path).status


def test_folder_leads_to_its_page(preview: Preview) -> None:
    """Without its last slash a page's address leads to the one with it."""
    answer = preview.get("acme/mug?variant=MUG-L")

    assert (307, f"{preview.url}acme/mug/?variant=MUG-L") == (answer.status, answer.headers["location"])


def test_other_name_of_this_machine_leads_to_its_address(preview: Preview) -> None:
    """At `localhost` a page's links and scripts would be of another origin."""
    local = preview.host.replace("127.0.0.1", "localhost")
    answer = preview.get("acme/mug/?variant=MUG-L", {"host": local})

    assert (307, f"{preview.url}acme/mug/?variant=MUG-L") == (answer.status, answer.headers["location"])


def test_what_is_the_same_is_not_sent_again(preview: Preview) -> None:
    """Who has a page's tag is told that it still holds; what has a hash in its name holds for good."""
    page = preview.get("acme/mug/")
    assert "no-cache" == page.headers["cache-control"]
    assert 304 == preview.get("acme/mug/", {"if-none-match": page.headers["etag"]}).status
    picture = page.body.partition('src="../img/')[2].partition('"')[0]
    assert "immutable" in preview.get(f"acme/img/{picture}").headers["cache-control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "shop.example:8000"},
        {"host": "rebound.example"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "sec-fetch-dest": "script", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-dest": "script", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe", "sec-fetch-mode": "navigate"},
    ],
)
@pytest.mark.parametrize("path", ["acme/mug/", "_preview/state.json", "_preview/events"])
def test_others_are_refused(preview: Preview, headers: dict[str, str], path: str) -> None:
    """A name that is bound to this machine, and a page of another origin, get nothing."""
    assert 403 == preview.get(path, headers).status


def test_own_pages_are_not(preview: Preview) -> None:
    """Its own pages, and links from anywhere, are let in, and nothing tells others that they may read it."""
    for headers in (
        {"origin": preview.url[:-1], "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document", "sec-fetch-mode": "navigate"},
    ):
        answer = preview.get("acme/module.json", headers)
        assert 200 == answer.status
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
        assert "same-origin" == answer.headers["cross-origin-resource-policy"]
        assert "frame-ancestors 'self'" == answer.headers["content-security-policy"]


def test_editor_opens_no_other_file(preview: Preview) -> None:
    """What is asked to be opened has to be a source."""
    connection = http.client.HTTPConnection(preview.host, timeout=20)
    for path in ("../../etc/passwd", "/etc/passwd", "brands/acme/nosuch.md", "themes/../shopgen.yaml"):
        connection.request("POST", "/_preview/open", f'{{"path": "{path}", "line": 1, "column": 1}}')
        response = connection.getresponse()
        assert 404 == response.status, response.read()
        response.read()
    connection.close()


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"path": "shopgen.yaml", "line": "one", "column": 1}'])
def test_what_names_no_place_opens_nothing(preview: Preview, said: str) -> None:
    """It is a bad request, and none that the preview fails on."""
    connection = http.client.HTTPConnection(preview.host, timeout=20)
    connection.request("POST", "/_preview/open", said)
    assert 400 == connection.getresponse().status
    connection.close()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_to(tmp_path: Path, sent: int) -> None:
    """It ends well, also while pages listen to it."""
    make_site(tmp_path)
    with previewing(tmp_path) as preview:
        connection = http.client.HTTPConnection(preview.host, timeout=20)
        connection.request("GET", "/_preview/events")
        events = connection.getresponse()
        assert b"retry: 500\n" == events.readline()

        assert 0 == preview.stop(sent)
        assert b"data: 0\n" == events.readline()
        connection.close()
        assert "" == "".join(line for line in preview.lines.queue if "Traceback" in line)


def test_changes_are_found_by_looking_too(tmp_path: Path) -> None:
    """With --poll nothing is asked of the system."""
    make_site(tmp_path)
    with previewing(tmp_path, "--poll") as preview:
        preview.edit(MUG, "title: Mug", "title: Looked at")
        preview.wait_until("acme/mug/", "Looked at</h1>")


def test_port_that_is_taken_is_said(preview: Preview) -> None:
    """A port that was asked for and is taken is the machine's refusal."""
    port = preview.host.partition(":")[2]
    done = subprocess.run(
        [PROGRAM, "--site", preview.site, "serve", "--port", port],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (3, f"Error: Port {port} cannot be had: Address already in use.\n") == (
        done.returncode,
        done.stderr,
    )


def test_folder_that_is_no_site_is_said(tmp_path: Path) -> None:
    """Where there is no brand there is nothing to show."""
    done = subprocess.run(
        [PROGRAM, "--site", tmp_path, "serve"], capture_output=True, text=True, check=False, timeout=20
    )

    assert 2 == done.returncode
    assert "There is no brand" in done.stderr
    assert "Traceback" not in done.stderr
    assert [] == [*tmp_path.iterdir()]
