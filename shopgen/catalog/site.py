"""The site: `shopgen.yaml` to a Site. The file may be absent."""

from dataclasses import dataclass

from shopgen.catalog.forms.form import read_partly
from shopgen.catalog.forms.site import PicturesForm, SiteForm
from shopgen.catalog.misnamed import misnamed_in_site
from shopgen.catalog.places import SITE_PATH
from shopgen.catalog.reading.source import Source, load_yaml
from shopgen.files import Root
from shopgen.problems import Problem
from shopgen.shop.site import DEFAULT_BASE_URL, PictureSettings, Site


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """The site and what is wrong with it; where something is, `site` has what could be read."""

    site: Site
    problems: tuple[Problem, ...] = ()


def load_site(root: Root) -> LoadedSite:
    """Return the site's settings; without a `shopgen.yaml` they are the defaults."""
    source = load_yaml(root, SITE_PATH) if root.is_file(SITE_PATH) else Source(SITE_PATH, {})
    source.problems.extend(misnamed_in_site(root))
    form, wrong = read_partly(SiteForm, source)
    if form is None:
        return LoadedSite(Site(), tuple(source.problems))
    if form.base_url is None and "base_url" not in wrong:
        message = f"There is no base_url: addresses start with {DEFAULT_BASE_URL}."
        hint = "Write where the site will be, such as base_url: https://shops.example/."
        source.warn(("base_url",), "no-base-url", message, hint)
    _check_brands(source, root, form)
    site = Site(
        base_url=form.base_url or DEFAULT_BASE_URL,
        brands=None if form.brands is None else tuple(form.brands),
        platform=form.platform,
        pictures=_pictures(form.pictures),
        commission="" if form.commission is None else str(form.commission),
        providers=None if form.providers is None else tuple(form.providers),
        hosts=None if form.hosts is None else tuple(form.hosts),
        beacon=form.analytics.beacon,
        publish=form.publish,
        extra=form.extra,
    )
    return LoadedSite(site, tuple(source.problems))


def _check_brands(source: Source, root: Root, form: SiteForm) -> None:
    there = root.list_folders("brands")
    for i, slug in enumerate(form.brands or ()):
        if slug not in there:
            known = ", ".join(there) or "none"
            source.say(
                ("brands", i),
                "no-brand",
                f'brands names "{slug}", but there is no folder brands/{slug}.',
                f"There are: {known}.",
            )


def _pictures(form: PicturesForm) -> PictureSettings:
    defaults = PictureSettings()
    return PictureSettings(
        widths=tuple(sorted(set(form.widths))) if form.widths else defaults.widths,
        formats=tuple(dict.fromkeys(form.formats)) if form.formats else defaults.formats,
        keep_all=form.keep_all,
        max_megapixels=form.max_megapixels or defaults.max_megapixels,
    )
