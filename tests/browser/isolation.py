"""Whether a page and the module in it leave one another alone: pixels and computed styles, to be compared."""

import io
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Frame, Page

HEIGHT_PX = 600
MODULE_HEIGHT_PX = 346
RASTER_NOISE = 16
"""Levels of 255: Chromium draws the rim of a round picture up to 14 apart in two runs of the same page."""

# In these a page can put a module. The first three leave the module's own pixels as they are.
ANCESTORS = {
    "none": "",
    "right to left": "direction:rtl",
    "font of 200 %": "font-size:200%",
    "transform": "transform:rotate(2deg) scale(1.1);transform-origin:0 0",
    "zoom": "zoom:1.5",
}
UNCHANGED = ("none", "right to left", "font of 200 %")

PHONE = {"width": 390, "height": 844}
# Where a module may stand, by what it finds there: all of the width, what it asks for, or what others leave.
WHOLE = (
    "display:block",
    "display:flex",
    "display:flex;align-items:center;justify-content:center",
    "display:flex;flex-direction:column;align-items:center",
    "display:flex;flex-direction:column;align-items:center;block-size:700px;justify-content:center",
    "display:grid;justify-items:center",
    "display:grid;place-items:center;block-size:700px",
    "display:flow-root;text-indent:3em;line-height:0",
)
ASKED = (
    "float:left",
    "display:inline-block",
    "inline-size:fit-content",
    "display:table",
    "position:absolute",
    "writing-mode:vertical-rl",
)
SHARED = ("display:flex", "display:grid;grid-template-columns:auto 1fr")
ASKED_PX = 320
NEIGHBOUR = '<b style="display:block;flex:none;width:200px">Ada</b>'

# What the module chooses to inherit: it is written in its host's ink, on its host's ground.
INK = "color"
GROUND = "#fff"

STYLES = """() => {
  const slot = document.querySelector("[data-slot]");
  const told = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && ["none", "normal"].includes(style.content)) return "";
    return [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
  };
  const found = {};
  const outside = [...document.querySelectorAll("*")].filter((element) => !slot.contains(element));
  outside.forEach((element, number) => {
    for (const pseudo of [null, "::before", "::after"])
      found[`${number} ${element.localName}${pseudo ?? ""}`] = told(element, pseudo);
  });
  return found;
}"""
PLACE = """() => {
  const { width, height } = document.querySelector("shop-module").shadowRoot.querySelector(".list").parentNode
    .getBoundingClientRect();
  return [width, height, document.documentElement.scrollWidth];
}"""
READY = """() => {
  const module = document.querySelector("shop-module");
  const root = module?.shadowRoot ?? module;
  if (!root?.querySelector(".card")) return false;
  for (const img of root.querySelectorAll("img")) img.loading = "eager";
  /* Where a script runs, it shows the buttons once the list has come to rest. */
  if (customElements.get("shop-module") && !root.querySelector(".nav:not([hidden])")) return false;
  return [...root.querySelectorAll("img")].every((img) => img.complete && img.naturalWidth);
}"""
DECODED = """() => {
  const module = document.querySelector("shop-module");
  return Promise.all([...(module.shadowRoot ?? module).querySelectorAll("img")].map((img) => img.decode()));
}"""


def stage(module: str, width: int) -> str:
    """Return a module at the window's upper left corner, whatever the page is like: geometry alone is set."""
    place = {
        "display": "block", "position": "fixed", "inset": "0 auto auto 0", "inline-size": f"{width}px",
        "block-size": f"{HEIGHT_PX}px", "margin": "0", "padding": "0", "border": "0", "overflow": "hidden",
        "background": GROUND, "z-index": "2147483647", "transform": "none", "float": "none",
    }  # fmt: skip
    return f'<div data-slot style="{_important(place)}"><div data-ancestor>{_unspaced(module)}</div></div>'


def put_under(page: Page, ancestor: str) -> None:
    """Give the module's ancestor one of the styles above."""
    page.evaluate(
        "css => document.querySelector('[data-ancestor]').style.cssText = css",
        f"display:block!important;{_important_css(ANCESTORS[ancestor])}",
    )


def place_findings(page: Page, parents: tuple[str, ...], least_px: int, neighbour: str = "") -> list[str]:
    """Return the parents in which the module is less wide, of another height, or wider than its page."""
    ancestor = page.locator("[data-ancestor]")
    ancestor.evaluate("(parent, html) => parent.insertAdjacentHTML('afterbegin', html)", neighbour)
    findings = []
    for parent in parents:
        ancestor.evaluate("(parent, css) => parent.style.cssText = css", parent)
        width, height, page_width = page.evaluate(PLACE)
        if width < least_px or page_width > PHONE["width"] or abs(height - MODULE_HEIGHT_PX) > 1:
            findings.append(f"{parent}: {width} x {height}, in a page of {page_width}")
    return findings


def wait_until_drawn(page: Page | Frame) -> None:
    """Return once the module is there, with its pictures."""
    page.wait_for_function(READY)
    page.evaluate(DECODED)


def take_stage(page: Page, width: int) -> Image.Image:
    """Return the module's pixels."""
    return _shot(page, {"clip": {"x": 0, "y": 0, "width": width, "height": HEIGHT_PX}})


def take_surroundings(page: Page) -> Image.Image:
    """Return the whole page's pixels but those of the module's place."""
    page.evaluate(
        "() => document.querySelector('[data-slot]').style.setProperty('opacity', '0', 'important')"
    )
    return _shot(page, {"full_page": True})


def read_ink(page: Page) -> str:
    """Return the colour that the module inherits."""
    ink: str = page.evaluate(f"() => getComputedStyle(document.querySelector('shop-module')).{INK}")
    return ink


def read_styles(page: Page) -> dict[str, str]:
    """Return the computed style of every element outside the module's place, by its number and name."""
    styles: dict[str, str] = page.evaluate(STYLES)
    return styles


def read_globals(page: Page) -> set[str]:
    """Return the names that the page's scripts see."""
    return set(page.evaluate("() => Object.getOwnPropertyNames(window)"))


def id_findings(page: Page) -> list[str]:
    """Return ids that stand twice in the page's own tree."""
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    return [f"id twice: {name}" for name, count in Counter(ids).items() if count > 1]


def style_findings(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the elements whose computed style is another."""
    return [
        f"{name}: {_difference(before.get(name, ''), after.get(name, ''))}"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def pixel_findings(expected: Image.Image, seen: Image.Image) -> list[str]:
    """Return where two pictures differ by more than their drawing does."""
    if expected.size != seen.size:
        return [f"the picture is {seen.size}, not {expected.size}"]
    differing = ImageChops.difference(expected, seen).point(lambda level: max(0, level - RASTER_NOISE))
    box = differing.getbbox()
    return [f"pixels differ within {box}"] if box else []


def _difference(before: str, after: str) -> str:
    changed = set(after.split("; ")) - set(before.split("; "))
    return "; ".join(sorted(changed)[:3]) or "gone"


def _shot(page: Page, options: Mapping[str, Any]) -> Image.Image:
    """Return a picture of what has come to rest: two in a row that are the same."""
    last = b""
    while (taken := page.screenshot(animations="disabled", **options)) != last:
        last = taken
    return Image.open(io.BytesIO(taken)).convert("RGB")


def _important(style: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}!important" for name, value in style.items())


def _important_css(style: str) -> str:
    return ";".join(f"{rule}!important" for rule in style.split(";") if rule)


def _unspaced(code: str) -> str:
    """Return code without the line breaks between its tags, which are text where a page keeps white space."""
    return re.sub(r">\s+<", "><", code)
