"""The module in its forms."""

import json
import re
from dataclasses import replace

import pytest
from jinja2 import DictLoader, Environment

from shopgen.pages.kinds.module import read_module
from shopgen.pages.render import render
from shopgen.pages.tree import parse_tree
from shopgen.pages.voice.voice import read_voice
from shopgen.problems import ContentError, Place, Problem
from shopgen.shop.audience import Audience
from shopgen.shop.brand import ModuleSettings
from tests.builders import make_brand, make_door, make_product, make_words
from tests.unit.pages.pages import Outline, render_text


def test_a_fragment_has_absolute_addresses_alone() -> None:
    """Each address in the fragment is absolute: a host puts it into pages of its own."""
    outline = Outline(render_text(make_door(), "module"))
    addresses = [v for _, n, v in outline.attributes if n in ("href", "src")]
    srcsets = [c.split()[0] for _, n, v in outline.attributes if n == "srcset" for c in v.split(", ")]

    assert [a for a in (*addresses, *srcsets) if not a.startswith("https://shops.example/fjord/")] == []
    assert len(srcsets) == 4


def test_the_linked_form_differs_only_in_how_its_style_comes() -> None:
    """`module-linked.html` is `module.html` with a link in the place of its style element."""
    inline, linked, sheet = render("module", make_door(), "fjord", "en-GB")
    found = re.search(r'<link rel="stylesheet" href="([^"]*)">', linked.data.decode())

    assert found
    assert found[1] == f"https://shops.example/{sheet.path}"
    assert (
        linked.data.decode().replace(found[0], f"<style>{sheet.data.decode()}</style>")
        == inline.data.decode()
    )


def test_what_is_in_the_fragment_is_the_tree() -> None:
    """The inner part of the fragment reads back as the very tree that module.json has."""
    door = make_door(make_product(), make_product("cup"))
    voice = read_voice(door, "fjord", "en-GB")
    absolute = voice.addresses.absolute
    module = read_module(voice, voice.page_theme(absolute), absolute)
    html = render_text(door, "module")
    inner, end = html[html.index("</style>") + 8 :].split("<span hidden></span></template>")

    assert [module.root] == parse_tree(inner)
    assert end.startswith("<a href=")


CODE = ("{{ 7 * 7 }}", "{{ config }}", "{% raw %}", "{# not seen", "${7*7}", "#{7*7}", "<?= 7*7 ?>")


@pytest.mark.parametrize("file", ["module.html", "module-linked.html"])
def test_template_engine_finds_nothing_to_run_in_a_fragment(file: str) -> None:
    """A host may include the file as a template: what a brand writes is text there as well."""
    products = [make_product(f"mug-{n}", words={"en-GB": make_words(code)}) for n, code in enumerate(CODE)]
    words = replace(make_brand().words["en-GB"], name=CODE[0], module_title=CODE[2])
    brand = make_brand(words={"en-GB": words}, module=ModuleSettings(limit=len(CODE)))
    door = make_door(*products, brand=brand)
    fragment = next(
        a.data.decode() for a in render("module", door, "fjord", "en-GB") if a.path.endswith(file)
    )

    environment = Environment(loader=DictLoader({"page": f"{{% include '{file}' %}}", file: fragment}))

    assert fragment == environment.get_template("page").render(config="secret")
    assert set(CODE) <= set(Outline(fragment).texts)
    assert not set("{") & set(re.sub(r"<style>.*?</style>", "", fragment))
    tree = json.loads(render_text(door, "module_json"))["tree"]
    assert all(json.dumps(code) in json.dumps(tree) for code in CODE)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 7])
def test_a_module_holds_as_many_products_as_its_brand_says(count: int) -> None:
    """A module shows the first products up to its limit, and stands with none."""
    products = [make_product(f"mug-{i}") for i in range(count)]
    door = make_door(*products)
    door.product_nouns["fjord"] = {p.slug: p for p in products}  # type: ignore[index]
    html = render_text(door, "module")

    assert html.count('class="card-link"') == min(count, 5)


def test_a_module_asks_for_no_more_products_than_it_shows() -> None:
    """A product beyond the limit is not read: its change is no concern of the module's."""
    door = make_door(
        make_product("a"), make_product("b"), brand=make_brand(module=ModuleSettings(limit=1, order=("b",)))
    )
    render("module", door, "fjord", "en-GB")

    assert ("products", "fjord", "1") in door.asked
    assert {slug for kind, *_, slug in door.asked if kind == "product"} == {"b"}


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<section>\n<script>alert(1)</script></section>", 2),
        ("<section>\n\n<p\nonclick='x'></p></section>", 4),
        ("<section>\n<a href='javascript:alert(1)'>x</a></section>", 2),
        ("<section><b></section>", 1),
        ("<section>\n<!-- c --></section>", 2),
        ("<section><{{ 'scr' ~ 'ipt' }}></section>", 0),
        ("<p></p><p></p>", 0),
        ("text", 0),
    ],
)
def test_a_template_that_breaks_the_promise_is_told_with_its_line(template: str, line: int) -> None:
    """A theme cannot put into a module what a module may not have; its own file and line are named."""
    problem = problem_of({"templates/module-tree.html": template.encode()})

    assert problem.code == "module-tree"
    assert problem.place == Place("themes/default/templates/module-tree.html", line)


def test_a_mistake_in_what_the_module_includes_is_told_of_that_template() -> None:
    """The line is looked for in each template that the module is made of."""
    files = {
        "templates/module-tree.html": b"<section>{% include 'more.html' %}</section>",
        "templates/more.html": b"\n<video></video>",
    }

    assert problem_of(files).place == Place("themes/default/templates/more.html", 2)


def problem_of(files: dict[str, bytes]) -> Problem:
    """Return what is wrong with a theme's module."""
    with pytest.raises(ContentError) as caught:
        render("module", make_door(files=files), "fjord", "en-GB")
    (problem,) = caught.value.problems
    return problem


def test_what_is_switched_off_shows_to_no_one() -> None:
    """A host that includes or frames a module which its brand has switched off has nothing there."""
    off, on = (make_door(brand=make_brand(audience=Audience(enabled=is_on))) for is_on in (False, True))

    for kind in ("module", "frame", "profile"):
        assert "<shop-module hidden" in render_text(off, kind)
        assert "<shop-module hidden" not in render_text(on, kind)
