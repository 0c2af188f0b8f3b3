"""What a build is asked to do."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shopgen.build.workers import available_jobs
from shopgen.signing import SigningKey


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The site's folder, where to, and how.

    `brands` are those asked for; empty means all that are published. `at` is the instant, in UTC, that
    decides which sales and drops are on. `base_url` takes the place of the site's and of each brand's own,
    `theme` that of what each brand chose. `with_reads` has the result say what each page read. Brands'
    manifests are signed where there is a `signing_key`. Without `trusts_stamps` files that look untouched are
    read all the same.
    """

    site: Path
    output: Path
    cache: Path
    at: datetime
    jobs: int = field(default_factory=available_jobs)
    brands: tuple[str, ...] = ()
    base_url: str = ""
    theme: str = ""
    serial: int = 0
    signing_key: SigningKey | None = None
    effort: str = "normal"
    keep_going: bool = False
    with_reads: bool = False
    trusts_stamps: bool = True
