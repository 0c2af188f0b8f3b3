"""Style sheets of themes: the files that they name become the pages', and nobody else is asked."""

import pytest

from shopgen.digests import name_hash
from shopgen.pages.door import ThemeFile
from shopgen.pages.sheets import minified, parse_sheet
from shopgen.pages.styles import read_module_style, read_script, read_style
from shopgen.problems import ContentError, Problem
from tests.builders import FakeDoor, make_door
from tests.unit.pages.pages import theme_of

PNG = b"\x89PNG\r\n\x1a\n"
HASHED = f"dots.{name_hash(PNG)}.png"
PATH = "themes/default/static/css/page.css"


def door_with(css: str, sheet: str = "page") -> FakeDoor:
    """Return a door to a theme that has this sheet and a picture."""
    files = {f"static/css/{sheet}.css": css.encode(), "static/dots.png": PNG, "static/a/dots.png": PNG}
    return make_door(files=files, folders=())


def problems_of(css: str) -> tuple[Problem, ...]:
    """Return the problems of a page's sheet."""
    with pytest.raises(ContentError) as caught:
        read_style(theme_of(door_with(css)), "shop")
    return caught.value.problems


@pytest.mark.parametrize(
    ("css", "written"),
    [
        ("a { background: url(dots.png) }", "a{background:url(assets/NAME)}"),
        ("a { background: url( 'dots.png' ) }", "a{background:url(assets/NAME)}"),
        ('a { background: URL("../dots.png") no-repeat }', "a{background:url(assets/NAME) no-repeat}"),
        ("a { background: u\\72l(dots.png) }", "a{background:url(assets/NAME)}"),
        ("@media print { a { b: url(a/dots.png#x) } }", "@media print{a{b:url(assets/NAME#x)}}"),
        ("a { --x: url(dots.png), url(a/dots.png) }", "a{--x:url(assets/NAME),url(assets/NAME)}"),
        (
            "a { b: image-set(url(dots.png) 1x, url(a/dots.png) 2x) }",
            "a{b:image-set(url(assets/NAME) 1x,url(assets/NAME) 2x)}",
        ),
        ("a { fill: url(#clip) }", "a{fill:url(#clip)}"),
        ("a { b: url(data:image/png;base64,AA==) }", "a{b:url(data:image/png;base64,AA==)}"),
        ("/* url(https://elsewhere.example/) */ a { c: d }", "a{c:d}"),
        (
            "a { b: image-set(url(dots.png) type('image/png') 1x, linear-gradient(red, var(--c)) 2x) }",
            "a{b:image-set(url(assets/NAME) type('image/png') 1x,linear-gradient(red,var(--c)) 2x)}",
        ),
        (
            "a { b: url(dots.png); content: 'url(shopgen:file)' }",
            "a{b:url(assets/NAME);content:'url(shopgen:file)'}",
        ),
        (
            "a { content: 'url(\\0) url(\0)'; b: url(dots.png) }",
            "a{content:'url(\ufffd) url(\ufffd)';b:url(assets/NAME)}",
        ),
        ("a { content: 'url(https://elsewhere.example/)' }", "a{content:'url(https://elsewhere.example/)'}"),
    ],
)
def test_the_files_that_a_sheet_names_get_their_addresses(css: str, written: str) -> None:
    """An address of the theme's becomes that of its file; what fetches nothing stays."""
    style = str(read_style(theme_of(door_with(css)), "shop")).replace('"', "'")

    assert style.partition("}")[2] == written.replace("NAME", HASHED)


def test_a_sheet_s_files_go_out_with_the_page() -> None:
    """Each file that a sheet names is one of the page's."""
    theme = theme_of(door_with("a { b: url(dots.png) }"))
    read_style(theme, "shop")

    assert [artifact.path for artifact in theme.artifacts] == [f"fjord/assets/{HASHED}"]


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("a { b: url(https://cdn.example/a.png) }", '"https://cdn.example/a.png") is not the theme\'s'),
        ("a { b: url(//cdn.example/a.png) }", '"//cdn.example/a.png") is not the theme\'s'),
        ("a { b: url('/a.png') }", '"/a.png") is not the theme\'s'),
        ("a { b: url(\\68ttps://cdn.example/a.png) }", '"https://cdn.example/a.png") is not the theme\'s'),
        ("a { b: u\\72l('//cdn.example/a.png') }", '"//cdn.example/a.png") is not the theme\'s'),
        ("@import 'other.css';", "@import"),
        ("@IMPORT url(//cdn.example/a.css);", "@import"),
        ("@\\69mport '//cdn.example/a.css';", "@import"),
        ("a { b: image-set('dots.png' 1x) }", '"dots.png" is an address without url()'),
        ("a { b: -webkit-image-set('//cdn.example/a.png' 1x) }", "without url()"),
        ("a { b: url(shopgen:file) }", '"shopgen:file") is not the theme\'s'),
        ("a { --u: '//cdn.example/a.png'; b: image-set(var(--u) 1x) }", "var() stands where an address"),
        ("a { b: -webkit-image-set(if(style(--x): var(--u)) 1x) }", "if() stands where an address"),
        ("a { b: src(--own()) }", "--own() stands where an address"),
        ("a { b: url(gone.png) }", "there is no static/gone.png"),
        ("a { b: url(css/page.css) }", "is no kind of file"),
        ("a { b: url(../../theme.yaml) }", "does not name a file"),
        ("a { b: url() }", "does not name a file"),
        ("a { b: url(a b) }", "not CSS here"),
    ],
)
def test_what_a_sheet_may_not_name_is_told_with_its_line(css: str, words: str) -> None:
    """Another origin, another sheet or a file that is not there is a problem of the sheet's line."""
    problem = problems_of(f"x {{ y: z }}\n\n{css}")[0]

    assert (problem.place.path, problem.place.line) == (PATH, 3)
    assert words in problem.message


