"""A mirrored brand on a real nginx, as docs/platform.md has it: what is answered, and with which headers."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.mirror import TEXT, run_mirror, run_shell
from tests.mirror import recipe as shell_recipe
from tests.serve import serve
from tests.servers.nginx import running
from tests.unit.cli.signed import PUBLIC, build, write_site

FOR_EVER = "max-age=31536000, immutable"
PLANTED = {
    "acme/index.html": "<p>", "acme/img/a.html": "<script>", "acme/img/a.js": "1", "acme/a.json": "{}",
    "acme/img/a": "x", "acme/assets/.htaccess": "x", "acme/fr-fr/mug/index.html": "<p>",
    "acme/oembed.json": "{}", "acme/assets/a.svg": "<svg/>", "acme/fr-fr/module.json": "{}",
    "acme/img/a.avif": "x", "embed.js": "1", "acme/img/deep/a.woff2": "x",
}  # fmt: skip


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a platform's folder, with a brand that the script took in and files put beside."""
    folder = tmp_path_factory.mktemp("platform")
    with serve(build(write_site(tmp_path_factory.mktemp("site")))) as address:
        hosts = ("--pay-host", "pay.example", "--shop-host", "shops.example")
        done = run_mirror("acme", address, folder / "shops", PUBLIC, *hosts)
    assert 0 == done.returncode, done.stdout + done.stderr
    for path, text in PLANTED.items():
        (folder / "shops" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "shops" / path).write_text(text)
    return folder


@pytest.fixture(scope="module")
def nginx(platform: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An nginx with the documentation's lines."""
    http, server = (
        block.replace("/srv/platform", str(platform))
        for block in re.findall(r"```nginx\n(.*?)```", TEXT, re.DOTALL)
    )
    with running(tmp_path_factory.mktemp("nginx"), http, server) as address:
        yield address


def ask(nginx: str, path: str) -> HTTPResponse:
    """Return the answer to a path, which goes as it stands."""
    connection = HTTPConnection(nginx, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("path", "media_type", "keep"),
    [
        ("module.json", "application/json", "max-age=60"),
        ("catalog.json", "application/json", "max-age=60"),
        ("fr-fr/module.json", "application/json", "max-age=60"),
        ("assets/*.css", "text/css", FOR_EVER),
        ("assets/a.svg", "image/svg+xml", FOR_EVER),
        ("img/a.avif", "image/avif", FOR_EVER),
        ("img/deep/a.woff2", "font/woff2", FOR_EVER),
    ],
)
def test_data_and_pictures_are_served(
    platform: Path, nginx: str, path: str, media_type: str, keep: str
) -> None:
    """What a module is made of is served by its ending; browsers are to guess nothing and run nothing."""
    (file,) = (platform / "shops/acme").glob(path)

    answer = ask(nginx, f"/{file.relative_to(platform)}")

    assert (200, media_type, keep) == (
        answer.status,
        answer.headers["Content-Type"],
        answer.headers["Cache-Control"],
    )
    assert "nosniff" == answer.headers["X-Content-Type-Options"]
    assert "sandbox; default-src 'none'" == answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "acme/", "acme/index.html", "acme/mug/index.html", "acme/img/a.html", "acme/img/a.js", "acme/img/a",
        "acme/a.json", "acme/oembed.json", "acme/manifest.json", "acme/manifest.sig", "acme/snippet.html",
        "acme/assets/.htaccess", "acme/fr-fr/mug/index.html", ".seen/acme.json", ".copies/acme/module.json",
        "acme/img/%2e%2e/index.html", "acme/img/a.avif/a.html", "acme/sitemap.xml", "acme.refused", "",
    ],
)  # fmt: skip
def test_nothing_else_is_served(nginx: str, path: str) -> None:
    """Pages, scripts, manifests and what the mirror remembers are not there, though they are on the disk."""
    assert 404 == ask(nginx, f"/shops/{path}").status


def test_embed_script_is_the_platform_s(nginx: str) -> None:
    """The platform's own embed.js is served beside the brands."""
    assert 200 == ask(nginx, "/shops/embed.js").status


def test_brand_is_gone_with_the_first_line(platform: Path, nginx: str) -> None:
    """From the moment that a brand is refused each of its addresses answers 404, and back again."""
    assert 200 == ask(nginx, "/shops/acme/module.json").status
    (platform / "shops/acme.refused").touch()

    assert {404} == {ask(nginx, f"/shops/acme/{path}").status for path in ("module.json", "assets/a.svg")}

    run_shell(shell_recipe("sh", 'rm "$FOLDER'), platform, FOLDER=str(platform / "shops"), BRAND="acme")
    assert 200 == ask(nginx, "/shops/acme/module.json").status
