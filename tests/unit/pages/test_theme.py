"""Templates: the sandbox, the door they are read through, and what is said when one is wrong."""

from types import SimpleNamespace

import pytest

from shopgen.pages import theme
from shopgen.pages.theme import render_template
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.words import read_interface_words
from shopgen.problems import ContentError, Place, Problem
from tests.builders import FakeDoor, make_door
from tests.unit.pages.pages import theme_of


def door_with(**templates: str) -> FakeDoor:
    """Return a door to a theme that has just these templates."""
    files = {f"templates/{name}.html": text.encode() for name, text in templates.items()}
    return make_door(files=files, folders=())


def render(door: FakeDoor, page: object = None, template: str = "a.html") -> str:
    """Return what a template makes of a page."""
    return render_template(theme_of(door), template, page, read_interface_words(door, "default", "en"))


def problem_of(door: FakeDoor, page: object = None) -> Problem:
    """Return the one problem that rendering has."""
    with pytest.raises(ContentError) as caught:
        render(door, page)
    (problem,) = caught.value.problems
    return problem


def test_what_a_template_writes_is_escaped() -> None:
    """Words are escaped wherever a template writes them."""
    page = WordsView("<script>alert(1)</script>")

    assert render(door_with(a="{{ page }}"), page) == "&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.parametrize(
    "template", ["{{ page|safe }}", "{% autoescape false %}{{ page }}{% endautoescape %}"]
)
def test_escaping_cannot_be_switched_off(template: str) -> None:
    """A template that wants words unescaped is refused, with its line."""
    assert problem_of(door_with(a=f"\n{template}"), "<b>").place == Place(
        "themes/default/templates/a.html", 2
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\nb {{ page.nothing }}", 2, "nothing"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ("\n\n{% if page.value.nope %}{% endif %}", 3, "nope"),
        ("{% for x in page.value.nope %}{% endfor %}", 1, "nope"),
        ("{{ 1 / 0 }}", 1, "divides by zero"),
        ("\n{% include 'a.html' %}", 2, "in a circle"),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 2, "in a circle"),
        ("{{ 1 + 'a' }}", 1, "unsupported operand"),
        ("x\n{% include 'gone.html' %}", 2, '"gone.html"'),
        ("{{ page.lang", 1, "unexpected end of template"),
        ("\n{% bogus %}", 2, "bogus"),
        ("{{ page.__class__.__mro__ }}", 1, "__class__"),
        ("{{ ''.__class__ }}", 1, "__class__"),
        ("{{ _.__globals__ }}", 1, "__globals__"),
        ("{{ range(999999999) }}", 1, "range"),
        ("{{ lipsum() }}", 1, "lipsum"),
        ("{{ cycler }}", 1, "cycler"),
        ("{{ 'x'|nosuchfilter }}", 1, "nosuchfilter"),
    ],
)
def test_what_a_template_does_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    """An undefined name, a mistake or a way out of the sandbox is a problem of the template's line."""
    problem = problem_of(door_with(a=text), WordsView("x"))

    assert problem.place == Place("themes/default/templates/a.html", line)
    assert words in problem.message
    assert problem.hint.endswith(".")
    assert ".." not in f"{problem}"
    assert "shopgen.pages" not in problem.message


def test_a_mistake_in_an_included_template_is_told_of_that_template() -> None:
    """A problem names the template that it is in, not the one that was asked for."""
    door = door_with(a="\n{% include 'b.html' %}", b="\n\n{{ nothing }}")

    assert problem_of(door).place == Place("themes/default/templates/b.html", 3)


def test_a_mistake_in_a_macro_is_told_of_the_macro_s_line() -> None:
    """A problem in a macro of another template names the line there."""
    door = door_with(
        a="{% import 'b.html' as b %}{{ b.x(page) }}", b="{% macro x(p) %}\n{{ p.nope }}{% endmacro %}"
    )

    assert problem_of(door, WordsView("x")).place == Place("themes/default/templates/b.html", 2)


def test_a_template_that_is_not_there_is_a_problem() -> None:
    """A theme without a template that a page needs is told so."""
    assert problem_of(door_with(b="x")).code == "template-missing"


def test_a_template_that_is_not_utf_8_is_a_problem() -> None:
    """Bytes that are no text are told as such."""
    assert problem_of(make_door(files={"templates/a.html": b"\xff"}, folders=())).message == (
        "the template is not UTF-8."
    )


@pytest.mark.parametrize("round_", ["cold", "warm"])
def test_each_template_is_asked_for_each_time(round_: str) -> None:
    """Reads of a theme are recorded, hits and misses, also when the template is compiled already."""
    door = door_with(
        a="{% extends 'base.html' %}{% block x %}{% include ['gone.html', 'b.html'] %}"
        "{% include 'none.html' ignore missing %}{% from 'm.html' import m %}{{ m() }}{% endblock %}",
        base="{% block x %}{% endblock %}",
        b="b",
        m="{% macro m() %}m{% endmacro %}",
    )
    for _ in range(1 if round_ == "cold" else 2):
        door.asked.clear()
        render(door)
    names = [path for kind, _, path in door.asked if kind == "theme_file" and path.startswith("templates/")]

    assert names == [f"templates/{name}.html" for name in ("a", "base", "gone", "b", "none", "m")]


def test_a_template_that_changed_is_compiled_anew() -> None:
    """The same name with other content is another template."""
    assert render(door_with(a="one")) == "one"
    assert render(door_with(a="two")) == "two"


def test_a_template_that_writes_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may have only so many characters."""
    monkeypatch.setattr(theme, "MAX_PAGE_CHARACTERS", 1000)
    door = door_with(a="{% for x in page.many %}{{ x }}{% endfor %}")

    assert problem_of(door, SimpleNamespace(many="x" * 2000)).code == "template-size"
    assert render(door, SimpleNamespace(many="x" * 1000)) == "x" * 1000


def test_macros_without_context_speak_as_well() -> None:
    """The interface's words are there in a macro that was imported without context."""
    door = door_with(
        a="{% import 'b.html' as b %}{{ b.x() }}", b="{% macro x() %}{{ _('Sold out') }}{% endmacro %}"
    )

    assert render(door) == "Sold out"


def test_what_a_view_has_is_read_without_asking_the_sandbox() -> None:
    """Every view that pages hand out is known as one: all of its fields, and nothing that starts with _."""
    page = ("checkout.CheckoutView", "words.WordsView", "snippet.SnippetWayView", "brand.SiteView")
    known = {
        f"{view.__module__.rpartition('.')[2]}.{view.__name__}": names for view, names in theme._VIEWS.items()
    }

    assert set(page) <= set(known)
    assert {"value", "lang", "dir", "attributes"} == known["words.WordsView"]
    assert [name for names in known.values() for name in names if name.startswith("_")] == []
