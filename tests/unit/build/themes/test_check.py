"""The contract of themes finds each fault that is planted, and none in the themes that come along."""

from pathlib import Path

import pytest

from shopgen.build.themes.check import check_theme
from shopgen.problems import UsageError
from tests.builders import THEMES
from tests.unit.build.themes.planting import YAML, changed, planted

FAINT = ":root { --quiet: color-mix(in oklab, currentColor 30%, transparent) }"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in THEMES.glob("*/theme.yaml")))
def test_themes_that_come_along_keep_the_contract(tmp_path: Path, name: str) -> None:
    """Nothing is wrong with any of them."""
    assert () == check_theme(tmp_path, name)


def test_a_theme_that_only_extends_keeps_the_contract(tmp_path: Path) -> None:
    """The control: what is found below is what was planted."""
    assert [] == planted(tmp_path, {})


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {"theme.yaml": "title: Mine\nextends: default\n"},
            "theme.yaml: the theme does not say which contract",
        ),
        ({"theme.yaml": YAML.replace("1", "7")}, 'theme.yaml:2: contract "7" is no contract'),
        ({"theme.yaml": "title: Mine\ncontract: 1\n"}, 'there is no template "checkout.html"'),
        ({"static/js/shop.js": "alert(1)\n"}, "static/js/shop.js:1: the theme has a script of its own."),
        (
            {"templates/rates.html": "<p>\n<script>alert(1)</script>"},
            "rates.html:2: the template has a script",
        ),
        ({"templates/rates.html": '<p onclick="x()">'}, "rates.html:1: <p> has an inline handler, onclick"),
        ({"templates/rates.html": '\n<p style="x">'}, "rates.html:2: <p> has a style attribute"),
        (
            {"templates/rates.html": '<img src="https://x.example/p.png">'},
            "rates.html:1: <img> asks another origin by its src",
        ),
        (
            {"templates/rates.html": '<link href="//x.example/a.css">'},
            "rates.html:1: <link> asks another origin by its href",
        ),
        (
            {"templates/rates.html": '<a href="javascript:x()">'},
            "rates.html:1: <a> has a javascript: address",
        ),
        (
            {"templates/rates.html": "{{ page.nothing }}"},
            "rates.html:1: the template names what there is not",
        ),
        ({"templates/rates.html": "{% if %}"}, "rates.html:1: the template cannot be read"),
        (
            {"templates/rates.html": '<p>\n{{ _("Free today") }}'},
            'rates.html:2: "Free today" has no words in ar, de, es, fr, ja',
        ),
        ({"locales/fr/LC_MESSAGES/shopgen.po": "nonsense"}, "locales/fr/LC_MESSAGES/shopgen.po"),
        (
            {"static/css/shopp.css": "a{}"},
            'no page has a sheet "shopp", so nobody reads this one. Did you mean shop',
        ),
        ({"static/css/shop.css": "\n@import 'x.css';"}, "static/css/shop.css:2: @import"),
        ({"static/css/after/page.css": "a{b:url(//x.example/y.png)}"}, "static/css/after/page.css:1: url("),
        (
            {"static/css/list.css": ".list{}"},
            "static/css/list.css: the sheet does not say how high the module is",
        ),
        (
            {"theme.yaml": YAML + 'tokens:\n  accent: {kind: colour, default: "#808080"}\n'},
            'theme.yaml:5: the accent "#808080" has a contrast of',
        ),
        (
            {"static/css/after/page.css": ":root {\n  --ink: oklch(0.7 0.01 var(--tint));\n}"},
            "after/page.css:2: in light --ink",
        ),
        (
            {"static/css/after/page.css": "@media (prefers-color-scheme: dark) {\n:root { --ink: #333 }\n}"},
            "after/page.css:2: in dark --ink",
        ),
        (
            {"static/css/after/tokens.css": FAINT},
            "after/tokens.css:1: in light --quiet",
        ),
        (
            changed("templates/module-tree.html", 'class="where"', 'class="place"'),
            "of the class where, which script",
        ),
        (
            changed("templates/checkout.html", " data-said", ""),
            "the page has not an element with data-said",
        ),
        (
            changed("templates/buying.html", 'href="{{ variant.pay.url }}"', 'href="#"'),
            "templates/buying.html: checkout pages have no way to pay: on-sale and 5 more",
        ),
        (
            changed("templates/words.html", 'href="{{ card.url }}"', 'href="#"'),
            "leads to no product: on-sale",
        ),
        (
            changed("templates/module-tree.html", "<header", "<aside"),
            "themes/mine/templates/module-tree.html:3: the module has a <aside>",
        ),
        (
            {"static/css/after/page.css": "a {\n  color: red"},
            'after/page.css:1: the block that begins here with "{" is not closed',
        ),
        (
            {"static/mark.svg": "<svg><script>alert(1)</script></svg>"},
            'static/mark.svg: the picture has "<script>" in line 1',
        ),
    ],
)
def test_each_planted_fault_is_found(tmp_path: Path, files: dict[str, str], found: str) -> None:
    """It is told with its file, and with its line where it has one."""
    assert found in "\n".join(planted(tmp_path, files))


@pytest.mark.parametrize(
    ("path", "name"),
    [("static/css/after/cards.css", "a module of 5"), ("static/css/after/checkout.css", "a checkout")],
)
def test_what_is_too_heavy_is_found(tmp_path: Path, path: str, name: str) -> None:
    """Rules that no packing makes small take a page over its weight; the sheet that has them is named."""
    rules = "".join(
        f".card:nth-child({n * 7919 % 99991}){{inset:{n * 104729 % 9973}px}}" for n in range(2500)
    )

    assert f"themes/mine/{path}: {name}" in "\n".join(planted(tmp_path, {path: rules}))


def test_what_is_said_in_a_language_of_the_theme_is_asked_for_no_more(tmp_path: Path) -> None:
    """A catalog of the theme counts, with those that it extends behind it."""
    words = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalog = {"locales/de/LC_MESSAGES/shopgen.po": f'{words}msgid "Free today"\nmsgstr "Heute frei"\n'}
    template = changed("templates/rates.html", "</dl>", '</dl>{{ _("Free today") }}')
    (found,) = planted(tmp_path, {**template, **catalog})

    assert "has no words in ar, es, fr, ja:" in found


def test_a_theme_that_is_not_there_is_guessed_at(tmp_path: Path) -> None:
    """The nearest name is told."""
    with pytest.raises(UsageError, match=r"Did you mean dense\?"):
        check_theme(tmp_path, "dence")
