"""Writes a made-up catalog, as shopgen's sources or as a peer's project: same arguments, same bytes.

    generate.py OUT --brands 4 --products 50                 shopgen's: OUT/brands/<brand>/…
    generate.py OUT --brands 4 --products 50 --peer hugo     a Hugo project with the same products
    … --images DIR      also places DIR/*.jpg, and turns the peer's image processing on

`--products` is per brand. Standard library only.
"""

import argparse
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ADJECTIVES = (
    "Alpine Amber Coastal Copper Dusty Ember Fern Granite Harbour Indigo Juniper Linen Maple Nordic Ochre"
).split()
NOUNS = (
    "Backpack Blanket Candle Cardigan Jacket Lamp Mug Notebook Poster Sandal Scarf Sneaker Teapot Tote Vase"
).split()
TAGS = "gift handmade limited new organic outdoor recycled sale unisex vegan winter wool".split()
WORDS = (
    "the a soft durable everyday piece made with care from natural cotton and recycled fibres that age well "
    "over many seasons it keeps its shape after washing fits a small bag easily feels light in hand our "
    "workshop near the coast cuts each panel by eye then finishes edges twice so seams stay flat colours "
    "come from plant dyes which means no two batches look quite alike wear it outside or leave it on a "
    "shelf both suit it"
).split()
Product = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Brand:
    """A made-up brand."""

    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Photos:
    """The photographs that products show; none where there is no folder."""

    folder: Path | None
    names: tuple[str, ...] = ()

    def place(self, names: list[str], target: Path) -> None:
        """Copy photographs into a folder."""
        if self.folder:
            target.mkdir(parents=True, exist_ok=True)
            for name in names:
                shutil.copy(self.folder / name, target / name)


def _sentence(rng: random.Random, count: int) -> str:
    return " ".join([rng.choice(WORDS) for _ in range(count)]).capitalize() + "."


def _description(rng: random.Random) -> str:
    """Return about 150 words: two paragraphs, emphasis, a link, a list and a table."""
    return f"""{_sentence(rng, 18)} It is *{rng.choice(WORDS)} {rng.choice(WORDS)}* and **{rng.choice(WORDS)}
{rng.choice(WORDS)}** at once. {_sentence(rng, 16)}

- {_sentence(rng, 8)}
- {_sentence(rng, 7)}
- {_sentence(rng, 9)} Really **{rng.choice(WORDS)}**.

{_sentence(rng, 14)} Read our [care guide](https://example.com/care/{rng.randrange(90)}) & size advice \
before washing.
{_sentence(rng, 20)}

| Feature  | Value                |
|----------|----------------------|
| Material | {rng.choice(WORDS)} {rng.choice(WORDS)} |
| Weight   | {rng.randrange(80, 900)} g |
| Origin   | {rng.choice(("Portugal", "Estonia", "Japan", "Peru"))} |
| Care     | {_sentence(rng, 4)} |

{_sentence(rng, 15)}
"""


def make_product(brand_number: int, number: int, photos: tuple[str, ...] = ()) -> Product:
    """Return a product by its numbers."""
    rng = random.Random(f"shopgen-bench/{brand_number}/{number}")
    title = f'{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} "No. {number}"'
    cents = rng.randrange(900, 24900)
    # Each brand's products use its own share of the photographs, in turn.
    photo = photos[(brand_number * 7 + number) % len(photos)] if photos else f"photo-{number % 40:02d}.jpg"
    return {
        "slug": f"product-{number:04d}",
        "title": title,
        "summary": _sentence(rng, 12),
        "price": _price(cents),
        "currency": "EUR",
        "variants": [
            {
                "sku": f"B{brand_number:03d}-{number:04d}-{size}",
                "size": size,
                "price": _price(cents + step * 250),
                "stock": rng.randrange(40),
            }
            for step, size in enumerate("SML")
        ],
        "tags": rng.sample(TAGS, 3),
        "image": photo,
        "image_alt": f"{title} on a table",
        "body": _description(rng),
    }


