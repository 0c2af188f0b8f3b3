"""The snippet page's lines for servers, as they stand there, on each of the servers that they are for."""

import gzip
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import jinja2
import pytest

from shopgen.pages.parts.audience_rules import render_nginx
from shopgen.pages.render import render
from shopgen.shop.audience import Audience
from shopgen.shop.site import Site
from tests.browser.debian import find_program
from tests.builders import FakeDoor, make_brand, make_door
from tests.node import NODE
from tests.serve import serve
from tests.servers import nginx, varnish
from tests.servers.shop import Manner, Shop, selling, write_certificate
from tests.unit.pages.pages import pasted_codes

DOCUMENT = Path(__file__).parents[2] / "docs" / "embed.md"
FILE = "/fjord/module.html"
INSIDE = f"/shop-module{FILE}"
VIEWER = {
    "Accept-Encoding": "gzip",
    "Cookie": "session=ada",
    "Authorization": "Bearer ada",
    "User-Agent": "Ada/1",
    "Referer": "https://profiles.example/ada",
    "Accept-Language": "nn-ada",
    "X-Forwarded-For": "192.0.2.77",
}
OF_THE_VIEWER = re.compile(r"ada|192\.0\.2\.77|127\.0\.0\.1(?!:)", re.IGNORECASE)
ECHO = '<!--# echo var="http_cookie" -->'
CODE = (
    f"{ECHO}"
    '<!--# include virtual="/private.html" --><esi:include src="/private.html"/>'
    "{{ 7 * 7 }} {% raw %} <?= 7 * 7 ?> ${7 * 7} <%= 7 * 7 %></shop-module>"
)

Make = Callable[[list[str], Path], str]
"""What makes a page of the snippet page's pieces of code, in a folder of its own."""


def door_to(address: str, **changes: Any) -> FakeDoor:
    """Return a door to a brand whose site is at an address."""
    return make_door(brand=make_brand(**changes), site_noun=Site(f"{address}/"))


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A shop that has its module."""
    with selling() as shop:
        put_module(shop)
        yield shop


def put_module(shop: Shop) -> None:
    """Give a shop the files of its module."""
    for artifact in render("module", door_to(shop.address), "fjord", "en-GB"):
        shop.files[f"/{artifact.path}"] = artifact.data


def one(codes: list[str], mark: str) -> str:
    """Return the first piece of code that has a mark."""
    return next(code for code in codes if mark in code)


def ask(address: str, path: str = "/", headers: Mapping[str, str] = VIEWER) -> tuple[int, str]:
    """Return the status and the text of an answer, unpacked."""
    connection = HTTPConnection(address, timeout=20)
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    is_packed = answer.headers.get("content-encoding") == "gzip"
    return answer.status, (gzip.decompress(body) if is_packed else body).decode(errors="replace")


def put_pages(folder: Path, include: str) -> Path:
    """Write a page that takes the module in, and one that is nobody's business; return their folder."""
    public = folder / "public"
    public.mkdir()
    (public / "index.html").write_text(f"<p>Ada</p>{include}<p>Posts</p>", encoding="utf-8")
    (public / "private.html").write_text("<p>Private</p>", encoding="utf-8")
    return public


@contextmanager
def on_nginx(
    codes: list[str],
    folder: Path,
    *,
    http: str = "",
    change: Callable[[str], str] = str,
    authorities: Path | None = None,
) -> Iterator[str]:
    """Run an nginx with the snippet's lines; gives its address."""
    at = codes.index(one(codes, "proxy_pass"))
    location, include = codes[at : at + 2]
    location = location.replace("/etc/ssl/certs/ca-certificates.crt", str(authorities))
    public = put_pages(folder, include)
    with nginx.running(folder, http, f"root {public}; ssi on; {change(location)}") as address:
        yield address


@contextmanager
def on_varnish(codes: list[str], folder: Path, *, change: Callable[[str], str] = str) -> Iterator[str]:
    """Run a Varnish with the snippet's lines before a server of pages; gives its address."""
    public = put_pages(folder, one(codes, "<esi:include"))
    with serve(public) as pages:
        host, port = pages.removeprefix("http://").rstrip("/").split(":")
        own = f'vcl 4.1;\nbackend default {{ .host = "{host}"; .port = "{port}"; }}\n'
        with varnish.running(folder, own + change(one(codes, "sub vcl_recv"))) as address:
            yield address


def by_nginx(codes: list[str], folder: Path) -> str:
    """Return the page that nginx makes."""
    with on_nginx(codes, folder) as address:
        return ask(address)[1]


def by_varnish(codes: list[str], folder: Path) -> str:
    """Return the page that Varnish makes."""
    with on_varnish(codes, folder) as address:
        return ask(address)[1]


