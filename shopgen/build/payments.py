"""How a brand's offers are paid for: brands and products introduced to providers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from shopgen.catalog.places import brand_path, find_place, product_path
from shopgen.checkout.pay import Order, PayFault, Payment
from shopgen.checkout.registry import PROVIDERS
from shopgen.files import Root
from shopgen.pages.voice.addresses import make_addresses
from shopgen.problems import Problem, Severity
from shopgen.shop.brand import Brand, shown_currency
from shopgen.shop.offering import Offering, offering_at
from shopgen.shop.product import Availability, Product, ProductWords, Variant
from shopgen.shop.site import Site
from shopgen.shop.text import fallbacks

LINK = "link"
NOT_FOR_SALE = (Availability.OUT_OF_STOCK, Availability.DISCONTINUED)
NO_WORDS = ProductWords()


def known_providers() -> tuple[str, ...]:
    """Return the names of the providers that a brand may name."""
    return tuple(PROVIDERS)


def payments_for(
    site: Site, brand: Brand, product: Product, locale: str, offerings: Sequence[Offering]
) -> tuple[Payment | PayFault | None, ...]:
    """Return how each variant is paid for as it is offered; None where it cannot be bought, or by nobody."""
    return tuple(
        _payment(site, brand, product, variant, locale, offering)
        for variant, offering in zip(product.variants, offerings, strict=True)
    )


def check_payments(
    root: Root, site: Site, brand: Brand, product: Product, at: datetime
) -> tuple[Problem, ...]:
    """Return why variants of a product cannot be paid for, each reason once, at the key to change.

    Whether a drop is open now does not matter here: what cannot be paid tomorrow is wrong today. What is
    said to be out of stock or discontinued need not be payable. The brand's provider is in order.
    """
    if not brand.checkout.provider and not any(variant.payment_link for variant in product.variants):
        return ()
    currency = shown_currency(brand.locale, product.currency, brand.currencies)
    if not all(any(price.currency == currency for price in v.offer.prices) for v in product.variants):
        return ()
    problems: dict[Problem, None] = {}
    for number, variant in enumerate(product.variants):
        if variant.offer.availability in NOT_FOR_SALE:
            continue
        offering = offering_at(variant.offer, currency, at)
        found = _ask(site, brand, product, variant, brand.locale, offering)
        if isinstance(found, PayFault):
            problems[_problem(root, brand, product, number, found)] = None
    return tuple(problems)


def check_provider(root: Root, brand: Brand) -> Iterator[Problem]:
    """Yield what is wrong with what a brand says of its provider."""
    provider = PROVIDERS.get(brand.checkout.provider)
    for fault in provider.check_settings(brand.checkout.options) if provider else ():
        place = find_place(root, brand_path(brand.slug), fault.key)
        severity = Severity.ERROR if fault.is_error else Severity.WARNING
        yield Problem(place, fault.code, fault.message, fault.hint, severity)


def _payment(
    site: Site, brand: Brand, product: Product, variant: Variant, locale: str, offering: Offering
) -> Payment | PayFault | None:
    return _ask(site, brand, product, variant, locale, offering) if offering.state.is_buyable else None


def _ask(
    site: Site, brand: Brand, product: Product, variant: Variant, locale: str, offering: Offering
) -> Payment | PayFault | None:
    is_link = bool(variant.payment_link) and _is_allowed(site, LINK)
    provider = PROVIDERS.get(LINK if is_link else brand.checkout.provider)
    options = {} if is_link else brand.checkout.options
    if provider is None:
        return None
    return provider.pay(options, _order(site, brand, product, variant, locale, offering))


def _is_allowed(site: Site, provider: str) -> bool:
    return site.providers is None or provider in site.providers


def _order(
    site: Site, brand: Brand, product: Product, variant: Variant, locale: str, offering: Offering
) -> Order:
    addresses = make_addresses(site.base_url, brand.slug, brand.base_url, brand.locale)
    return Order(
        brand=brand.slug,
        brand_name=_brand_name(brand, locale),
        product=product.slug,
        title=_title(brand, product, locale),
        variant=variant.id,
        sku=variant.sku or variant.id,
        options=tuple(_options(brand, product, variant, locale)),
        price=offering.price,
        locale=locale,
        page_url=addresses.absolute(addresses.checkout(locale, product.slug)),
        payment_link=variant.payment_link,
        provider_ids=tuple(sorted(variant.provider_ids.items())),
    )


def _brand_name(brand: Brand, locale: str) -> str:
    tags = fallbacks(locale, brand.locale)
    return next(brand.words[tag].name for tag in tags if tag in brand.words and brand.words[tag].name)


def _title(brand: Brand, product: Product, locale: str) -> str:
    tags = fallbacks(locale, brand.locale)
    return next(product.words[tag].title for tag in tags if tag in product.words and product.words[tag].title)


def _options(brand: Brand, product: Product, variant: Variant, locale: str) -> Iterator[tuple[str, str]]:
    words = [product.words.get(tag, NO_WORDS) for tag in fallbacks(locale, brand.locale)]
    for name, value in variant.options.items():
        spoken_name = next((w.option_names[name] for w in words if w.option_names.get(name)), name)
        values = (w.option_values.get(name, {}).get(value) for w in words)
        yield spoken_name, next(filter(None, values), value)


def _problem(root: Root, brand: Brand, product: Product, number: int, fault: PayFault) -> Problem:
    if fault.in_brand:
        place = find_place(root, brand_path(brand.slug), fault.key)
    else:
        path = product_path(brand.slug, product.slug)
        place = find_place(root, path, f"variants[{number}].{fault.key}" if product.options else fault.key)
        # Nothing may be written there yet: then what it belongs to is where to look.
        place = place if place.line else find_place(root, path, "options" if product.options else "title")
    return Problem(place, fault.code, fault.message, fault.hint)
