"""Debian's programs that tests use beside Chromium and nginx: browsers with a screen, PHP, strace and more.

Run as a program (`python -m tests.browser.debian`) it makes sure that they are there, or says which are not.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "firefox-esr": ["firefox-esr"],
    "WebKitWebDriver": ["webkit2gtk-driver"],
    "xvfb-run": ["xvfb", "xauth"],
    "php": ["php-cli"],
    "varnishd": ["varnish"],
    "curl": ["curl"],
    "strace": ["strace"],
}


def find_program(name: str) -> Path:
    """Return where a program is; the test fails where it is not."""
    found = _which(name)
    assert found, f"There is no {name}: `make setup` gets one."
    return Path(found)


def missing_programs() -> list[str]:
    """Return the programs that are not here."""
    return [name for name in PACKAGES if not _which(name)]


def _which(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))


def install_programs(names: list[str]) -> None:
    """Install programs by Debian's packages, where that can be done."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing Debian's packages for {', '.join(names)}.", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    packages = [package for name in names for package in PACKAGES[name]]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)


def main() -> int:
    """Install what is missing; 1 where something still is."""
    if missing := missing_programs():
        install_programs(missing)
    if missing := missing_programs():
        print(f"Install these and have them on the PATH: {', '.join(missing)}.", file=sys.stderr)
        return 1
    print(f"Testing with {', '.join(str(find_program(name)) for name in PACKAGES)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
