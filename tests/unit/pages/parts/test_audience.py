"""The audience rule as it travels."""

from decimal import Decimal

from shopgen.pages.parts.audience import audience_attribute, audience_json
from shopgen.shop.audience import Audience


def test_a_rule_for_everyone_is_no_attribute() -> None:
    """Where all may see a module the snippet says nothing of it."""
    assert audience_attribute(Audience(), "acme") == ""


def test_a_share_of_all_is_everyone_however_it_is_written() -> None:
    """100.00 % leaves nobody out, as 100 % does."""
    assert audience_attribute(Audience(rollout=Decimal("100.00")), "acme") == ""


def test_an_attribute_has_only_what_narrows() -> None:
    """The attribute has the parts of a rule that leave someone out, and no others."""
    rule = Audience(regions=("US", "CA"), rollout=Decimal("12.5"), opt_in=True)

    assert audience_attribute(rule, "acme") == (
        '{"regions":["US","CA"],"rollout":"12.5","opt_in":true,"brand":"acme"}'
    )


def test_data_have_the_whole_rule() -> None:
    """A reader of data finds each part, also where it leaves nobody out."""
    assert audience_json(Audience(enabled=False)) == {
        "enabled": False,
        "regions": [],
        "languages": [],
        "platforms": [],
        "rollout": "100",
        "opt_in": False,
    }
