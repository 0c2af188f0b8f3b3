"""A product's words: those of its own source, and those of its translations."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from shopgen.catalog.brands import check_translation_locale
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.fields.pictures import picture_src
from shopgen.catalog.forms.form import read_form
from shopgen.catalog.forms.product import ProductForm, ProductTranslationForm
from shopgen.catalog.places import product_path
from shopgen.catalog.prose import MadeProse, make_prose
from shopgen.catalog.reading.source import Source, load_markdown
from shopgen.catalog.reading.tree import Keys
from shopgen.files import Root
from shopgen.problems import Place, Problem, Severity, nearest, quote
from shopgen.shop.brand import Brand
from shopgen.shop.picture import Picture
from shopgen.shop.product import Option, ProductWords
from shopgen.shop.text import PictureReference, Prose

ProseMaker = Callable[[str], MadeProse]


def own_words(form: ProductForm, body: Prose) -> ProductWords:
    """Return the words that a product's own source says."""
    return ProductWords(
        title=form.title,
        summary=form.summary or "",
        body=body,
        collection=form.collection or "",
        tags=tuple(form.tags or ()),
    )


def read_body(source: Source, images: frozenset[str], maker: ProseMaker = make_prose) -> Prose:
    """Return a source's body as prose; its faults and the pictures that there are not are said to the source."""
    made = maker(source.body)
    for fault in made.faults:
        line = source.body_line + fault.line - 1 if fault.line else source.body_line
        severity = Severity.ERROR if fault.is_error else Severity.WARNING
        place = Place(source.path, line, key="body")
        source.problems.append(Problem(place, fault.code, fault.message, fault.hint, severity))
    for segment in made.prose.segments:
        if isinstance(segment, PictureReference) and segment.src not in images:
            at = source.body.find(segment.src)
            line = source.body_line + source.body.count("\n", 0, max(at, 0))
            message = f"The picture {quote(segment.src)} is not in the brand's images."
            place = Place(source.path, line, key="body")
            source.problems.append(Problem(place, "no-picture", message, picture_hint(segment.src, images)))
    return made.prose


def picture_hint(src: str, images: Iterable[str]) -> str:
    """Return what to write instead of a picture that is not there."""
    guess = nearest(src, images)
    return f'Did you mean "{guess}"?' if guess else "Put the file into images/, or correct the name."


def load_translation(
    root: Root,
    brand: Brand,
    product: str,
    locale: str,
    known: tuple[tuple[Picture, ...], tuple[Option, ...], frozenset[str]],
    maker: ProseMaker = make_prose,
) -> tuple[ProductWords | None, list[Problem]]:
    """Return a product's words in one further locale, or None, and what is wrong with them.

    `known` are the pictures and the options that the product has, and the originals of the brand.
    """
    pictures, options, images = known
    source = load_markdown(root, product_path(brand.slug, product, locale))
    if not check_translation_locale(source, locale, brand.locale, brand.locales):
        return None, source.problems
    form = read_form(ProductTranslationForm, source)
    if form is None:
        return None, source.problems
    words = ProductWords(
        title=form.title or "",
        summary=form.summary or "",
        body=read_body(source, images, maker),
        collection=form.collection or "",
        tags=tuple(form.tags or ()),
        image_alts=_image_alts(source, form, pictures, images),
        option_names=_names(source, form, options),
        option_values=_values(source, form, options),
    )
    return words, source.problems


def _image_alts(
    source: Source, form: ProductTranslationForm, pictures: tuple[Picture, ...], images: frozenset[str]
) -> dict[str, str]:
    alts: dict[str, str] = {}
    srcs = [picture.src for picture in pictures]
    for name, alt in (form.image_alts or {}).items():
        keys = ("image_alts", name)
        try:
            src = picture_src(name)
        except Wrong as wrong:
            source.say(keys, wrong.code, wrong.sentence("image_alts"), wrong.hint)
            continue
        if src not in srcs:
            message = f"image_alts names {quote(name)}, which is not one of the product's pictures."
            source.say(keys, "no-picture", message, picture_hint(src, srcs))
        alts[src] = alt
    return alts


def _names(source: Source, form: ProductTranslationForm, options: tuple[Option, ...]) -> dict[str, str]:
    known = [option.name for option in options]
    for name in form.option_names or {}:
        _check_known(source, ("option_names", name), name, known, "The product has no option")
    return dict(form.option_names or {})


def _values(
    source: Source, form: ProductTranslationForm, options: tuple[Option, ...]
) -> dict[str, Mapping[str, str]]:
    known = {option.name: option.values for option in options}
    for name, values in (form.option_values or {}).items():
        keys: Keys = ("option_values", name)
        if _check_known(source, keys, name, known, "The product has no option"):
            for value in values:
                said = f"The option {quote(name)} has no value"
                _check_known(source, (*keys, value), value, known[name], said)
    return {name: dict(values) for name, values in (form.option_values or {}).items()}


def _check_known(source: Source, keys: Keys, name: str, known: Iterable[str], said: str) -> bool:
    known = list(known)
    if name in known:
        return True
    guess = nearest(name, known)
    hint = f"Did you mean {quote(guess)}?" if guess else f"There are: {', '.join(known) or 'none'}."
    source.say(keys, "option", f"{said} {quote(name)}.", hint)
    return False
