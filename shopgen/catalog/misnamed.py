"""Files and folders that are named nearly as sources are: nothing reads them, which is said."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from shopgen.catalog.fields.names import suggest_slug
from shopgen.catalog.fields.pictures import LOGO_SUFFIXES
from shopgen.files import FileFault, Root
from shopgen.problems import Place, Problem, Severity, quote

_IN_SITE = {"brand": ("brands", "brand.yaml"), "theme": ("themes", "theme.yaml")}
"""What a folder may be meant for, and the file that shows it: a site's folder may have other things too."""
_IN_BRAND = {
    **dict.fromkeys(("product", "products"), "products"),
    **dict.fromkeys(("image", "images", "img", "imgs", "photos", "pics", "picture", "pictures"), "images"),
}
_TEXTS = (".markdown", ".md", ".mdown", ".mdx", ".mkd", ".txt")
_SETTINGS = (".yaml", ".yml")


def misnamed_in_site(root: Root) -> Iterator[Problem]:
    """Yield what in a site's folder, or under `brands/`, is named nearly as a source is."""
    yield from _misnamed_settings(root, ".", "shopgen")
    for name, (wanted, proof) in _IN_SITE.items():
        if any(root.is_file(f"{name}/{inner}/{proof}") for inner in root.list_folders(name)):
            yield _not_meant(root, ".", name, wanted)
    for name in root.list_files("brands"):
        stem, dot, suffix = name.partition(".")
        if f"{dot}{suffix}" in _SETTINGS:
            hint = f"Move it to brands/{suggest_slug(stem)}/brand.yaml."
            yield _not_read(f"brands/{name}", "a brand is a folder", hint)


def misnamed_in_brand(root: Root, folder: str) -> Iterator[Problem]:
    """Yield what in a brand's folder is named nearly as a source is."""
    yield from _misnamed_settings(root, folder, "brand")
    for name in root.list_folders(folder):
        wanted = _IN_BRAND.get(name.lower(), name)
        if wanted != name:
            yield _not_meant(root, folder, name, wanted)
    for name in root.list_files(folder, ".md"):
        if _has_front_matter(root, f"{folder}/{name}"):
            yield _not_read(f"{folder}/{name}", "products are in products/", f"Move it to products/{name}.")
    for name in root.list_folders(f"{folder}/products"):
        hint = "Put products directly into products/, each as one file, such as mug.md."
        yield _not_read(f"{folder}/products/{name}", "a product is a file, and this is a folder", hint)


def no_product(folder: str, name: str, there: tuple[str, ...]) -> Problem:
    """Return the problem of a file among the products whose name does not end as theirs do."""
    return _not_read(f"{folder}/{name}", "a product's name ends with .md", _hint_for_product(name, there))


def _hint_for_product(name: str, there: tuple[str, ...]) -> str:
    suffix = PurePosixPath(name).suffix
    stem, dot, locale = name.removesuffix(suffix).partition(".")
    wanted = f"{suggest_slug(stem)}{dot}{locale}.md"
    if suffix.lower() in LOGO_SUFFIXES:
        return "Move it into images/."
    if wanted in there or suffix.lower() not in (*_TEXTS, *_SETTINGS):
        return "Take it out."
    if suffix.lower() in _SETTINGS:
        return f'Rename it to {wanted}, with a line "---" above and below the keys.'
    return f"Rename it to {wanted}."


def _misnamed_settings(root: Root, folder: str, stem: str) -> Iterator[Problem]:
    pattern = re.compile(rf"{stem}((?:\.[\w-]+)?)\.ya?ml", re.IGNORECASE)
    there = root.list_files(folder)
    for name in there:
        found = pattern.fullmatch(name)
        wanted = f"{stem}{found[1]}.yaml" if found else name
        if wanted != name:
            hint = "Take it out." if wanted in there else f"Rename it to {wanted}."
            yield _not_read(_path(folder, name), f"the file that is read is {wanted}", hint)


def _not_meant(root: Root, folder: str, name: str, wanted: str) -> Problem:
    is_there = wanted in root.list_folders(folder)
    hint = f"Move what is in it into {wanted}/." if is_there else f"Rename it to {wanted}."
    return _not_read(_path(folder, name), f"the folder that is read is {wanted}/", hint)


def _has_front_matter(root: Root, path: str) -> bool:
    try:
        return root.read_text(path).startswith("---\n")
    except FileFault:
        return False


def _not_read(path: str, why: str, hint: str) -> Problem:
    message = f"{quote(PurePosixPath(path).name)} is not read: {why}."
    return Problem(Place(path), "not-read", message, hint, Severity.WARNING)


def _path(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
