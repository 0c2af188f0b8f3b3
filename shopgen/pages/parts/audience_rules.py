"""The audience rule for servers: as nginx's configuration, and as a table that any edge can read."""

from collections.abc import Iterable, Iterator
from typing import Any

from shopgen.pages.parts.audience import audience_json
from shopgen.shop.audience import Audience
from shopgen.shop.rollout import EVERYONE, rollout_below, rollout_key

NGINX_FACTS = ("$viewer_region", "$viewer_language", "$viewer_platform", "$viewer_key", "$viewer_opted_in")
"""The variables that a server's own configuration sets, once for all brands; empty where it does not know."""


def rule_table(audience: Audience, brand: str) -> dict[str, Any]:
    """Return the whole rule as data; `rollout_below` is None where it is for all viewers.

    Else a viewer is in the share whose hash is below that number: the 32-bit MurmurHash2, with seed 0, of
    `rollout_key` with the viewer's key for `{viewer}`.
    """
    return {
        "schema_version": 1,
        "brand": brand,
        **audience_json(audience),
        "rollout_key": rollout_key(brand, "{viewer}"),
        "rollout_below": None if audience.rollout == EVERYONE else rollout_below(audience.rollout),
    }


def render_nginx(audience: Audience, brand: str) -> str:
    """Return what stands in nginx's `http` block: a variable is 1 where the module is shown, else 0.

    Every part of the rule is a variable of its own; nginx works out those that a request asks for.
    """
    name = brand.replace("-", "_")
    is_for_none = not (audience.enabled and audience.rollout)
    parts = {} if is_for_none else dict(_parts(audience, brand, name))
    cases = [f"{'1' * len(parts)} 1", "default 0"] if parts else [f"default {int(not is_for_none)}"]
    return "".join(
        (
            f"# Who gets to see the module of {brand}: $shop_module_{name} is 1 or 0. For the http block.\n",
            f"# Made by: shopgen audience {brand} --rule nginx\n",
            f"# Set beforehand, and empty where not known: {' '.join(NGINX_FACTS)}\n",
            *parts.values(),
            _map(f'"{"".join(parts)}"', f"$shop_module_{name}", cases),
        )
    )


def _parts(audience: Audience, brand: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield what the rule asks for: a variable that is 1 where that holds, and the blocks that set it."""
    lists = {
        "region": audience.regions,
        "language": [f'"~*^{language}(-|$)"' for language in audience.languages],
        "platform": audience.platforms,
        "opted_in": ["1"] if audience.opt_in else [],
    }
    for fact, values in lists.items():
        variable = f"$shop_{fact}_of_{name}"
        if values:
            yield variable, _map(f"$viewer_{fact}", variable, [*(f"{one} 1" for one in values), "default 0"])
    if audience.rollout != EVERYONE:
        share, variable = f"$shop_share_of_{name}", f"$shop_rollout_of_{name}"
        key, cases = rollout_key(brand, "${viewer_key}"), [f"{audience.rollout:.2f}% 1", "* 0"]
        split = _block(f'split_clients "{key}" {share}', cases)
        yield variable, split + _map("$viewer_key", variable, ['"" 0', f"default {share}"])


def _map(source: str, variable: str, cases: Iterable[str]) -> str:
    return _block(f"map {source} {variable}", cases)


def _block(head: str, cases: Iterable[str]) -> str:
    return f"{head} {{ {' '.join(f'{case};' for case in cases)} }}\n"
