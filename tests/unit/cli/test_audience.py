"""The command that says who sees a module, as its users run it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from shopgen.cli.main import main

BRAND = (
    "name: Acme\ncurrency: EUR\naudience: {regions: [US, CA], languages: [en], rollout: 25%, opt_in: true}\n"
)
KNOWN = ("--region", "US", "--language", "en-US", "--viewer", "viewer-2", "--opted-in")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with a brand that is for some, one that is for all, and one that is not published."""
    for name, text in {"acme": BRAND, "fjord": "name: Fjord\ncurrency: EUR\n", "gone": BRAND}.items():
        (tmp_path / "brands" / name).mkdir(parents=True)
        (tmp_path / "brands" / name / "brand.yaml").write_text(text, "utf-8")
    (tmp_path / "shopgen.yaml").write_text("brands: [acme, fjord]\n", "utf-8")
    return tmp_path


def audience(site: Path, *words: str, expected: int = 0) -> Result:
    """Run the command and expect its exit code."""
    result = CliRunner().invoke(main, ["--site", str(site), "audience", *words], catch_exceptions=False)
    assert expected == result.exit_code, result.output
    return result


def test_yes_comes_with_every_part_of_the_rule(site: Path) -> None:
    """A viewer of whom everything holds is answered yes, and each part says why."""
    assert (
        "Yes: this viewer sees the module of acme.\n"
        "yes      enabled    The module is switched on.\n"
        "yes      regions    It is for the regions US, CA; the viewer's is US.\n"
        "yes      languages  It is for the languages en; the viewer's is en-US.\n"
        "yes      platforms  It is for all platforms.\n"
        "yes      rollout    It is for 25% of viewers; this one is among them.\n"
        "yes      opt_in     It is for those who have switched it on; this viewer has.\n"
    ) == audience(site, "acme", *KNOWN).stdout


def test_no_says_which_part_does_not_hold(site: Path) -> None:
    """A viewer who is elsewhere, outside the share and has not switched it on is told each of these."""
    words = ("--region", "FR", "--language", "en", "--viewer", "viewer-1", "--not-opted-in")

    result = audience(site, "acme", *words)

    assert (
        "No: this viewer does not see the module of acme.\n"
        "yes      enabled    The module is switched on.\n"
        "no       regions    It is for the regions US, CA; the viewer's is FR.\n"
        "yes      languages  It is for the languages en; the viewer's is en.\n"
        "yes      platforms  It is for all platforms.\n"
        "no       rollout    It is for 25% of viewers; this one is not among them.\n"
        "no       opt_in     It is for those who have switched it on; this viewer has not.\n"
    ) == result.stdout


def test_what_is_not_known_is_named_with_its_option(site: Path) -> None:
    """A viewer of whom nothing is said does not see it, and each option that is missing is named."""
    assert (
        "No: this viewer does not see the module of acme.\n"
        "yes      enabled    The module is switched on.\n"
        "unknown  regions    It is for the regions US, CA; the viewer's is not known: --region.\n"
        "unknown  languages  It is for the languages en; the viewer's is not known: --language.\n"
        "yes      platforms  It is for all platforms.\n"
        "unknown  rollout    It is for 25% of viewers; who this one is, is not known: --viewer.\n"
        "unknown  opt_in     It is for those who have switched it on; whether this viewer has, is not known: "
        "--opted-in.\n"
    ) == audience(site, "acme").stdout


def test_module_for_all_is_shown_to_the_unknown(site: Path) -> None:
    """A brand without a rule is for every viewer."""
    assert audience(site, "fjord").stdout.startswith("Yes: this viewer sees the module of fjord.\n")


