"""Variants: the combinations of a product's options, each with what it inherits filled in."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product as combine

from shopgen.catalog.fields.numbers import example_amount
from shopgen.catalog.forms.product import VARIANT_LIMIT, OfferForm, ProductForm, VariantForm
from shopgen.catalog.offers import OfferReader
from shopgen.catalog.reading.source import Source
from shopgen.catalog.reading.tree import Keys
from shopgen.problems import nearest, quote
from shopgen.shop.picture import Picture
from shopgen.shop.product import Condition, Option, Variant

_SHOWN = 5
"""How many missing combinations a problem names."""
_OWN_NUMBERS = ("gtin", "stock")
"""What can be true of one variant only."""


@dataclass(slots=True)
class VariantReader:
    """Makes the variants of one product."""

    source: Source
    form: ProductForm
    product_id: str
    offers: OfferReader
    pictures: tuple[Picture, ...]

    def options(self) -> tuple[Option, ...]:
        """Return the product's options in the author's order."""
        said = self.form.options or {}
        self._check_alike("options", {("options", name): name for name in said})
        for name, values in said.items():
            words: dict[Keys, str] = {("options", name, i): value for i, value in enumerate(values)}
            self._check_alike(f"options.{name}", words)
        return tuple(Option(name, tuple(dict.fromkeys(values))) for name, values in said.items())

    def _check_alike(self, where: str, words: Mapping[Keys, str]) -> None:
        first: dict[str, str] = {}
        for keys, word in words.items():
            look = _look(word)
            if look not in first:
                first[look] = word
            elif first[look] == word:
                self.source.say(keys, "twice", f"{where} has {quote(word)} twice.", "Keep one.")
            else:
                message = (
                    f"{where} has {quote(first[look])} and {quote(word)}, which buyers can hardly tell apart."
                )
                self.source.say(keys, "alike", message, "Keep one, or give each a name of its own.")

    def variants(self, options: tuple[Option, ...]) -> tuple[Variant, ...]:
        """Return all variants: those that are listed, else one for each combination of the options."""
        listed = self.form.variants
        if listed:
            return tuple(self._listed(options, listed))
        count = 1
        for option in options:
            count *= len(option.values)
        if count > VARIANT_LIMIT:
            message = f"options make {count:,} combinations."
            self.source.say(("options",), "too-many", message, f"Make at most {VARIANT_LIMIT}.")
            return ()
        self._check_own_numbers(count)
        if self.form.price is None:
            self.source.say((), "missing", "price is missing.", f"Write it, such as {self._example()}.")
            return ()
        return tuple(self._combinations(options))

    def _combinations(self, options: tuple[Option, ...]) -> Iterator[Variant]:
        names = [option.name for option in options]
        for values in combine(*(option.values for option in options)):
            variant = self._variant(None, (), dict(zip(names, values, strict=True)), "")
            if variant is not None:
                yield variant

    def _listed(self, options: tuple[Option, ...], listed: list[VariantForm]) -> Iterator[Variant]:
        self._check_own_numbers(len(listed))
        if not options:
            self._check_declared(listed)
        first_of: dict[tuple[str, ...], int] = {}
        for i, form in enumerate(listed):
            keys = ("variants", i)
            chosen = self._chosen(options, form, keys) if options else {}
            if chosen is not None and options:
                first = first_of.setdefault(tuple(chosen.values()), i)
                if first != i:
                    line = self.source.place("variants", first).line
                    message = (
                        f"The combination {_shown(chosen)} is written twice; the first is on line {line}."
                    )
                    self.source.say(keys, "variant-twice", message, "Keep one, or correct its options.")
            variant = self._variant(form, keys, chosen or {}, self._image(form, keys))
            if variant is not None and chosen is not None:
                yield variant
        if options and len(listed) == len(first_of):
            self._check_complete(options, first_of)

    def _check_declared(self, listed: list[VariantForm]) -> None:
        found: dict[str, list[str]] = {}
        for form in listed:
            for name, value in (form.options or {}).items():
                values = found.setdefault(name, [])
                if value not in values:
                    values.append(value)
        if found:
            shown = ", ".join(f"{name}: [{', '.join(values)}]" for name, values in found.items())
            message = "variants have options, but the product declares none."
            self.source.say(("variants",), "no-options", message, f"Write options: {{{shown}}} above them.")
        elif len(listed) > 1:
            message = f"There are {len(listed)} variants, but no options to choose them by."
            self.source.say(("variants",), "no-options", message, "Write options: {size: [S, L]} above them.")

    def _chosen(self, options: tuple[Option, ...], form: VariantForm, keys: Keys) -> dict[str, str] | None:
        said = form.options or {}
        names = [option.name for option in options]
        is_right = True
        for name in said:
            if name not in names:
                guess = nearest(name, names)
                hint = f"Did you mean {quote(guess)}?" if guess else f"They are: {', '.join(names)}."
                message = f"The product has no option {quote(name)}."
                self.source.say((*keys, "options", name), "option", message, hint)
                is_right = False
        for option in options:
            value = said.get(option.name)
            if value is None:
                message = f"The variant has no value for the option {quote(option.name)}."
                hint = f"Write one of {', '.join(option.values)}."
                self.source.say((*keys, "options"), "option", message, hint)
                is_right = False
            elif value not in option.values:
                guess = nearest(value, option.values)
                hint = f"Did you mean {quote(guess)}?" if guess else f"They are: {', '.join(option.values)}."
                message = f"The option {quote(option.name)} has no value {quote(value)}."
                self.source.say((*keys, "options", option.name), "option", message, hint)
                is_right = False
        return {name: said[name] for name in names} if is_right else None

    def _check_complete(self, options: tuple[Option, ...], there: Mapping[tuple[str, ...], int]) -> None:
        count = 1
        for option in options:
            count *= len(option.values)
        lacking = count - len(there)
        if lacking <= 0:
            return
        names = [option.name for option in options]
        missing = []
        for values in combine(*(option.values for option in options)):
            if values not in there:
                missing.append(_shown(dict(zip(names, values, strict=True))))
            if len(missing) == _SHOWN:
                break
        more = f" and {lacking - len(missing)} more" if lacking > len(missing) else ""
        message = f"There is no variant for {', '.join(missing)}{more}."
        hint = "Add what is missing; what cannot be had is availability: discontinued."
        self.source.warn(("variants",), "variant-missing", message, hint)

    def _check_own_numbers(self, count: int) -> None:
        if count < 2:
            return
        for name in _OWN_NUMBERS:
            if getattr(self.form, name) is not None:
                message = f"{name} is that of one variant, and this product has {count}."
                self.source.say((name,), "of-one-variant", message, f"Write {name} on each variant.")

    def _image(self, form: VariantForm, keys: Keys) -> str:
        if form.image is None:
            return ""
        srcs = [picture.src for picture in self.pictures]
        if form.image not in srcs:
            guess = nearest(form.image, srcs)
            hint = f'Did you mean "{guess}"?' if guess else "Add it to the product's images, with its alt."
            message = f"image {quote(form.image)} is not one of the product's pictures."
            self.source.say((*keys, "image"), "no-picture", message, hint)
        return form.image

    def _variant(
        self, form: VariantForm | None, keys: Keys, options: dict[str, str], image: str
    ) -> Variant | None:
        offer = self.offers.offer(form, keys)
        if offer is None:
            if self.form.price is None and (form is None or form.price is None):
                message = "The variant has no price, and neither has the product."
                self.source.say(keys, "missing", message, f"Write one, such as {self._example()}.")
            return None
        base: OfferForm = self.form
        own: OfferForm = form or base
        sku = (form.sku if form is not None else None) or self._own_sku()
        return Variant(
            id=sku or _variant_id(self.product_id, options),
            offer=offer,
            options=options,
            sku=sku,
            gtin=own.gtin or base.gtin or "",
            mpn=own.mpn or base.mpn or "",
            condition=own.condition or base.condition or Condition.NEW,
            image=image,
            unit_pricing_measure=own.unit_pricing_measure or base.unit_pricing_measure,
            shipping_weight=own.shipping_weight or base.shipping_weight,
            payment_link=own.payment_link or base.payment_link or "",
            provider_ids={**(base.provider_ids or {}), **(own.provider_ids or {})},
            extra={**(base.extra or {}), **(own.extra or {})} if form is not None else dict(base.extra or {}),
        )

    def _example(self) -> str:
        return f'price: "{example_amount(self.offers.currencies.own)}"'

    def _own_sku(self) -> str:
        """The product's sku, where there is but one variant that it can be of."""
        one = len(self.form.variants or ()) == 1 or not (self.form.variants or self.form.options)
        return (self.form.sku or "") if one else ""


def _look(word: str) -> str:
    """Return what words have in common that differ in letters' case, composition or spaces alone."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def _variant_id(product_id: str, options: Mapping[str, str]) -> str:
    values = ("-".join(value.lower().split()) for value in options.values())
    return "-".join([product_id, *values])


def _shown(chosen: Mapping[str, str]) -> str:
    return " / ".join(chosen.values())
