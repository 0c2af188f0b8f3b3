"""Whatever a form refuses is said in a sentence of ours."""

from typing import Any

import pytest

from shopgen.catalog.forms.brand import BrandForm
from shopgen.catalog.forms.form import Form, field_name, read_form, read_partly, show
from shopgen.catalog.forms.product import ProductForm
from shopgen.catalog.reading.source import parse_source


def messages(form: type[Form], text: str) -> list[str]:
    """Return what is wrong with a text as a form."""
    source = parse_source("x.yaml", text)
    assert read_form(form, source) is None
    return [str(problem) for problem in source.problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("price: 1", "x.yaml: title is missing. Write it, such as title: Enamel mug."),
        ("title: A\nprce: 1", 'x.yaml:2: The key "prce" is not known. Did you mean "price"?'),
        ("title: A\ntags: a", 'x.yaml:2: tags "a" is not a list. Write it so: [a].'),
        ("title: A\ntags:", "x.yaml:2: tags is not a list. Write it such as [kitchen, enamel]."),
        (
            "title: A\ntags: {a: b}",
            "x.yaml:2: tags is a mapping, not a list. Write it such as [kitchen, enamel].",
        ),
        (
            "title: A\nmanufacturer: []",
            "x.yaml:2: manufacturer is a list, not a mapping. Write it such as {name: Fjord Supply AS}.",
        ),
        (
            "title: A\nimages: [a.jpg]",
            (
                'x.yaml:2: images "a.jpg" is not a mapping. '
                "Write it such as {src: mug-front.jpg, alt: A white enamel mug}."
            ),
        ),
        (
            "title: A\noptions: {a: [b], c: [d], e: [f], g: [h]}",
            "x.yaml:2: options has more than 3 entries. Write at most 3.",
        ),
        ("title: A\noptions: {a: []}", "x.yaml:2: options.a has fewer than 1 entries. Add what is missing."),
        (
            "title: A\nmanufacturer: {mail: x, name: A}",
            'x.yaml:2: The key "mail" is not known in manufacturer. Did you mean "email"?',
        ),
        (
            "title: A\nvariants:\n  - sku: A\n    stok: 1",
            'x.yaml:4: The key "stok" is not known in variants. Did you mean "stock"?',
        ),
    ],
)
def test_each_kind_of_refusal_has_a_sentence(text: str, message: str) -> None:
    """Place, what is wrong with the value seen, what to write instead."""
    assert [message] == messages(ProductForm, text)


def test_all_refusals_are_said_at_once() -> None:
    """Nothing stops at the first."""
    assert 4 == len(messages(BrandForm, "nam: A\ncurrency: X\nmodule: {limit: x}"))


def test_source_that_is_not_whole_is_not_read_as_a_form() -> None:
    """What is missing from half a file is not missing."""
    source = parse_source("x.yaml", "title: [")

    assert read_form(ProductForm, source) is None
    assert ["yaml"] == [problem.code for problem in source.problems]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("price",), "price"),
        (("variants", 2, "price"), "price"),
        (("variants", 2, "options", "size"), "options.size"),
        (("theme", "accent"), "theme.accent"),
        (("tags", 1), "tags"),
        (("images", 0, "focus", 1), "focus"),
    ],
)
def test_name_of_a_key_is_what_follows_the_last_list(keys: tuple[str | int, ...], name: str) -> None:
    """The line says which entry of the list it is."""
    assert name == field_name(keys)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Enamel mug", "Enamel mug"),
        ("24.00", '"24.00"'),
        (40, "40"),
        ("no", '"no"'),
        ("@a", '"@a"'),
        ("https://a.example", "https://a.example"),
        ([0.5, 0.4], "[0.5, 0.4]"),
        ({"size": ["S", "L"], "a": True}, "{size: [S, L], a: true}"),
    ],
)
def test_example_is_shown_as_it_would_be_written(value: Any, text: str) -> None:
    """What needs quotes has them."""
    assert text == show(value)


def test_what_is_right_of_a_source_is_read_beside_what_is_wrong() -> None:
    """Wrong keys are left out, a list with one wrong entry as a whole, and the rest is there."""
    text = "name: A\ncurrency: EUR\nmodule: {limit: 0, direction: column, order: [a, B]}\nulr: x\n"
    source = parse_source("x.yaml", text)

    form, wrong = read_partly(BrandForm, source)

    assert form is not None
    assert ("A", "column", 5, []) == (form.name, form.module.direction, form.module.limit, form.module.order)
    assert {"module", "ulr"} == wrong
    assert 3 == len(source.problems)


def test_nothing_is_read_where_what_is_needed_is_wrong() -> None:
    """Without a key that every source has there is nothing to go on with."""
    form, wrong = read_partly(BrandForm, parse_source("x.yaml", "name: A\ncurrency: gold\n"))

    assert form is None
    assert {"currency"} == wrong
