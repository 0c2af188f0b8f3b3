"""`shopgen explain`: what a file was made from, and why."""

from pathlib import Path

import pytest

from tests.commands import build, run, write

BRAND = "name: Acme\ncurrency: EUR\ntheme: {name: mine}\n"
MUG = '---\ntitle: Mug\nprice: "24.00"\n---\nA mug.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built once."""
    write(tmp_path / "shopgen.yaml", "base_url: https://shops.example/\n")
    write(tmp_path / "themes/mine/theme.yaml", "title: Mine\ncontract: 1\nextends: default\n")
    write(tmp_path / "brands/acme/brand.yaml", BRAND)
    write(tmp_path / "brands/acme/products/mug.md", MUG)
    build(tmp_path)
    return tmp_path


def explain(site: Path, path: str | Path, expected: int = 0) -> list[str]:
    """Return the lines that explain a file."""
    return run("--site", site, "explain", path, expected=expected).output.splitlines()


def test_page_is_explained_by_its_sources(site: Path) -> None:
    """A page is told with the files and keys that it was made from, and what was looked for in vain."""
    lines = explain(site, site / "output/acme/mug/index.html")

    assert "acme/mug/index.html is the checkout page of the product mug in en." == lines[0]
    assert "It was made for the first time, or by another shopgen than before." == lines[1]
    found, absent = lines[: lines.index("It looked for, and did not find")], lines
    assert any(line.startswith("  brands/acme/products/mug.md: ") for line in found)
    assert "  themes/default/templates/checkout.html" in found
    assert "  themes/mine/templates/checkout.html" in absent
    assert "  themes/mine/templates/checkout.html" not in found


def test_change_is_told(site: Path) -> None:
    """What made a page be made anew last time is named, until something else does."""
    write(site / "brands/acme/products/mug.md", MUG.replace("A mug", "A cup"))
    build(site)
    said = explain(site, site / "output/acme/mug/index.html")[1]
    assert (
        "It was last made anew since this had changed: brands/acme/products/mug.md, its body in en." == said
    )

    write(site / "shopgen.yaml", "base_url: https://shops.example/\ncommission: 8%\n")
    build(site)
    assert said == explain(site, site / "output/acme/mug/index.html")[1]

    (site / "output/acme/mug/index.html").unlink()
    build(site)
    lost = explain(site, site / "output/acme/mug/index.html")[1]
    assert "It was last made anew since acme/mug/index.html was missing, or not as it had been made." == lost


def test_template_of_one_s_own_is_told(site: Path) -> None:
    """A template that lies over one of the theme below is what had changed: it was looked for before."""
    write(site / "themes/mine/templates/checkout.html", '{% extends "page.html" %}\n')
    build(site)

    said = explain(site, site / "output/acme/mug/index.html")[1]
    assert said.endswith(": themes/mine/templates/checkout.html.")


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("acme/index.html", "acme/index.html is the shop page of the brand acme in en."),
        ("index.html", "index.html is the directory of shops."),
    ],
)
def test_file_may_be_named_from_the_output(site: Path, path: str, first: str) -> None:
    """A path in the output is enough, of a brand's page and of the site's."""
    assert first == explain(site, path)[0]


@pytest.mark.parametrize("path", ["acme/gone.html", "acme/manifest.json", "../shopgen.yaml"])
def test_what_no_page_made_is_not_explained(site: Path, path: str) -> None:
    """A file that no page made ends in a sentence that says which are."""
    (line,) = explain(site, path, expected=2)

    assert line.startswith(f"Error: Nothing is known of {path}: no page made it")


def test_site_that_was_never_built_explains_nothing(tmp_path: Path) -> None:
    """Without a build there is nothing to tell."""
    assert explain(tmp_path, "index.html", expected=2)