def by_php(codes: list[str], folder: Path) -> str:
    """Return the page that a template in PHP makes."""
    page = folder / "page.php"
    page.write_text(f"<p>Ada</p>{one(codes, 'fopen')}<p>Posts</p>", encoding="utf-8")
    return run(find_program("php"), page)


def by_jinja(codes: list[str], folder: Path) -> str:
    """Return the page that Jinja2 makes of a template, by a program that has the lines as they stand."""
    found: dict[str, Any] = {}
    exec(one(codes, "from markupsafe"), found)  # noqa: S102 - what a host would run
    (folder / "page.html").write_text("<p>Ada</p>{{ shop_module }}<p>Posts</p>", encoding="utf-8")
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
    return environment.get_template("page.html").render(shop_module=found["shop_module"])


def by_node(codes: list[str], folder: Path) -> str:
    """Return the page that a template in Node makes."""
    page = folder / "page.mjs"
    page.write_text(
        f"{one(codes, 'const shopModule')}\nprocess.stdout.write(`<p>Ada</p>${{shopModule}}<p>Posts</p>`);",
        encoding="utf-8",
    )
    return run(NODE, page)


def run(*command: Path) -> str:
    """Return what a program says; one that complains fails the test."""
    quiet = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=quiet)
    assert "" == done.stderr
    return done.stdout


SERVERS = pytest.mark.parametrize("make", [by_nginx, by_varnish, by_php, by_jinja, by_node])
LINK = '<p>Ada</p><a href="{address}/fjord/">The shop of Fjord Supply</a><p>Posts</p>'


@SERVERS
def test_server_takes_the_module_in_as_it_is(shop: Shop, tmp_path: Path, make: Make) -> None:
    """The page has the shop's file byte for byte, though the shop packs it for whoever lets it."""
    page = make(pasted_codes(door_to(shop.address)), tmp_path)

    assert f"<p>Ada</p>{shop.files[FILE].decode()}<p>Posts</p>" == page


@SERVERS
@pytest.mark.parametrize("status", [301, 404, 418, 500, 503])
def test_link_stands_where_the_shop_answers_otherwise(
    shop: Shop, tmp_path: Path, make: Make, status: int
) -> None:
    """A page of the shop's own, such as one that says that there is nothing, is no module."""
    shop.status = status

    assert LINK.format(address=shop.address) == make(pasted_codes(door_to(shop.address)), tmp_path)


@SERVERS
def test_link_stands_where_the_file_is_gone(shop: Shop, tmp_path: Path, make: Make) -> None:
    """A shop that has no such file answers with its own page, and the host shows the link."""
    shop.files.clear()

    assert LINK.format(address=shop.address) == make(pasted_codes(door_to(shop.address)), tmp_path)


@SERVERS
def test_link_stands_where_the_shop_is_down(tmp_path: Path, make: Make) -> None:
    """Where nobody answers, the page comes with the link."""
    address = f"http://127.0.0.1:{nginx.free_port()}"

    assert LINK.format(address=address) == make(pasted_codes(door_to(address)), tmp_path)


@SERVERS
def test_link_stands_where_the_shop_stalls(shop: Shop, tmp_path: Path, make: Make) -> None:
    """A shop that takes the question and never answers holds the page up for a second."""
    shop.manner = "stalled"

    assert LINK.format(address=shop.address) == make(pasted_codes(door_to(shop.address)), tmp_path)


@SERVERS
def test_link_stands_where_the_file_is_cut(shop: Shop, tmp_path: Path, make: Make) -> None:
    """Half a file, whose template would swallow the rest of the host's page, is no module."""
    shop.manner = "cut"

    assert LINK.format(address=shop.address) == make(pasted_codes(door_to(shop.address)), tmp_path)


@pytest.mark.parametrize("make", [by_nginx, by_php, by_jinja, by_node])
def test_link_stands_where_nobody_said_how_long_the_file_is(shop: Shop, tmp_path: Path, make: Make) -> None:
    """Whether a file is whole is seen by its end, not by what the shop said of its length."""
    shop.manner = "cut unsaid"

    assert LINK.format(address=shop.address) == make(pasted_codes(door_to(shop.address)), tmp_path)


@pytest.mark.parametrize(
    ("make", "line", "without"),
    [(by_nginx, r"/<\/shop-module>\z/", "/./"), (by_varnish, "set beresp.do_stream = false;", "")],
)
def test_half_a_file_would_be_put_in(shop: Shop, tmp_path: Path, make: Make, line: str, without: str) -> None:
    """Without their lines nginx and Varnish put in what came: the tests above would find it."""
    shop.manner = "cut"
    codes = [code.replace(line, without) for code in pasted_codes(door_to(shop.address))]

    page = make(codes, tmp_path)

    assert page.startswith("<p>Ada</p><shop-module")
    assert "</shop-module>" not in page


