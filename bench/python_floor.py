"""What the unavoidable Python parts cost: `python_floor.py CATALOG` (one that generate.py wrote)."""

import hashlib
import importlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cmarkgfm
import comrak
import jinja2
import markdown
import markdown_it
import mistune
import pydantic
import pyromark
import yaml

HERE = Path(__file__).resolve().parent
MODULES = "click jinja2 markdown pydantic yaml PIL.Image sqlite3 multiprocessing argparse".split()
TOGETHER = "import click, jinja2, markdown, yaml, PIL.Image"


class Variant(pydantic.BaseModel):
    """A variant as the catalog writes it."""

    sku: str
    price: str
    stock: int


class Product(pydantic.BaseModel):
    """A product as the catalog writes it."""

    title: str
    summary: str
    price: str
    variants: list[Variant]
    tags: list[str]


def per_item(name: str, function: Callable[[Any], Any], items: list[Any], repeats: int = 5) -> None:
    """Print the median time an item."""
    function(items[0])
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        for item in items:
            function(item)
        times.append((time.perf_counter() - start) / len(items))
    print(f"{name:42} {statistics.median(times) * 1e6:9.1f} us a product")


def per_start(name: str, code: str, *flags: str, runs: int = 15) -> None:
    """Print the median time of a Python that runs some code."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *flags, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    print(f"{name:42} {statistics.median(times) * 1e3:9.1f} ms a start")


def markdown_engines() -> Iterator[tuple[str, Callable[[str], str]]]:
    """Yield each Markdown library as a function; all of them know tables."""
    python = markdown.Markdown(extensions=["tables"])
    options = comrak.ExtensionOptions()
    options.table = True
    yield "markdown", lambda text: python.reset().convert(text)
    yield "markdown_it", markdown_it.MarkdownIt("commonmark").enable("table").render
    yield "mistune", mistune.create_markdown(plugins=["table"])
    yield "pyromark", pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES).html
    yield "comrak", lambda text: comrak.render_markdown(text, extension_options=options)
    yield "cmarkgfm", lambda text: cmarkgfm.markdown_to_html_with_extensions(text, extensions=["table"])


def page_of(fronts: list[dict[str, Any]], html: str) -> tuple[Callable[[Any], str], list[dict[str, Any]]]:
    """Return a function that renders the peers' page by Jinja, and what it takes for each product."""
    text = (HERE / "peers/pelican/theme/templates/article.html").read_text(encoding="utf-8")
    css = (HERE / "peers/checkout.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True)
    environment.filters["from_json"] = lambda value: value
    template = environment.from_string(text.replace("/*CSS*/", css))
    category = {"name": "brand-000", "slug": "brand-000"}
    shown = [
        front
        | {"labels": front["tags"], "url": "brand-000/product/", "content": html, "category": category}
        | {"currency": "EUR", "image": "photo-00.jpg", "image_alt": front["title"]}
        | {"variants": [variant | {"size": variant["options"]["size"]} for variant in front["variants"]]}
        for front in fronts
    ]
    return lambda data: template.render(article=data, BRAND_NAMES={"brand-000": "Works & Co"}), shown


def time_texts(sources: list[str]) -> bytes:
    """Print what text costs; the page of the first product comes back."""
    fronts = [source.split("---\n", 2)[1] for source in sources]
    bodies = [source.split("---\n", 2)[2] for source in sources]
    engines = dict(markdown_engines())
    for name, convert in engines.items():
        per_item(f"markdown: {name}", convert, bodies)
    per_item("front matter: yaml.CSafeLoader", lambda text: yaml.load(text, yaml.CSafeLoader), fronts)
    per_item("front matter: yaml.SafeLoader", lambda text: yaml.load(text, yaml.SafeLoader), fronts[:50])
    data = [yaml.load(text, yaml.CSafeLoader) for text in fronts]
    per_item("front matter: json.loads (the same data)", json.loads, [json.dumps(front) for front in data])
    per_item("pydantic: validate", Product.model_validate, data)
    render, shown = page_of(data, engines["markdown"](bodies[0]))
    per_item("jinja2: render the page", render, shown)
    per_item("hashlib: sha256 of the source", lambda text: hashlib.sha256(text.encode()).digest(), sources)
    return render(shown[0]).encode()


def time_files(paths: list[Path], page: bytes, scratch: Path) -> None:
    """Print what files cost."""
    per_item("files: read the source", Path.read_bytes, paths)
    per_item("files: stat the source", Path.stat, paths)
    with tempfile.TemporaryDirectory(dir=scratch) as out:
        numbers = iter(range(10**9))

        def write_page(_: Path) -> None:
            folder = Path(out, str(next(numbers)))
            folder.mkdir()
            (folder / "index.html").write_bytes(page)

        per_item("files: mkdir and write a new page", write_page, paths)


def time_starts() -> None:
    """Print what starts cost, bare and with each library."""
    per_start("start", "pass")
    per_start("start -I -S", "pass", "-I", "-S")
    for module in MODULES:
        importlib.import_module(module)  # compiled before it is timed
        per_start(f"start and import {module}", f"import {module}")
    per_start("start and import what a build needs", TOGETHER)


def main(catalog: Path) -> None:
    """Print what each part costs on this machine."""
    paths = sorted(catalog.rglob("products/*.md"))
    print(f"{len(paths)} products, Python {sys.version.split()[0]}")
    page = time_texts([path.read_text(encoding="utf-8") for path in paths])
    time_files(paths, page, catalog)
    time_starts()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
