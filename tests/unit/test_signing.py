"""Keys and signatures."""

import base64
import subprocess
import sys

import pytest

from shopgen.signing import KeyFault, PublicKey, SigningKey, parse_public_key, parse_signing_key

SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def openssl(*words: str, given: str = "") -> str:
    """Return what OpenSSL says."""
    return subprocess.run(["openssl", *words], input=given, capture_output=True, text=True, check=True).stdout


def test_signature_is_that_of_the_standard() -> None:
    """The second example of RFC 8032, section 7.1, comes out byte for byte."""
    key = SigningKey(SEED)

    assert SIGNATURE == key.sign(b"\x72")
    assert PublicKey(PUBLIC) == key.public()


def test_signature_holds_for_its_bytes_and_key_alone() -> None:
    """Other bytes, another key, and a signature that is cut or changed are refused."""
    key = PublicKey(PUBLIC)

    assert key.has_signed(b"\x72", SIGNATURE)
    assert not key.has_signed(b"\x73", SIGNATURE)
    assert not SigningKey(bytes(32)).public().has_signed(b"\x72", SIGNATURE)
    assert not key.has_signed(b"\x72", SIGNATURE[:-1])
    assert not key.has_signed(b"\x72", b"")
    assert not key.has_signed(b"\x72", bytes([SIGNATURE[0] ^ 1]) + SIGNATURE[1:])


def test_keys_are_read_as_base64() -> None:
    """Both halves may be given as the base64 of their 32 bytes, with space around."""
    assert SigningKey(SEED) == parse_signing_key(f" {base64.b64encode(SEED).decode()}\n")
    assert PublicKey(PUBLIC) == parse_public_key(f"{PublicKey(PUBLIC)}\n")


def test_keys_are_read_as_openssl_writes_them() -> None:
    """A pair that OpenSSL makes is read from PEM, and belongs together."""
    secret = openssl("genpkey", "-algorithm", "ed25519")
    public = openssl("pkey", "-pubout", given=secret)

    assert parse_signing_key(secret).public() == parse_public_key(public)


@pytest.mark.parametrize("parse", [parse_signing_key, parse_public_key])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("signing.pem", "is neither PEM nor base64"),
        ("schlüssel", "is neither PEM nor base64"),
        ("", "has 0 bytes and not 32"),
        (base64.b64encode(SEED * 2).decode(), "has 64 bytes and not 32"),
        (base64.b64encode(SEED).decode()[:-2], "is neither PEM nor base64"),
    ],
)
def test_what_is_no_key_is_said(parse: object, text: str, wrong: str) -> None:
    """Whatever is neither PEM nor the base64 of 32 bytes is a fault."""
    assert callable(parse)
    with pytest.raises(KeyFault, match=f"^{wrong}$"):
        parse(text)


def test_keys_of_another_kind_are_refused() -> None:
    """A pair of another kind, an encrypted key, a cut one and the wrong half are refused."""
    secret = openssl("genpkey", "-algorithm", "ed448")
    locked = openssl("genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:x")

    with pytest.raises(KeyFault, match="another kind"):
        parse_signing_key(secret)
    with pytest.raises(KeyFault, match="another kind"):
        parse_public_key(openssl("pkey", "-pubout", given=secret))
    with pytest.raises(KeyFault, match="encrypted"):
        parse_signing_key(locked)
    with pytest.raises(KeyFault, match="no private key"):
        parse_signing_key(secret[:60])
    with pytest.raises(KeyFault, match="no public key"):
        parse_public_key(secret)


def test_secret_does_not_show() -> None:
    """What prints a key by mistake prints nothing of it."""
    shown = f"{SigningKey(SEED)} {SigningKey(SEED)!r}"

    assert "SigningKey() SigningKey()" == shown


def test_library_waits_until_a_key_is_used() -> None:
    """Who signs nothing does not load the library."""
    code = "import sys, shopgen.cli.main; print('cryptography' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()
