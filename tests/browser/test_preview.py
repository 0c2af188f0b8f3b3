"""The preview in a browser, as an author has it beside the editor: edit, see it; break it, read why."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Locator, Page, expect

from tests.browser.checks import ALL_RULES, axe_findings
from tests.previewing import WAIT_S, Preview, make_site, paint, previewing

MUG = "brands/acme/products/mug.md"
DESKTOP = {"width": 1600, "height": 1000}
TOOK_MS = """async (path) => {
  const start = performance.now();
  await (await fetch(path)).text();
  return performance.now() - start;
}"""
MARK = "frame => { frame.contentWindow.marked = true }"
MARKED = "frame => frame.contentWindow.marked === true"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A small shop that is being shown."""
    make_site(tmp_path)
    with previewing(tmp_path) as preview:
        yield preview


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """The front page, and that nothing goes wrong in it."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    said: list[str] = []
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("console", lambda message: said.append(message.text) if is_fault(message) else None)
    page = context.new_page()
    page.goto(preview.url)
    yield page
    context.close()
    assert [] == said


def wait_until_it_follows(page: Page) -> None:
    """Wait until a page that is opened by itself has asked for its own text."""
    end = time.monotonic() + WAIT_S
    while page.url not in page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)"):
        assert time.monotonic() < end
        page.wait_for_timeout(20)


def is_fault(message: ConsoleMessage) -> bool:
    """Whether a browser complains: not of scripts that are switched off, nor of a page that is gone."""
    is_gone = message.text.endswith("404 (Not Found)") and message.location["url"].endswith("/acme/mug/")
    return message.type == "error" and not is_gone and not message.text.startswith("Blocked script execution")


def phone(page: Page) -> FrameLocator:
    """What the frame of a phone shows."""
    return page.frame_locator(".is-phone iframe:not(.is-coming)")


def desktop(page: Page) -> FrameLocator:
    """What the frame of a desktop shows."""
    return page.frame_locator(".is-desktop iframe:not(.is-coming)")


def open_product(page: Page, name: str = "Mug") -> None:
    """Choose a product's page."""
    page.get_by_label("Page").select_option(label=name)
    expect(phone(page).get_by_role("heading", level=1)).to_have_text(name)


def frame(page: Page) -> Locator:
    """Return the phone's frame itself."""
    return page.locator(".is-phone iframe:not(.is-coming)")


def test_author_edits_breaks_and_mends(page: Page, preview: Preview) -> None:
    """A change is there at once; a mistake is told over the page, which stays; mended, the message goes."""
    for shown in (phone(page), desktop(page)):
        expect(shown.get_by_role("heading", level=1)).to_have_text("Acme")
        expect(shown.get_by_role("link", name=re.compile("Mug"))).to_be_visible()
    preview.edit(MUG, "title: Mug", "title: Large mug")
    for shown in (phone(page), desktop(page)):
        expect(shown.get_by_role("link", name=re.compile("Large mug"))).to_be_visible()

    preview.edit(MUG, 'price: "24.00"', "price: cheap")
    message = page.get_by_role("alert")
    expect(message).to_contain_text(f"{MUG}:3")
    expect(message).to_contain_text('price "cheap" is not an amount.')
    expect(message).to_contain_text('Write digits and a currency, such as "12.50 EUR".')
    expect(message.locator(".is-meant")).to_have_text("3  price: cheap")
    expect(phone(page).get_by_role("link", name=re.compile("Large mug.*24"))).to_be_visible()

    preview.edit(MUG, "price: cheap", 'price: "21.00"')
    expect(message).to_have_count(0)
    expect(phone(page).get_by_role("link", name=re.compile("Large mug.*21"))).to_be_visible()


def test_changed_price_keeps_what_was_chosen(page: Page, preview: Preview) -> None:
    """Who has chosen a size and scrolled is where they were, once the page has the new price."""
    open_product(page)
    phone(page).get_by_role("group").get_by_text("L", exact=True).click()
    expect(phone(page).get_by_role("link", name=re.compile("28")).first).to_be_visible()
    frame(page).evaluate("frame => frame.contentWindow.scrollTo(0, 150)")

    preview.edit(MUG, 'price: "28.00"', 'price: "29.00"')

    expect(phone(page).get_by_role("link", name=re.compile("29")).first).to_be_visible()
    assert phone(page).get_by_role("radio", name="L").is_checked()
    assert 150 == frame(page).evaluate("frame => frame.contentWindow.scrollY")


