"""A small site, built and signed with a key of its own."""

import base64
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from shopgen.cli.main import main
from shopgen.signing import SigningKey

KEY = SigningKey(bytes(range(32)))
SECRET = base64.b64encode(KEY.seed).decode()
PUBLIC = str(KEY.public())
AT = "2026-11-23T12:00:00Z"
BRAND = """\
name: Acme
currency: EUR
locale: en-GB
url: https://acme.example
checkout: {provider: link, template: "https://pay.example/buy{?sku,quantity}"}
"""
MUG = '---\ntitle: Mug\nprice: "24.00"\n---\nA mug, as in [the book](https://book.example/mug).\n'
VARIABLE = "SHOPGEN_SIGNING_KEY"


def write_site(folder: Path) -> Path:
    """Write a site with one brand, which has one product, and return its folder."""
    for path, text in {
        "shopgen.yaml": "base_url: https://shops.example/\n",
        "brands/acme/brand.yaml": BRAND,
        "brands/acme/products/mug.md": MUG,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def run(*words: str | Path, expected: int = 0, key: str | None = None) -> Result:
    """Run a command with this secret key in the environment, and expect its exit code."""
    given = [str(word) for word in words]
    result = CliRunner().invoke(main, given, env={VARIABLE: key}, catch_exceptions=False)
    assert expected == result.exit_code, result.output
    return result


def build(site: Path, *words: str | Path, key: str | None = SECRET, expected: int = 0) -> Path:
    """Build a site in this process and return its brand's folder."""
    run("--site", site, "build", "--jobs", "1", "--at", AT, *words, key=key, expected=expected)
    return site / "output/acme"


def sign_anew(folder: Path, **changes: Any) -> None:
    """Change keys of a brand's manifest and sign it, as who has the key could."""
    manifest = json.loads((folder / "manifest.json").read_bytes()) | changes
    data = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(data)
    (folder / "manifest.sig").write_bytes(KEY.sign(data))