@pytest.mark.parametrize("make", [by_php, by_jinja, by_node])
def test_link_stands_where_the_file_drips(shop: Shop, tmp_path: Path, make: Make) -> None:
    """A file that comes piece by piece is waited for no longer than one that does not come."""
    shop.manner = "dripping"

    assert LINK.format(address=shop.address) == make(pasted_codes(door_to(shop.address)), tmp_path)


@pytest.mark.parametrize("make", [by_nginx, by_varnish])
def test_server_waits_for_a_file_that_drips(shop: Shop, tmp_path: Path, make: Make) -> None:
    """nginx and Varnish know no limit but the one between two pieces, and then have the file."""
    shop.manner = "dripping"

    page = make(pasted_codes(door_to(shop.address)), tmp_path)

    assert f"<p>Ada</p>{shop.files[FILE].decode()}<p>Posts</p>" == page


@SERVERS
def test_server_obeys_nothing_that_the_shop_says(shop: Shop, tmp_path: Path, make: Make) -> None:
    """What the shop's file includes or computes stays text: it reads no page of the host's."""
    shop.files[FILE] = CODE.encode()

    assert f"<p>Ada</p>{CODE}<p>Posts</p>" == make(pasted_codes(door_to(shop.address)), tmp_path)


def test_what_the_shop_says_would_be_obeyed(shop: Shop, tmp_path: Path) -> None:
    """Without its line nginx tells the cookie, and Varnish the private page: the test above would find it."""
    codes = pasted_codes(door_to(shop.address))
    folders = [tmp_path / "nginx", tmp_path / "varnish"]
    for folder in folders:
        folder.mkdir()

    shop.files[FILE] = f"{ECHO}</shop-module>".encode()
    with on_nginx(codes, folders[0], change=lambda text: text.replace("ssi off", "ssi on")) as address:
        assert "session=ada" in ask(address)[1]
    shop.files[FILE] = CODE.encode()
    with on_varnish(
        codes,
        folders[1],
        change=lambda text: text.replace("do_esi = false", "do_esi = true"),
    ) as address:
        assert "Private" in ask(address)[1]


@pytest.mark.parametrize("make", [by_nginx, by_varnish])
def test_shop_hears_nothing_of_the_viewer(shop: Shop, tmp_path: Path, make: Make) -> None:
    """Neither cookie nor password, browser, language, address nor page of the viewer comes to the shop."""
    make(pasted_codes(door_to(shop.address)), tmp_path)

    (heard,) = shop.heard
    assert heard.startswith(f"GET {FILE} HTTP/1.1\n")
    assert [] == OF_THE_VIEWER.findall(heard)


def test_shop_would_hear_of_the_viewer(shop: Shop, tmp_path: Path) -> None:
    """Without their lines both servers tell the shop who is looking: the test above would find it."""
    codes = pasted_codes(door_to(shop.address))
    folders = [tmp_path / "nginx", tmp_path / "varnish"]
    for folder in folders:
        folder.mkdir()

    with on_nginx(
        codes, folders[0], change=lambda text: text.replace("headers off", "headers on")
    ) as address:
        ask(address)
    with on_varnish(codes, folders[1], change=lambda text: re.sub(r"unset .*?;", "", text)) as address:
        ask(address)

    assert [True, True] == [len(OF_THE_VIEWER.findall(heard)) >= 5 for heard in shop.heard]


@pytest.mark.parametrize("on", [on_nginx, on_varnish])
def test_fragment_s_address_is_nobody_else_s(
    shop: Shop, tmp_path: Path, on: Callable[[list[str], Path], Any]
) -> None:
    """Who asks the host for the included address itself is told that there is none."""
    with on(pasted_codes(door_to(shop.address)), tmp_path) as address:
        assert 404 == ask(address, INSIDE)[0]
        assert 200 == ask(address)[0]

    assert 1 == len(shop.heard)


def test_nginx_asks_a_shop_by_its_name_and_knows_it(tmp_path: Path) -> None:
    """In TLS nginx says which shop it means, and takes the file only from who proves to be that shop."""
    trusted, other = (write_certificate(tmp_path / f"{name}.pem") for name in ("trusted", "other"))
    with selling(trusted) as shop:
        put_module(shop)
        codes = pasted_codes(door_to(shop.address))
        pages = []
        for authorities in (trusted, other):
            folder = tmp_path / f"on-{authorities.stem}"
            folder.mkdir()
            with on_nginx(codes, folder, authorities=authorities) as address:
                pages.append(ask(address)[1])

    assert shop.files[FILE].decode() in pages[0]
    assert LINK.format(address=shop.address) == pages[1]
    assert {"localhost"} == set(shop.names)


