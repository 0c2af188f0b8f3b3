"""Who sees the module by embed.js, and by Python."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import shopgen
from shopgen.pages.parts.audience import audience_attribute, audience_json
from shopgen.shop.audience import Audience, Viewer, decide
from shopgen.shop.rollout import is_rolled_out
from tests.audiences import audiences, viewers
from tests.node import Script, running

EMBED = Path(shopgen.__file__).parent / "pages" / "embed" / "embed.js"
BROWSERS = {
    "ios": {"userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)", "maxTouchPoints": 5},
    "android": {"userAgent": "Mozilla/5.0 (Linux; Android 15; Pixel 9)", "maxTouchPoints": 5},
    "web": {"userAgent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "maxTouchPoints": 0},
}


@pytest.fixture(scope="module")
def embed() -> Iterator[Script]:
    """The decision in embed.js, run by Node."""
    with running(Path(__file__).with_name("decide.mjs"), EMBED) as script:
        yield script


def is_shown(embed: Script, rule: dict[str, Any], viewer: Viewer) -> bool:
    """Return what embed.js decides in a viewer's browser, told of the rest by attributes."""
    said = {"region": viewer.region, "viewer": viewer.key, "opted-in": "" if viewer.opted_in else None}
    attributes = {name: value for name, value in said.items() if value is not None}
    browser = BROWSERS[viewer.platform] | {"language": viewer.language}
    return bool(embed.ask({"rule": rule, "browser": browser, "attributes": attributes}))


@settings(max_examples=1000)
@given(audiences(), viewers(platforms=tuple(BROWSERS)))
def test_script_decides_as_shopgen_does(embed: Script, audience: Audience, viewer: Viewer) -> None:
    """The rule on a snippet and the rule in module.json show the module to those that shopgen says see it."""
    expected = decide(audience, "acme", viewer).is_shown
    on_snippet = json.loads(audience_attribute(audience, "acme") or "{}")
    in_data = audience_json(audience) | {"brand": "acme"}

    assert expected is is_shown(embed, on_snippet, viewer)
    assert expected is is_shown(embed, in_data, viewer)


def test_share_ends_at_its_last_hundredth(embed: Script) -> None:
    """A viewer in the last hundredth of 0.29% sees it: as a binary float it would be short of it."""
    at_the_edge = next(
        Viewer(platform="web", key=str(number))
        for number in count()
        if is_rolled_out(Decimal("0.29"), "acme", str(number))
        and not is_rolled_out(Decimal("0.28"), "acme", str(number))
    )

    assert is_shown(embed, {"rollout": "0.29", "brand": "acme"}, at_the_edge)
    assert not is_shown(embed, {"rollout": "0.28", "brand": "acme"}, at_the_edge)