def test_sheet_and_picture_are_swapped(page: Page, preview: Preview) -> None:
    """A changed sheet and a changed picture come into the page that is open: it is not loaded anew."""
    open_product(page)
    heading = phone(page).get_by_role("heading", level=1)
    expect(heading).to_have_css("text-indent", "1px")
    frame(page).evaluate(MARK)
    frame(page).evaluate("frame => frame.contentWindow.scrollTo(0, 150)")

    preview.edit("themes/mine/static/css/after/checkout.css", "1px", "4px")
    expect(heading).to_have_css("text-indent", "4px")
    picture = phone(page).get_by_role("img", name="A mug").first
    before = picture.get_attribute("src")
    paint(preview.site / "brands/acme/images/mug.png", (1, 90, 200))
    expect(picture).not_to_have_attribute("src", before or "")

    assert frame(page).evaluate(MARKED)
    assert 150 == frame(page).evaluate("frame => frame.contentWindow.scrollY")


def test_text_is_not_swapped_as_if_it_were_a_sheet(page: Page, preview: Preview) -> None:
    """Where more than looks is another the page is loaded anew: what shows that one was not, can fail."""
    open_product(page)
    frame(page).evaluate(MARK)

    preview.edit(MUG, "For tea.", "For coffee.")

    expect(phone(page).get_by_text("For coffee.")).to_be_attached()
    assert not frame(page).evaluate(MARKED)


def test_link_is_followed_in_both_frames(page: Page) -> None:
    """Who taps a product in one frame sees its page in both, and the switches and the address say so."""
    desktop(page).get_by_role("link", name=re.compile("Mug")).click()

    for shown in (phone(page), desktop(page)):
        expect(shown.get_by_role("heading", level=1)).to_have_text("Mug")
    expect(page.get_by_label("Page")).to_have_value("mug/")
    expect(page).to_have_url(re.compile(r"page=mug%2F"))


def test_theme_locale_and_time_can_be_switched(page: Page) -> None:
    """Another theme, another language, and the day on which a sale is on."""
    page.get_by_label("Theme").select_option("editorial")
    expect(phone(page).get_by_role("heading", name=re.compile("Shop"))).to_have_css(
        "font-family", re.compile("serif")
    )
    page.get_by_label("Theme").select_option("")
    page.get_by_label("Locale").select_option("fr")
    expect(phone(page).get_by_role("link", name=re.compile("Tasse"))).to_be_visible()
    page.get_by_label("Locale").select_option("en")

    expect(phone(page).get_by_role("link", name=re.compile("Mug.*24"))).to_be_visible()
    page.get_by_label("When something changes by itself").select_option(index=2)
    expect(phone(page).get_by_role("link", name=re.compile("Mug.*19"))).to_be_visible()
    page.reload()
    expect(phone(page).get_by_role("link", name=re.compile("Mug.*19"))).to_be_visible()


def test_dark_and_without_script(page: Page) -> None:
    """A frame is dark when that is asked for, also where no script may run in it."""
    body = phone(page).locator("body")
    expect(body).to_have_css("background-color", re.compile(r"oklch\(0\.99"))
    page.get_by_text("Dark", exact=True).click()
    expect(body).to_have_css("background-color", re.compile(r"oklch\(0\.19"))
    page.get_by_label("Script").uncheck()
    expect(page.locator(".is-phone iframe:not(.is-coming)")).to_have_attribute(
        "sandbox", re.compile("allow-same-origin")
    )
    expect(body).to_have_css("background-color", re.compile(r"oklch\(0\.19"))
    page.get_by_text("Light", exact=True).click()
    expect(body).to_have_css("background-color", re.compile(r"oklch\(0\.99"))


def test_audience_decides_who_sees_it(page: Page) -> None:
    """A viewer from elsewhere does not get the module, and is told why."""
    module = phone(page).locator("shop-module")
    expect(module).to_be_visible()
    page.get_by_role("button", name="Audience").click()
    page.get_by_label("Region").fill("NO")
    expect(page.get_by_text("This viewer does not see the module.")).to_be_visible()
    expect(page.get_by_text("For DE; the region is NO.")).to_be_visible()
    expect(module).to_be_hidden()
    page.get_by_label("Region").fill("DE")
    expect(page.get_by_text("This viewer sees the module.")).to_be_visible()
    expect(module).to_be_visible()


def test_slow_network_is_slow(page: Page, preview: Preview) -> None:
    """Over the slow network a page takes as long as over a bad mobile one."""
    fast, slow = (page.evaluate(TOOK_MS, f"{view}acme/mug/") for view in ("/", "/@slow/"))

    assert 400 < slow - fast


def test_page_by_itself_follows_too(browser: Browser, preview: Preview) -> None:
    """A page that is opened without the frames is made anew, and told what is wrong."""
    page = browser.new_page()
    page.goto(f"{preview.url}acme/mug/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mug")
    wait_until_it_follows(page)
    preview.edit(MUG, "title: Mug", "title: Large mug")
    expect(page.get_by_role("heading", level=1)).to_have_text("Large mug")

    wait_until_it_follows(page)
    preview.edit(MUG, "title: Large", "titel: Large")
    expect(page.get_by_role("alert")).to_contain_text("title is missing.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Large mug")
    page.context.close()


