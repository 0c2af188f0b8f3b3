"""A product's words: those of its own source, and those of its translations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shopgen.catalog.fields.pictures import picture_hint, picture_src
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.forms.form import read_form
from shopgen.catalog.forms.product import ProductForm, ProductTranslationForm
from shopgen.catalog.places import product_path
from shopgen.catalog.prose import MadeProse, line_of, make_prose
from shopgen.catalog.reading.source import Source, load_markdown
from shopgen.catalog.reading.tree import Keys
from shopgen.catalog.translations import check_translation_locale
from shopgen.files import Root
from shopgen.problems import Place, Problem, Severity, nearest, quote
from shopgen.shop.brand import Brand
from shopgen.shop.picture import Picture
from shopgen.shop.product import Option, ProductWords
from shopgen.shop.text import PictureReference, Prose

ProseMaker = Callable[[str], MadeProse]


@dataclass(frozen=True, slots=True)
class Known:
    """What translations may speak of: the brand's originals, the product's pictures and its options.

    None: the product itself could not be read, so nothing is said of them.
    """

    images: frozenset[str]
    pictures: tuple[Picture, ...] | None = None
    options: tuple[Option, ...] | None = None


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
    """Return a source's body as prose; what is wrong with it is said to the source."""
    made = maker(source.body)
    for fault in made.faults:
        line = source.body_line + fault.line - 1 if fault.line else source.body_line
        severity = Severity.ERROR if fault.is_error else Severity.WARNING
        place = Place(source.path, line, key="body")
        source.problems.append(Problem(place, fault.code, fault.message, fault.hint, severity))
    for segment in made.prose.segments:
        if isinstance(segment, PictureReference) and segment.src not in images:
            line = source.body_line + max(line_of(source.body, segment.src) - 1, 0)
            message = f"The picture {quote(segment.src)} is not in the brand's images."
            place = Place(source.path, line, key="body")
            source.problems.append(Problem(place, "no-picture", message, picture_hint(segment.src, images)))
    return made.prose


def load_translation(
    root: Root,
    brand: Brand,
    product: str,
    locale: str,
    known: Known,
    maker: ProseMaker = make_prose,
) -> tuple[ProductWords | None, list[Problem]]:
    """Return a product's words in one further locale, or None, and what is wrong with them."""
    source = load_markdown(root, product_path(brand.slug, product, locale))
    if not check_translation_locale(source, locale, brand.locale, brand.locales):
        return None, source.problems
    form = read_form(ProductTranslationForm, source)
    if form is None:
        return None, source.problems
    words = ProductWords(
        title=form.title or "",
        summary=form.summary or "",
        body=read_body(source, known.images, maker),
        collection=form.collection or "",
        tags=tuple(form.tags or ()),
        image_alts=_image_alts(source, form, known.pictures),
        option_names=_names(source, form, known.options),
        option_values=_values(source, form, known.options),
    )
    return words, source.problems


def _image_alts(
    source: Source, form: ProductTranslationForm, pictures: tuple[Picture, ...] | None
) -> dict[str, str]:
    alts: dict[str, str] = {}
    srcs = [picture.src for picture in pictures or ()]
    for name, alt in (form.image_alts or {}).items():
        keys = ("image_alts", name)
        try:
            src = picture_src(name)
        except Wrong as wrong:
            source.say(keys, wrong.code, wrong.sentence("image_alts"), wrong.hint)
            continue
        if pictures is not None and src not in srcs:
            message = f"image_alts names {quote(name)}, which is not one of the product's pictures."
            guess = nearest(src, srcs)
            hint = f'Did you mean "{guess}"?' if guess else f"They are: {', '.join(srcs) or 'none'}."
            source.say(keys, "no-picture", message, hint)
        alts[src] = alt
    return alts


def _names(
    source: Source, form: ProductTranslationForm, options: tuple[Option, ...] | None
) -> dict[str, str]:
    known = [option.name for option in options or ()]
    for name in (form.option_names or {}) if options is not None else ():
        _check_known(source, ("option_names", name), name, known, "The product has no option")
    return dict(form.option_names or {})


def _values(
    source: Source, form: ProductTranslationForm, options: tuple[Option, ...] | None
) -> dict[str, Mapping[str, str]]:
    known = {option.name: option.values for option in options or ()}
    for name, values in (form.option_values or {}).items() if options is not None else ():
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
