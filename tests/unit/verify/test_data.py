"""Data files that are what their schema says, and those that are not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shopgen.verify.data import is_data, parse_data
from shopgen.verify.published import catalog_schema, module_schema
from shopgen.verify.schema import ANNOTATIONS, KEYWORDS, find_faults
from tests.builders import make_door, make_shirt
from tests.unit.pages.pages import render_text

MODULE = json.loads(render_text(make_door(make_shirt()), "module_json", "en-GB"))
CATALOG = json.loads(render_text(make_door(make_shirt()), "catalog"))
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["in_stock", "EUR", "1.5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MODULE, "value"]), inner),
    max_leaves=6,
)


def faults(content: Any, path: str = "module.json") -> list[str]:
    """Return what is not as it should be."""
    return [str(fault) for fault in parse_data(path, json.dumps(content).encode())[1]]


def test_data_that_is_made_today_is_fine() -> None:
    """What a build makes has no faults; keys that are not known here may be there."""
    assert [] == faults(MODULE | {"later": 1})
    assert [] == faults(CATALOG | {"later": 1}, "fr-fr/catalog.json")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([], 'it is "[]", and not an object'),
        ({key: value for key, value in MODULE.items() if key != "tree"}, 'it has no "tree"'),
        (MODULE | {"products": "text"}, 'products is "text", and not a list'),
        (MODULE | {"schema_version": 2}, 'schema_version is "2", and not 1'),
        (MODULE | {"schema_version": True}, 'schema_version is "true", and not 1'),
        (MODULE | {"brand": "acme\n"}, 'brand is "acme\\u000a", and not of the form ^[a-z0-9-]+$'),
        (MODULE | {"reserved_height": -1}, 'reserved_height is "-1", and not 0 or more'),
        (MODULE | {"tree": [["script", {}, "alert(1)"]]}, 'tree[0] is "<script>", which no module has'),
        (
            MODULE | {"tree": [["p", {}, "x", ["p", {"onclick": "x"}]]]},
            'tree[0][3] has the attribute "onclick", which no module has',
        ),
        (MODULE | {"tree": [["a", {"href": ["x"]}]]}, 'tree[0][1].href is "["x"]", and not a text'),
        (MODULE | {"tree": [["a"]]}, 'tree[0] is "["a"]", and not a list of at least 2'),
        (
            MODULE | {"style": "a{background:url(https://evil.example/x)}"},
            'style has "url(https://evil.example/x)}", which no module\'s sheet has',
        ),
        (MODULE | {"style": "@import 'x';"}, "style has \"@import 'x';\", which no module's sheet has"),
        (MODULE | {"style": "a{b:u\\72l(x)}"}, 'style has "\\72l(x)}", which no module\'s sheet has'),
        (MODULE | {"style": "</style><b>"}, 'style has "</style><b>", which no module\'s sheet has'),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_said(content: Any, expected: str) -> None:
    """A fault is said with its key and the value seen."""
    assert [expected] == faults(content)


def test_catalog_is_held_to_what_it_has() -> None:
    """A catalogue needs no tree, and its products are those of a module."""
    assert ['it has no "products"'] == faults(
        {k: v for k, v in CATALOG.items() if k != "products"}, "catalog.json"
    )
    assert ['products[0] is "7", and not an object'] == faults(CATALOG | {"products": [7]}, "catalog.json")


def test_no_more_is_said_than_is_read() -> None:
    """Of a file full of faults the first twenty are said."""
    assert 20 == len(faults(MODULE | {"products": [7] * 1000}))


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"{", "Expecting property"),
        (b"\xff", "can't decode"),
        ("\ufeff{}".encode(), "BOM"),
        ("{}".encode("utf-16"), "can't decode"),
        (b'{"a": 1, "b": {"a": 1, "a": 2}}', 'it has the key "a" twice in one object'),
        (b'{"a": NaN}', "it has NaN, which is no JSON"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (json.dumps(MODULE | {"tree": ["x"]}).replace('"x"', '["p",{},' * 400 + '"x"' + "]" * 400).encode(),
         "nested too deeply"),
    ],
)  # fmt: skip
def test_what_readers_could_take_in_two_ways_is_refused(data: bytes, wrong: str) -> None:
    """What is no JSON in UTF-8, or gives a key twice, is a fault."""
    with pytest.raises(ValueError, match=wrong):
        parse_data("module.json", data)


def test_data_is_told_by_its_name() -> None:
    """The two files are data in every folder, also where the disk knows no case."""
    assert all(map(is_data, ("module.json", "fr-fr/catalog.json", "MODULE.json")))
    assert not any(map(is_data, ("manifest.json", "oembed.json", "module.json/x")))


def test_schemas_have_no_other_keywords() -> None:
    """What a schema asks for is asked of the data: none of its keywords is passed over."""
    found: set[str] = set()
    left: list[Any] = [module_schema(), *module_schema()["$defs"].values()]
    while left:
        schema = left.pop()
        found |= schema.keys()
        left += [
            *schema.get("properties", {}).values(),
            *schema.get("anyOf", ()),
            *schema.get("prefixItems", ()),
        ]
        left += [schema[key] for key in ("items", "additionalProperties") if key in schema]

    assert set(KEYWORDS) == found - ANNOTATIONS


def _places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [at] * bool(at) + [place for step, below in steps for place in _places(below, (*at, step))]


@given(st.sampled_from(_places(MODULE)), ANYTHING, st.sampled_from([module_schema, catalog_schema]))
def test_verdicts_are_those_of_a_library(
    place: tuple[Any, ...], value: Any, schema: Callable[[], dict[str, Any]]
) -> None:
    """Whatever stands at whatever place, a library that knows all of JSON Schema refuses the same."""
    content = json.loads(json.dumps(MODULE))
    node = content
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value

    is_valid = Draft202012Validator(schema()).is_valid(content)

    assert is_valid is not any(find_faults(content, schema()))