def test_page_that_is_not_there_comes(browser: Browser, preview: Preview) -> None:
    """Who opens the page of a product that cannot be read has it once it is mended."""
    preview.edit(MUG, 'price: "24.00"', "price: cheap")
    (preview.site / MUG).rename(preview.site / "brands/acme/products/cup.md")
    preview.wait_until("_preview/state.json", "products/cup.md")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{preview.url}acme/cup/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at /acme/cup/.")
    expect(page.get_by_role("alert")).to_contain_text('price "cheap" is not an amount.')

    preview.edit("brands/acme/products/cup.md", "price: cheap", 'price: "24.00"')

    expect(page.get_by_role("heading", level=1)).to_have_text("Mug")
    context.close()


def test_page_that_is_not_seen_holds_no_connection(browser: Browser, preview: Preview) -> None:
    """A browser has six to a host: with more pages than that behind it, one more is followed."""
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(document, 'hidden', { get: () => sessionStorage.hidden === 'yes' })"
    )
    for number in range(8):
        page = context.new_page()
        page.goto(f"{preview.url}acme/mug/", timeout=10_000)
        wait_until_it_follows(page)
        if number < 7:
            hide(page, "yes")
    preview.edit(MUG, "title: Mug", "title: Large mug")
    expect(page.get_by_role("heading", level=1)).to_have_text("Large mug")

    first = context.pages[0]
    hide(first, "no")
    expect(first.get_by_role("heading", level=1)).to_have_text("Large mug")
    context.close()


def hide(page: Page, is_hidden: str) -> None:
    """Have a page lie behind another, or come to the front."""
    page.evaluate(
        """said => { sessionStorage.hidden = said; document.dispatchEvent(new Event("visibilitychange")) }""",
        is_hidden,
    )


def test_mistake_in_a_template_is_told(page: Page, preview: Preview) -> None:
    """It is found when the page is made, which is after all else was told; the page stays."""
    expect(phone(page).get_by_role("heading", level=1)).to_have_text("Acme")
    template = preview.site / "themes/mine/templates/base.html"
    template.parent.mkdir()
    template.write_text("{% if %}")
    expect(page.get_by_role("alert")).to_contain_text("themes/mine/templates/base.html:1")
    expect(phone(page).get_by_role("heading", level=1)).to_have_text("Acme")

    template.unlink()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_rule_for_the_audience_is_followed(page: Page, preview: Preview) -> None:
    """Who gets the module is decided by the rule as it is now."""
    page.get_by_role("button", name="Audience").click()
    page.get_by_label("Region").fill("SE")
    expect(phone(page).locator("shop-module")).to_be_hidden()

    preview.edit("brands/acme/brand.yaml", "regions: [DE]", "regions: [SE]")

    expect(page.get_by_text("For SE; the region is SE.")).to_be_visible()
    expect(phone(page).locator("shop-module")).to_be_visible()


def test_product_that_is_gone_for_a_moment_is_shown_on(page: Page, preview: Preview) -> None:
    """Its page stays, the switch says that it is gone, and it is followed once it is back."""
    open_product(page)
    product = preview.site / MUG
    product.rename(preview.site / "mug.md")
    expect(page.get_by_label("Page").locator(":checked")).to_have_text("mug/ is not there")
    expect(phone(page).get_by_role("heading", level=1)).to_have_text("Mug")

    (preview.site / "mug.md").rename(product)
    preview.edit(MUG, "title: Mug", "title: Large mug")
    expect(phone(page).get_by_role("heading", level=1)).to_have_text("Large mug")
    expect(page.get_by_label("Page")).to_have_value("mug/")


def test_many_problems_are_counted(page: Page, preview: Preview) -> None:
    """The first fifty are shown, and how many more there are."""
    for number in range(60):
        (preview.site / f"brands/acme/products/p{number}.md").write_text("---\ntitle: P\nprice: no\n---\n")

    expect(page.get_by_role("alert")).to_contain_text("60 errors")
    expect(page.get_by_role("alert")).to_contain_text("And 10 more: shopgen check has them all.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_front_page_is_accessible(page: Page, preview: Preview, scheme: str) -> None:
    """The switches, the viewer's facts and the message pass axe, in light and in dark."""
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="Audience").click()
    preview.edit(MUG, 'price: "24.00"', "price: cheap")
    expect(page.get_by_role("alert")).to_contain_text("cheap")

    assert [] == axe_findings(page, ALL_RULES)
