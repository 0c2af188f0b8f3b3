"""What docs/audience.md shows, held against the program."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from shopgen.cli.decisions import render_decision
from shopgen.pages.parts.audience_rules import rule_table
from shopgen.shop.audience import Audience, Viewer, decide
from tests.audiences import audiences, viewers
from tests.node import Script, running

TEXT = (Path(__file__).parents[3] / "docs" / "audience.md").read_text(encoding="utf-8")
ACME = Audience(regions=("US", "CA"), languages=("en",), platforms=("ios",), rollout=Decimal(25))


def block(kind: str) -> str:
    """Return the one block of a kind of code that the document has."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture(scope="module")
def edge() -> Iterator[Script]:
    """The document's worker, run by Node."""
    with running(Path(__file__).with_name("edge.mjs"), block("js")) as script:
        yield script


def test_answer_is_what_the_command_prints() -> None:
    """The document's answer to a viewer is the program's."""
    command, answer = block("console").split("\n", 1)
    viewer = Viewer("US", "en-US", "ios", re.findall(r"--viewer (\S+)", command)[0])

    assert answer == render_decision(decide(ACME, "acme", viewer), "acme")


def test_table_is_what_the_command_prints() -> None:
    """The document's table is the program's."""
    assert rule_table(ACME, "acme") == json.loads(block("json"))


@settings(max_examples=1000)
@given(audiences(), viewers())
def test_worker_decides_as_shopgen_does(edge: Script, audience: Audience, viewer: Viewer) -> None:
    """The document's worker shows the module to those that shopgen says see it."""
    said = {
        "region": viewer.region,
        "language": viewer.language,
        "platform": viewer.platform,
        "key": viewer.key,
        "optedIn": viewer.opted_in,
    }

    answer = edge.ask({"table": rule_table(audience, "acme"), "viewer": said})

    assert decide(audience, "acme", viewer).is_shown is answer
