"""Who gets to see the module: the embed script decides before it asks, and anew whenever more is known."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.embedding import (
    EIGHT,
    LINK,
    MODULE,
    Visit,
    asked_for_data,
    card,
    module_tree,
    put_module,
    set_attribute,
)


def narrowed(rule: dict[str, Any], attributes: str = "") -> str:
    """Return an element with an audience rule, as a snippet has it."""
    return (
        f"<shop-module hidden src='/acme/' audience='{json.dumps(rule)}' height='346px' {attributes}>"
        f"{LINK}</shop-module>"
    )


@pytest.mark.parametrize(
    ("rule", "attributes"),
    [
        ({"enabled": False}, ""),
        ({"regions": ["US"]}, ""),
        ({"regions": ["US"]}, "region='FR'"),
        ({"languages": ["fr"]}, ""),
        ({"platforms": ["ios", "android"]}, ""),
        ({"regions": ["US"]}, "region='US-CA'"),
        ({"opt_in": True}, ""),
        ({"opt_in": True}, "opted-in='false'"),
        ({"opt_in": True}, "opted-in='undefined'"),
        ({"opt_in": True}, "opted-in='0'"),
        ({"rollout": "50", "brand": "acme"}, ""),
        ({"rollout": "0", "brand": "acme"}, "viewer='anyone'"),
        ({"enabled": "true"}, ""),
        ({"regions": "US"}, "region='US'"),
        ({"languages": {"en": 1}}, ""),
    ],
)
def test_who_is_not_meant_is_shown_and_fetches_nothing(
    visit: Visit, rule: dict[str, Any], attributes: str
) -> None:
    """Where the rule leaves the viewer out, or cannot tell, there is no module, no room and no request."""
    page, watch = visit(EIGHT, body=narrowed(rule, attributes))

    expect(page.locator("shop-module")).to_be_hidden()
    assert 0 == page.locator("shop-module").evaluate("e => e.getBoundingClientRect().height")
    assert [] == asked_for_data(watch)


@pytest.mark.parametrize(
    ("rule", "attributes"),
    [
        ({"regions": ["US", "FR"]}, "region='fr'"),
        ({"languages": ["en"], "platforms": ["web"]}, ""),
        ({"opt_in": True}, "opted-in"),
        ({"opt_in": True}, "opted-in='true'"),
        ({"rollout": "99.99", "brand": "acme"}, "viewer='anyone'"),
    ],
)
def test_who_is_meant_is_shown_the_module(visit: Visit, rule: dict[str, Any], attributes: str) -> None:
    """Where all of the rule holds, the module shows, in the room that its height keeps."""
    page, watch = visit(EIGHT, body=narrowed(rule, attributes))

    expect(page.locator("shop-module .card")).to_have_count(8)
    assert 346 <= page.locator("shop-module").evaluate("e => e.getBoundingClientRect().height")
    assert [] == watch.take()


def test_rule_that_cannot_be_read_shows_no_one(visit: Visit) -> None:
    """A rule that was damaged on its way is kept as one that leaves everyone out."""
    page, watch = visit(EIGHT, body=f"<shop-module src='/acme/' audience='{{'>{LINK}</shop-module>")

    expect(page.locator("shop-module")).to_be_hidden()
    assert [] == asked_for_data(watch)


def test_audience_is_decided_anew_when_the_page_says_more(visit: Visit) -> None:
    """The host's switch shows the module to who has opted in, and takes it away again."""
    page, _ = visit(EIGHT, body=narrowed({"opt_in": True}))
    module = page.locator("shop-module")
    expect(module).to_be_hidden()

    set_attribute(page, "opted-in", "")
    expect(module.locator(".card")).to_have_count(8)
    module.evaluate("e => e.removeAttribute('opted-in')")

    expect(module).to_be_hidden()


def test_newer_rule_in_the_data_can_only_hide(visit: Visit) -> None:
    """A rule that was narrowed after the snippet was pasted holds; one that was widened shows no one more."""
    page, _ = visit(EIGHT, audience={"enabled": True, "regions": ["US"]})
    expect(page.locator("shop-module")).to_be_hidden()

    page, _ = visit(EIGHT, body=narrowed({"regions": ["US"]}), audience={"enabled": True, "regions": []})
    expect(page.locator("shop-module")).to_be_hidden()


def test_narrower_rule_in_the_data_hides_what_was_shown(visit: Visit) -> None:
    """The room that the snippet's rule kept goes too."""
    page, _ = visit(
        EIGHT,
        body=narrowed({"regions": ["US"]}, "region='US'"),
        audience={"regions": ["FR"], "enabled": True},
    )

    expect(page.locator("shop-module")).to_be_hidden()
    assert 0 == page.locator("shop-module").evaluate("e => e.getBoundingClientRect().height")


def test_region_that_is_told_late_shows_the_module(visit: Visit) -> None:
    """A page that learns where its viewer is after the data has come shows the module then."""
    page, _ = visit(EIGHT, audience={"regions": ["US"]})
    expect(page.locator("shop-module")).to_be_hidden()

    set_attribute(page, "region", "US")

    expect(page.locator("shop-module .card").first).to_be_visible()


def test_rule_of_the_data_holds_when_the_page_says_otherwise(visit: Visit) -> None:
    """A viewer who is in a region that only the older rule has is hidden the module."""
    rule = {"regions": ["US", "CA"]}
    page, _ = visit(EIGHT, body=narrowed(rule, "region='US'"), audience={"regions": ["US"]})
    expect(page.locator("shop-module .card").first).to_be_visible()

    set_attribute(page, "region", "CA")
    expect(page.locator("shop-module")).to_be_hidden()
    set_attribute(page, "region", "US")

    expect(page.locator("shop-module .card").first).to_be_visible()


def test_next_brand_is_not_hidden_by_the_last_one_s_rule(visit: Visit, tmp_path: Path) -> None:
    """Where one brand leaves the viewer out, the next one in its place is shown."""
    put_module(tmp_path / "other", module_tree(card(1), card(2)))
    page, _ = visit(EIGHT, audience={"regions": ["US"]})
    expect(page.locator("shop-module")).to_be_hidden()

    set_attribute(page, "src", "/other/")

    expect(page.locator("shop-module .card").first).to_be_visible()


def test_element_of_a_rule_that_is_taken_off_is_shown(visit: Visit) -> None:
    """A page that takes the rule off the element shows it to everyone."""
    page, _ = visit(EIGHT, body=narrowed({"regions": ["US"]}))
    expect(page.locator("shop-module")).to_be_hidden()

    page.locator("shop-module").evaluate("e => e.removeAttribute('audience')")

    expect(page.locator("shop-module .card").first).to_be_visible()


def test_element_that_the_page_hides_stays_hidden(visit: Visit) -> None:
    """Where no rule leaves anyone out, `hidden` is the page's own to say."""
    page, _ = visit(EIGHT, body=MODULE.replace("<shop-module", "<shop-module hidden"))
    page.wait_for_function("() => document.querySelector('shop-module').shadowRoot")

    expect(page.locator("shop-module")).to_be_hidden()


def test_no_sheet_of_the_page_shows_who_is_left_out_a_link(visit: Visit) -> None:
    """Where a page unsets everything, who is not meant sees no link and no room either."""
    page, _ = visit(EIGHT, body=narrowed({"regions": ["US"]}))
    page.evaluate(
        "() => { document.adoptedStyleSheets = [new CSSStyleSheet()];"
        " document.adoptedStyleSheets[0].replaceSync('body, body * { all: unset !important }') }"
    )

    expect(page.locator("shop-module")).to_be_hidden()
