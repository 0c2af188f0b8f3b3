"""Addresses: absolute, relative, under sub-paths and on a brand's own origin."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopgen.pages.voice.addresses import make_addresses, relative, safe_link, site_addresses

SLUGS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
PATHS = st.lists(SLUGS, min_size=0, max_size=4).flatmap(
    lambda folders: st.sampled_from(["index.html", "module.json", "x-320.abc.avif"]).map(
        lambda name: "/".join([*folders, name])
    )
)
SITE_URLS = st.sampled_from(["https://x.example/", "https://x.example/shops", "http://localhost:8000/a/b/"])


@given(site_url=SITE_URLS, page=PATHS, path=PATHS)
def test_relative_addresses_lead_to_the_absolute_ones(site_url: str, page: str, path: str) -> None:
    """A relative address, resolved on its page, is the absolute address of what it leads to."""
    addresses = site_addresses(site_url)

    assert addresses.absolute(path) == urljoin(addresses.absolute(page), addresses.from_page(page)(path))


@given(page=PATHS, path=PATHS, is_inside=st.booleans())
def test_a_brand_with_its_own_origin_has_its_folder_as_the_root(
    page: str, path: str, *, is_inside: bool
) -> None:
    """From a page of a brand with an origin of its own, addresses resolve within it or lead elsewhere."""
    addresses = make_addresses("https://x.example/shops/", "acme", "https://acme.example", "en")
    page, path = f"acme/{page}", f"acme/{path}" if is_inside else f"other/{path}"
    origin = "https://acme.example/" if is_inside else "https://x.example/shops/"

    address = urljoin(addresses.absolute(page), addresses.from_page(page)(path))

    assert addresses.absolute(path) == address
    assert address.startswith(origin)


@pytest.mark.parametrize(
    ("page", "path", "address"),
    [
        ("acme/index.html", "acme/index.html", "./"),
        ("acme/index.html", "acme/mug/index.html", "mug/"),
        ("acme/mug/index.html", "acme/index.html", "../"),
        ("acme/mug/index.html", "acme/cup/index.html", "../cup/"),
        ("acme/fr-fr/mug/index.html", "acme/img/mug-320.abc.avif", "../../img/mug-320.abc.avif"),
        ("acme/snippet.html", "acme/module.json", "module.json"),
        ("index.html", "acme/index.html", "acme/"),
        ("acme/index.html", "acme/img/smörgås.jpg", "img/sm%C3%B6rg%C3%A5s.jpg"),
    ],
)
def test_relative_addresses_are_as_short_as_can_be(page: str, path: str, address: str) -> None:
    """A relative address climbs no further than it has to, and names no index.html."""
    assert address == relative(page, path)


def test_the_base_locale_has_no_folder_of_its_own() -> None:
    """The base locale's pages stand in the brand's folder, those of another in one in lower case."""
    addresses = make_addresses("https://x.example/", "acme", "", "en-GB")

    assert addresses.checkout("en-GB", "mug") == "acme/mug/index.html"
    assert addresses.checkout("fr-FR", "mug") == "acme/fr-fr/mug/index.html"


@pytest.mark.parametrize(
    "url",
    ["https://a.example/x?y=1#z", "mailto:a@b.example", "tel:+4755512345", "https://a.example/%20"],
)
def test_decent_addresses_pass_as_they_are(url: str) -> None:
    """An address with one of the wanted schemes is handed on unchanged."""
    assert url == safe_link(url, "https", "mailto", "tel")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example/",
        "/\\evil.example/",
        "https:\\\\evil.example",
        "https:evil.example",
        "https://shop.example@evil.example/",
        "https://[::1/",
        "http://a.example/",
        "vbscript:x",
        "https://a.example/\u202egpj.exe",
        "https://a.example/\n",
        'https://a.example/"onclick=',
        "",
        "relative/path",
    ],
)
def test_treacherous_addresses_become_empty(url: str) -> None:
    """An address with another scheme, or that a browser reads otherwise than it looks, is left out."""
    assert safe_link(url, "https", "mailto", "tel") == ""
