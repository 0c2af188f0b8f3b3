"""Every problem in a site's content, without building it: sources, payments, and the headers of pictures."""

from datetime import UTC, datetime
from pathlib import Path

from shopgen.build.load import load_shop, placed
from shopgen.build.pictures import check_uses, inspect_pictures, plan_pictures
from shopgen.build.progress import Progress
from shopgen.build.workers import Workers
from shopgen.files import Root
from shopgen.problems import Problem

ANY_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)
"""What is wrong with a source does not depend on when one looks."""


def check_site(site: Path, brands: tuple[str, ...], jobs: int, progress: Progress) -> tuple[Problem, ...]:
    """Return every problem in the content of the brands named, or of all, sorted by place.

    Raises:
        UsageError: the folder is no site, or has no such brand.
    """
    with Workers(jobs) as workers:
        shop = load_shop(site, brands, "", ANY_INSTANT, workers, progress)
    asked = [one for slug, one in shop.shops.items() if slug in shop.asked]
    settings = shop.site.pictures
    uses = [use for one in asked for use in plan_pictures(one, settings)]
    found = [problem for one in asked for problem in check_uses(one, settings)]
    return shop.with_problems([*placed(Root(site), found), *inspect_pictures(site, uses)]).problems
