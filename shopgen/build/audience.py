"""Who gets to see a brand's module, read from the two files that say it and no other."""

from pathlib import Path

from shopgen.build.load import list_published, pick_brands
from shopgen.catalog.audience import load_audience as load_brand_audience
from shopgen.catalog.site import load_site
from shopgen.files import Root
from shopgen.problems import ContentError
from shopgen.shop.audience import Audience


def load_audience(site: Path, brand: str) -> Audience:
    """Return the rule of a published brand.

    Raises:
        UsageError: the folder is no site, or has no such brand.
        ContentError: the site's settings or the brand's have errors.
    """
    root = Root(site)
    loaded_site = load_site(root)
    pick_brands((brand,), list_published(root, loaded_site.site))
    audience, problems = load_brand_audience(root, brand)
    errors = [problem for problem in (*loaded_site.problems, *problems) if problem.is_error]
    if audience is None or errors:
        raise ContentError(errors)
    return audience
