"""`shopgen verify`: what a platform takes in, and what it refuses, from a folder and over HTTP."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image

from shopgen.digests import sha256_hex
from shopgen.signing import SigningKey
from shopgen.verify.addresses import parse_destination
from tests.serve import FileHandler, serve
from tests.unit.cli.signed import PUBLIC, build, run, sign_anew, write_site

AGAIN = "Fetch it again; if that does not help, do not take this brand."
MUG_PAGE = "https://shops.example/acme/mug/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that is built once, with serial 5 and a picture."""
    site = write_site(tmp_path_factory.mktemp("site"))
    product = site / "brands/acme/products/mug.md"
    product.write_text(product.read_text().replace("---\n", "---\nimages: [{src: mug.png, alt: A mug}]\n", 1))
    (site / "brands/acme/images").mkdir()
    Image.new("RGB", (640, 640), "teal").save(site / "brands/acme/images/mug.png")
    build(site, "--serial", "5", "--effort", "draft")
    return site


@pytest.fixture
def brand(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the brand's folder, to be spoilt."""
    return shutil.copytree(built / "output/acme", tmp_path / "acme")


@pytest.fixture(params=["folder", "http"])
def target(request: pytest.FixtureRequest, brand: Path) -> Iterator[str]:
    """Return the brand's folder, and its address on a server."""
    if request.param == "folder":
        yield str(brand)
    else:
        with serve(brand.parent) as address:
            yield f"{address}acme"


def verify(target: str | Path, *words: str | Path, expected: int = 0, key: str = PUBLIC) -> Result:
    """Verify a brand whose shop is at shops.example, and whose buyers may pay at pay.example."""
    hosts = ("--shop-host", "shops.example", "--pay-host", "pay.example")
    return run("verify", target, "--key", key, *hosts, *words, expected=expected)


def refusal(target: str | Path, *words: str | Path) -> list[str]:
    """Return the sentences that a brand is refused with."""
    return verify(target, *words, expected=1).stdout.splitlines()


def flip(file: Path, at: int = 0) -> None:
    """Change one bit of a file."""
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


def rows(brand: Path) -> list[dict[str, object]]:
    """Return the files that a brand's manifest lists."""
    listed: list[dict[str, object]] = json.loads((brand / "manifest.json").read_bytes())["files"]
    return listed


def test_good_brand_is_taken(target: str) -> None:
    """A brand as it was built is good, and where it leads is said."""
    said = verify(target).stdout.splitlines()

    assert said[0].startswith("Good      acme, serial 5: ")
    assert "Shop at   shops.example" in said
    assert "Pay at    pay.example" in said
    assert "Links to  acme.example, book.example" in said


def test_json_says_the_same(target: str) -> None:
    """`--format json` has the brand, its serial, its hosts and the problems."""
    found = json.loads(verify(target, "--format", "json").stdout)

    assert (True, "acme", 5, []) == tuple(found[key] for key in ("good", "brand", "serial", "problems"))
    assert (["shops.example"], ["pay.example"]) == (found["shop_hosts"], found["pay_hosts"])


def test_flipped_byte_in_any_listed_file_is_refused(brand: Path) -> None:
    """A changed bit is found in every file there is, and the file is named."""
    for row in rows(brand):
        path = str(row["path"])
        flip(brand / path, -1)

        wrong = "The file is not what the manifest says: its SHA-256 differs."
        assert [f"{path}: {wrong} {AGAIN}"] == refusal(brand)

        flip(brand / path, -1)
    kinds = {Path(str(row["path"])).suffix for row in rows(brand)}
    assert {".html", ".json", ".css", ".webp", ".png", ".xml"} <= kinds


@pytest.mark.parametrize("path", ["module.json", "mug/index.html", "img/*.png", "assets/*.css"])
def test_flipped_byte_is_refused_from_anywhere(target: str, brand: Path, path: str) -> None:
    """A changed bit is found from a folder and over HTTP."""
    file = next(brand.glob(path))
    flip(file, -1)

    (said,) = refusal(target)

    assert f"{file.relative_to(brand).as_posix()}: The file is not what the manifest says" in said


@pytest.mark.parametrize("path", ["manifest.json", "manifest.sig"])
def test_flipped_byte_of_manifest_or_signature_is_refused(target: str, brand: Path, path: str) -> None:
    """A manifest or a signature that was changed makes all that it says worthless."""
    flip(brand / path, 30)

    expected = "manifest.sig: This is not the key's signature over manifest.json, so no file was looked at. "
    assert [f"{expected}Fetch both again, and look whether the key is the publisher's."] == refusal(target)


def test_other_key_is_refused(target: str) -> None:
    """A signature by another key is none."""
    other = str(SigningKey(bytes(32)).public())

    assert "This is not the key's signature" in verify(target, key=other, expected=1).stdout


def test_missing_signature_is_refused(target: str, brand: Path) -> None:
    """A brand that nobody signed is refused."""
    (brand / "manifest.sig").unlink()

    assert [
        "manifest.sig: There is no signature, so no file was looked at. Ask for a build with a signing key."
    ] == refusal(target)


def test_signature_of_another_length_is_refused(target: str, brand: Path) -> None:
    """A signature that is cut, or that goes on, is refused."""
    signature = (brand / "manifest.sig").read_bytes()
    (brand / "manifest.sig").write_bytes(signature[:-1])
    assert "This is not the key's signature" in refusal(target)[0]

    (brand / "manifest.sig").write_bytes(signature + b"\n")
    assert "This is no signature: those have 64 bytes." in refusal(target)[0]


def test_missing_manifest_is_refused(target: str, brand: Path) -> None:
    """A folder without a manifest is no brand to be taken in."""
    (brand / "manifest.json").unlink()

    assert "manifest.json: There is no " in refusal(target)[0]


def test_cut_grown_and_absent_files_are_refused_at_once(target: str, brand: Path) -> None:
    """A truncated file, a longer one and a missing one are said in one run, by path."""
    size = (brand / "module.json").stat().st_size
    (brand / "module.json").write_bytes((brand / "module.json").read_bytes()[:-7])
    (brand / "sitemap.xml").write_bytes((brand / "sitemap.xml").read_bytes() + b" ")
    (brand / "mug/index.html").unlink()

    said = refusal(target)

    assert f"module.json: The file has {size - 7:,} bytes, and the manifest says {size:,}. {AGAIN}" == said[0]
    assert f"mug/index.html: The manifest lists this file, and it is not there. {AGAIN}" == said[1]
    assert "sitemap.xml: The file has more than the " in said[2]
    assert 3 == len(said)


def test_older_manifest_put_back_is_refused(target: str, brand: Path, tmp_path: Path) -> None:
    """A good build whose serial is lower than the one last seen is refused, and what was seen stays."""
    state = tmp_path / "state"
    verify(target, "--state", state)
    sign_anew(brand, serial=4)

    expected = "manifest.json: serial 4 is lower than 5, which was seen last: an older build. "
    hint = "Keep what you have until a newer one is there."
    assert [expected + hint] == refusal(target, "--state", state)

    assert 5 == json.loads((state / "acme.json").read_bytes())["serial"]
    verify(target)


def test_newer_manifest_is_remembered(target: str, brand: Path, tmp_path: Path) -> None:
    """A higher serial is taken and kept; the same build once more is fine."""
    state = tmp_path / "state"
    verify(target, "--state", state)
    sign_anew(brand, serial=6)

    verify(target, "--state", state)
    verify(target, "--state", state)

    assert 6 == json.loads((state / "acme.json").read_bytes())["serial"]


def test_same_serial_with_another_manifest_is_refused(brand: Path, tmp_path: Path) -> None:
    """Of two manifests with one serial the older could not be told; the very same one is taken again."""
    state = tmp_path / "state"
    verify(brand, "--state", state)
    verify(brand, "--state", state)
    sign_anew(brand, next_boundary="2027-01-01T00:00:00Z")

    wrong = "serial 5 was seen with another manifest: which of the two is newer cannot be told."
    hint = "Keep what you have, and ask its publisher to raise --serial at each build."
    assert [f"manifest.json: {wrong} {hint}"] == refusal(brand, "--state", state)

    sign_anew(brand, serial=6)
    verify(brand, "--state", state)


def test_refused_brand_is_not_remembered(brand: Path, tmp_path: Path) -> None:
    """What was refused raises no serial, so that a spoilt build cannot lock out the good one."""
    sign_anew(brand, serial=9)
    flip(brand / "module.json", -1)

    refusal(brand, "--state", tmp_path / "state")

    assert not (tmp_path / "state").exists()


def test_damaged_state_stops(brand: Path, tmp_path: Path) -> None:
    """Where it cannot be read what was last seen, nothing is taken in: exit 3."""
    (tmp_path / "acme.json").write_text('{"serial"')

    said = verify(brand, "--state", tmp_path, expected=3)

    assert "acme.json is damaged" in said.stderr


def test_pay_host_that_is_not_allowed_is_refused(target: str) -> None:
    """A pay link to a host that the platform has not allowed is refused, with the page and the line."""
    hosts = ("--shop-host", "shops.example", "--pay-host", "buy.stripe.com")
    said = run("verify", target, "--key", PUBLIC, *hosts, expected=1).stdout

    assert said.startswith("mug/index.html:")
    assert 'The pay link "https://pay.example/buy?' in said
    assert (
        'leads to "pay.example", which is not allowed. If buyers may pay there, say --pay-host pay.example.'
        in said
    )
    assert 1 == len(said.splitlines())


def replace_signed(brand: Path, path: str, old: str, new: str) -> None:
    """Change a file and sign that, as its publisher could."""
    text = (brand / path).read_text(encoding="utf-8")
    assert old in text
    data = text.replace(old, new).encode()
    (brand / path).write_bytes(data)
    listed = [
        row | {"sha256": sha256_hex(data), "bytes": len(data)} if row["path"] == path else row
        for row in rows(brand)
    ]
    sign_anew(brand, files=listed)


@pytest.mark.parametrize(
    ("path", "old", "new", "wrong"),
    [
        ("mug/index.html", "https://pay.example/", "https://evil.example/", 'leads to "evil.example"'),
        ("mug/index.html", "https://pay.example/", "https://pay.example@evil.example/", "beyond doubt"),
        ("mug/index.html", "https://pay.example/", "http://pay.example/", "is not https"),
        ("mug/index.html", "https://pay.example/", "//evil.example/", "beyond doubt"),
        ("module.json", MUG_PAGE, "https://evil.example/", 'leads to "evil.example"'),
        ("catalog.json", MUG_PAGE, "javascript:x", "beyond doubt"),
        ("index.html", "</main>", '<form action="https://evil.example"></main>', 'leads to "evil.example"'),
        ("index.html", "</main>", '<!--><a rel=payment href=https://evil.example></main>', "evil.example"),
        ("index.html", "</main>", "<a " * 100_000, "cannot be read: it has too many tags within tags"),
        ("mug/index.html", "https://pay.example/", "https://pay.example:81/", 'leads to "pay.example:81"'),
        ("module.json", f'"{MUG_PAGE}"', '["https://evil.example/"]', "and not a text"),
        ("module.json", '"brand":', '"title":"x","brand":', 'the key "title" twice in one object'),
        ("module.json", '"tree":', '"links":["https://evil.example/"],"tree":', 'leads to "evil.example"'),
        ("module.json", '["section",', '["script",', 'tree[0] is "<script>"'),
        ("module.json", '"schema_version":1', '"schema_version":2', 'schema_version is "2", and not 1'),
        ("catalog.json", '"products":', '"product":', 'it has no "products"'),
        ("module.json", '"style":"', '"style":"a{background:url(https://evil.example/x)}', "style has "),
    ],
)  # fmt: skip
def test_signed_link_to_elsewhere_is_refused(brand: Path, path: str, old: str, new: str, wrong: str) -> None:
    """A good signature does not help a link that leads buyers to where the platform has not allowed."""
    replace_signed(brand, path, old, new)

    said = refusal(brand)

    assert all(line.startswith(path) and wrong in line for line in said)
    assert said


DOUBTFUL = (
    "https://shops.example@evilpay.example/", "//evilpay.example/", "https:evilpay.example/",
    "https://evilpay.exämple/", "javascript:alert(1)//", "https://evilpay.example/", "https://shops.example:8443/",
)  # fmt: skip


@pytest.mark.parametrize("base", DOUBTFUL)
def test_brand_does_not_say_itself_where_its_shop_is(brand: Path, tmp_path: Path, base: str) -> None:
    """Data whose addresses all lead elsewhere is refused, also by what was last seen alone."""
    verify(brand, "--state", tmp_path / "seen")
    for name in ("module.json", "catalog.json"):
        replace_signed(brand, name, "https://shops.example/", base)
    sign_anew(brand, serial=6)

    wrong = "cannot be read beyond doubt" if parse_destination(base) is None else "The shop is at "
    for words in (("--shop-host", "shops.example"), ("--state", tmp_path / "seen")):
        said = run("verify", brand, "--key", PUBLIC, "--pay-host", "pay.example", *words, expected=1).stdout
        assert wrong in said


def test_shop_is_where_the_address_is(brand: Path) -> None:
    """From a server the shop must be where the files are, unless another host is named."""
    with serve(brand.parent) as address:
        said = run(
            "verify", f"{address}acme/", "--key", PUBLIC, "--pay-host", "pay.example", expected=1
        ).stdout
        verify(f"{address}acme/")

        host = address.split("/")[2]
        for name in ("module.json", "catalog.json"):
            replace_signed(brand, name, "https://shops.example/", address)
        run("verify", f"{address}acme/", "--key", PUBLIC, "--pay-host", "pay.example")

    hint = "If that is right, say --shop-host shops.example."
    assert f"catalog.json: The shop is at shops.example, and not at {host}. {hint}" in said


def test_shop_that_nothing_is_known_of_is_a_warning(brand: Path, tmp_path: Path) -> None:
    """From a folder, the first time, the shop's host is its own word; from then on the state knows it."""
    words = ("--key", PUBLIC, "--pay-host", "pay.example", "--state", tmp_path / "seen")

    said = run("verify", brand, *words).stdout
    assert "manifest.json: warning: The shop is at shops.example, by its own word alone. If that is" in said
    assert "warning" not in run("verify", brand, *words).stdout


def test_two_shops_are_refused(brand: Path) -> None:
    """Data files that do not agree where the shop is are refused, whatever is known of it."""
    replace_signed(brand, "catalog.json", "https://shops.example/", "https://pay.example/")

    for words in (("--shop-host", "shops.example"), ()):
        said = run("verify", brand, "--key", PUBLIC, "--pay-host", "pay.example", *words, expected=1).stdout
        assert "The data has the shop at pay.example and at shops.example: a shop is at one host." in said


def test_pay_host_with_a_port_allows_that_one(brand: Path) -> None:
    """A host allows the port of https alone, and with a port that port."""
    replace_signed(brand, "mug/index.html", "https://pay.example/", "https://pay.example:8443/")

    assert "say --pay-host pay.example:8443." in refusal(brand)[0]
    assert "Pay at    pay.example:8443" in verify(brand, "--pay-host", "pay.example:8443").stdout


def add_signed(brand: Path, path: str, data: bytes) -> None:
    """Put a file into a brand and sign that, as its publisher could."""
    (brand / path).parent.mkdir(parents=True, exist_ok=True)
    (brand / path).write_bytes(data)
    row = {"path": path, "sha256": sha256_hex(data), "bytes": len(data)}
    sign_anew(brand, files=[*rows(brand), row])


@pytest.mark.parametrize(
    ("path", "data", "wrong"),
    [
        ("img/a.html", b"<script>alert(1)</script>", "The file is none of avif, css, gif, ico,"),
        ("img/a.png", b"<script>alert(1)</script>", "The file is no png, by its first bytes."),
        ("assets/a.js", b"alert(1)", "The file is a script that no release known here has published."),
        ("assets/a.svg", b"<svg><script>alert(1)</script></svg>", 'The file has "<script>" in line 1, and a'),
        ("fr-fr/img/a.xml", b"<x/>", "The file is none of avif,"),
    ],
)
def test_signed_file_that_would_run_on_the_platform_is_refused(
    brand: Path, path: str, data: bytes, wrong: str
) -> None:
    """In the folders that a platform serves as its own there is nothing that a browser could run."""
    add_signed(brand, path, data)

    (said,) = refusal(brand)

    assert said.startswith(f"{path}: {wrong}")


def test_brand_with_an_origin_of_its_own_is_good(tmp_path: Path) -> None:
    """The scripts for hosts that a build puts into such a brand's folder are known, and no others are."""
    site = write_site(tmp_path)
    brand_file = site / "brands/acme/brand.yaml"
    brand_file.write_text(f"{brand_file.read_text()}base_url: https://acme.example/\n")
    brand = build(site)
    hosts = ("--key", PUBLIC, "--pay-host", "pay.example", "--shop-host", "acme.example")
    assert list(brand.glob("assets/embed.*.js"))

    run("verify", brand, *hosts)

    script = next(brand.glob("assets/embed.*.js")).relative_to(brand).as_posix()
    replace_signed(brand, script, "shop-module", "shop-modula")
    assert (
        f"{script}: The file is a script that no release" in run("verify", brand, *hosts, expected=1).stdout
    )


def test_link_in_doubt_is_a_warning(brand: Path) -> None:
    """A link that is no pay link, and whose host cannot be told, is said with its line."""
    links = r'<a href="https:\\elsewhere.example/">x</a><a href="tel:+4930123456">y</a>'
    replace_signed(brand, "index.html", "</main>", f"{links}</main>")

    (said,) = (line for line in verify(brand).stdout.splitlines() if "warning" in line)

    assert said.startswith("index.html:")
    assert 'elsewhere.example/" cannot be read beyond doubt, so its host is not listed.' in said


def test_offers_without_a_pay_link_are_a_warning(brand: Path) -> None:
    """A theme that does not mark its pay links hides them: it is said, since nothing can be held then."""
    replace_signed(brand, "mug/index.html", ' rel="payment nofollow"', "")
    replace_signed(brand, "mug/index.html", "data-many", "data-other")

    said = verify(brand).stdout

    assert "manifest.json: warning: There are offers, and no page marks a pay link" in said


def test_file_that_is_not_listed_is_refused(brand: Path) -> None:
    """A folder with a file more, hidden or linked, is refused; a server tells of none."""
    (brand / "img/extra.html").write_text("hello")
    (brand / ".hidden").write_text("hello")
    (brand / "away").symlink_to("/")

    said = refusal(brand)

    assert [".hidden", "away", "img/extra.html"] == [line.partition(":")[0] for line in said]
    assert "The manifest does not list this file. Remove it: its publisher did not sign it." in said[0]


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "img/../../secret.txt"])
def test_path_that_leads_out_is_refused(target: str, brand: Path, path: str) -> None:
    """A manifest that lists a path outside the brand's folder is refused before any file is read."""
    (brand.parent / "secret.txt").write_text("x")
    sign_anew(brand, files=[{"path": path, "sha256": "0" * 64, "bytes": 1}])

    (said,) = refusal(target)

    assert "manifest.json: files[0].path " in said
    assert "leads out of the brand's folder or is no path. Take no file of this brand" in said


