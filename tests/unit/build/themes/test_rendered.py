"""The pages that a theme makes are read tag by tag, and each fault is told in the author's own template."""

from pathlib import Path

import pytest

from tests.unit.build.themes.planting import appended, changed, of_default, planted

READING = "templates/reading.html"
LINE = len(of_default(READING).splitlines()) + 1
CARD = '<li class="card"><a href="{{ card.url }}">A thing</a></li>'
BARE_CARDS = f"{{% for card in page.cards %}}{CARD}{{% endfor %}}"
UNCLASSED_CARDS = (
    '{%- import "words.html" as words -%}'
    "{% for card in page.cards %}<li>{{ words.card(card) }}</li>{% endfor %}"
)


# Each on a line of its own at the end of one template, so that they are found side by side.
FAULTS = (
    ("<button onclick=alert(1)>1</button>", "<button> has an inline handler, onclick"),
    ('<p class="a"onclick="x()">1</p>', "<p> has an inline handler, onclick"),
    ('<p {{ "on" }}click="x()">1</p>', "<p> has an inline handler, onclick"),
    ("<p style=color:red>1</p>", '<p> has a style attribute, "color:red"'),
    ('<a href="&#106;avascript:alert(1)">1</a>', "<a> has a javascript: address"),
    ('<a href="java\tscript:alert(1)">1</a>', "<a> has a javascript: address"),
    ("<img src=//evil.example/a.png>", "<img> asks another origin by its src"),
    ('<img srcset="a.png 1x, https://evil.example/b.png 2x">', "<img> asks another origin by its srcset"),
    ('<img src="{{ "https:" }}//evil.example/a.png">', "<img> asks another origin by its src"),
    ("<link rel=preconnect href=https://evil.example>", "<link> asks another origin by its href"),
    ("<style>@import url(https://evil.example/a.css)</style>", "@import would fetch another sheet"),
    ("<style>p{color:red}</style>", "the template has a style sheet of its own"),
    ('<svg><image href="https://evil.example/a.png"/></svg>', "<image> asks another origin by its href"),
    ('<svg><use xlink:href="//evil.example/a.svg#b"/></svg>', "<use> asks another origin by its href"),
    ('<svg><set attributeName="href" to="#a"/></svg>', "<set> changes an address"),
    ('<base href="https://evil.example/">', "<base> makes"),
    ('<a href="#" ping="https://evil.example/">1</a>', "<a> asks another origin by its ping"),
    ('<form action="https://evil.example/"></form>', "<form> asks another origin by its action"),
    ("<script>{{ page.title }}</script>", "the template has a script of its own"),
    ("<script src=//evil.example/a.js></script>", "the template has a script of its own"),
    ('{% if page.extra.get("x") %}<img src=//evil.example/a>{% endif %}', "<img> asks another origin"),
    ('<input id="quantity">', '<input> has the id "quantity", which stands on the page already'),
    ("<p>Buy this now, dear shopper</p>", '"Buy this now, dear shopper" is said by the template itself'),
    ('<p aria-label="Take it home">1</p>', '"Take it home" is said by the template itself'),
)
# What hides, or breaks, what comes after it.
LONE_FAULTS = (
    ('<iframe srcdoc="<img src=//evil.example/a>"></iframe>', "<img> asks another origin by its src"),
    ("<!-- <img src=//evil.example/a.png> -->", "<img> asks another origin by its src"),
    ('<s{{ "cript" }}>alert(1)</script>', "the template has a script of its own"),
    ("<main>", "<main> is still open"),
    ("</main>", "</main> stands where <div> is still open"),
    ('{{ asset("mark.svg") }}', '"mark.svg" has onload="x()" in line 1'),
)


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is found in a theme with all the faults."""
    lines = "\n".join(html for html, _ in FAULTS)
    return planted(tmp_path_factory.mktemp("faults"), appended(READING, lines))


@pytest.mark.parametrize(("number", "found"), [(n, found) for n, (_, found) in enumerate(FAULTS)])
def test_what_stands_in_a_template_is_told_with_its_line(
    problems: list[str], number: int, found: str
) -> None:
    """It is found on the pages that the template makes, and told where it is written."""
    place = f"themes/mine/{READING}:{LINE + number}: "

    assert [] != [text for text in problems if text.startswith(place) and found in text]


@pytest.mark.parametrize(("html", "found"), LONE_FAULTS)
def test_what_changes_the_page_is_told_with_its_line(tmp_path: Path, html: str, found: str) -> None:
    """It is told where it is written, and what only follows from it is not."""
    files = {**appended(READING, html), "static/mark.svg": '<svg onload="x()"/>'}
    (problem,) = (text for text in planted(tmp_path, files) if ".svg: " not in text)

    assert problem.startswith(f"themes/mine/{READING}:{LINE}: ")
    assert found in problem


ALLOWED = (
    '<p class="a" data-on="x" lang="en">Said in English on purpose</p>',
    '<p translate="no">Fjord Deluxe</p>',
    '<p>{{ page.brand.name }}: {{ page.title }}, {{ _("Returns") }}</p>',
    '<a href="https://elsewhere.example/" target="_blank" rel="noopener">1</a>',
    '<a href="tel:+47123">1</a><a href="mailto:a@b.example">2</a>',
    '<img src="data:image/png;base64,AA==" alt=""><img src="{{ asset(\'mark.svg\') }}" alt="">',
    '<link rel="icon" href="data:,">',
    '<svg viewBox="0 0 1 1"><path d="M0 0"/><use href="#a"/></svg>',
    "<ul><li>1<li>2</ul>",
    "{# <script>alert(1)</script> #}",
    '{% if 1 < 2 %}<p{% if page.title %} id="mine"{% endif %}>1</p>{% endif %}',
)


def test_what_a_template_may_have_is_not_found(tmp_path: Path) -> None:
    """The control: links, pictures, names and lists of a theme's own break nothing."""
    picture = {"static/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}

    assert [] == planted(tmp_path, {**appended(READING, "\n".join(ALLOWED)), **picture})


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({READING: ""}, "reading.html: checkout pages have no description: on-sale and 8 more."),
        ({READING: ""}, "reading.html: checkout pages have no word on delivery: on-sale and 8 more."),
        ({READING: ""}, "reading.html: checkout pages have no manufacturer: on-sale and 8 more."),
        (
            changed("templates/page.html", "{{ page.footer.seller }}", ""),
            "page.html: checkout pages have no seller",
        ),
        (
            changed("templates/words.html", "{{ card.title.value }}", ""),
            "words.html: cards of the module have no title: on-sale",
        ),
        (
            changed("templates/words.html", "{{ asked.current }}", ""),
            "words.html: cards of the shop page have no price",
        ),
        ({"templates/module-cards.html": BARE_CARDS}, "module-cards.html: cards of the module have no price"),
        (
            changed("templates/buying.html", ' rel="payment nofollow"', ""),
            'buying.html: a way to pay is without rel="payment": on-sale',
        ),
        (
            {"templates/buying.html": ""},
            "buying.html: the template has no macro variant, which checkout.html",
        ),
        (
            {"templates/module-cards.html": UNCLASSED_CARDS},
            "module-cards.html: the page has not cards of the class",
        ),
        (
            changed("templates/base.html", "{{ page.head.csp }}", "script-src 'unsafe-inline'"),
            "base.html:5: the page's policy lets scripts run",
        ),
        (
            changed("templates/base.html", "Content-Security-Policy", "x"),
            "base.html:5: the page has no policy",
        ),
    ],
)
def test_what_pages_must_have_is_missed(tmp_path: Path, files: dict[str, str], found: str) -> None:
    """It is told once for all products, with the template of the theme that should have it."""
    problems = planted(tmp_path, files)

    assert any(text.startswith("themes/mine/templates/") and found in text for text in problems), problems
    assert [] == [text for text in problems if not text.startswith("themes/mine/")]
