"""What a build has done, in numbers."""

from dataclasses import astuple, dataclass
from datetime import datetime

from shopgen.build.trace import Read
from shopgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Committed:
    """What a build did to the output. Paths are relative to it; `strays` are kept files of somebody else."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    removed: tuple[str, ...]
    strays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PictureCount:
    """Originals and what was made of them, in files and bytes; `encoded` originals were not in the cache."""

    originals: int = 0
    original_bytes: int = 0
    renditions: int = 0
    rendition_bytes: int = 0
    encoded: int = 0

    def __add__(self, other: "PictureCount") -> "PictureCount":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return PictureCount(*(one + another for one, another in pairs))


@dataclass(frozen=True, slots=True)
class Made:
    """One page task: what it made, and everything that it read; `is_kept` where it had no need to be done."""

    kind: str
    brand: str
    locale: str
    product: str
    outputs: tuple[str, ...]
    reads: tuple[Read, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build has done. `committed` is None where problems kept it from writing.

    `rendered` page tasks were done; the others had no need to be. `made` has all, where that was asked for.
    """

    problems: tuple[Problem, ...]
    committed: Committed | None = None
    brands: int = 0
    products: int = 0
    pages: int = 0
    locales: int = 0
    bytes: int = 0
    pictures: PictureCount = PictureCount()
    boundary: datetime | None = None
    made: tuple[Made, ...] = ()
    rendered: int = 0

    @property
    def is_good(self) -> bool:
        """Whether there were no errors."""
        return not any(problem.is_error for problem in self.problems)