def test_manifest_of_another_brand_is_refused(target: str) -> None:
    """Where the platform names the brand, the signed manifest of another one does not pass for it."""
    expected = 'manifest.json: brand "acme" is not "globex": this is the manifest of another brand. '
    assert [f"{expected}Look whether the address is right."] == refusal(target, "--brand", "globex")
    verify(target, "--brand", "acme")


class OutOfOrder(FileHandler):
    """Fails."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer 503."""
        self.send_error(503)


def test_server_that_fails_is_the_network_s_fault(brand: Path) -> None:
    """A server that is out of order says nothing of the brand: exit 3."""
    with serve(brand.parent, OutOfOrder) as address:
        said = verify(f"{address}acme/", expected=3)

    assert f"Could not fetch {address}acme/manifest.json: the server answers 503." in said.stderr


def test_server_that_is_not_there_is_the_network_s_fault() -> None:
    """An address that nobody answers at ends with 3."""
    with serve(Path()) as address:
        pass

    assert f"Could not fetch {address}acme/manifest.json: " in verify(f"{address}acme", expected=3).stderr


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["no/such/folder", "--key", PUBLIC], 'There is no folder "no/such/folder".'),
        (["ftp://shops.example/acme/", "--key", PUBLIC], "is no address that can be fetched"),
        (["https://me@shops.example/acme/", "--key", PUBLIC], "is no address that can be fetched"),
        (["https://shops.example/acme/?x=1", "--key", PUBLIC], "is no address that can be fetched"),
        (["https://shops.example:99999/", "--key", PUBLIC], "is no address that can be fetched"),
        (["."], "Missing option '--key'"),
        ([".", "--key", "no-key"], '"no-key" is neither PEM nor base64. Give an Ed25519 public key'),
        (
            [".", "--key", PUBLIC, "--pay-host", "https://pay.example/"],
            "is not a host's name. Write it alone",
        ),
    ],
)
def test_wrong_use_is_said(words: list[str], wrong: str) -> None:
    """What cannot be meant ends with 2 and a sentence."""
    assert wrong in run("verify", *words, expected=2).stderr


def test_secret_key_given_by_mistake_does_not_show() -> None:
    """The secret half in PEM, given as the public one, is not printed."""
    secret = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIE\n-----END PRIVATE KEY-----\n"

    assert "MC4C" not in run("verify", ".", "--key", secret, expected=2).output
