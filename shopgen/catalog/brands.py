"""Brands: `brand.yaml` and its translations to a Brand, with all that is wrong with them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from shopgen.catalog.audience import read_audience
from shopgen.catalog.fields.codes import find_locale
from shopgen.catalog.fields.names import slug_fault
from shopgen.catalog.fields.numbers import currencies
from shopgen.catalog.fields.pictures import picture_hint
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.forms.brand import BrandForm, BrandTranslationForm, ShippingForm
from shopgen.catalog.forms.form import read_form, read_partly, say_wrong
from shopgen.catalog.listing import BrandFiles, list_brand_files
from shopgen.catalog.money import price_in
from shopgen.catalog.places import brand_path
from shopgen.catalog.reading.source import Source, load_yaml
from shopgen.catalog.theme_choice import check_languages, choose_theme
from shopgen.catalog.themes import LoadedTheme
from shopgen.catalog.translations import check_translation_locale
from shopgen.files import Root
from shopgen.problems import Place, Problem, nearest, quote
from shopgen.shop.brand import (
    Brand,
    BrandWords,
    CheckoutSettings,
    ModuleSettings,
    Policies,
    Shipping,
    ShippingRate,
    ThemeChoice,
)

DEFAULT_LOCALE = "en"
_OF_LOCALES = frozenset({"locale", "locales"})


@dataclass(frozen=True, slots=True)
class LoadedBrand:
    """A brand, or None where it cannot be used, and what its folder has.

    `settings` are what its products are checked against: they are there even where the brand is broken, so
    that all problems are told at once. They are guessed where nothing of the brand can be read.
    """

    slug: str
    brand: Brand | None
    settings: Brand
    files: BrandFiles
    problems: tuple[Problem, ...] = ()
    is_guessed: bool = False

    @property
    def product_slugs(self) -> tuple[str, ...]:
        """The slugs of the products that its folder has, sorted; drafts are among them."""
        return tuple(self.files.products)


def list_brands(root: Root) -> tuple[str, ...]:
    """Return the names of the folders under `brands/`, sorted."""
    return root.list_folders("brands")


def load_brand(
    root: Root,
    slug: str,
    themes: Mapping[str, LoadedTheme],
    providers: Collection[str],
    allowed_providers: Collection[str] | None = None,
) -> LoadedBrand:
    """Return one brand without its products.

    `themes` has the themes that there are, by name; `providers` are the names of those known to shopgen,
    and `allowed_providers` those that the site takes (None: all).
    """
    path = brand_path(slug)
    files, problems = list_brand_files(root, slug)
    fault = slug_fault(slug)
    if fault:
        message = f"The brand's folder {quote(slug)} {fault[0]}."
        problems.append(
            Problem(Place(f"brands/{slug}"), "slug", message, fault[1].replace("Write it", "Name it"))
        )
    source = load_yaml(root, path)
    form, wrong = read_partly(BrandForm, source)
    brand = None
    if form is not None:
        allowed = providers if allowed_providers is None else allowed_providers
        brand = _Reader(root, slug, source, form, files, wrong).read(themes, providers, allowed)
    problems += source.problems
    is_broken = any(problem.is_error for problem in problems)
    settings = brand or _guess_settings(slug, source, files)
    is_guessed = brand is None or bool(wrong & {*_OF_LOCALES, "currencies"})
    return LoadedBrand(slug, None if is_broken else brand, settings, files, tuple(problems), is_guessed)


def _guess_settings(slug: str, source: Source, files: BrandFiles) -> Brand:
    """Return enough of a brand that cannot be read to check its products.

    That is its currency, if that is right, and as its locales those that there are translations in.
    """
    said = source.values.get("currency")
    currency = str(said) if isinstance(said, str) and said in currencies() else "EUR"
    locales = tuple(dict.fromkeys([DEFAULT_LOCALE, *_translated_locales(files)]))
    return Brand(slug, currency, DEFAULT_LOCALE, locales, {DEFAULT_LOCALE: BrandWords()})


def _translated_locales(files: BrandFiles) -> list[str]:
    tags = {*files.translations, *(tag for tags in files.products.values() for tag in tags)}
    return sorted(tag for tag in tags if find_locale(tag) == tag)


@dataclass(slots=True)
class _Reader:
    """One brand while it is made of its form; nothing follows from the keys that have something `wrong`."""

    root: Root
    slug: str
    source: Source
    form: BrandForm
    files: BrandFiles
    wrong: frozenset[str] = frozenset()
    locales: tuple[str, ...] = field(default=())

    def read(
        self, themes: Mapping[str, LoadedTheme], providers: Collection[str], allowed: Collection[str]
    ) -> Brand:
        """Return the brand; what is wrong is said to its source."""
        form = self.form
        locale = form.locale or (form.locales[0] if form.locales else DEFAULT_LOCALE)
        self.locales = self._locales(locale)
        return Brand(
            slug=self.slug,
            currency=form.currency,
            locale=locale,
            locales=self.locales,
            words=self._words(locale),
            handle=form.handle,
            url=form.url,
            logo=self._logo(),
            currencies=self._currencies(),
            timezone=form.timezone,
            market=form.market,
            base_url=form.base_url,
            theme=self._theme(themes),
            module=self._module(),
            audience=read_audience(form.audience),
            checkout=self._checkout(providers, allowed),
            shipping=self._shipping(form.shipping),
            policies=Policies(
                form.policies.returns,
                form.policies.privacy,
                form.policies.contact,
                form.policies.seller or "",
            ),
            beacon=form.analytics.beacon,
            extra=form.extra,
        )

    def _locales(self, locale: str) -> tuple[str, ...]:
        for i, tag in enumerate(self.form.locales):
            if tag in self.form.locales[:i]:
                self.source.say(("locales", i), "twice", f'locales "{tag}" is written twice.', "Keep one.")
        guessed = _translated_locales(self.files) if self.wrong & _OF_LOCALES else ()
        return tuple(dict.fromkeys([locale, *self.form.locales, *guessed]))

    def _theme(self, themes: Mapping[str, LoadedTheme]) -> ThemeChoice:
        if "theme" in self.wrong:
            return ThemeChoice()
        choice = choose_theme(self.source, self.form.theme, themes)
        check_languages(self.source, self.locales, themes.get(choice.name))
        return choice

    def _currencies(self) -> dict[str, str]:
        for tag in self.form.currencies:
            if tag not in self.locales and not self.wrong & _OF_LOCALES:
                message = f'currencies names the locale "{tag}", which the brand does not have.'
                self.source.say(("currencies", tag), "no-locale", message, f"Add {tag} to locales.")
        return dict(self.form.currencies)

    def _logo(self) -> str:
        if self.form.logo and self.form.logo not in self.files.images:
            message = f"logo {quote(self.form.logo)} is not in brands/{self.slug}/images."
            self.source.say(("logo",), "no-picture", message, picture_hint(self.form.logo, self.files.images))
        return self.form.logo

    def _module(self) -> ModuleSettings:
        module = self.form.module
        for i, slug in enumerate(module.order):
            if slug in module.order[:i]:
                message = f'module.order names "{slug}" twice.'
                self.source.say(("module", "order", i), "twice", message, "Keep one.")
        return ModuleSettings(module.limit, tuple(dict.fromkeys(module.order)), module.direction)

    def _checkout(self, providers: Collection[str], allowed: Collection[str]) -> CheckoutSettings:
        options = dict(self.form.checkout)
        if "checkout" in self.wrong:
            return CheckoutSettings()
        if not options:
            contact = self.form.policies.contact or "policies" in self.wrong
            message = "There is no checkout: buyers cannot pay, and are shown the contact instead."
            if not contact:
                message = "There is no checkout and no policies.contact: buyers can neither pay nor ask."
            hint = "Name a provider, such as checkout: {provider: email, email: orders@acme.example}."
            self.source.warn(("checkout",), "no-provider", message, hint)
            return CheckoutSettings()
        name = options.pop("provider", None)
        if not isinstance(name, str) or not name:
            hint = f"Write provider: and one of {', '.join(sorted(providers))}."
            self.source.say(("checkout",), "missing", "checkout.provider is missing.", hint)
            return CheckoutSettings()
        if name not in providers:
            guess = nearest(name.lower(), providers)
            hint = f"Did you mean {guess}?" if guess else f"Write one of {', '.join(sorted(providers))}."
            message = f"checkout.provider {quote(name)} is not a provider that is known."
            self.source.say(("checkout", "provider"), "provider", message, hint)
        elif name not in allowed:
            message = f"checkout.provider {quote(name)} is not one that the site allows."
            hint = f"The providers in shopgen.yaml are: {', '.join(sorted(allowed)) or 'none'}."
            self.source.say(("checkout", "provider"), "provider", message, hint)
        return CheckoutSettings(name, options)

    def _shipping(self, form: ShippingForm) -> Shipping:
        rates = []
        for i, rate in enumerate(form.rates):
            keys = ("shipping", "rates", i, "price")
            try:
                rates.append(ShippingRate(rate.country, price_in(rate.price, self.form.currency)))
            except Wrong as wrong:
                say_wrong(self.source, keys, wrong)
            if rate.country in [other.country for other in form.rates[:i]]:
                message = f"shipping.rates names {rate.country} twice."
                self.source.say(("shipping", "rates", i), "twice", message, "Keep one.")
            elif form.countries and rate.country not in form.countries:
                message = f"shipping.rates names {rate.country}, which shipping.countries does not."
                hint = f"Add {rate.country} to shipping.countries, or take the rate out."
                self.source.say(("shipping", "rates", i, "country"), "no-country", message, hint)
        return Shipping(tuple(dict.fromkeys(form.countries)), tuple(rates))

    def _words(self, locale: str) -> dict[str, BrandWords]:
        form = self.form
        words = {
            locale: BrandWords(
                form.name,
                form.description or "",
                form.module.title or "",
                form.shipping.note or "",
                form.policies.seller or "",
            )
        }
        for tag in self.files.translations:
            translated = self._translation(tag, locale)
            if translated is not None:
                words[tag] = translated
        return words

    def _translation(self, tag: str, locale: str) -> BrandWords | None:
        source = load_yaml(self.root, brand_path(self.slug, tag))
        is_ours = check_translation_locale(source, tag, locale, self.locales)
        form = read_form(BrandTranslationForm, source) if is_ours else None
        self.source.problems.extend(source.problems)
        if form is None:
            return None
        return BrandWords(
            form.name or "",
            form.description or "",
            form.module.title or "",
            form.shipping.note or "",
            form.policies.seller or "",
        )
