"""Where a brand's files are: the two ways to read them stand behind one shape."""

from typing import Protocol


class Source(Protocol):
    """A brand's folder, on this machine or on a server."""

    def read_bytes(self, path: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileFault: it is absent, cannot be had as it is, or has more bytes than `limit`.
            MachineError: the machine or the network failed.
        """

    def list_files(self) -> tuple[str, ...]:
        """Return all files that there are, hidden ones and links too, sorted; a server tells of none."""
