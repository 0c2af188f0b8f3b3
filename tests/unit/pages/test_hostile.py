"""What brands write is words: nothing of it becomes markup, script or style on any page."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from shopgen.pages.artifact import Artifact
from shopgen.pages.render import brand_tasks, render, site_tasks
from shopgen.shop.brand import Policies, ThemeChoice
from shopgen.shop.product import Manufacturer, Option
from shopgen.shop.text import Prose
from tests.builders import FakeDoor, make_brand, make_door, make_picture, make_product, make_variant
from tests.unit.pages.pages import Outline

SHARED = Path(__file__).parents[4] / "shared"

MARK = "zz9"
HOSTILE = (
    f"<script>{MARK}()</script>",
    f"</script><script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"'><svg onload={MARK}()>",
    f"</title><script>{MARK}()</script>",
    f"</style><script>{MARK}()</script>",
    f"</template><script>{MARK}()</script>",
    f"<!--<script>{MARK}()</script>-->",
    f"]]><script>{MARK}()</script>",
    f"{{{{ {MARK} }}}}{{% raw %}}",
    f"%(price)s %({MARK})s %",
    f"javascript:{MARK}()",
    f"\u202e{MARK}\u2066\u2028{MARK}()",
    f"&lt;script&gt;{MARK}()&lt;/script&gt;",
    f"*/}}body{{display:none}}/*{MARK}",
    f"\\\\3c/style>{MARK}",
    f"${{{MARK}}}`",
)


def hostile_door(text: str) -> FakeDoor:
    """Return a door to a brand that says this wherever a brand says anything."""
    plain = make_brand().words["en-GB"]
    brand_words = replace(
        plain, name=text, description=text, module_title=text, shipping_note=text, seller=text
    )
    brand = make_brand(
        locales=("en-GB", "ar"),
        words={"en-GB": brand_words},
        handle=text,
        url=text,
        policies=Policies(text, text, text, text),
        theme=ThemeChoice("default", {"accent": text, "radius": text, "font": text, "density": text}),
    )
    variants = (make_variant(text, options={text: text}, sku=text, gtin=text, mpn=text, payment_link=text),)
    door = make_door(_hostile_product(text, variants), brand=brand)
    return replace(door, site_noun=replace(door.site_noun, platform=text))


def _hostile_product(text: str, variants: tuple[object, ...]) -> object:
    words = make_product().words["en-GB"]
    said = replace(
        words,
        title=text,
        summary=text,
        body=Prose(("<p>safe</p>",)),
        collection=text,
        tags=(text,),
        image_alts={"mug.jpg": text},
        option_names={text: text},
        option_values={text: {text: text}},
    )
    return make_product(
        id=text,
        variants=variants,
        options=(Option(text, (text,)),),
        words={"en-GB": said},
        pictures=(make_picture("mug.jpg", text),),
        sku=text,
        tags=(text,),
        collection=text,
        aliases=("old",),
        manufacturer=Manufacturer(text, text, text),
    )


def artifacts_of(door: FakeDoor) -> Iterator[Artifact]:
    """Return all files of a site."""
    brand = door.brand_nouns["fjord"]
    for task in (*brand_tasks(brand, door.product_nouns["fjord"].values()), *site_tasks()):
        yield from render(task.kind, door, task.brand, task.locale, task.product)


def skeleton(html: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return a page's tags and the names of its attributes: all that words must not change."""
    outline = Outline(html)
    names = tuple((tag, name) for tag, name, _ in outline.attributes if name not in ("lang", "dir"))
    return tuple(outline.tags), names


def is_page(artifact: Artifact) -> bool:
    """Return whether a file is HTML."""
    return artifact.path.endswith(".html")


@lru_cache(maxsize=1)
def plain_pages() -> dict[str, str]:
    """Return the pages of a brand that says "plain" wherever it says anything."""
    return {a.path: a.data.decode() for a in artifacts_of(hostile_door("plain")) if is_page(a)}


@pytest.mark.parametrize("text", HOSTILE)
def test_words_change_no_tag_and_no_attribute(text: str) -> None:
    """A page whose brand is hostile in every word has the same elements and attributes as a plain one."""
    for artifact in artifacts_of(hostile_door(text)):
        if is_page(artifact):
            assert skeleton(artifact.data.decode()) == skeleton(plain_pages()[artifact.path]), artifact.path


@pytest.mark.parametrize("text", HOSTILE)
def test_words_reach_no_script_and_no_style(text: str) -> None:
    """Scripts and styles of a page are those of the theme: no word of a brand is in them, but as JSON."""
    for artifact in filter(is_page, artifacts_of(hostile_door(text))):
        html = artifact.data.decode()
        assert [s for s in re.findall(r"<style>(.*?)</style>", html, re.DOTALL) if MARK in s] == []
        assert [
            s for s in re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL) if MARK in s
        ] == []
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            json.loads(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_lead_nowhere(text: str) -> None:
    """No word of a brand becomes an address that a page leads to or loads, but the ones it was checked as."""
    addresses = {"href", "src", "srcset", "action", "formaction", "poster", "content"}
    for artifact in filter(is_page, artifacts_of(hostile_door(text))):
        found = [
            (tag, name, value)
            for tag, name, value in Outline(artifact.data.decode()).attributes
            if name in addresses and tag != "meta" and MARK in value
        ]
        # A product's own address carries the variant's number, which is percent-encoded there.
        assert [v for *_, v in found if re.search(r"[<>\"'\s]|script:", v)] == [], artifact.path


@pytest.mark.parametrize("text", HOSTILE)
def test_data_files_stay_data(text: str) -> None:
    """JSON stays JSON, whatever brands say."""
    # A schema names its version by its $id: validators that are strict take no keyword that they do not know.
    files = [
        a
        for a in artifacts_of(hostile_door(text))
        if a.path.endswith(".json") and not a.path.endswith(".schema.json")
    ]

    assert [json.loads(a.data)["schema_version"] for a in files] == [1] * len(files)


def test_a_page_that_did_not_escape_would_be_caught() -> None:
    """The check sees a breach: the same words put in raw change a page's elements."""
    html = plain_pages()["fjord/mug/index.html"]

    assert all(skeleton(html.replace("plain", text, 1)) != skeleton(html) for text in HOSTILE[:4])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the attack corpora lie in ../shared, which is not here")
def test_no_attack_of_the_corpora_changes_a_page() -> None:
    """A sample of published attacks, each said in every place of a brand, changes no element of a page."""
    attacks = _sample(SHARED / "corpora" / "xss-html", 40)
    plain = skeleton(plain_pages()["fjord/mug/index.html"])
    breaches = []
    for attack in attacks:
        door = hostile_door(attack)
        html = render("checkout", door, "fjord", "en-GB", "mug")[0].data.decode()
        if skeleton(html) != plain:
            breaches.append(attack)

    assert len(attacks) == 40
    assert breaches == []


def _sample(folder: Path, count: int) -> list[str]:
    lines = (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["payload"] for line in lines[:: len(lines) // count]][:count]