def test_all_that_is_wrong_with_a_sheet_is_told_at_once() -> None:
    """Each address of a sheet is looked at."""
    css = "a { b: url(//one.example/) }\nc { d: url(gone.png) }\ne { f: url(//two.example/) }"

    assert [problem.place.line for problem in problems_of(css)] == [1, 2, 3]


def test_nested_blocks_without_end_are_a_problem() -> None:
    """A sheet that no browser would take is told as one, and stops nothing else."""
    assert "nested too deep" in problems_of("a { b: url(dots.png) }" + "(" * 5000)[0].message


def test_the_module_s_pictures_travel_in_its_sheet() -> None:
    """A host's page asks for no file of the module's style: its pictures are in it."""
    theme = theme_of(door_with("a { b: url(dots.png) }", "module"))

    assert "a{b:url(data:image/png;base64,iVBORw0KGgo=)}" in read_module_style(theme, "module", frozenset())
    assert theme.artifacts == ()


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("@font-face { src: local(S) }", "@font-face"),
        ("a { b: image-set(url(dots.png) 1x) }", "image-set()"),
        ("/* \\ */ a { content: '\\2013' }", "escape"),
        ("a { content: '{{ 7 }}' }", '"{{"'),
        ("a { content: '{% raw %}' }", '"{%"'),
        ("a { content: '{# x #}' }", '"{#"'),
        ("a { --x: '<?php x ?>' }", '"<?"'),
        ("a { --x: '<%= x %>' }", '"<%"'),
        ("a { b: url(data:image/gif,{%23) }", '"{%"'),
    ],
)
def test_what_embed_js_would_refuse_is_refused_in_the_module_s_sheet(css: str, words: str) -> None:
    """What no module can have is told while it is built; a page of the shop's own, the control, may."""
    with pytest.raises(ContentError) as caught:
        read_module_style(theme_of(door_with(f"\n{css}", "cards")), "module", frozenset())
    (problem,) = caught.value.problems

    assert (problem.place.path, problem.place.line) == ("themes/default/static/css/cards.css", 2)
    assert words in problem.message
    assert read_style(theme_of(door_with(css, "cards")), "shop")


@pytest.mark.parametrize("path", ["static/css/page.css", "static/js/shop.js"])
def test_a_sheet_or_script_that_is_not_utf_8_is_a_problem(path: str) -> None:
    """Bytes that are no text are told with their line, not replaced."""
    theme = theme_of(make_door(files={path: b"a\n\nb\xff"}, folders=()))

    with pytest.raises(ContentError) as caught:
        read_script(theme, "shop") or read_style(theme, "shop")

    (problem,) = caught.value.problems
    assert (problem.place.line, problem.code) == (3, "not-utf8")
    assert "0xff" in problem.message


def test_a_sheet_that_fetches_nothing_is_minified_as_it_is() -> None:
    """A plain sheet, a byte order mark in front, has one text and no files."""
    sheet = parse_sheet(ThemeFile(PATH, b"\xef\xbb\xbfa { b: c }"))

    assert (("a{b:c}",), ()) == (sheet.texts, sheet.files)


@pytest.mark.parametrize(
    "rule",
    ["@container (min-width:34em)", "@layer module", "@scope (.shop)", "@starting-style", "@media print"],
)
def test_descendants_stay_descendants_within_at_rules(rule: str) -> None:
    """A space before a colon means something, whatever the rule stands within."""
    assert f"{rule}{{.a :is(.b,.c){{d:e}}}}.f :is(g){{h:i}}" == minified(
        f"{rule} {{\n  .a :is(.b, .c) {{ d: e }}\n}}\n.f :is(g) {{ h: i }}"
    )


def test_rule_for_an_id_opens_no_comment_of_a_template_engine() -> None:
    """Within another rule an id has a space before it; strings and addresses have what they had."""
    css = "@media print { #a { b: url(x{#y) } }\n#c { content: '{#'; d: \"{#\" }"

    assert "@media print{ #a{b:url(x{#y)}}#c{content:'{#';d:\"{#\"}" == minified(css)


def test_at_rules_without_a_block_are_left_alone() -> None:
    """The order of layers is said before what is in them."""
    assert "@layer a,b;.c{d:e}" == minified("@layer a, b;\n.c { d: e }")


@pytest.mark.parametrize(
    ("css", "line", "words"),
    [
        ("a {\n  b: c", 1, 'the block that begins here with "{" is not closed'),
        ("a { b: c }\n@media print { a { b: c }", 2, 'the block that begins here with "{" is not closed'),
        ("a {\n  b: rgb(1 2 3;\n}", 2, 'the block that begins here with "(" is not closed'),
        ("a {}\n}", 2, '"}" closes nothing'),
        ("a {}\n/* b", 2, 'the comment that begins here with "/*" is not closed'),
    ],
)
def test_a_block_that_is_left_open_is_told_with_its_line(css: str, line: int, words: str) -> None:
    """What follows would be lost in it, also in the sheets that come after."""
    (problem,) = parse_sheet(ThemeFile("a.css", css.encode())).problems

    assert (line, True) == (problem.place.line, words in problem.message)


@pytest.mark.parametrize(
    "css",
    [
        "a::after { content: '}' }",
        'a { b: "\\"{" }',
        "/* { */ a {}",
        "a { b: url(c{.png) }",
        r".a\{ { b: c }",
    ],
)
def test_brackets_in_strings_comments_and_addresses_open_nothing(css: str) -> None:
    """The control: only brackets of the sheet itself are counted."""
    assert () == parse_sheet(ThemeFile("a.css", css.encode())).problems
