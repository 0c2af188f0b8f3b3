"""The site's settings are read from one file, which may be absent."""

from typing import Any

import pytest

from shopgen.catalog.site import load_site
from shopgen.files import Root
from shopgen.shop.site import PictureSettings, Site


def test_site_without_a_file_is_the_default_with_a_warning(tmp_path: Any) -> None:
    """Addresses are those of the author's own machine, and that is said."""
    loaded = load_site(Root(tmp_path))

    assert Site() == loaded.site
    assert [("no-base-url", False)] == [(problem.code, problem.is_error) for problem in loaded.problems]


def test_everything_a_site_may_say_is_carried(shop: Any) -> None:
    """Each key of the format arrives in the noun."""
    shop.write("brands/acme/brand.yaml", "")
    shop.write(
        "shopgen.yaml",
        """base_url: https://a.example/shops
brands: [acme]
platform: Agora
pictures: {widths: [640, 320, 640], formats: [webp, jpg], keep_all: true, max_megapixels: 20}
commission: 5%
providers: [link]
hosts: [https://social.example]
analytics: {beacon: https://a.example/b}
publish: {target: folder}
extra: {a: 1}
""",
    )
    loaded = load_site(shop.root)

    assert () == loaded.problems
    assert (
        Site(
            base_url="https://a.example/shops/",
            brands=("acme",),
            platform="Agora",
            pictures=PictureSettings((320, 640), ("webp", "jpg"), keep_all=True, max_megapixels=20),
            commission="5",
            providers=("link",),
            hosts=("https://social.example",),
            beacon="https://a.example/b",
            publish={"target": "folder"},
            extra={"a": 1},
        )
        == loaded.site
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("brands: [nobody]", "no-brand"),
        ("pictures: {widths: [8]}", "width"),
        ("pictures: {widths: [9000]}", "width"),
        ("pictures: {widths: []}", "too-few"),
        ("pictures: {formats: [jpeg]}", "choice"),
        ("hosts: ['*']", "url"),
        ("brand: x", "unknown-key"),
    ],
)
def test_setting_that_cannot_be_meant_is_an_error(shop: Any, text: str, code: str) -> None:
    """Each fault has its code."""
    shop.write("shopgen.yaml", f"base_url: https://a.example/\n{text}\n")

    assert [(code, True)] == [(problem.code, problem.is_error) for problem in load_site(shop.root).problems]
