"""Where a Chromium is, and how one is had where there is none.

Run as a program (`python -m tests.browser.chromium`) it makes sure that there is one and says which.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium")
FLAGS = (
    "--no-sandbox",  # tests may run as root, where the sandbox refuses to start
    "--disable-gpu",
    "--no-first-run",
    # Nothing but the pages asks for anything: each of these would look up hosts of its own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--font-render-hinting=none",
)


def find_chromium(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the browser to test with: $CHROMIUM, one of this machine's, else Playwright's own."""
    named = environment.get("CHROMIUM")
    if named:
        return Path(named)
    return next((path for path in _candidates(environment) if path.is_file()), None)


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in NAMES:
        found = shutil.which(name, path=environment.get("PATH"))
        if found:
            yield Path(found)
    yield from map(Path, PLACES)
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def ensure_chromium() -> Path | None:
    """Return a browser, installed where none is there; None if none can be had."""
    return find_chromium() or next((found for fetch in (_by_playwright, _by_apt) if (found := fetch())), None)


def _by_playwright() -> Path | None:
    """Try Playwright's download, which closed networks refuse: quietly then, since there is another way."""
    print("No Chromium is here: trying Playwright's.", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell", "chromium"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=600)
    return find_chromium() if done.returncode == 0 else None


def _by_apt() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Playwright has none for this machine: installing Debian's package.", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)
    return find_chromium()


def main() -> int:
    """Print the browser's path; 1 where none can be had."""
    chromium = ensure_chromium()
    if chromium is None:
        print(
            "No Chromium could be found or installed. Install one and name it, "
            "such as: CHROMIUM=/usr/bin/chromium make test",
            file=sys.stderr,
        )
        return 1
    print(f"Testing with {chromium}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
