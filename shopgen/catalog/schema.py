"""JSON Schema (2020-12) of the source formats, for editors: out of the same forms that check them."""

from enum import StrEnum
from typing import Any

from shopgen.catalog.forms.brand import BrandForm, BrandTranslationForm
from shopgen.catalog.forms.form import Form
from shopgen.catalog.forms.product import ProductForm, ProductTranslationForm
from shopgen.catalog.forms.site import SiteForm
from shopgen.catalog.forms.theme import ThemeForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SchemaKind(StrEnum):
    """The sources that there is a schema for."""

    SITE = "site"
    BRAND = "brand"
    BRAND_TRANSLATION = "brand-translation"
    PRODUCT = "product"
    PRODUCT_TRANSLATION = "product-translation"
    THEME = "theme"


_FORMS: dict[SchemaKind, tuple[type[Form], str]] = {
    SchemaKind.SITE: (SiteForm, "shopgen.yaml"),
    SchemaKind.BRAND: (BrandForm, "brand.yaml"),
    SchemaKind.BRAND_TRANSLATION: (BrandTranslationForm, "brand.<locale>.yaml"),
    SchemaKind.PRODUCT: (ProductForm, "products/<slug>.md, its front matter"),
    SchemaKind.PRODUCT_TRANSLATION: (ProductTranslationForm, "products/<slug>.<locale>.md, its front matter"),
    SchemaKind.THEME: (ThemeForm, "theme.yaml"),
}


def json_schema(kind: SchemaKind | str) -> dict[str, Any]:
    """Return the schema of one kind of source.

    Raises:
        ValueError: there is no such kind.
    """
    form, title = _FORMS[SchemaKind(kind)]
    schema = form.model_json_schema()
    return {"$schema": DIALECT, **_tidy(schema), "title": title}


def _tidy(node: Any) -> Any:
    """Return a schema without what only pydantic needs: null where a key may be left out, empty defaults."""
    if isinstance(node, list):
        return [_tidy(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy_entry(key, entry) for key, entry in node.items() if not _is_noise(key, entry)}
    choices = [choice for choice in tidy.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del tidy["anyOf"]
        return {**choices[0], **tidy}
    return tidy | {"anyOf": choices} if choices else tidy


def _tidy_entry(key: str, entry: Any) -> Any:
    if key in ("properties", "$defs"):
        return {name: _tidy(schema) for name, schema in entry.items()}
    return entry if key == "examples" else _tidy(entry)


def _is_noise(key: str, entry: Any) -> bool:
    """The default of a mapping is that of its keys."""
    return key == "default" and entry is not False and (not entry or isinstance(entry, dict))
