"""Makes `docs/modules.jpg` and `docs/preview.jpg`: `python -m tests.browser.doc_pictures`.

One brand's module in a profile page in each theme that comes along: on a phone in light and in dark, and from
right to left; and the preview's front page. They are made anew when the looks of these have changed.
"""

import io
import tempfile
from datetime import datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from shopgen.build.build import build_site
from shopgen.build.progress import Silence
from shopgen.build.settings import BuildSettings
from tests.browser.checks import Watch
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.demo import AT, PROJECT, BuiltSite
from tests.browser.host import load_host
from tests.previewing import previewing

THEMES = ("default", "editorial", "dense")
VIEWS = (("profile", "light"), ("profile", "dark"), ("ar/profile", "light"))
VIEWPORT = {"width": 375, "height": 780}
DESKTOP = {"width": 1440, "height": 860}
GAP = 24
GROUND = "#8a9196"


def build(theme: str, output: Path) -> BuiltSite:
    """Return the demo site as one theme has it."""
    settings = BuildSettings(PROJECT, output, PROJECT / ".shopgen", datetime.fromisoformat(AT), theme=theme)
    result = build_site(settings, Silence())
    if not result.is_good:
        raise SystemExit("\n".join(map(str, result.problems)))
    return BuiltSite(output, load_host(PROJECT, output))


def take(browser: Browser, site: BuiltSite) -> list[Image.Image]:
    """Return a theme's views, the module in the middle of each."""
    pictures = []
    for folder, scheme in VIEWS:
        context = browser.new_context(
            viewport=VIEWPORT, color_scheme=scheme, device_scale_factor=2, is_mobile=True, has_touch=True
        )
        Watch(context, site.host)
        page = context.new_page()
        page.goto(site.host.address(site.output / "skerry-enamel" / folder / "index.html"))
        page.evaluate(
            """async () => {
              const module = document.querySelector("shop-module");
              module.scrollIntoView({ block: "center" });
              const images = [...document.images, ...module.shadowRoot.querySelectorAll("img")];
              for (const image of images) image.loading = "eager";
              await Promise.all(images.map((image) => image.decode().catch(() => {})));
            }"""
        )
        pictures.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        context.close()
    return pictures


def take_preview(browser: Browser) -> Image.Image:
    """Return the preview's front page, with the sale on."""
    with previewing(PROJECT, "--effort", "normal") as preview:
        page = browser.new_page(viewport=DESKTOP, device_scale_factor=1.25)
        page.goto(f"{preview.url}?brand=skerry-enamel&at={AT[:16]}")
        for frame in ("phone", "desktop"):
            page.wait_for_selector(f".is-{frame} iframe:not(.is-coming)")
        page.wait_for_load_state("networkidle")
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def save(picture: Image.Image, name: str) -> None:
    """Write a picture for the docs."""
    picture.save(PROJECT / "docs" / name, quality=72, progressive=True, optimize=True)


def main() -> None:
    """Put all views side by side, a theme beside the other."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        save(take_preview(browser), "preview.jpg")
        pictures = [take(browser, build(theme, Path(folder) / theme)) for theme in THEMES]
        browser.close()
    width, height = VIEWPORT["width"], VIEWPORT["height"]
    rows, columns = len(VIEWS), len(THEMES)
    sheet = Image.new("RGB", (GAP + columns * (width + GAP), GAP + rows * (height + GAP)), GROUND)
    for column, views in enumerate(pictures):
        for row, view in enumerate(views):
            place = (GAP + column * (width + GAP), GAP + row * (height + GAP))
            sheet.paste(view.resize((width, height), Image.Resampling.LANCZOS), place)
    save(sheet, "modules.jpg")


if __name__ == "__main__":
    main()
