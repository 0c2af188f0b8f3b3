"""What time does to a page that is not made anew: a sale ends, a drop opens, each by the viewer's clock."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import Watch
from tests.browser.demo import PROGRAM
from tests.browser.host import load_host

SHOP = "https://shops.example/"
SITE = {
    "shopgen.yaml": f"base_url: {SHOP}\n",
    "brands/acme/brand.yaml": """name: Acme
currency: EUR
timezone: Europe/Paris
checkout: {provider: link, template: "https://pay.example/buy{?sku,quantity,price}"}
""",
    "brands/acme/products/mug.md": """---
title: Mug
sku: MUG
price: "24.00"
sale_price: "19.00"
sale_price_effective_date: 2026-11-20/2026-11-30
---
""",
    "brands/acme/products/lamp.md": """---
title: Lamp
sku: LAMP
price: "180.00"
release: 2026-12-01T09:00:00+01:00
---
""",
    "brands/acme/products/shirt.md": """---
title: Shirt
price: "30.00"
options: {size: [S, L]}
variants:
  - {sku: SHIRT-S, options: {size: S}, sale_price: "20.00", sale_price_effective_date: 2026-11-20/2026-11-30}
  - {sku: SHIRT-L, options: {size: L}}
---
""",
    "brands/acme/products/scarf.md": """---
title: Scarf
price: "40.00"
options: {size: [S, L]}
variants:
  - {sku: SCARF-S, options: {size: S}}
  - {sku: SCARF-L, options: {size: L}, release: 2026-12-01T09:00:00+01:00}
---
""",
}
SALE_ENDS = "2026-11-30T23:00:00Z"
DROP_OPENS = "2026-12-01T08:00:00Z"

Visit = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small shop with a sale and a drop, made before the sale ends and the drop opens."""
    site = tmp_path_factory.mktemp("site")
    for name, text in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    subprocess.run([PROGRAM, "--site", site, "build", "--at", "2026-11-24T12:00:00Z"], check=True)
    return site


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    """Opens a page of the shop at an instant, with script or without, in a time zone."""
    contexts = []

    def open_page(path: str, at: str, *, script: bool = True, zone: str = "UTC") -> tuple[Page, Watch]:
        context = browser.new_context(java_script_enabled=script, timezone_id=zone, reduced_motion="reduce")
        contexts.append(context)
        watch = Watch(context, load_host(site, site / "output"))
        page = context.new_page()
        if script:
            page.clock.install(time=at)
        page.goto(SHOP + path)
        return page, watch

    yield open_page
    for context in contexts:
        context.close()


def test_sale_ends_by_the_clock(visit: Visit) -> None:
    """At the end of a sale price, total and pay link become the regular ones, without a request."""
    page, watch = visit("acme/mug/", "2026-11-30T22:59:00Z")
    expect(page.locator(".pricing:visible .price")).to_have_text("€19.00 Regular price €24.00")
    asked = len(watch.asked)

    page.clock.fast_forward(61_000)

    expect(page.locator(".pricing:visible .price")).to_have_text("€24.00")
    pay = page.locator("a.button:visible")
    expect(pay).to_have_text("Pay €24.00")
    assert "price=24.00" in (pay.get_attribute("href") or "")
    assert asked == len(watch.asked)
    assert [] == watch.take()


def test_chosen_variant_keeps_its_place_when_its_sale_ends(visit: Visit) -> None:
    """Choice and quantity stay, and what is paid follows the price."""
    page, _ = visit("acme/shirt/", "2026-11-30T22:59:00Z")
    page.locator(".pill", has_text="S").click()
    page.get_by_label("Quantity").fill("2")
    page.get_by_label("Quantity").blur()
    expect(page.locator("a.button:visible")).to_have_text("Pay €40.00")

    page.clock.fast_forward(61_000)

    expect(page.locator("a.button:visible")).to_have_text("Pay €60.00")
    assert "sku=SHIRT-S&quantity=2" in (page.locator("a.button:visible").get_attribute("href") or "")


def test_card_follows_the_clock_too(visit: Visit) -> None:
    """On the shop page a sale's price and chip go when it ends, and a drop's chip when it opens."""
    page, _ = visit("acme/", SALE_ENDS)
    mug, lamp = (page.locator(".card", has_text=title) for title in ("Mug", "Lamp"))

    expect(mug.locator(".price:visible")).to_have_text("€24.00")
    expect(mug.locator(".chip")).to_be_hidden()
    expect(lamp.locator(".chip")).to_be_visible()
    page.clock.fast_forward("09:00:01")
    expect(lamp.locator(".chip")).to_be_hidden()


