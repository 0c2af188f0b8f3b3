"""The commands, as their users run them."""

import json
from pathlib import Path

import pytest

from tests.commands import build, output, run, tree, write

BRAND = "name: Acme\ncurrency: EUR\nlocale: en-GB\ncheckout: {provider: email, email: o@acme.example}\n"
MUG = '---\ntitle: Mug\nprice: "24.00"\n---\nA mug.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one brand that has one product and no warnings."""
    write(tmp_path / "shopgen.yaml", "base_url: https://shops.example/\n")
    write(tmp_path / "brands/acme/brand.yaml", BRAND)
    write(tmp_path / "brands/acme/products/mug.md", MUG)
    return tmp_path


def test_build_makes_the_promised_files(site: Path) -> None:
    """A build makes the module, its data, the shop page, the checkout page and the site's own files."""
    build(site)

    expected = {
        "acme/module.html", "acme/module-linked.html", "acme/module.json", "acme/snippet.html",
        "acme/profile/index.html", "acme/frame/index.html", "acme/index.html", "acme/mug/index.html",
        "acme/catalog.json", "acme/manifest.json", "acme/sitemap.xml", "embed.js", "manifest.json",
        "sitemap.xml", "robots.txt", "_headers", "index.html",
    }  # fmt: skip
    assert set() == expected - set(output(site))


