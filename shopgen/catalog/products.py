"""Products: one Markdown file and its translations to a Product, independent of all other products."""

from dataclasses import dataclass

from shopgen.catalog.brands import LoadedBrand
from shopgen.catalog.currencies import shown_currencies, unknown_currencies
from shopgen.catalog.fields.pictures import picture_hint
from shopgen.catalog.fields.zones import find_zone
from shopgen.catalog.forms.form import read_form
from shopgen.catalog.forms.product import PictureForm, ProductForm
from shopgen.catalog.offers import OfferReader
from shopgen.catalog.places import product_path
from shopgen.catalog.product_words import (
    Known,
    ProseMaker,
    load_translation,
    own_words,
    read_body,
)
from shopgen.catalog.prose import make_prose
from shopgen.catalog.reading.source import Source, load_markdown
from shopgen.catalog.reading.tree import Keys
from shopgen.catalog.variants import VariantReader
from shopgen.files import Root
from shopgen.problems import Problem, quote
from shopgen.shop.brand import Brand
from shopgen.shop.picture import Picture
from shopgen.shop.product import Manufacturer, Product


@dataclass(frozen=True, slots=True)
class LoadedProduct:
    """A product, or None where it cannot be used; a draft is loaded and checked like any other."""

    slug: str
    product: Product | None
    is_draft: bool = False
    problems: tuple[Problem, ...] = ()


def load_product(root: Root, loaded: LoadedBrand, slug: str, maker: ProseMaker = make_prose) -> LoadedProduct:
    """Return one product with its translations. `maker` makes prose; a cache may stand before it."""
    brand = loaded.settings
    source = load_markdown(root, product_path(brand.slug, slug))
    form = read_form(ProductForm, source, str(source.values.get("currency") or brand.currency))
    if form is None:
        _check_words(root, loaded, slug, source, maker)
        return LoadedProduct(slug, None, problems=tuple(source.problems))
    product = _Reader(root, loaded, slug, source, form).read(maker)
    return LoadedProduct(slug, None if source.is_broken else product, form.draft, tuple(source.problems))


def _check_words(root: Root, loaded: LoadedBrand, slug: str, source: Source, maker: ProseMaker) -> None:
    """Say what is wrong with the words of a product that cannot be read: everything is told at once."""
    read_body(source, loaded.files.images, maker)
    for locale in loaded.files.products.get(slug, ()):
        known = Known(loaded.files.images)
        source.problems.extend(load_translation(root, loaded.settings, slug, locale, known, maker)[1])


class _Reader:
    """One product while it is made of its form."""

    def __init__(self, root: Root, loaded: LoadedBrand, slug: str, source: Source, form: ProductForm) -> None:
        self.root, self.slug, self.source, self.form = root, slug, source, form
        self.brand: Brand = loaded.settings
        self.images = loaded.files.images
        self.translations = loaded.files.products.get(slug, ())
        find_currencies = unknown_currencies if loaded.is_guessed else shown_currencies
        self.currencies = find_currencies(self.brand, form.currency or "")

    def read(self, maker: ProseMaker) -> Product | None:
        """Return the product; what is wrong is said to its source."""
        form, brand, source = self.form, self.brand, self.source
        pictures = self._pictures()
        offers = OfferReader(source, form, self.currencies, find_zone(brand.timezone))
        reader = VariantReader(source, form, form.id or self.slug, offers, pictures)
        options = reader.options()
        variants = reader.variants(options)
        words = {brand.locale: own_words(form, read_body(source, self.images, maker))}
        for locale in self.translations:
            known = Known(self.images, pictures, options)
            translated, problems = load_translation(self.root, brand, self.slug, locale, known, maker)
            source.problems.extend(problems)
            if translated is not None:
                words[locale] = translated
        if not variants:
            return None
        return Product(
            slug=self.slug,
            id=form.id or self.slug,
            currency=self.currencies.own,
            variants=variants,
            words=words,
            options=options,
            pictures=pictures,
            sku=form.sku or "",
            manufacturer=self._manufacturer(),
            tags=tuple(form.tags or ()),
            collection=form.collection or "",
            aliases=tuple(form.aliases or ()),
            extra=form.extra or {},
        )

    def _pictures(self) -> tuple[Picture, ...]:
        form, source = self.form, self.source
        if form.image is not None and form.images:
            message = "Both image and images are written."
            source.say(("image",), "image-twice", message, "Add the one of image to the list of images.")
        if form.image_alt is not None and form.image is None:
            message = "image_alt has no image to speak of."
            source.say(("image_alt",), "no-image", message, "Write image, or put the alt into images.")
        if form.image is not None:
            if form.image_alt is None:
                message = f"The picture {quote(form.image)} has no image_alt."
                hint = 'Say what it shows, such as image_alt: A white enamel mug; "" for decoration.'
                source.say(("image",), "missing", message, hint)
            self._check_original(form.image, ("image",))
            return (Picture(form.image, form.image_alt or ""),)
        return tuple(self._picture(i, said) for i, said in enumerate(form.images or ()))

    def _picture(self, index: int, said: PictureForm) -> Picture:
        earlier = [other.src for other in (self.form.images or ())[:index]]
        keys: Keys = ("images", index, "src")
        if said.src in earlier:
            message = f"The picture {quote(said.src)} is listed twice."
            self.source.say(keys, "twice", message, "Keep one.")
        self._check_original(said.src, keys)
        focus = (said.focus[0], said.focus[1]) if said.focus else (0.5, 0.5)
        return Picture(said.src, said.alt, focus, said.trim, said.animate)

    def _check_original(self, src: str, keys: Keys) -> None:
        if src not in self.images:
            message = f"The picture {quote(src)} is not in brands/{self.brand.slug}/images."
            self.source.say(keys, "no-picture", message, picture_hint(src, self.images))

    def _manufacturer(self) -> Manufacturer | None:
        said = self.form.manufacturer
        return None if said is None else Manufacturer(said.name, said.address, said.email)
