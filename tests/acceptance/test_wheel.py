"""The built wheel, in an empty environment."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.acceptance.shop import PROJECT


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def shopgen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel into an environment that has nothing else."""
    room = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    _run(*pip, "wheel", "--no-deps", "--wheel-dir", room / "dist", PROJECT, cwd=room)
    venv.create(room / "venv")
    python = room / "venv/bin/python"
    _run(*pip, "--python", python, "install", *(room / "dist").glob("*.whl"), cwd=room)
    return room / "venv/bin/shopgen"


def test_installed_wheel_makes_shop(shopgen: Path, tmp_path: Path) -> None:
    """`shopgen init shop && cd shop && shopgen build` makes a module, a shop page and a checkout page."""
    _run(shopgen, "init", "shop", cwd=tmp_path)

    _run(shopgen, "build", cwd=tmp_path / "shop")

    output = tmp_path / "shop/output"
    assert list(output.glob("*/module.html"))
    assert list(output.glob("*/index.html"))
    assert list(output.glob("*/*/index.html"))
    assert (output / "embed.js").is_file()


def test_installed_wheel_has_default_theme(shopgen: Path, tmp_path: Path) -> None:
    """The theme that the project keeps beside the package travels within the wheel."""
    _run(shopgen, "init", "shop", cwd=tmp_path)

    assert "default" in _run(shopgen, "themes", "list", cwd=tmp_path / "shop")
