"""Reads what a brand writes under `checkout`: anything may stand there."""

from collections.abc import Collection, Mapping
from typing import Any

from shopgen.checkout.pay import PayFault
from shopgen.problems import nearest, quote


def setting_fault(key: str, message: str, hint: str, *, is_error: bool = True) -> PayFault:
    """Return the fault of one option of a brand's `checkout`."""
    return PayFault(f"checkout.{key}", "checkout-setting", message, hint, in_brand=True, is_error=is_error)


def unknown_options(
    options: Mapping[str, Any], known: Collection[str], provider: str
) -> tuple[PayFault, ...]:
    """Return a fault for each option that the provider does not know, with the nearest that it does."""
    return tuple(_unknown(str(key), known, provider) for key in sorted(options, key=str) if key not in known)


def _unknown(key: str, known: Collection[str], provider: str) -> PayFault:
    close = nearest(key, known)
    hint = f"Did you mean {close}?" if close else f"Those it has are: {', '.join(sorted(known))}."
    return setting_fault(key, f"checkout has no key {quote(key)} for the provider {provider}.", hint)


def text_option(options: Mapping[str, Any], key: str, example: str) -> str | PayFault:
    """Return an option that has to be there and has to be text, or what is wrong with it."""
    hint = f'Write it as text, such as {key}: "{example}".'
    if options.get(key) in (None, ""):
        return setting_fault(key, f"checkout.{key} is missing.", hint)
    value = options[key]
    if not isinstance(value, str):
        return setting_fault(key, f"checkout.{key} {quote(value)} is not text.", hint)
    return value
