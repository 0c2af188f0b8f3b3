"""Content hashes, and the few forms in which the output shows them."""

import base64
import hashlib
import re

NAME_LENGTH = 10
_HASHED = re.compile(rf"\.[a-z2-7]{{{NAME_LENGTH}}}\.\w+$")


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of the bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def name_hash(data: bytes) -> str:
    """Return what goes into a file's name: the first 10 base32 characters of its SHA-256, in lower case."""
    return name_hash_of(sha256_hex(data))


def name_hash_of(sha256: str) -> str:
    """Return the same where the SHA-256, in hexadecimal digits, is known already."""
    return base64.b32encode(bytes.fromhex(sha256))[:NAME_LENGTH].decode().lower()


def has_name_hash(path: str) -> bool:
    """Return whether a file's name has such a hash before its ending."""
    return _HASHED.search(path) is not None


def csp_hash(text: str) -> str:
    """Return a Content-Security-Policy source for an inline style or script: `'sha256-…'`, quoted."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def integrity(data: bytes) -> str:
    """Return the value of an `integrity` attribute (Subresource Integrity): `sha384-…`."""
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"
