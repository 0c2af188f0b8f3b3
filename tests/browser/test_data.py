"""The demo site's data, held against its published schema."""

import json

from tests.browser.demo import BuiltSite
from tests.module_schema import schema_faults, strict_schema


def test_every_module_json_is_of_its_schema(demo: BuiltSite) -> None:
    """Each brand's module, in each locale, has what the schema requires and nothing that it does not name."""
    modules = sorted(demo.output.rglob("module.json"))

    assert len(modules) > 3
    for module in modules:
        assert [] == schema_faults(json.loads(module.read_bytes()), strict_schema()), module


def test_planted_change_is_found(demo: BuiltSite) -> None:
    """A price that is a number would be found."""
    data = json.loads(next(demo.output.rglob("module.json")).read_bytes())
    data["products"][0]["offers"][0]["price"] = 24.0

    (fault,) = schema_faults(data)

    assert "$.products[0].offers[0].price" in fault
