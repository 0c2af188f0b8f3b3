"""Pictures of every kind of page for a designer's eye: `python -m tests.browser.shots [PATH…]`.

Each kind in each direction, on a phone and a desktop, in light and dark, and every state of an offer once. A
PATH such as `skerry-enamel/enamel-mug/index.html` takes that page alone. They go to `.tools/shots/`.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.checks import Watch
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.demo import PROJECT, BuiltSite, build_demo

SHOTS = PROJECT / ".tools/shots"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
SCHEMES = ("light", "dark")


def choose_pages(site: BuiltSite) -> dict[str, Path]:
    """Return pages by a name for their pictures: one for each kind, direction and state of an offer."""
    chosen: dict[str, Path] = {}
    for page in site.pages():
        html = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue  # leads away from itself while the picture is taken
        kind = re.search(r'<body class="([^"]*)', html)
        direction = "rtl" if re.search(r'<html[^>]* dir="rtl"', html) else "ltr"
        name = kind[1].split()[0] if kind and kind[1] else "page"
        chosen.setdefault(f"{name}-{direction}", page)
        for state in re.findall(r'class="state is-([a-z_]+)"', html):
            chosen.setdefault(f"{name}-{state}", page)
    return chosen


def take(browser: Browser, site: BuiltSite, pages: dict[str, Path]) -> Iterator[Path]:
    """Yield each picture's path once it is taken; what is loaded late is scrolled to first."""
    for size, viewport in SIZES.items():
        context = browser.new_context(viewport=viewport, device_scale_factor=2 if size == "phone" else 1)
        watch = Watch(context, site.host)
        page = context.new_page()
        for name, file in pages.items():
            page.goto(site.host.address(file))
            page.evaluate("() => document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
            page.evaluate("() => Promise.all([...document.images].map(i => i.decode().catch(() => 0)))")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                path = SHOTS / f"{name}-{size}-{scheme}.png"
                page.screenshot(path=path, full_page=True)
                yield path
            print(*watch.take(), sep="\n", end="", file=sys.stderr)
        context.close()


def main(paths: list[str]) -> None:
    """Build the demo site and take its pictures."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_demo(Path(folder) / "output")
        named = {path.removesuffix("/index.html").replace("/", "-"): site.output / path for path in paths}
        chromium = find_chromium()
        assert chromium, "There is no Chromium: `make setup` gets one."
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        count = sum(1 for _ in take(browser, site, named or choose_pages(site)))
        browser.close()
    print(f"{count} pictures are in {SHOTS.relative_to(PROJECT)}/")


if __name__ == "__main__":
    main(sys.argv[1:])
