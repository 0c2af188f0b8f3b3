"""Payment by a link: one template for all products (RFC 6570), or an address of a product's own.

Stripe, PayPal and Square give ready-made addresses, one for each variant; those are `payment_link`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uritemplate import URITemplate

from shopgen.checkout.addresses import address_fault, has_control, payee_of
from shopgen.checkout.options import setting_fault, text_option, unknown_options
from shopgen.checkout.pay import Order, PayFault, Payment
from shopgen.problems import nearest, quote

VARIABLES = ("brand", "product", "sku", "quantity", "price", "currency", "locale")
QUANTITY = "{quantity}"

_EXAMPLE = "https://pay.example/buy{?sku,quantity}"
_EXPRESSION = re.compile(r"\{([^{}]*)\}")
_CONTENT = re.compile(
    r"[+#./;?&]?[A-Za-z0-9_.%]+(?::[1-9][0-9]{0,3}|\*)?(?:,[A-Za-z0-9_.%]+(?::[1-9][0-9]{0,3}|\*)?)*"
)
_FIXED_HOST = re.compile(r"https://[^/?#{}]+(?:[/?#]|\{[/?#]|$)")
_MARKS = ("7310469158", "9264083571")


@dataclass(frozen=True, slots=True)
class LinkProvider:
    """Sends buyers to an address."""

    name: str = "link"

    def check_settings(self, options: Mapping[str, Any]) -> tuple[PayFault, ...]:
        """Return what is wrong with the template. There may be none, where all products have links."""
        unknown = unknown_options(options, ("template",), self.name)
        if "template" not in options:
            return unknown
        template = text_option(options, "template", _EXAMPLE)
        if isinstance(template, PayFault):
            return (*unknown, template)
        return (*unknown, *(tuple(_template_faults(template)) or _nameless(template)))

    def pay(self, options: Mapping[str, Any], order: Order) -> Payment | PayFault:
        """Return the product's own address, else the template's for this order."""
        if order.payment_link:
            return _own_link(order.payment_link)
        template = options.get("template")
        if not isinstance(template, str):
            return PayFault(
                "payment_link",
                "no-payment-link",
                f"payment_link is missing for {quote(order.sku or order.title)}: checkout has no template.",
                'Write payment_link: "https://buy.stripe.com/…" here, or a template in brand.yaml.',
            )
        return _by_template(template, order)


def _own_link(url: str) -> Payment | PayFault:
    wrong = address_fault(url)
    if wrong:
        return PayFault(
            "payment_link",
            "payment-link",
            f"payment_link {quote(url)} {wrong}.",
            'Copy the whole address from the provider, such as "https://buy.stripe.com/abc123".',
        )
    return Payment(url, payee_of(url))


def _template_faults(template: str) -> Iterator[PayFault]:
    shown = f"checkout.template {quote(template)}"
    hint = f'Write an address with variables in braces, such as "{_EXAMPLE}".'
    contents = _EXPRESSION.findall(template)
    rest = _EXPRESSION.sub("", template)
    if "{" in rest or "}" in rest or not all(map(_CONTENT.fullmatch, contents)):
        yield setting_fault("template", f"{shown} has braces that are no expression of RFC 6570.", hint)
        return
    for name in URITemplate(template).variable_names:
        if name not in VARIABLES:
            close = nearest(name, VARIABLES)
            guess = f"Did you mean {close}?" if close else f"Those there are: {', '.join(VARIABLES)}."
            yield setting_fault(
                "template", f"{shown} has a variable {quote(name)}, which is not known.", guess
            )
    if not _FIXED_HOST.match(template):
        yield setting_fault("template", f"{shown} does not start with https:// and a whole host.", hint)
    elif wrong := address_fault(rest):
        yield setting_fault("template", f"{shown} {wrong}.", hint)


def _nameless(template: str) -> tuple[PayFault, ...]:
    """Return a warning where an address does not say what is bought."""
    if {"sku", "product"} & set(URITemplate(template).variable_names):
        return ()
    shown = f"checkout.template {quote(template)}"
    message = f"{shown} names neither sku nor product: its address does not say what is bought."
    hint = f'Write what is bought into it, such as "{_EXAMPLE}".'
    return (setting_fault("template", message, hint, is_error=False),)


def _by_template(template: str, order: Order) -> Payment | PayFault:
    values = {
        "brand": order.brand,
        "product": order.product,
        "sku": order.sku,
        "price": format(order.price.amount, "f"),
        "currency": order.price.currency,
        "locale": order.locale,
    }
    if has_control(order.sku):
        message = f"sku {quote(order.sku)} has a line break or a control character."
        return PayFault("sku", "control-character", message, "Write it in ordinary characters, on one line.")
    expanded = _Expansion(URITemplate(template), values)
    url = expanded.of("1")
    if wrong := address_fault(url):
        message = f"checkout.template makes the address {quote(url)}, which {wrong}."
        return setting_fault("template", message, f'Write one such as "{_EXAMPLE}".')
    return Payment(url, payee_of(url), quantity_url=expanded.with_quantity())


@dataclass(frozen=True, slots=True)
class _Expansion:
    """A template and all of its values but the quantity."""

    template: URITemplate
    values: Mapping[str, str]

    def of(self, quantity: str) -> str:
        return str(self.template.expand({**self.values, "quantity": quantity}))

    def with_quantity(self) -> str:
        """Return the address with `{quantity}` where the number goes; empty where there is no one such place.

        Proven and not assumed: a number nobody orders is put in, taken out again, and the same must come out
        for two others. A template that cuts the quantity (`{quantity:1}`) or has it twice fails that.
        """
        plain = self.of("1")
        mark = next((mark for mark in _MARKS if mark not in plain), "")
        marked = self.of(mark)
        if not mark or marked.count(mark) != 1:
            return ""
        found = marked.replace(mark, QUANTITY)
        proven = all(found.replace(QUANTITY, number) == self.of(number) for number in ("1", "23"))
        return found if proven else ""
