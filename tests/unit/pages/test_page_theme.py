"""A theme's static files on a page: their addresses, and that they go out with it."""

import pytest

from shopgen.digests import name_hash
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.page_theme import INLINE_LIMIT, AssetFault
from shopgen.pages.render import render
from shopgen.problems import ContentError, Place
from tests.builders import FakeDoor, make_brand, make_door
from tests.unit.pages.pages import policy_of, theme_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
PNG = b"\x89PNG\r\n\x1a\n"
HASHED = f"dots.{name_hash(SVG)}.svg"


def door_with(**files: bytes) -> FakeDoor:
    """Return a door to a theme with `dots.svg`, and with these templates and sheets in place of its own."""
    named = {path.replace("__", "/").replace("_", "."): data for path, data in files.items()}
    return make_door(files={"static/dots.svg": SVG, "static/dots.png": PNG, **named})


@pytest.mark.parametrize(
    ("kind", "template", "address"),
    [
        ("shop", "shop", f"assets/{HASHED}"),
        ("checkout", "checkout", f"../assets/{HASHED}"),
        ("snippet", "snippet", f"assets/{HASHED}"),
        ("frame", "frame", f"../assets/{HASHED}"),
        ("directory", "directory", f"assets/{HASHED}"),
    ],
)
def test_a_page_names_a_static_file_by_an_address_of_its_own(kind: str, template: str, address: str) -> None:
    """`asset()` gives the address as seen from the page, and the file is one of the page's artifacts."""
    door = make_door(files={"static/dots.svg": SVG, f"templates/{template}.html": b"{{ asset('dots.svg') }}"})
    brand = "" if kind == "directory" else "fjord"
    page, *others = render(kind, door, brand, "en-GB", "mug")
    folder = "fjord/assets/" if brand else "assets/"

    assert page.data.decode() == address
    assert others == [Artifact(folder + HASHED, SVG, CacheClass.IMMUTABLE)]
    assert ("theme_file", "default", "static/dots.svg") in door.asked


@pytest.mark.parametrize("base_url", ["", "https://fjord.example"])
def test_the_module_names_a_static_file_as_it_names_its_pictures(base_url: str) -> None:
    """A fragment has the absolute address, `module.json` one relative to itself, and both bring the file."""
    tree = b'<section><img src="{{ asset(\'dots.svg\') }}" alt=""></section>'
    files = {"static/dots.svg": SVG, "templates/module-tree.html": tree}
    door = make_door(files=files, brand=make_brand(base_url=base_url))
    fragment, *more = render("module", door, "fjord", "en-GB")
    data, file = render("module_json", door, "fjord", "en-GB")
    origin = base_url or "https://shops.example/fjord"

    assert f'<img src="{origin}/assets/{HASHED}" alt="">' in fragment.data.decode()
    assert f'["img",{{"src":"assets/{HASHED}","alt":""}}]' in data.data.decode()
    assert file == Artifact(f"fjord/assets/{HASHED}", SVG, CacheClass.IMMUTABLE) == more[-1]


def test_a_page_without_static_files_brings_none() -> None:
    """What no page names is not in the output."""
    assert [a.path for a in render("shop", door_with(), "fjord", "en-GB")] == ["fjord/index.html"]


def test_a_file_that_is_named_twice_goes_out_once() -> None:
    """A page has each of its static files once, and a fragment identifier stays with the address."""
    theme = theme_of(door_with())

    assert theme.asset("dots.svg#a") == f"{theme.asset('dots.svg')}#a" == f"assets/{HASHED}#a"
    assert len(theme.artifacts) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.svg", "there is no static/gone.svg"),
        ("../theme.yaml", '"../theme.yaml" does not name'),
        ("/dots.svg", '"/dots.svg" does not name'),
        ("https://cdn.example/a.svg", "does not name a file of the theme"),
        ("a b.png", '"a b.png" does not name'),
        ("css/page.css", '"css/page.css" is no kind of file'),
        ("page.html", "is no kind of file"),
        (".svg", "does not name"),
    ],
)
def test_what_cannot_be_had_is_told_with_the_template_s_line(name: str, words: str) -> None:
    """A file that is not there, or that is none to ship, is a problem of the line that names it."""
    template = f"\n\n{{{{ asset('{name}') }}}}".encode()
    door = door_with(templates__shop_html=template)

    with pytest.raises(ContentError) as caught:
        render("shop", door, "fjord", "en-GB")

    (problem,) = caught.value.problems
    assert problem.place == Place("themes/default/templates/shop.html", 3)
    assert words in problem.message


def test_a_macro_without_context_may_name_a_file() -> None:
    """`asset()` is there wherever a template is, also in a macro of another one."""
    door = door_with(
        templates__shop_html=b"{% import 'm.html' as m %}{{ m.m() }}",
        templates__m_html=b"{% macro m() %}{{ asset('dots.svg') }}{% endmacro %}",
    )

    assert render("shop", door, "fjord", "en-GB")[0].data.decode() == f"assets/{HASHED}"


def test_a_picture_travels_within_a_sheet_as_data() -> None:
    """A small picture becomes a `data:` address, and no file beside the page."""
    theme = theme_of(door_with())

    assert theme.inlined("dots.png") == "data:image/png;base64,iVBORw0KGgo="
    assert theme.artifacts == ()


@pytest.mark.parametrize("name", ["dots.svg", "serif.woff2", "big.png"])
def test_what_may_not_travel_within_a_sheet_is_refused(name: str) -> None:
    """Neither an SVG, nor a font, nor a picture of many bytes is put into the module's sheet."""
    door = make_door(
        files={"static/dots.svg": SVG, "static/serif.woff2": b"w", "static/big.png": bytes(INLINE_LIMIT + 1)}
    )

    with pytest.raises(AssetFault):
        theme_of(door).inlined(name)


def test_a_page_with_a_font_allows_its_own_and_no_other() -> None:
    """A policy has `font-src` where the page's style has a font, and only there."""
    rule = b'@font-face{font-family:S;src:url("s.woff2")}'
    files = {"static/s.woff2": b"w", "static/css/page.css": rule}
    with_font = policy_of(render("shop", make_door(files=files), "fjord", "en-GB")[0].data.decode())
    without = policy_of(render("shop", make_door(), "fjord", "en-GB")[0].data.decode())

    assert with_font["font-src"] == ["'self'", "data:"]
    assert "font-src" not in without


def test_an_svg_that_could_run_is_published_by_no_page() -> None:
    """The build that would publish it fails, told with the line of the template that names it."""
    files = {"static/dots.svg": b"<svg><script/></svg>", "templates/shop.html": b"\n{{ asset('dots.svg') }}"}
    with pytest.raises(ContentError) as caught:
        render("shop", make_door(files=files), "fjord", "en-GB")
    (problem,) = caught.value.problems

    assert 2 == problem.place.line
    assert problem.message.startswith('"dots.svg" has "<script>" in line 1, and ')
