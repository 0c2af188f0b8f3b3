"""The module by oEmbed: found from the shop's pages, and shown in the sandbox that WordPress puts it into."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import Watch
from tests.browser.demo import BuiltSite
from tests.browser.ways import snippet_codes

FOR_SOME = "skerry-enamel"
FOR_ALL = "row"
SECRET = "aB3dE5gH7j"
PROFILE = "http://blog.example/"
KEPT = ("src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title")
"""What WordPress leaves on a frame of a provider that it does not list (wp_filter_oembed_result)."""

# What wp-embed.js does with a frame's messages: heights between two limits, and links to the frame's own host
# that a viewer has tapped in it.
WORDPRESS = """<script>
heard = [];
addEventListener("message", ({ data, source }) => {
  const frame = document.querySelector(`iframe[data-secret="${data.secret}"]`);
  if (!frame || source !== frame.contentWindow) return;
  heard.push([data.message, data.value]);
  if (data.message === "height") frame.height = Math.min(1000, Math.max(200, data.value));
  if (data.message === "link") {
    const isOwn = new URL(data.value).host === new URL(frame.src).host;
    if (isOwn && document.activeElement === frame) window.top.location.href = data.value;
  }
});
</script>"""


@pytest.fixture
def page(browser: Browser, variants: BuiltSite) -> Iterator[Page]:
    """A page of a browser in which the shops are there."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    Watch(context, variants.host, may_cross=True)
    yield context.new_page()
    context.close()


def discovered(site: BuiltSite, path: str) -> tuple[str, str]:
    """Return the address and the title that a page's head gives to readers of oEmbed."""
    text = (site.output / path).read_text(encoding="utf-8")
    link = r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)" title="([^"]+)">'
    (found,) = re.findall(link, text.partition("</head>")[0])
    return unescape(found[0]), unescape(found[1])


def open_post(page: Page, site: BuiltSite, secret: str) -> None:
    """Open a post that has the shop page's frame in it, in WordPress' sandbox."""
    data = json.loads(site.host.answer(discovered(site, f"{FOR_ALL}/index.html")[0]).body)
    attributes = dict(re.findall(r' ([a-z-]+)="([^"]*)"', data["html"]))
    kept = " ".join(f'{name}="{value}"' for name, value in attributes.items() if name in KEPT)
    frame = (
        f'<iframe sandbox="allow-scripts" security="restricted" data-secret="{secret}" '
        f"{kept.replace('/frame/', f'/frame/#?secret={secret}' if secret else '/frame/')}></iframe>"
    )
    html = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Ada</title>{WORDPRESS}{frame}'
    page.route(PROFILE, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(PROFILE)
    expect(page.frame_locator("iframe").locator(".card img").first).to_be_visible()


@pytest.mark.parametrize("path", ["index.html", "profile/index.html", "frame/index.html"])
@pytest.mark.parametrize("folder", ["", "fr-fr/", "ar/"])
def test_pages_lead_readers_of_oembed_to_the_data(demo: BuiltSite, folder: str, path: str) -> None:
    """Shop page, profile and frame of each locale name the data of that locale, and what it is called."""
    url, title = discovered(demo, f"{FOR_SOME}/{folder}{path}")

    assert title == json.loads(demo.host.answer(url).body)["title"]
    assert demo.output / FOR_SOME / folder / "oembed.json" == demo.host.find(url)


def test_data_is_the_frame_of_a_brand_that_is_for_all(demo: BuiltSite, variants: BuiltSite) -> None:
    """Who takes a frame in asks no one who looks: a brand that leaves someone out is a link."""
    for_all, for_some = (
        json.loads(site.host.answer(discovered(site, f"{brand}/index.html")[0]).body)
        for site, brand in ((variants, FOR_ALL), (demo, FOR_SOME))
    )

    assert "rich" == for_all["type"]
    (frame,) = re.findall(r'src="([^"]+)"', for_all["html"])
    assert variants.output / FOR_ALL / "frame/index.html" == variants.host.find(frame)
    assert ("link", False) == (for_some["type"], "html" in for_some)


def test_snippet_has_the_link_of_the_heads(demo: BuiltSite) -> None:
    """A host that wants its own page to be found puts the same line into its head."""
    (line,) = (code for code in snippet_codes(demo, FOR_SOME) if "json+oembed" in code)

    assert line in (demo.output / FOR_SOME / "index.html").read_text(encoding="utf-8")


def test_wordpress_follows_a_card(page: Page, variants: BuiltSite) -> None:
    """A tap on a card in the sandbox asks WordPress for the link, which leads the whole window there."""
    open_post(page, variants, SECRET)
    card = page.frame_locator("iframe").locator(".card a").first
    link = card.evaluate("link => link.href")

    card.click()

    page.wait_for_url(link)


def test_wordpress_is_told_the_height(page: Page, variants: BuiltSite) -> None:
    """The frame is as high as the module in it, and grows with it."""
    open_post(page, variants, SECRET)
    main = page.frame_locator("iframe").locator("main")
    height = main.evaluate("main => Math.ceil(main.getBoundingClientRect().height)")

    expect(page.locator("iframe")).to_have_attribute("height", str(height))
    main.evaluate("main => { main.style.height = '512px' }")
    expect(page.locator("iframe")).to_have_attribute("height", "512")


def test_frame_without_a_secret_says_nothing(page: Page, variants: BuiltSite) -> None:
    """In any other sandbox the frame tells the page around it nothing, and a tap leads nowhere."""
    open_post(page, variants, "")

    page.frame_locator("iframe").locator(".card a").first.click()

    assert [] == page.evaluate("heard")
    assert PROFILE == page.url
