"""Other browsers, each by the protocol it speaks: Firefox by WebDriver BiDi, WebKitGTK by WebDriver."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from tests.browser.debian import find_program
from tests.browser.serving import Served
from tests.browser.validate import NODE, NODE_MODULES

PATIENCE_S = 20
KEYS = {"Tab": "\ue004", "Enter": "\ue007"}
"""What WebDriver calls the keys (section 17.4.2 of the standard)."""


class Engine(Protocol):
    """A browser with one window."""

    def open(self, url: str) -> None:
        """Open a page, and wait until it has loaded."""

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript is in the page."""

    def press(self, key: str) -> None:
        """Press a key where the focus is."""


def wait_for(engine: Engine, condition: str) -> None:
    """Return once an expression is true in the page."""
    end = time.monotonic() + PATIENCE_S
    while not engine.run(f"Boolean({condition})"):
        assert time.monotonic() < end, f"never true: {condition}"


class Firefox:
    """Firefox by a process of Node's that drives it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def open(self, url: str) -> None:
        """Open a page, and wait until it has loaded."""
        self._ask("open", url)

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript is in the page."""
        return self._ask("run", script)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        self._ask("press", key)

    def _ask(self, name: str, value: str) -> Any:
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in
        assert pipe_out
        pipe_in.write(json.dumps({"name": name, "value": value}) + "\n")
        pipe_in.flush()
        answer = json.loads(pipe_out.readline())
        assert "error" not in answer, answer["error"]
        return answer["result"]


@contextmanager
def running_firefox(served: Served) -> Iterator[Engine]:
    """Run Firefox with everything asked through a proxy."""
    port = str(urlsplit(served.address).port)
    script = Path(__file__).with_name("firefox.mjs")
    command = [NODE, script, NODE_MODULES, find_program("firefox-esr"), port]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Firefox(process)
        assert process.stdin
        process.stdin.close()


class WebKit:
    """WebKitGTK by W3C's WebDriver."""

    def __init__(self, port: int, served: Served) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        proxy = {"proxyType": "manual", "httpProxy": served.address.removeprefix("http://"), "noProxy": []}
        options = {"binary": str(_mini_browser()), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"proxy": proxy, "webkitgtk:browserOptions": options}}
        self._session = f"/session/{self._ask('POST', '/session', {'capabilities': wanted})['sessionId']}"

    def open(self, url: str) -> None:
        """Open a page, and wait until it has loaded."""
        self._ask("POST", f"{self._session}/url", {"url": url})

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript is in the page."""
        body = {"script": f"return ({script})", "args": []}
        return self._ask("POST", f"{self._session}/execute/sync", body)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        self._ask("POST", f"{self._session}/actions", {"actions": actions})

    def close(self) -> None:
        """Close the browser."""
        self._ask("DELETE", self._session)
        self._connection.close()

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        self._connection.request(method, path, None if body is None else json.dumps(body))
        answer = self._connection.getresponse()
        value = json.loads(answer.read())["value"]
        assert 200 == answer.status, value
        return value


@contextmanager
def running_webkit(served: Served) -> Iterator[Engine]:
    """Run WebKitGTK on a screen that no one sees, with everything asked through a proxy."""
    port = _free_port()
    command = [find_program("xvfb-run"), "-a", find_program("WebKitWebDriver"), f"--port={port}"]
    # It tells pages the locale of its environment, which is no language where there is none.
    environment = os.environ | {"LC_ALL": "en_GB.UTF-8"}
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    ) as driver:
        try:
            _wait_for_port(port)
            engine = WebKit(port, served)
            yield engine
            engine.close()
        finally:
            os.killpg(driver.pid, signal.SIGTERM)


def _mini_browser() -> Path:
    return next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for_port(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end, "WebKitWebDriver does not listen"
        else:
            return
