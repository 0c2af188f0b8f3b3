"""Runs the commands in this process, and says what a folder holds."""

from pathlib import Path

from click.testing import CliRunner, Result

from shopgen.cli.main import main

AT = "2026-11-23T12:00:00Z"


def write(path: Path, text: str) -> None:
    """Write a file and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(*words: str | Path, expected: int = 0) -> Result:
    """Run a command and expect its exit code."""
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert expected == result.exit_code, result.output
    return result


def build(site: Path, *words: str | Path, expected: int = 0) -> Result:
    """Build a site at a fixed instant, in this process."""
    return run("--site", site, "build", "--jobs", "1", "--at", AT, *words, expected=expected)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def output(site: Path) -> dict[str, bytes]:
    """Return every file that was built."""
    return tree(site / "output")