def test_drop_opens_by_the_clock(visit: Visit) -> None:
    """Until its time a drop reminds and counts down in the viewer's zone; from then on it can be paid."""
    page, watch = visit("acme/lamp/", "2026-12-01T05:30:00Z", zone="America/New_York")
    button = page.locator("a.button:visible")
    expect(button).to_have_text("Remind me")
    expect(page.locator(".state:visible")).to_have_text(
        "Opens on December 1, 2026 at 3:00\u202fAM EST in 2 hours", use_inner_text=True
    )

    page.clock.fast_forward("02:29:30")
    assert re.search(r"in \d\d seconds$", page.locator(".countdown").inner_text())
    page.clock.fast_forward("00:00:31")

    expect(button).to_have_text("Pay €180.00")
    assert [] == watch.take()


def test_calendar_entry_can_be_made_without_a_file(visit: Visit) -> None:
    """Beside the file there is a link that enters the drop into a calendar online, with its time."""
    page, _ = visit("acme/lamp/", "2026-11-24T12:00:00Z")
    link = page.get_by_role("link", name="Google Calendar")

    assert "dates=20261201T080000Z%2F20261201T081500Z" in (link.get_attribute("href") or "")
    assert "text/calendar" == page.get_by_role("link", name="Remind me").get_attribute("type")


def test_page_without_script_stays_as_it_was_made(visit: Visit) -> None:
    """Without script nothing of what is to come shows."""
    page, _ = visit("acme/lamp/", DROP_OPENS, script=False)

    expect(page.locator("a.button:visible")).to_have_text("Remind me")
    expect(page.locator(".state:visible")).to_have_text(
        "Opens on December 1, 2026 at 9:00\u202fAM GMT+01:00", use_inner_text=True
    )


WAKES = {
    "shown again": "document.dispatchEvent(new Event('visibilitychange'))",
    "back in history": "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    "chosen again": "dispatchEvent(new Event('focus'))",
}


@pytest.mark.parametrize("wakes", WAKES.values(), ids=WAKES)
def test_sleep_costs_no_one_money(visit: Visit, wakes: str) -> None:
    """Where the clock went on and no timer ran, the page is right as soon as it is looked at again."""
    page, _ = visit("acme/mug/", "2026-11-30T22:00:00Z")
    page.clock.set_system_time("2026-12-02T00:00:00Z")
    expect(page.locator("a.button:visible")).to_have_text("Pay €19.00")

    page.evaluate(wakes)

    expect(page.locator(".pricing:visible .price")).to_have_text("€24.00")
    expect(page.locator("a.button:visible")).to_have_text("Pay €24.00")


def test_card_wakes_too(visit: Visit) -> None:
    """After a sleep the shop page shows no sale that is over, and no drop that has opened."""
    page, _ = visit("acme/", "2026-11-30T22:00:00Z")
    expect(page.locator(".chip:visible")).to_have_count(3)
    page.clock.set_system_time("2026-12-02T00:00:00Z")

    page.evaluate(WAKES["shown again"])

    expect(page.locator(".chip:visible")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_variant_that_is_yet_to_open_is_not_sold_out(visit: Visit, *, script: bool) -> None:
    """Beside a variant that can be bought it is not struck, and reminds of its own time."""
    page, _ = visit("acme/scarf/", "2026-11-24T12:00:00Z", script=script)
    pill = page.locator(".pill", has_text="L")
    expect(pill).to_have_text("L Not yet")
    expect(pill).not_to_have_class(re.compile("is-out"))

    pill.click()

    expect(page.locator(".state:visible")).to_contain_text("Opens on December 1, 2026")
    expect(page.locator("a.button:visible")).to_have_text("Remind me")
    expect(page.locator("a.button:visible")).to_have_attribute("href", "remind.ics")
    expect(page.locator(".notice:visible a")).to_have_attribute("href", re.compile("20261201T080000Z"))


def test_variant_s_choice_opens_by_the_clock(visit: Visit) -> None:
    """Once it can be bought its choice says no more that it cannot."""
    page, _ = visit("acme/scarf/", "2026-12-01T07:59:00Z")
    page.locator(".pill", has_text="L").click()

    page.clock.fast_forward(61_000)

    expect(page.locator(".pill", has_text="L").locator(".unseen")).to_be_hidden()
    expect(page.locator("a.button:visible")).to_have_text("Pay €40.00")
