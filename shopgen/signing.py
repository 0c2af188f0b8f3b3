"""Signatures: Ed25519 (RFC 8032) over a manifest's bytes. The one user of cryptography.

The library is imported where a key is used, so that whoever signs nothing does not wait for it.
"""

import base64
import binascii
from dataclasses import dataclass, field

SIGNATURE = "manifest.sig"
"""The file beside a brand's `manifest.json`: the signature's 64 bytes, as OpenSSL reads and writes them."""

KEY_LENGTH = 32
SIGNATURE_LENGTH = 64

_PEM = "-----BEGIN "


class KeyFault(Exception):  # noqa: N818  what was given is at fault, not the program
    """Why a text is no key, as the end of a sentence. It never has the text in it, which may be a secret."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret half of a key pair: what manifests are signed with."""

    seed: bytes = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Return the signature over these bytes: the same key and the same bytes give the same one."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(data)

    def public(self) -> "PublicKey":
        """Return the half that is told to those who verify."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return PublicKey(Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of a key pair: what signatures are held against."""

    raw: bytes

    def __str__(self) -> str:
        return base64.b64encode(self.raw).decode()

    def has_signed(self, data: bytes, signature: bytes) -> bool:
        """Return whether this signature over these bytes was made with the other half."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True


def parse_signing_key(text: str) -> SigningKey:
    """Return the key that a PEM (PKCS #8, as OpenSSL writes it) or the base64 of its 32 bytes holds.

    Raises:
        KeyFault: it is neither.
    """
    if not text.strip().startswith(_PEM):
        return SigningKey(_parse_base64(text))
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(text.strip().encode(), password=None)
    except TypeError:
        raise KeyFault("is encrypted") from None
    except (ValueError, UnsupportedAlgorithm):
        raise KeyFault("is no private key in PEM") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFault("is a key of another kind than Ed25519")
    return SigningKey(key.private_bytes_raw())


def parse_public_key(text: str) -> PublicKey:
    """Return the key that a PEM (SubjectPublicKeyInfo) or the base64 of its 32 bytes holds.

    Raises:
        KeyFault: it is neither.
    """
    if not text.strip().startswith(_PEM):
        return PublicKey(_parse_base64(text))
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(text.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        raise KeyFault("is no public key in PEM") from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFault("is a key of another kind than Ed25519")
    return PublicKey(key.public_bytes_raw())


def _parse_base64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise KeyFault("is neither PEM nor base64") from None
    if len(raw) != KEY_LENGTH:
        raise KeyFault(f"has {len(raw)} bytes and not {KEY_LENGTH}")
    return raw
