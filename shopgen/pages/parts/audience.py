"""The audience rule as it travels: on the snippet, so that an embed can decide, and in `module.json`."""

from typing import Any

from shopgen.pages.data import dump_json
from shopgen.shop.audience import Audience


def audience_json(audience: Audience) -> dict[str, Any]:
    """Return the whole rule as data; empty lists mean everyone, `rollout` is a percentage as text."""
    return {
        "enabled": audience.enabled,
        "regions": list(audience.regions),
        "languages": list(audience.languages),
        "platforms": list(audience.platforms),
        "rollout": format(audience.rollout, "f"),
        "opt_in": audience.opt_in,
    }


def audience_attribute(audience: Audience, brand: str) -> str:
    """Return the rule as the snippet's `audience` attribute has it: what narrows, empty if nothing does.

    A share is drawn by brand and viewer, so it comes with the brand's slug.
    """
    rule, everyone = audience_json(audience), Audience()
    # Nouns are compared, not their text: 100.00 % is everyone as 100 % is.
    narrowed = {key: rule[key] for key in rule if getattr(audience, key) != getattr(everyone, key)}
    named = {"brand": brand} if "rollout" in narrowed else {}
    return dump_json(narrowed | named) if narrowed else ""


def is_for_all(audience: Audience) -> bool:
    """Return whether a rule leaves no one out."""
    return not audience_attribute(audience, "")
