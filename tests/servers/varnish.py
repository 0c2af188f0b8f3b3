"""A Varnish that runs for a test, which `tests/browser/debian.py` finds or installs."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.debian import find_program
from tests.servers.nginx import free_port


@contextmanager
def running(folder: Path, configuration: str) -> Iterator[str]:
    """Run a Varnish whose files are all in a folder; gives its address, `127.0.0.1:PORT`."""
    port = free_port()
    vcl, pid = folder / "pages.vcl", folder / "varnish.pid"
    vcl.write_text(configuration, encoding="utf-8")
    listen = ["-a", f"127.0.0.1:{port}", "-s", "malloc,8m"]
    # It has no user of its own to become, and goes to the background once it answers.
    command = [find_program("varnishd"), "-j", "none", "-n", folder / "work", "-f", vcl, "-P", pid, *listen]
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == started.returncode, started.stderr
    try:
        yield f"127.0.0.1:{port}"
    finally:
        os.kill(int(pid.read_text()), signal.SIGTERM)
