"""The published schema of `module.json`, and what holds under one version of it."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shopgen.pages.render import render
from shopgen.shop.audience import Audience
from shopgen.verify.published import module_schema
from tests.builders import FakeDoor, make_brand, make_door, make_shirt
from tests.module_schema import schema_faults, strict_schema
from tests.unit.pages.pages import render_text


def module_json(door: FakeDoor, locale: str = "en-GB") -> dict[str, Any]:
    """Return a brand's module as data."""
    data: dict[str, Any] = json.loads(render_text(door, "module_json", locale))
    return data


def full_door() -> FakeDoor:
    """Return a shop with variants, and an audience that narrows in every way."""
    audience = Audience(
        regions=("NO",), languages=("en",), platforms=("ios",), rollout=Decimal("12.5"), opt_in=True
    )
    return make_door(make_shirt(), brand=make_brand(audience=audience))


def test_schema_is_one() -> None:
    """The schema is valid under the dialect it names, and says its version."""
    schema = module_schema()

    Draft202012Validator.check_schema(schema)
    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert "urn:shopgen:schema:module:1" == schema["$id"]


def test_schema_lies_beside_the_scripts() -> None:
    """Each origin has the schema at its root under a name with its version, for anyone to read."""
    door = make_door(brand=make_brand(base_url="https://fjord.example"))
    made = {a.path: a.data for kind in ("site", "brand_site") for a in render(kind, door, "fjord")}

    for root in ("", "fjord/"):
        assert module_schema() == json.loads(made[f"{root}module.1.schema.json"])
        assert (
            "/module.1.schema.json\n  Cache-Control: public, max-age=300" in made[f"{root}_headers"].decode()
        )


@pytest.mark.parametrize("make", [make_door, full_door])
def test_what_is_made_today_is_described_whole(make: Callable[[], FakeDoor]) -> None:
    """A module has every key that the schema requires, and none that it does not name."""
    assert [] == schema_faults(module_json(make()), strict_schema())


def test_key_that_is_added_is_fine_for_readers() -> None:
    """Under one version keys may be added: readers let them pass, and we must describe them."""
    data = module_json(make_door()) | {"later": 1}

    assert [] == schema_faults(data)
    assert schema_faults(data, strict_schema())


def _without(*path: str | int) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        node: Any = data
        for step in path[:-1]:
            node = node[step]
        del node[path[-1]]

    return change


def _set(value: Any, *path: str | int) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        node: Any = data
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value

    return change


OFFER = ("products", 0, "offers", 0)


@pytest.mark.parametrize(
    "change",
    [
        _without("shop_url"),
        _without("audience", "rollout"),
        _without(*OFFER, "currency"),
        _without("products", 0, "images", 0, "renditions", 0, "link"),
        _set(24.0, *OFFER, "price"),
        _set("InStock", *OFFER, "availability"),
        _set([], "products", 0, "offers"),
        _set(2, "schema_version"),
        _set({"text": "Mug"}, "products", 0, "title"),
        _set(["section"], "tree", 0),
        _set(["section", {"class": 1}], "tree", 0),
    ],
)
def test_change_that_breaks_readers_is_found(change: Callable[[dict[str, Any]], None]) -> None:
    """A key that is gone, or that has another type or meaning, is not of this version."""
    data = module_json(make_door())
    assert [] == schema_faults(data)

    change(data)

    assert schema_faults(data)