def test_second_build_changes_nothing_and_says_so(site: Path) -> None:
    """A build of unchanged sources touches no file."""
    build(site)
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}

    result = build(site)

    assert before == {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    assert "nothing changed" in result.stdout


def test_errors_leave_the_output_untouched(site: Path) -> None:
    """A site with an error exits 1, says the place, and the output stays as it was."""
    build(site)
    before = output(site)
    write(site / "brands/acme/products/mug.md", MUG.replace("24.00", "24,O0"))

    result = build(site, expected=1)

    assert before == output(site)
    assert 'brands/acme/products/mug.md:3: price "24,O0" is not an amount.' in result.stderr
    assert "Nothing was written." in result.stderr


def test_keep_going_builds_the_other_brands(site: Path) -> None:
    """With --keep-going a broken brand keeps its last good output, and the others are built."""
    write(site / "brands/other/brand.yaml", BRAND.replace("Acme", "Other"))
    write(site / "brands/other/products/cup.md", MUG)
    build(site)
    before = output(site)
    write(site / "brands/acme/products/mug.md", MUG.replace('"24.00"', "nothing"))
    write(site / "brands/other/products/cup.md", MUG.replace("24.00", "25.00"))

    build(site, "--keep-going", expected=1)

    after = output(site)
    acme = [path for path in before if path.startswith("acme/")]
    assert {path: before[path] for path in acme} == {path: after[path] for path in acme}
    assert b"25.00" in after["other/cup/index.html"]


def test_removed_product_leaves_the_output(site: Path) -> None:
    """A product that is gone from the sources is gone from the output; a foreign file stays and is named."""
    write(site / "brands/acme/products/cup.md", MUG)
    build(site)
    write(site / "output/acme/notes.txt", "mine")
    (site / "brands/acme/products/cup.md").unlink()

    result = build(site)

    assert "acme/cup/index.html" not in output(site)
    assert b"mine" == output(site)["acme/notes.txt"]
    assert "output/acme/notes.txt" in result.stdout


def test_removed_brand_leaves_the_output(site: Path) -> None:
    """All files of a brand that is gone from the sources are removed."""
    write(site / "brands/other/brand.yaml", BRAND)
    write(site / "brands/other/products/cup.md", MUG)
    build(site)
    for path in ("products/cup.md", "brand.yaml"):
        (site / "brands/other" / path).unlink()
    (site / "brands/other/products").rmdir()
    (site / "brands/other").rmdir()

    build(site)

    assert [] == [path for path in output(site) if path.startswith("other/")]


def test_one_brand_can_be_built_alone(site: Path) -> None:
    """Building one brand leaves the files of the others and the directory as they are."""
    write(site / "brands/other/brand.yaml", BRAND.replace("Acme", "Other"))
    write(site / "brands/other/products/cup.md", MUG)
    build(site)
    before = output(site)
    write(site / "brands/acme/products/mug.md", MUG.replace("24.00", "26.00"))
    write(site / "brands/other/products/cup.md", MUG.replace("24.00", "27.00"))

    build(site, "acme")

    after = output(site)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert b"26.00" in after["acme/mug/index.html"]
    assert {"acme/", "manifest.json"} >= {p[:5] if p.startswith("acme/") else p for p in changed}
    assert build(site, "other").exit_code == 0
    assert b"27.00" in output(site)["other/cup/index.html"]


def test_foreign_file_in_the_way_is_refused(site: Path) -> None:
    """A build into a folder with somebody else's index.html exits 2 and writes nothing."""
    write(site / "output/index.html", "mine")

    result = build(site, expected=2)

    assert {"index.html": b"mine"} == output(site)
    assert "--output" in result.stderr


@pytest.mark.parametrize("folder", [".", "brands", "brands/acme/out", "themes/out"])
def test_output_among_the_sources_is_refused(site: Path, folder: str) -> None:
    """A build into the site itself, its brands or its themes exits 2 and writes nothing."""
    before = tree(site)

    build(site, "--output", site / folder, expected=2)

    assert before == tree(site)


@pytest.mark.parametrize("address", ["ftp://x.example/", "http://x y/", "https://x.example/a?b#c", "x"])
def test_base_url_is_an_address(site: Path, address: str) -> None:
    """A --base-url that is no address of a site exits 2."""
    assert "--base-url" in build(site, "--base-url", address, expected=2).stderr


def test_report_that_cannot_be_written_exits_3(site: Path) -> None:
    """A report into a folder that cannot be made exits 3 with a sentence."""
    write(site / "file", "")

    assert "report.json" in build(site, "--report", site / "file/report.json", expected=3).stderr


def test_report_says_what_each_page_read(site: Path) -> None:
    """--report writes down every page with its readings and their digests."""
    build(site, "--report", site / "report.json")

    report = json.loads((site / "report.json").read_text())
    page = next(made for made in report["made"] if made["kind"] == "checkout")
    kinds = {kind for kind, _, _ in page["reads"]}
    assert ["acme/mug/index.html"] == page["outputs"]
    assert {"brand", "product", "product-words", "offerings", "payments", "theme-file"} <= kinds


def test_base_url_option_takes_the_place_of_all_addresses(site: Path) -> None:
    """--base-url also replaces an origin of a brand's own."""
    write(site / "brands/acme/brand.yaml", f"{BRAND}base_url: https://acme.example/\n")

    build(site, "--base-url", "https://here.example/shops/")

    module = output(site)["acme/module.json"].decode()
    assert "https://here.example/shops/acme/mug/" in module
    assert "https://acme.example" not in module


def test_instant_decides_about_sales(site: Path) -> None:
    """A sale is on at an instant within it and off after it, and nothing else changes a price."""
    sale = 'sale_price: "19.00"\nsale_price_effective_date: 2026-11-20/2026-11-30\n---\nA mug'
    write(site / "brands/acme/products/mug.md", MUG.replace("---\nA mug", sale))
    build(site)
    during = output(site)["acme/mug/index.html"]
    run("--site", site, "build", "--jobs", "1", "--at", "2026-12-01T00:00:00Z")
    after = output(site)["acme/mug/index.html"]

    assert b"19.00" in during
    assert b"19.00" not in after


@pytest.mark.parametrize("words", [("build", "--at", "soon"), ("build", "nobody"), ("nonsense",)])
def test_wrong_usage_exits_2(site: Path, words: tuple[str, ...]) -> None:
    """What cannot be meant exits 2 with a sentence."""
    result = run("--site", site, *words, expected=2)

    assert "Error: " in result.stderr


def test_folder_without_brands_is_no_site(tmp_path: Path) -> None:
    """Building a folder that is no site exits 2 and says how to make one."""
    assert "shopgen init" in run("--site", tmp_path, "build", expected=2).stderr


def test_check_is_quiet_about_a_good_site(site: Path) -> None:
    """A site without problems checks with exit code 0."""
    assert "no problems\n" == run("--site", site, "check", "--jobs", "1").stdout


def test_strict_makes_warnings_errors(site: Path) -> None:
    """A warning exits 0, and 1 with --strict."""
    (site / "shopgen.yaml").unlink()

    run("--site", site, "check", "--jobs", "1")
    run("--site", site, "check", "--jobs", "1", "--strict", expected=1)


def test_warning_about_payment_leaves_the_brand_whole(site: Path) -> None:
    """A template that names no product is warned of with its line, and the brand is built."""
    link = 'checkout: {provider: link, template: "https://pay.example/buy"}'
    write(site / "brands/acme/brand.yaml", f"name: Acme\ncurrency: EUR\n{link}\n")

    result = build(site)

    assert "brands/acme/brand.yaml:3: warning: checkout.template" in result.stderr
    assert "acme/mug/index.html" in output(site)


def test_check_and_build_tell_the_same(site: Path) -> None:
    """The problems that a build prints are those that check prints."""
    write(site / "brands/acme/products/mug.md", MUG.replace("title", "tilte"))

    checked = run("--site", site, "check", "--jobs", "1", expected=1)
    built = build(site, expected=1)

    assert checked.stdout.splitlines() == built.stderr.splitlines()[:-1]


def test_json_goes_to_stdout_alone(site: Path) -> None:
    """A program that reads --format json from stdout gets nothing but JSON."""
    result = run("--site", site, "check", "--jobs", "1", "--format", "json")

    assert [] == json.loads(result.stdout)["problems"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_initial_site_builds(elsewhere: Path) -> None:
    """What init makes has no errors and builds."""
    run("init", "shop")

    result = build(elsewhere / "shop", "--effort", "draft")

    assert "1 brand, 1 product" in result.stdout
    assert (elsewhere / "shop/schemas/brand.json").is_file()


def test_init_overwrites_nothing(elsewhere: Path) -> None:
    """Init in a folder that has one of its files changes nothing."""
    write(elsewhere / "shop/shopgen.yaml", "platform: Mine\n")

    result = run("init", "shop", expected=2)

    assert {"shop/shopgen.yaml": b"platform: Mine\n"} == tree(elsewhere)
    assert "Error: shopgen.yaml is there already." in result.stderr


def test_init_over_a_site_names_a_few_of_its_files(elsewhere: Path) -> None:
    """Where many files are there already, the first ones and a count are enough."""
    run("init", ".")

    result = run("init", ".", expected=2)

    count = len(tree(elsewhere)) - 3
    assert f"shopgen.yaml, .gitignore, .vscode/settings.json and {count} more are there" in result.stderr


def test_init_where_a_file_is_in_the_way(elsewhere: Path) -> None:
    """A file where a folder is to be is named, and stays."""
    write(elsewhere / "shop", "mine")

    result = run("init", "shop/site", expected=2)

    assert "a file is in the way of its folder" in result.stderr
    assert {"shop": b"mine"} == tree(elsewhere)


def test_init_where_nothing_may_be_written(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the machine is told in a sentence with the path, and exits 3."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)

    result = run("init", "shop", expected=3)

    assert "Error: Could not write shop/shopgen.yaml: Permission denied." in result.stderr


@pytest.mark.parametrize("name", ["Fjord Supply", 'The "Big" One: 100%', "Été & Fils", "no", "$price"])
def test_new_brand_and_product_check_well(elsewhere: Path, name: str) -> None:
    """A brand and a product with any name can be made, and nothing is wrong with their files."""
    run("init", ".")
    run("new", "brand", name, "--slug", "made")
    run("new", "product", "made", name, "--price", "24.00", "--slug", "made")

    rows = json.loads(run("check", "made", "--jobs", "1", "--format", "json").stdout)["problems"]

    assert [] == [row for row in rows if row["severity"] == "error"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("brand", "img"),
            'The slug "img" is a name that the output uses itself. Choose one, such as --slug the-img.',
        ),
        (
            ("brand", "Acme", "--slug", "fr-fr"),
            "is the name of a locale. Choose one, such as --slug the-fr-fr.",
        ),
        (("brand", "Acme", "--slug", "A_b"), "such as --slug a-b."),
        (("brand", "光"), '"光" has no letters for an address. Choose one, such as --slug fjord-supply.'),
        (("brand", ""), "NAME has no value"),
        (
            ("brand", "Acme", "--currency", "euro"),
            '--currency "euro" is not a currency in use. Did you mean EUR?',
        ),
        (("brand", "Acme", "--locale", "en_GB"), "Write en-GB."),
        (("product", "my-brand", "Profile"), 'The slug "profile" is a name that the output uses itself.'),
        (("product", "my-brand", "Mug", "--price", "abc"), '--price "abc" is not an amount.'),
        (("product", "my-brand", "Mug", "--price", "-1"), "An amount is not below zero"),
        (("product", "my-brand", "Mug", "--price", "1.555"), "more decimals than EUR"),
        (("product", "my-brand", "Mug", "--price", "3 USD"), "is not in EUR, the currency of my-brand."),
    ],
)
def test_new_refuses_what_check_would(elsewhere: Path, words: tuple[str, ...], said: str) -> None:
    """A name that is taken and a price that is none are said at once; nothing is written."""
    run("init", ".")
    before = tree(elsewhere)

    result = run("new", *words, expected=2)

    assert said in result.stderr
    assert before == tree(elsewhere)


def test_new_product_has_the_digits_of_its_currency(elsewhere: Path) -> None:
    """A product of a brand in yen is made without decimals."""
    run("new", "brand", "Nihon", "--currency", "JPY")
    run("new", "product", "nihon", "Mug")

    assert b'price: "0"\n' in tree(elsewhere)["brands/nihon/products/mug.md"]


def test_product_needs_its_brand(elsewhere: Path) -> None:
    """A product of a brand that there is not is refused."""
    assert "new brand" in run("new", "product", "acme", "Mug", expected=2).stderr


def test_themes_are_listed_with_their_tokens(site: Path) -> None:
    """The list has the default theme and its tokens."""
    result = run("--site", site, "themes", "list")

    assert "default" in result.stdout
    assert "accent" in result.stdout


@pytest.mark.parametrize("kind", ["site", "brand", "product", "theme", "module"])
def test_schema_is_json_schema(kind: str) -> None:
    """Each kind of source has a JSON Schema, and so has what hosts and apps read."""
    assert json.loads(run("schema", kind).stdout)["$schema"].startswith("https://json-schema.org/")
