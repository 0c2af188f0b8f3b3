"""Problems as people and programs get them."""

import json

from shopgen.cli.reports import count_sentence, render_github, render_json, render_sarif, render_text
from shopgen.problems import Place, Problem, Severity, nearest, quote, sort_problems

PRICE = Problem(
    Place("brands/acme/products/mug.md", 7, 8, "price"),
    "not-an-amount",
    'price "12,5O" is not an amount.',
    'Write digits and a currency, such as "12.50 EUR".',
)
WARNING = Problem(Place("shopgen.yaml"), "no-base-url", "base_url is missing.", severity=Severity.WARNING)


def test_text_is_place_sentence_hint() -> None:
    """A problem is one line: place, what is wrong with the value seen, what to write instead."""
    expected = (
        'brands/acme/products/mug.md:7: price "12,5O" is not an amount. '
        'Write digits and a currency, such as "12.50 EUR".\n'
        "shopgen.yaml: warning: base_url is missing.\n"
    )

    assert expected == render_text([PRICE, WARNING])


def test_json_has_every_part() -> None:
    """The JSON report has each part of a problem under a name of its own."""
    rows = json.loads(render_json([PRICE]))["problems"]

    assert ("price", 7, 8, "error") == tuple(rows[0][key] for key in ("key", "line", "column", "severity"))


def test_github_annotations_stay_on_one_line() -> None:
    """A line break in a message is escaped, so that a value cannot write a command of its own."""
    problem = Problem(Place("a,b:c.md", 1), "x", "one\n::error::two")

    assert "::error file=a%2Cb%3Ac.md,line=1,title=x::one%0A::error::two\n" == render_github([problem])


def test_sarif_names_rule_and_region() -> None:
    """SARIF has the rule's code and the line."""
    run = json.loads(render_sarif([PRICE]))["runs"][0]

    assert "not-an-amount" == run["results"][0]["ruleId"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert {"startLine": 7, "startColumn": 8} == location["region"]


def test_counts_read_as_words() -> None:
    """Errors and warnings are counted apart, and what there is none of is left out."""
    assert "1 error, 1 warning" == count_sentence([PRICE, WARNING])
    assert "2 warnings" == count_sentence([WARNING, WARNING])
    assert "no problems" == count_sentence([])


def test_problems_are_sorted_by_place_and_said_once() -> None:
    """Problems come by path, then line; the same one twice is said once."""
    assert (PRICE, WARNING) == sort_problems([WARNING, PRICE, PRICE])


def test_quoted_values_stay_on_one_line() -> None:
    """A value is shown on one line and cut short."""
    assert '"a\\u000ab"' == quote("a\nb")
    assert 62 == len(quote("x" * 100))


def test_nearest_known_name() -> None:
    """A misspelled name finds its neighbour, and nonsense finds none."""
    assert "price" == nearest("prise", ["price", "title"])
    assert nearest("zzz", ["price", "title"]) is None