def test_json_has_the_same_reasons(site: Path) -> None:
    """A program gets the answer and each part of the rule as data."""
    found = json.loads(audience(site, "acme", "--region", "FR", "--format", "json").stdout)

    assert (1, "acme", False) == (found["schema_version"], found["brand"], found["shown"])
    assert {"part": "regions", "verdict": "fails", "wanted": ["US", "CA"], "seen": "FR"} == found["reasons"][
        1
    ]
    assert {"part": "languages", "verdict": "unknown", "wanted": ["en"], "seen": None} == found["reasons"][2]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["acne"], 'There is no brand "acne". Did you mean acme?'),
        (["gone"], 'There is no brand "gone". There are: acme, fjord.'),
        (["acme", "--region", "us"], 'The region "us" is not a country\'s code. Write US.'),
        (["acme", "--region", "Texas"], 'The region "Texas" is not a country\'s code. Write two letters'),
        (["acme", "--language", "en_US"], '"en_US" is not a language\'s tag. Write one such as en or fr-CA.'),
        (["acme", "--viewer", "ad\udcff"], '"ad\\udcff" is not UTF-8. Write the key as your page has it.'),
        (["acme", "--platform", "iphone"], "'iphone' is not one of 'ios', 'android', 'web'."),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(site: Path, words: list[str], sentence: str) -> None:
    """A brand, region, language or platform that there is not ends with 2 and says what to write."""
    assert sentence in audience(site, *words, expected=2).stderr


def test_rule_with_errors_is_told_by_place(site: Path) -> None:
    """A rule that cannot be read decides nothing: its problems are told and the command ends with 1."""
    (site / "brands/acme/brand.yaml").write_text(BRAND.replace("25%", "12.505%").replace("CA", "UK"), "utf-8")

    result = audience(site, "acme", expected=1)

    assert not result.stdout
    assert (
        'brands/acme/brand.yaml:3: audience.regions "UK" is not a country\'s code. Write GB.\n'
        'brands/acme/brand.yaml:3: audience.rollout "12.505%" has more than two decimals. '
        "Write one such as 12.25%.\n"
    ) == result.stderr


def test_nothing_else_of_the_brand_is_read(site: Path) -> None:
    """A broken product or another broken brand does not keep the answer."""
    (site / "brands/fjord/brand.yaml").write_text("name: [", "utf-8")
    (site / "brands/acme/products").mkdir()
    (site / "brands/acme/products/mug.md").write_text("no front matter", "utf-8")

    assert audience(site, "acme", *KNOWN).stdout.startswith("Yes")


def test_rule_is_a_table_for_any_edge(site: Path) -> None:
    """The table has the whole rule, what to hash and the number that hashes in the share are below."""
    expected: dict[str, Any] = {
        "schema_version": 1,
        "brand": "acme",
        "enabled": True,
        "regions": ["US", "CA"],
        "languages": ["en"],
        "platforms": [],
        "rollout": "25",
        "opt_in": True,
        "rollout_key": "acme:{viewer}",
        "rollout_below": 1073741823,
    }

    assert expected == json.loads(audience(site, "acme", "--rule", "json").stdout)
    assert json.loads(audience(site, "fjord", "--rule", "json").stdout)["rollout_below"] is None


def test_rule_is_a_configuration_for_nginx(site: Path) -> None:
    """The configuration names only what the rule asks for, and says what has to be set beforehand."""
    assert (
        "# Who gets to see the module of acme: $shop_module_acme is 1 or 0. For the http block.\n"
        "# Made by: shopgen audience acme --rule nginx\n"
        "# Set beforehand, and empty where not known: "
        "$viewer_region $viewer_language $viewer_platform $viewer_key $viewer_opted_in\n"
        "map $viewer_region $shop_region_of_acme { US 1; CA 1; default 0; }\n"
        'map $viewer_language $shop_language_of_acme { "~*^en(-|$)" 1; default 0; }\n'
        "map $viewer_opted_in $shop_opted_in_of_acme { 1 1; default 0; }\n"
        'split_clients "acme:${viewer_key}" $shop_share_of_acme { 25.00% 1; * 0; }\n'
        'map $viewer_key $shop_rollout_of_acme { "" 0; default $shop_share_of_acme; }\n'
        'map "$shop_region_of_acme$shop_language_of_acme$shop_opted_in_of_acme$shop_rollout_of_acme" '
        "$shop_module_acme { 1111 1; default 0; }\n"
    ) == audience(site, "acme", "--rule", "nginx").stdout
