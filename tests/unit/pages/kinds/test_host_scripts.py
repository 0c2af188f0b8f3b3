"""The files of the scripts for hosts."""

import pytest

from shopgen.pages.artifact import CacheClass
from shopgen.pages.kinds.host_scripts import render_host_scripts
from shopgen.pages.parts import host_scripts
from shopgen.pages.parts.host_scripts import SCRIPTS
from shopgen.pages.voice.addresses import make_addresses, site_addresses


def test_the_script_has_a_name_that_stays_and_one_that_says_its_content() -> None:
    """The same bytes lie under both names, and only those of the hashed one are kept for ever."""
    made = render_host_scripts(site_addresses("https://x.example/"))

    for name in SCRIPTS:
        (named,) = (a for a in made if a.path == f"{name}.js")
        (hashed,) = (a for a in made if a.path.startswith(f"assets/{name}."))
        assert (named.cache, hashed.cache) == (CacheClass.STABLE, CacheClass.IMMUTABLE)
        assert named.data == hashed.data


def test_scripts_of_earlier_releases_are_written_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A page with a pasted snippet of an earlier release finds its script."""
    folder = tmp_path_factory.mktemp("embed")
    for name in SCRIPTS:
        (folder / f"{name}.min.js").write_text("1;")
    (folder / "releases").mkdir()
    (folder / "releases" / "embed.aaaaaaaaaa.js").write_text("0;")
    monkeypatch.setattr(host_scripts, "_FOLDER", folder)
    host_scripts.host_script.cache_clear()
    paths = {a.path: a.data for a in render_host_scripts(site_addresses("https://x.example/"))}
    host_scripts.host_script.cache_clear()

    assert paths["assets/embed.aaaaaaaaaa.js"] == b"0;"
    assert len(paths) == 2 * len(SCRIPTS) + 1


def test_a_brand_s_own_origin_has_its_own() -> None:
    """A brand with an origin of its own has the script in its folder, which is that origin's root."""
    addresses = make_addresses("https://x.example/", "fjord", "https://fjord.example", "en")

    assert {a.path.split(".")[0] for a in render_host_scripts(addresses)} == {
        f"fjord/{folder}{name}" for folder in ("", "assets/") for name in SCRIPTS
    }
