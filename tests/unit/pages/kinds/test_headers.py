"""_headers for static hosts."""

import re

import pytest

from shopgen.pages.kinds.headers import render_headers
from shopgen.pages.voice.addresses import Addresses, make_addresses, site_addresses
from shopgen.shop.site import Site


def rules_of(site: Site, addresses: Addresses) -> dict[str, dict[str, str]]:
    """Return the headers by pattern."""
    rules: dict[str, dict[str, str]] = {}
    for block in render_headers(site, addresses).data.decode().split("\n\n"):
        pattern, *lines = block.strip().split("\n")
        rules[pattern] = dict(line.strip().split(": ", 1) for line in lines)
    return rules


def headers_for(path: str, rules: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Return all headers that hosts send for a path: those of each rule that holds."""
    holds = {p: re.fullmatch(re.sub(r":\w+", "[^/]+", p.replace("*", ".*")), path) for p in rules}
    return [header for pattern, headers in rules.items() if holds[pattern] for header in headers.items()]


PATHS = (
    "/fjord/", "/fjord/mug/", "/fjord/fr-fr/mug/", "/fjord/frame/", "/fjord/fr-fr/frame/", "/embed.js",
    "/assets/embed.abc.js", "/fjord/assets/module.abc.css", "/fjord/img/mug-320.abc.avif",
    "/fjord/module.html",
    "/fjord/fr-fr/module.json", "/fjord/catalog.json", "/fjord/mug/remind.ics", "/robots.txt",
)  # fmt: skip


@pytest.mark.parametrize("hosts", [None, ("https://a.example",)])
def test_no_header_is_sent_twice(hosts: tuple[str, ...] | None) -> None:
    """No two rules that hold for one path have the same header: hosts would send both."""
    rules = rules_of(Site("https://x.example/", hosts=hosts), site_addresses("https://x.example/"))
    twice = [p for p in PATHS if len({n for n, _ in headers_for(p, rules)}) < len(headers_for(p, rules))]

    assert twice == []


def test_only_the_frame_may_be_framed() -> None:
    """The frame names who may frame it, which overrules the denial that stands for all."""
    rules = rules_of(Site("https://x.example/"), site_addresses("https://x.example/"))
    framed = [p for p in PATHS if any(n == "Content-Security-Policy" for n, _ in headers_for(p, rules))]

    assert framed == ["/fjord/frame/", "/fjord/fr-fr/frame/"]
    assert all(("X-Frame-Options", "DENY") in headers_for(p, rules) for p in PATHS)


@pytest.mark.parametrize(
    ("hosts", "ancestors"),
    [(("https://a.example", "https://b.example"), "https://a.example https://b.example"), ((), "'none'")],
)
def test_hosts_that_the_site_names_may_frame_its_pages(hosts: tuple[str, ...], ancestors: str) -> None:
    """Where hosts are named they alone may frame, the frame and the checkout page alike."""
    rules = rules_of(Site("https://x.example/", hosts=hosts), site_addresses("https://x.example/"))

    assert all(
        ("Content-Security-Policy", f"frame-ancestors {ancestors}") in headers_for(p, rules) for p in PATHS
    )
    assert not any(name == "X-Frame-Options" for p in PATHS for name, _ in headers_for(p, rules))


def test_what_has_a_hash_in_its_name_is_kept_for_ever() -> None:
    """Renditions and assets are immutable; what keeps its name is asked for again."""
    rules = rules_of(Site("https://x.example/"), site_addresses("https://x.example/"))
    kept = [p for p in PATHS if any("immutable" in v for _, v in headers_for(p, rules))]

    assert kept == [p for p in PATHS if ".abc." in p]


def test_what_hosts_take_in_is_open_to_all_origins() -> None:
    """Fragments, data and the script may be read by any origin; pages may not."""
    rules = rules_of(Site("https://x.example/"), site_addresses("https://x.example/"))
    closed = [p for p in PATHS if ("Access-Control-Allow-Origin", "*") not in headers_for(p, rules)]

    assert closed == ["/fjord/", "/fjord/mug/", "/fjord/fr-fr/mug/", "/fjord/frame/", "/fjord/fr-fr/frame/",
                      "/fjord/mug/remind.ics", "/robots.txt"]  # fmt: skip


def test_patterns_follow_sub_paths_and_origins() -> None:
    """Under a sub-path patterns start with it; on a brand's own origin they know no brand's folder."""
    under = rules_of(Site(), site_addresses("https://x.example/shops/"))
    own = rules_of(Site(), make_addresses("https://x.example/", "fjord", "https://fjord.example", "en"))

    assert all(pattern.startswith("/shops/") for pattern in under)
    assert {"/module.json", "/:locale/module.json", "/img/*", "/frame/*"} <= set(own)
