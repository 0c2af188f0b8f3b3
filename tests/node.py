"""Node, kept running: a script that answers each line of JSON with one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NODE = Path(sys.executable).parent / "node"


class Script:
    """A script that runs; it is asked one thing at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, value: Any) -> Any:
        """Return what the script answers."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(value) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def running(script: Path, *words: str | Path) -> Iterator[Script]:
    """Run a script, with what it is told on its command line."""
    command = [NODE, script, *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Script(process)
