"""A manifest that may be believed: its bytes, where the signature beside it is good."""

from dataclasses import dataclass

from shopgen.digests import sha256_hex
from shopgen.files import FileFault
from shopgen.problems import Place, Problem
from shopgen.signing import SIGNATURE, SIGNATURE_LENGTH, PublicKey
from shopgen.verify.manifest import MANIFEST
from shopgen.verify.source import Source

MANIFEST_LIMIT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Signed:
    """A manifest's bytes and the signature over them, which is good."""

    manifest: bytes
    signature: bytes

    @property
    def sha256(self) -> str:
        """What the manifest is known by."""
        return sha256_hex(self.manifest)


def read_signed(source: Source, key: PublicKey) -> tuple[Signed | None, tuple[Problem, ...]]:
    """Return the manifest if it is signed with the key, else what is wrong."""
    read: dict[str, bytes] = {}
    problems = []
    for name, limit in ((MANIFEST, MANIFEST_LIMIT), (SIGNATURE, SIGNATURE_LENGTH)):
        try:
            read[name] = source.read_bytes(name, limit)
        except FileFault as fault:
            problems.append(_unsigned(fault) if name == SIGNATURE else fault.problem)
    if problems:
        return None, tuple(problems)
    if not key.has_signed(read[MANIFEST], read[SIGNATURE]):
        message = f"This is not the key's signature over {MANIFEST}, so no file was looked at."
        hint = "Fetch both again, and look whether the key is the publisher's."
        return None, (Problem(Place(SIGNATURE), "signature", message, hint),)
    return Signed(read[MANIFEST], read[SIGNATURE]), ()


def _unsigned(fault: FileFault) -> Problem:
    if fault.problem.code == "too-large":
        return Problem(
            Place(SIGNATURE), "signature", "This is no signature: those have 64 bytes.", "Fetch it again."
        )
    if fault.problem.code != "no-file":
        return fault.problem
    message = "There is no signature, so no file was looked at."
    return Problem(Place(SIGNATURE), "signature", message, "Ask for a build with a signing key.")
