"""The demo site, built once for all tests that look at its pages, and its files by kind."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.browser.host import Host, Root, load_host

PROJECT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("shopgen")
AT = "2026-11-23T12:00:00Z"
"""The instant that the demo site is built for: its sales and drops are in the state of that day."""


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


def _is_page(file: Path) -> bool:
    return file.read_text(encoding="utf-8").lstrip()[:9].lower() == "<!doctype"
