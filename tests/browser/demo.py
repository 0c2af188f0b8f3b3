"""The demo site, built once for all tests that look at its pages, and its files by kind."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopgen.build.build import build_site
from shopgen.build.progress import Silence
from shopgen.build.settings import BuildSettings
from tests.browser.host import Host, Root, load_host

PROJECT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("shopgen")
AT = "2026-11-23T12:00:00Z"
"""The instant that the demo site is built for: its sales and drops are in the state of that day."""


VARIANTS = {
    "row": ("default", "row"),
    "column": ("default", "column"),
    "editorial": ("editorial", "row"),
    "dense": ("dense", "row"),
}
"""Brands by what they are for: their theme, and how their module is scrolled."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site: its output and the host that serves it."""

    output: Path
    host: Host

    def pages(self) -> list[Path]:
        """Return the whole documents, sorted."""
        return [file for file in self.documents() if _is_page(file)]

    def fragments(self) -> list[Path]:
        """Return the documents that are parts of others' pages."""
        return [file for file in self.documents() if not _is_page(file)]

    def documents(self) -> list[Path]:
        """Return everything that is HTML."""
        return sorted(self.output.rglob("*.html"))

    def checkout_pages(self) -> list[Path]:
        """Return the pages of products, in every locale."""
        return [
            page
            for page in self.pages()
            if '<body class="checkout-page">' in page.read_text(encoding="utf-8")
        ]


def build_demo(output: Path, base_url: str = "") -> BuiltSite:
    """Return the demo site, built into a folder; its pictures come from the cache that `make build` uses.

    `base_url` puts all of it at one address, the brands too that have one of their own.
    """
    command = [
        PROGRAM,
        "--site",
        PROJECT,
        "build",
        "--at",
        AT,
        *(["--base-url", base_url] if base_url else []),
    ]
    done = subprocess.run(
        [*command, "--output", output, "--cache", PROJECT / ".shopgen"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return BuiltSite(output, Host((Root(base_url, output),)) if base_url else load_host(PROJECT, output))


def build_variants(folder: Path) -> BuiltSite:
    """Return a site of one demo brand, for all viewers, once as each theme and each direction has it."""
    site, output = folder / "site", folder / "output"
    for name, (theme, direction) in VARIANTS.items():
        brand = site / "brands" / name
        shutil.copytree(PROJECT / "brands/skerry-enamel", brand, ignore=shutil.ignore_patterns("*.*.*"))
        text = (brand / "brand.yaml").read_text(encoding="utf-8")
        for pattern, written in (
            (r"audience:.*?(?=checkout:)|analytics:.*?(?=extra:)|(?:locales|currencies): .*?\n", ""),
            (r"theme: .*?\n", f"theme: {{name: {theme}}}\n"),
            (r"direction: row", f"direction: {direction}"),
        ):
            text = re.sub(pattern, written, text, flags=re.DOTALL)
        (brand / "brand.yaml").write_text(text, encoding="utf-8")
    (site / "shopgen.yaml").write_text("base_url: http://localhost:8001/\n", encoding="utf-8")
    settings = BuildSettings(site, output, PROJECT / ".shopgen", datetime.fromisoformat(AT))
    result = build_site(settings, Silence())
    assert result.is_good, result.problems
    return BuiltSite(output, load_host(site, output))


def _is_page(file: Path) -> bool:
    return file.read_text(encoding="utf-8").lstrip()[:9].lower() == "<!doctype"
