"""The earlier addresses of a product, as pages of other people link to them."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite

BRAND = "skerry-enamel"
ALIAS, NOW = "tin-mug", "enamel-mug"


@pytest.mark.parametrize(
    ("has_script", "kept"), [(True, "?variant=SK-MUG-50-W#buy"), (False, "")], ids=["script", "no script"]
)
def test_earlier_address_leads_to_the_product(
    browser: Browser, demo: BuiltSite, *, has_script: bool, kept: str
) -> None:
    """A link to a variant leads to that variant, and without script to the product that it is one of."""
    shop = demo.host.address(demo.output / BRAND / "index.html")
    context = browser.new_context(java_script_enabled=has_script)
    watch = Watch(context, demo.host)
    page = context.new_page()

    page.goto(f"{shop}{ALIAS}/?variant=SK-MUG-50-W#buy")

    expect(page).to_have_url(f"{shop}{NOW}/{kept}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [] == watch.take()
    context.close()
