"""The gallery shows what was really built, in light and in dark, without script or another origin."""

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shopgen.build.themes.schemes import fix_scheme
from shopgen.cli.main import main
from shopgen.digests import csp_hash
from tests.builders import THEMES

STYLE = "a{color-scheme:light dark}@media (prefers-color-scheme:dark){b{c:d}}"
PAGE = (
    f'<meta content="style-src {csp_hash(STYLE)}"><meta name="color-scheme" content="light dark">'
    f"<style>{STYLE}</style>"
)
PRODUCT = "---\ntitle: Mug\nprice: 12.00\npayment_link: https://pay.example/mug\n---\n"


def make_gallery(site: Path, product: str = PRODUCT) -> Result:
    """Run the command on a site with one brand and one product."""
    (site / "brands/acme/products").mkdir(parents=True)
    (site / "shopgen.yaml").write_text("base_url: https://shops.example/\n", encoding="utf-8")
    brand = "name: Acme & Sons\ncurrency: EUR\nlocale: en-GB\ncheckout: {provider: link}\n"
    (site / "brands/acme/brand.yaml").write_text(brand, encoding="utf-8")
    (site / "brands/acme/products/mug.md").write_text(product, encoding="utf-8")
    return CliRunner().invoke(main, ["--site", str(site), "themes", "gallery"])


def test_gallery_shows_each_theme_on_each_page_in_both_sizes_and_schemes(tmp_path: Path) -> None:
    """Every frame has a page that was built, and a name."""
    result = make_gallery(tmp_path)
    html = (tmp_path / "gallery/index.html").read_text(encoding="utf-8")
    frames = re.findall(r'<iframe src="([^"]+)" title="([^"]+)"', html)
    themes = len(list(THEMES.glob("*/theme.yaml")))

    assert (0, themes * 3 * 2 * 2) == (result.exit_code, len(frames)), result.output
    assert [] == [src for src, _ in frames if not (tmp_path / "gallery" / src).is_file()]
    assert "Editorial, Acme & Sons: shop, phone, dark" in {unescape(title) for _, title in frames}


def test_gallery_has_no_script_and_asks_nobody(tmp_path: Path) -> None:
    """It is a page to open from a disk or to send to somebody."""
    make_gallery(tmp_path)
    html = (tmp_path / "gallery/index.html").read_text(encoding="utf-8")

    assert [] == re.findall(r"<script|https?://|\son[a-z]+=|\sstyle=", html)


def test_gallery_of_site_with_errors_says_them(tmp_path: Path) -> None:
    """The problems are those of a build."""
    result = make_gallery(tmp_path, PRODUCT.replace("12.00", "much"))

    assert 1 == result.exit_code
    assert "brands/acme/products/mug.md:3" in result.output
    assert not (tmp_path / "gallery/index.html").exists()


@pytest.mark.parametrize(("scheme", "applies"), [("light", "not all"), ("dark", "all")])
def test_page_in_one_scheme_fits_its_policy(scheme: str, applies: str) -> None:
    """Its style asks for nothing any more, and the policy has the hash of what it has become."""
    style = f"a{{color-scheme:{scheme}}}@media {applies}{{b{{c:d}}}}"

    assert (
        f'<meta content="style-src {csp_hash(style)}"><meta name="color-scheme" content="{scheme}">'
        f"<style>{style}</style>"
    ) == fix_scheme(PAGE, scheme)


def test_the_gallery_is_shown_by_a_server(tmp_path: Path) -> None:
    """Browsers load no module script from a file: the command says how to serve the folder, and where."""
    output = make_gallery(tmp_path).output

    assert f"python3 -m http.server --directory {tmp_path / 'gallery'}" in output
    assert "http://localhost:8000/" in output
