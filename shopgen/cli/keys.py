"""Keys as commands take them: the secret one from the environment alone, the public one as `--key`."""

import os
from pathlib import Path
from typing import Any

import click

from shopgen.problems import UsageError, quote
from shopgen.signing import KeyFault, PublicKey, SigningKey, parse_public_key, parse_signing_key

VARIABLE = "SHOPGEN_SIGNING_KEY"
"""No option: what stands on a command line is in the shell's history and in every list of processes."""


def read_signing_key() -> SigningKey | None:
    """Return the key that manifests are to be signed with; None where the environment has none.

    Raises:
        UsageError: the variable has something else in it. The sentence does not show what: it may be secret.
    """
    text = os.environ.get(VARIABLE)
    if text is None:
        return None
    try:
        return parse_signing_key(text)
    except KeyFault as fault:
        wrong = str(fault) if text.strip() else "is empty"
    raise UsageError(
        f"{VARIABLE} {wrong}. It takes the key itself and not the path of a file: an Ed25519 key in PEM, "
        f'such as {VARIABLE}="$(cat signing.pem)", or the base64 of its 32 bytes. Unset it to build without '
        "signatures."
    )


KEY_SHOWN = 24
"""Fewer characters than would show any of a secret key in PEM, given by mistake."""


class PublicKeyType(click.ParamType[PublicKey]):
    """A public key: the base64 of its 32 bytes, or a file that has that or PEM."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PublicKey:
        """Return the key."""
        if isinstance(value, PublicKey):
            return value
        try:
            return parse_public_key(_load_text(value))
        except KeyFault as fault:
            shown = quote(value, KEY_SHOWN)
            hint = "Give an Ed25519 public key: the base64 of its 32 bytes, or a file with it or with PEM."
            return self.fail(f"{shown} {fault}. {hint}", param, ctx)


def _load_text(value: str) -> str:
    """Return what the file of this name has in it; the value itself where there is none."""
    try:
        return Path(value).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return value
