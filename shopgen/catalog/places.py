"""Where nouns come from: the paths of their sources, and the places of keys within them."""

from shopgen.catalog.reading.source import Source, load_markdown, load_yaml
from shopgen.catalog.reading.tree import Keys
from shopgen.files import Root
from shopgen.problems import Place

SITE_PATH = "shopgen.yaml"


def brand_path(brand: str, locale: str = "") -> str:
    """Return the path of a brand's source, or of its translation."""
    return f"brands/{brand}/brand.{locale}.yaml" if locale else f"brands/{brand}/brand.yaml"


def product_path(brand: str, product: str, locale: str = "") -> str:
    """Return the path of a product's source, or of its translation."""
    return f"brands/{brand}/products/{product}{f'.{locale}' if locale else ''}.md"


def images_folder(brand: str) -> str:
    """Return the folder of a brand's originals."""
    return f"brands/{brand}/images"


def picture_path(brand: str, src: str) -> str:
    """Return the path of an original."""
    return f"{images_folder(brand)}/{src}"


def parse_key(key: str) -> Keys:
    """Return the parts of a key's path such as `variants[2].image`."""
    keys: list[str | int] = []
    for part in key.split(".") if key else []:
        name, *indexes = part.split("[")
        if name:
            keys.append(name)
        keys += [int(index.rstrip("]")) for index in indexes]
    return tuple(keys)


def find_place(root: Root, path: str, key: str = "") -> Place:
    """Return where a key stands in a source, or where the nearest one around it does.

    The source is read again: places are asked for only where something is wrong.
    """
    source: Source = load_markdown(root, path) if path.endswith(".md") else load_yaml(root, path)
    return source.place(*parse_key(key))
