"""A small shop and what authors do to it, one edit at a time: always through files, as they do."""

import os
import shutil
from pathlib import Path

from PIL import Image

INSTANTS = (
    "2026-11-23T12:00:00+00:00",
    "2026-11-27T12:00:00+00:00",
    "2026-12-01T08:30:00+00:00",
)
"""Before, during and after what has a date here."""

SITE = "base_url: https://shops.example/\n"
BRAND = """name: {name}
description: Things of {name}
currency: EUR
currencies: {{en-US: USD}}
locale: en-GB
locales: [en-GB, en-US]
logo: logo.png
theme: {{name: mine}}
module: {{order: [mug], limit: 2}}
checkout: {{provider: link, template: "https://pay.example/{{sku}}"}}
"""
PRODUCT = """---
title: {title}
summary: A {title}.
price: {{EUR: "24.00", USD: "26.00"}}
image: photo.png
image_alt: A {title}
---
A *{title}*.
"""
SLUGS = ("mug", "pot", "lamp", "bowl", "plate")
BRANDS = ("acme", "bolt")

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("Mug", "Large mug", "Becher & Söhne"),
    "summary": ("Short.", "A little longer.", ""),
    "sale_price": ('{EUR: "19.00", USD: "21.00"}', ""),
    "sale_price_effective_date": ("2026-11-26/2026-11-30", ""),
    "release": ("2026-12-01T09:00:00+01:00", ""),
    "availability": ("out_of_stock", "in_stock", ""),
    "tags": ("[kitchen]", "[kitchen, gift]", ""),
    "collection": ("Kitchen", ""),
    "aliases": ("[cup]", ""),
    "draft": ("true", ""),
    "sku": ("M-1", ""),
    "manufacturer": ('{name: Acme, address: "Bergen, Norway", email: hello@acme.example}', ""),
    "extra": ("{note: one}", "{note: two}", ""),
}
"""What is written in a product, and the values that it takes in turn; empty is left out."""

BRAND_FIELDS: dict[str, tuple[str, ...]] = {
    "description": ("Other things", "Things"),
    "handle": ('"@acme"', '"@other"', ""),
    "timezone": ("Europe/Oslo", ""),
    "policies": ("{contact: hello@acme.example}", ""),
    "module": ("{limit: 1}", "{order: [pot, mug]}", "{direction: column}", "{order: [mug], limit: 2}"),
    "theme": ("{name: default}", '{name: mine, accent: "#7a1f3d"}', "{name: mine}"),
    "locales": ("[en-GB]", "[en-GB, en-US]", "[en-GB, en-US, fr-FR]"),
    "audience": ("{regions: [DE]}", ""),
    "extra": ("{seen: by no page}", ""),
}
SITE_FIELDS: dict[str, tuple[str, ...]] = {
    "platform": ("Square", ""),
    "hosts": ('["https://profiles.example"]', ""),
    "commission": ("8%", ""),
    "base_url": ("https://other.example/", "https://shops.example/"),
}


def write(path: Path, text: str) -> None:
    """Write a file and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def paint(path: Path, colour: tuple[int, int, int]) -> None:
    """Write a picture whose file has the same size whatever colour it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (48, 60), colour).save(path, compress_level=0)


def make_site(site: Path) -> None:
    """Write the shop to begin with: two brands of two products, and a theme of their own."""
    write(site / "shopgen.yaml", SITE)
    write(site / "themes/mine/theme.yaml", "title: Mine\ncontract: 1\nextends: default\n")
    for brand in BRANDS:
        add_brand(site, brand)


def add_brand(site: Path, brand: str) -> None:
    """Write a brand with two products, in place of what there was of it."""
    folder = site / "brands" / brand
    shutil.rmtree(folder, ignore_errors=True)
    write(folder / "brand.yaml", BRAND.format(name=brand.title()))
    paint(folder / "images/photo.png", (200, 90, 30))
    paint(folder / "images/logo.png", (20, 90, 200))
    for slug in SLUGS[:2]:
        write(folder / f"products/{slug}.md", PRODUCT.format(title=slug.title()))


def set_field(path: Path, field: str, value: str) -> None:
    """Write a key of a file's top level in place of the one that it has; an empty value leaves it out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = 1 if lines[0] == "---" else 0
    kept = [line for line in lines[start:] if not line.startswith(f"{field}:")]
    if value:
        kept.insert(0, f"{field}: {value}")
    write(path, "\n".join([*lines[:start], *kept]))


def repaint(path: Path, colour: tuple[int, int, int]) -> None:
    """Replace a picture by another of the same size, and give it the times of the first."""
    before = path.stat()
    paint(path, colour)
    assert before.st_size == path.stat().st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