def _price(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def make_brand(number: int) -> Brand:
    """Return a brand by its number."""
    name = f"{ADJECTIVES[number % len(ADJECTIVES)]} Works & Co {number}"
    return Brand(f"brand-{number:03d}", name, f"https://brand{number}.example")


def _front_matter(data: Product) -> str:
    """Return YAML front matter; JSON's scalars and flow collections are YAML too."""
    lines = []
    for key, value in data.items():
        if key != "variants":
            lines.append(f"{key}: {json.dumps(value)}")
            continue
        lines.append("variants:")
        for variant in value:
            first, *others = [f"{name}: {json.dumps(part)}" for name, part in variant.items()]
            lines += [f"  - {first}", *(f"    {pair}" for pair in others)]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _without(product: Product, *names: str) -> Product:
    return {key: value for key, value in product.items() if key not in names}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_shopgen(out: Path, brand: Brand, products: list[Product], photos: Photos) -> None:
    root = out / "brands" / brand.slug
    settings = {"name": brand.name, "url": brand.url, "currency": "EUR"}
    _write(root / "brand.yaml", "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items()))
    for product in products:
        meta = _without(product, "slug", "body", "currency", "image", "image_alt")
        if photos.folder:
            meta["images"] = [{"src": product["image"], "alt": product["image_alt"]}]
        meta["options"] = {"size": [variant["size"] for variant in product["variants"]]}
        meta["variants"] = [
            _without(variant, "size") | {"options": {"size": variant["size"]}}
            for variant in product["variants"]
        ]
        _write(root / "products" / f"{product['slug']}.md", _front_matter(meta) + product["body"])
    photos.place(sorted({product["image"] for product in products}), root / "images")


def _write_hugo(out: Path, brand: Brand, products: list[Product], photos: Photos) -> None:
    root = out / "content" / brand.slug
    _write(root / "_index.md", _front_matter({"title": brand.name}))
    for product in products:
        text = _front_matter(_without(product, "slug", "body")) + product["body"]
        _write(root / f"{product['slug']}.md", text)
    photos.place(list(photos.names), out / "assets/images")


def _write_eleventy(out: Path, brand: Brand, products: list[Product], photos: Photos) -> None:
    root = out / "content" / brand.slug
    about = {"slug": brand.slug, "name": brand.name, "url": brand.url}
    _write(
        root / f"{brand.slug}.json",
        json.dumps({"layout": "checkout.njk", "brand": about, "tags": brand.slug}),
    )
    _write(
        root / "index.njk", "---\nlayout: carousel.njk\ntags: []\neleventyExcludeFromCollections: true\n---\n"
    )
    for product in products:
        meta = _without(product, "slug", "body")
        meta["labels"] = meta.pop("tags")  # "tags" makes collections in Eleventy
        _write(root / f"{product['slug']}.md", _front_matter(meta) + product["body"])
    photos.place(list(photos.names), out / "images")


def _write_astro(out: Path, brand: Brand, products: list[Product], photos: Photos) -> None:  # noqa: ARG001
    for product in products:
        meta = _without(product, "slug", "body") | {"brand": brand.slug, "brand_name": brand.name}
        _write(
            out / "src/content" / brand.slug / f"{product['slug']}.md", _front_matter(meta) + product["body"]
        )


def _write_pelican(out: Path, brand: Brand, products: list[Product], photos: Photos) -> None:  # noqa: ARG001
    """Pelican's own metadata is `Key: value` lines; variants travel as JSON."""
    for product in products:
        meta = _without(product, "slug", "body", "tags")
        meta |= {"category": brand.slug, "date": "2026-01-01", "labels": product["tags"]}
        lines = [
            f"{key}: {json.dumps(value) if isinstance(value, list) else value}" for key, value in meta.items()
        ]
        text = "\n".join(lines) + "\n\n" + product["body"]
        _write(out / "content" / brand.slug / f"{product['slug']}.md", text)


LAYOUTS: dict[str, Callable[[Path, Brand, list[Product], Photos], None]] = {
    "shopgen": _write_shopgen,
    "hugo": _write_hugo,
    "eleventy": _write_eleventy,
    "astro": _write_astro,
    "pelican": _write_pelican,
}


def _copy_templates(peer: str, out: Path) -> None:
    """Copy a peer's templates, with the page's CSS that all peers share put in place of its marker."""
    css = (HERE / "peers/checkout.css").read_text(encoding="utf-8").strip()
    for source in (HERE / "peers" / peer).rglob("*"):
        if source.is_file():
            text = source.read_text(encoding="utf-8").replace("/*CSS*/", css)
            _write(out / source.relative_to(HERE / "peers" / peer), text)


def generate(
    out: Path, brands: int, products: int, images: Path | None = None, peer: str = "shopgen"
) -> None:
    """Write a catalog of so many brands, of so many products each."""
    photos = Photos(images, tuple(sorted(path.name for path in images.glob("*.jpg"))) if images else ())
    made = [make_brand(number) for number in range(brands)]
    if peer != "shopgen":
        _copy_templates(peer, out)
        for folder in ("data", "_data"):
            _write(out / folder / "bench.json", json.dumps({"images": bool(photos.names)}))
        _write(out / "data/brands.json", json.dumps({brand.slug: brand.name for brand in made}))
    for number, brand in enumerate(made):
        sold = [make_product(number, place, photos.names) for place in range(products)]
        LAYOUTS[peer](out, brand, sold, photos)


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--brands", type=int, default=4)
    parser.add_argument("--products", type=int, default=50, help="per brand")
    parser.add_argument("--images", type=Path, metavar="DIR")
    parser.add_argument("--peer", choices=sorted(LAYOUTS), default="shopgen")
    asked = parser.parse_args()
    generate(asked.out, asked.brands, asked.products, asked.images, asked.peer)


if __name__ == "__main__":
    main()
