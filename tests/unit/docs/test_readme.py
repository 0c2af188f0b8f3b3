"""The README, held against the program that it describes."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from shopgen.cli.main import main

TEXT = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")


def test_every_command_is_listed() -> None:
    """The table of commands has each command that the program has."""
    assert isinstance(main, click.Group)

    assert [] == [name for name in main.commands if not re.search(rf"^  {name} ", TEXT, re.MULTILINE)]


@pytest.mark.parametrize(("accent", "count"), [("", 0), ("#0f766e", 1)])
def test_first_brand_is_not_warned_of_its_colour(tmp_path: Path, accent: str, count: int) -> None:
    """The brand.yaml of the first five minutes gives no warning of contrast; a paler accent would."""
    (brand,) = re.findall(r"^   name: .*?(?=^   ```)", TEXT, re.MULTILINE | re.DOTALL)
    folder = tmp_path / "brands/my-brand"
    folder.mkdir(parents=True)
    written = re.sub(r"#\w{6}", accent, brand) if accent else brand
    (folder / "brand.yaml").write_text(re.sub("^   ", "", written, flags=re.MULTILINE), encoding="utf-8")

    result = CliRunner().invoke(main, ["--site", str(tmp_path), "check"], catch_exceptions=False)

    assert count == result.output.count("contrast"), result.output
