"""The documentation's recipes for platforms, run as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
TEXT = (PROJECT / "docs" / "platform.md").read_text(encoding="utf-8")
ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def recipe(language: str, word: str) -> str:
    """Return the one recipe in a language that has a word in it."""
    (found,) = (c for c in re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL) if word in c)
    return str(found)


def run_mirror(
    brand: str, address: str, folder: Path, key: str, *options: str
) -> subprocess.CompletedProcess[str]:
    """Return what the script did that takes a brand in."""
    script = recipe("sh", "stop_if_down")
    command = ["sh", "-c", script, "mirror.sh", brand, address, str(folder), key, *options]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def run_shell(script: str, folder: Path, **environment: str) -> None:
    """Run lines of the documentation in a folder; any that fails ends them."""
    subprocess.run(["sh", "-euc", script], cwd=folder, env=ENVIRONMENT | environment, check=True)
