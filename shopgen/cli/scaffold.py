"""Starting files: a site, a brand, a product, and what editors need to help with them.

Nothing that is there is ever overwritten.
"""

import json
import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from string import Template

from shopgen.catalog.schema import json_schema
from shopgen.problems import MachineError, UsageError

SCHEMAS = ("site", "brand", "brand-translation", "product", "product-translation", "theme")
STARTER_PICTURE = "starter.jpg"
_SHOWN = 3


def starter(name: str) -> str:
    """Return one of the texts that a site starts with."""
    return resources.files("shopgen.cli").joinpath("starter", name).read_text(encoding="utf-8")


def site_files() -> dict[str, bytes]:
    """Return what `init` writes besides a first brand: path within the site to content."""
    files = {
        "shopgen.yaml": starter("shopgen.yaml"),
        ".gitignore": starter("gitignore"),
        ".vscode/settings.json": starter("vscode-settings.json"),
        ".vscode/extensions.json": starter("vscode-extensions.json"),
        ".vscode/shopgen.code-snippets": _snippets(),
        **{f"schemas/{kind}.json": _json(json_schema(kind)) for kind in SCHEMAS},
    }
    return {path: text.encode() for path, text in files.items()}


def brand_files(slug: str, name: str, currency: str, locale: str) -> dict[str, bytes]:
    """Return a brand's first files."""
    words = {"name": _yaml_text(name), "currency": currency, "locale": locale}
    text = Template(starter("brand.yaml")).substitute(words)
    return {f"brands/{slug}/brand.yaml": text.encode()}


def product_files(
    brand: str, slug: str, title: str, price: str, picture: str | None = None, alt: str = ""
) -> dict[str, bytes]:
    """Return a product's first file, which names a picture if there is one."""
    line = "" if picture is None else f"images: [{{src: {_yaml_text(picture)}, alt: {_yaml_text(alt)}}}]\n"
    words = {"title": _yaml_text(title), "price": price, "picture": line}
    text = Template(starter("product.md")).substitute(words)
    if line:
        text = text.replace('# images: [{src: front.jpg, alt: "What the picture shows"}]\n', "")
    return {f"brands/{brand}/products/{slug}.md": text.encode()}


def starter_picture() -> bytes:
    """Return the picture of the first product that `init` makes."""
    return resources.files("shopgen.cli").joinpath("starter", STARTER_PICTURE).read_bytes()


def write_new(site: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """Write the files and return their paths.

    Raises:
        UsageError: one of them is there already, or a file is in a folder's way; nothing is written then.
        MachineError: a file could not be written.
    """
    there = [path for path in files if os.path.lexists(site / path)]
    if there:
        verb, them = ("are", "them") if len(there) > 1 else ("is", "it")
        hint = f"Choose another folder or name, or move {them} away first."
        raise UsageError(f"{_listed(there)} {verb} there already. {hint}")
    for path, data in files.items():
        try:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        except (FileExistsError, NotADirectoryError):
            message = f"{site / path} cannot be made: a file is in the way of its folder."
            raise UsageError(f"{message} Move the file away, or choose another folder.") from None
        except OSError as error:
            raise MachineError.from_os(f"Could not write {site / path}", error) from error
    return tuple(files)


def _listed(paths: Sequence[str]) -> str:
    """Return the first few of the paths and how many more there are."""
    more = len(paths) - _SHOWN
    return ", ".join(paths) if more <= 1 else f"{', '.join(paths[:_SHOWN])} and {more} more"


def _yaml_text(text: str) -> str:
    """Return a text as YAML reads it back: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _snippets() -> str:
    """Editors do not check front matter in Markdown, but they complete it: one snippet a key."""
    properties = json_schema("product").get("properties", {})
    snippets = {
        f"shopgen: {key}": {
            "scope": "markdown",
            "prefix": key,
            "body": [f"{key}: $0"],
            "description": str(rule.get("description", "")),
        }
        for key, rule in properties.items()
    }
    return _json(snippets)
