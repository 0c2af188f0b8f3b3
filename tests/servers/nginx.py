"""Where an nginx is, how one is had where there is none, and one that runs for a test.

Run as a program (`python -m tests.servers.nginx`) it makes sure that there is one and says which.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PLACES = "/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin"
"""Debian keeps it where only root's PATH looks."""

_FRAME = """
daemon on;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    types {{ text/html html; text/css css; text/javascript js; application/json json; image/avif avif; }}
    client_body_temp_path {folder}/temporary;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/temporary;
    uwsgi_temp_path {folder}/temporary;
    scgi_temp_path {folder}/temporary;
    {http}
    server {{
        listen 127.0.0.1:{port};
        {server}
    }}
}}
"""


def find_nginx(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the nginx to test with: $NGINX, or one of this machine's."""
    named = environment.get("NGINX")
    path = os.pathsep.join([environment.get("PATH", ""), PLACES])
    found = named or shutil.which("nginx", path=path)
    return Path(found) if found else None


def ensure_nginx() -> Path | None:
    """Return an nginx, installed where none is there; None if none can be had."""
    return find_nginx() or _by_apt()


def _by_apt() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("No nginx is here: installing Debian's package.", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx"]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)
    return find_nginx()


@contextmanager
def running(folder: Path, http: str, server: str) -> Iterator[str]:
    """Run an nginx whose files are all in a folder; gives its address, `127.0.0.1:PORT`.

    `http` and `server` are what stands in these two blocks of its configuration.
    """
    nginx = find_nginx()
    assert nginx, "There is no nginx: `make setup` gets one."
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(_FRAME.format(folder=folder, http=http, server=server, port=port), "utf-8")
    command = [nginx, "-p", folder, "-e", folder / "error.log", "-c", configuration]
    # It goes to the background once it listens, so no one has to wait for it.
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == started.returncode, started.stderr
    try:
        yield f"127.0.0.1:{port}"
    finally:
        subprocess.run([*command, "-s", "stop"], capture_output=True, check=True)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Client:
    """A browser's part: asks one server over one connection, with headers in any script."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(address, timeout=10)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def get(self, path: str, headers: Mapping[str, str]) -> str:
        """Return what a page says.

        Header values travel as UTF-8, which http.client leaves to who gives it bytes.
        """
        self._connection.request(
            "GET", path, headers={name: value.encode() for name, value in headers.items()}
        )
        answer = self._connection.getresponse()
        text = answer.read().decode()
        assert 200 == answer.status, text
        return text


def main() -> int:
    """Print nginx's path; 1 where none can be had."""
    nginx = ensure_nginx()
    if nginx is None:
        print(
            "No nginx could be found or installed. Install one and name it, "
            "such as: NGINX=/usr/sbin/nginx make test",
            file=sys.stderr,
        )
        return 1
    print(f"Testing with {nginx}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