@pytest.mark.parametrize(("region", "is_shown"), [("NO", True), ("US", False), ("", False)])
def test_nginx_asks_the_rule_first(shop: Shop, tmp_path: Path, region: str, is_shown: bool) -> None:
    """Who the rule leaves out gets no module and no link, and the shop is not asked."""
    audience = Audience(regions=("NO",))
    http = f'map $host $viewer_region {{ default "{region}"; }}\n{render_nginx(audience, "fjord")}'
    codes = pasted_codes(door_to(shop.address, audience=audience))

    with on_nginx(codes, tmp_path, http=http) as address:
        page = ask(address)[1]

    module = shop.files[FILE].decode() if is_shown else ""
    assert f"<p>Ada</p>{module}<p>Posts</p>" == page
    assert int(is_shown) == len(shop.heard)


@pytest.mark.parametrize(("manner", "kept"), [("whole", "new"), ("cut", "old"), ("cut unsaid", "old")])
def test_file_that_is_fetched_beforehand_is_kept_whole(
    shop: Shop, tmp_path: Path, manner: Manner, kept: str
) -> None:
    """The command that docs/embed.md has for it exchanges the file only for one that is whole."""
    find_program("curl")
    shop.manner = manner
    file = tmp_path / "module.html"
    file.write_text("old", encoding="utf-8")
    (command,) = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    command = command.replace("/var/lib/modules/shop-module/acme", str(tmp_path))
    command = command.replace("https://shops.example/acme/module.html", f"{shop.address}{FILE}")

    subprocess.run(["sh", "-c", command], check=False, env=os.environ | {"no_proxy": "127.0.0.1"})

    assert {"old": b"old", "new": shop.files[FILE]}[kept] == file.read_bytes()


@pytest.mark.parametrize(("region", "is_shown"), [("NO", True), ("US", False)])
def test_link_is_for_whom_the_module_is_for(shop: Shop, tmp_path: Path, region: str, is_shown: bool) -> None:
    """Where the shop fails, who the rule leaves out gets no link either."""
    shop.manner = "cut"
    audience = Audience(regions=("NO",))
    http = f'map $host $viewer_region {{ default "{region}"; }}\n{render_nginx(audience, "fjord")}'
    codes = pasted_codes(door_to(shop.address, audience=audience))

    with on_nginx(codes, tmp_path, http=http) as address:
        page = ask(address)[1]

    assert (LINK.format(address=shop.address) if is_shown else "<p>Ada</p><p>Posts</p>") == page


def test_nginx_without_its_location_shows_the_link(shop: Shop, tmp_path: Path) -> None:
    """A host that pastes the page's line alone has its own page of errors nowhere in it."""
    with on_nginx(pasted_codes(door_to(shop.address)), tmp_path, change=lambda _: "") as address:
        assert LINK.format(address=shop.address) == ask(address)[1]


def test_nginx_includes_a_file_of_its_own_by_the_same_line(shop: Shop, tmp_path: Path) -> None:
    """Who fetches the file beforehand has nginx read it from a folder, and nobody wait for the shop."""
    file = tmp_path / "modules" / INSIDE.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(shop.files[FILE])
    location = f"location = {INSIDE} {{ internal; ssi off; root {tmp_path}/modules; SIZE }}"

    def change(text: str) -> str:
        (size,) = re.findall(r"subrequest_output_buffer_size \w+;", text)
        return location.replace("SIZE", size)

    with on_nginx(pasted_codes(door_to(shop.address)), tmp_path, change=change) as address:
        assert f"<p>Ada</p>{shop.files[FILE].decode()}<p>Posts</p>" == ask(address)[1]
    assert [] == shop.heard


def test_page_without_its_rule_shows_nothing(shop: Shop, tmp_path: Path) -> None:
    """A host that pastes the lines and forgets the rule shows nobody anything, an error least of all."""
    codes = pasted_codes(door_to(shop.address, audience=Audience(regions=("NO",))))

    with on_nginx(codes, tmp_path) as address:
        assert "<p>Ada</p><p>Posts</p>" == ask(address)[1]


@pytest.mark.parametrize("is_turned", [False, True])
def test_modules_of_a_brand_in_two_languages_stand_side_by_side(
    shop: Shop, tmp_path: Path, *, is_turned: bool
) -> None:
    """Varnish takes the lines of two locales in one configuration, and obeys neither file."""
    door = door_to(shop.address, locales=("en-GB", "fr-FR"))
    codes = [pasted_codes(door, locale) for locale in ("en-GB", "fr-FR")]
    shop.files["/fjord/module.html"] = shop.files["/fjord/fr-fr/module.html"] = CODE.encode()
    lines = [one(code, "sub vcl_recv") for code in codes]
    both = "\n".join(reversed(lines) if is_turned else lines)

    for number, code in enumerate(codes):
        folder = tmp_path / str(number)
        folder.mkdir()
        with on_varnish(code, folder, change=lambda _: both) as address:
            assert f"<p>Ada</p>{CODE}<p>Posts</p>" == ask(address)[1]
