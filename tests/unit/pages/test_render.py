"""Page tasks: which there are, and that what they make depends on nothing but what they read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopgen.pages.render import PAGE_KINDS, brand_tasks, render, site_tasks
from tests.builders import make_brand, make_door, make_product, make_shirt

ROOT = Path(__file__).parents[3]


def test_tasks_are_of_known_kinds_and_cover_them_all() -> None:
    """A brand with everything has a task of each kind, and no two tasks are the same."""
    brand = make_brand(locales=("en-GB", "ar"), base_url="https://fjord.example")
    tasks = [*brand_tasks(brand, [make_product(aliases=("old",)), make_shirt()]), *site_tasks()]

    assert {task.kind for task in tasks} == set(PAGE_KINDS)
    assert len(tasks) == len(set(tasks))


def test_a_brand_on_the_site_s_origin_needs_no_site_of_its_own() -> None:
    """Only a brand with its own base_url has robots.txt, _headers and embed.js in its folder."""
    plain = brand_tasks(make_brand(), [])

    assert "brand_site" not in {task.kind for task in plain}


@pytest.mark.parametrize("base_url", ["", "https://fjord.example"])
def test_no_two_tasks_make_the_same_path_with_different_content(base_url: str) -> None:
    """A path has one content, whichever task makes it; all of a brand's lie in its folder."""
    brand = make_brand(locales=("en-GB", "ar"), base_url=base_url)
    door = make_door(make_product(aliases=("old",)), make_shirt(), brand=brand)
    made: dict[str, bytes] = {}
    for task in (*brand_tasks(brand, door.product_nouns["fjord"].values()), *site_tasks()):
        for artifact in render(task.kind, door, task.brand, task.locale, task.product):
            assert made.setdefault(artifact.path, artifact.data) == artifact.data, artifact.path
            assert artifact.path.startswith("fjord/") is bool(task.brand)


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_pages_of_a_brand_with_its_own_origin_say_so_everywhere(locale: str) -> None:
    """No address of a brand with its own origin leads to the site's, but to its directory."""
    brand = make_brand(locales=("en-GB", "ar"), base_url="https://fjord.example/shop")
    door = make_door(brand=brand)
    for kind in ("module", "module_json", "shop", "checkout", "catalog", "snippet", "frame", "profile"):
        text = render(kind, door, "fjord", locale, "mug")[0].data.decode()

        assert "https://shops.example" not in text
        assert "https://fjord.example/shop/" in text


DIGEST = """
import hashlib
from shopgen.pages.render import brand_tasks, render, site_tasks
from tests.builders import make_brand, make_door, make_product, make_shirt

brand = make_brand(locales=("en-GB", "ar", "fr-FR"))
door = make_door(make_product(aliases=("old",), tags=("b", "a")), make_shirt(), brand=brand)
digest = hashlib.sha256()
for task in (*brand_tasks(brand, door.product_nouns["fjord"].values()), *site_tasks()):
    for artifact in render(task.kind, door, task.brand, task.locale, task.product):
        digest.update(artifact.path.encode() + artifact.data)
print(digest.hexdigest())
"""


def test_pages_depend_on_no_clock_zone_locale_or_hash_seed(tmp_path: Path) -> None:
    """Processes with another time zone, locale, hash seed and folder make the same bytes."""
    digests = {
        _digest(tmp_path, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1"),
        _digest(ROOT, TZ="Pacific/Chatham", LC_ALL="tr_TR.UTF-8", LANGUAGE="fr", PYTHONHASHSEED="77"),
    }

    assert len(digests) == 1


def _digest(folder: Path, **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout
