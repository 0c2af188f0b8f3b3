"""Who gets to see a module, and why."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given

from shopgen.shop.audience import Audience, Reason, Verdict, Viewer, decide
from tests.audiences import audiences, viewers

KNOWN = Viewer(region="US", language="en-US", platform="ios", key="viewer-2", opted_in=True)
QUARTER = Decimal(25)
"""A share that has viewer-2 of acme in it, and not viewer-1."""


@pytest.mark.parametrize(
    ("audience", "viewer", "is_shown"),
    [
        (Audience(), Viewer(), True),
        (Audience(enabled=False), KNOWN, False),
        (Audience(regions=("CA", "US")), KNOWN, True),
        (Audience(regions=("CA", "US")), Viewer(region="us"), True),
        (Audience(regions=("CA", "US")), Viewer(region="FR"), False),
        (Audience(regions=("CA", "US")), Viewer(), False),
        (Audience(languages=("fr",)), Viewer(language="fr"), True),
        (Audience(languages=("fr",)), Viewer(language="fr-CA"), True),
        (Audience(languages=("fr",)), Viewer(language="FR-ca"), True),
        (Audience(languages=("fr",)), Viewer(language="frr"), False),
        (Audience(languages=("fr",)), Viewer(language="en-FR"), False),
        (Audience(languages=("fr",)), Viewer(), False),
        (Audience(platforms=("ios", "web")), Viewer(platform="web"), True),
        (Audience(platforms=("ios", "web")), Viewer(platform="android"), False),
        (Audience(platforms=("ios", "web")), Viewer(), False),
        (Audience(rollout=QUARTER), Viewer(key="viewer-2"), True),
        (Audience(rollout=QUARTER), Viewer(key="viewer-1"), False),
        (Audience(rollout=QUARTER), Viewer(), False),
        (Audience(rollout=Decimal(0)), KNOWN, False),
        (Audience(opt_in=True), Viewer(opted_in=True), True),
        (Audience(opt_in=True), Viewer(opted_in=False), False),
        (Audience(opt_in=True), Viewer(), False),
        (Audience(True, ("US",), ("en",), ("ios",), QUARTER, True), KNOWN, True),
    ],
)
def test_module_is_shown_where_every_part_holds(audience: Audience, viewer: Viewer, is_shown: bool) -> None:
    """A module is shown where each part of its rule holds, and what is not known does not hold."""
    assert is_shown is decide(audience, "acme", viewer).is_shown


def test_reasons_name_every_part_with_what_was_wanted_and_seen() -> None:
    """A decision tells of each part what it asks for, what the viewer has, and what is not known."""
    audience = Audience(True, ("CA", "US"), (), ("web",), Decimal("12.50"), True)

    assert (
        Reason("enabled", Verdict.HOLDS, ("true",), "true"),
        Reason("regions", Verdict.HOLDS, ("CA", "US"), "US"),
        Reason("languages", Verdict.HOLDS),
        Reason("platforms", Verdict.FAILS, ("web",), "ios"),
        Reason("rollout", Verdict.UNKNOWN, ("12.50",)),
        Reason("opt_in", Verdict.FAILS, ("true",), "false"),
    ) == decide(audience, "acme", replace(KNOWN, key="", opted_in=False)).reasons


@given(audiences(), viewers())
def test_knowing_less_never_shows_a_module(audience: Audience, viewer: Viewer) -> None:
    """A module that is hidden from a viewer stays hidden when any one fact is not known."""
    shown = decide(audience, "acme", viewer).is_shown

    for fact in fields(Viewer):
        less = replace(viewer, **{fact.name: fact.default})
        assert decide(audience, "acme", less).is_shown <= shown
