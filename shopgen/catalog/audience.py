"""Who gets to see a brand's module, as its `brand.yaml` says, without anything else of the brand."""

from shopgen.catalog.forms.brand import AudienceForm, BrandForm
from shopgen.catalog.forms.form import read_form
from shopgen.catalog.places import brand_path
from shopgen.catalog.reading.source import load_yaml
from shopgen.files import Root
from shopgen.problems import Problem
from shopgen.shop.audience import Audience
from shopgen.shop.rollout import EVERYONE


def load_audience(root: Root, slug: str) -> tuple[Audience | None, tuple[Problem, ...]]:
    """Return a brand's rule and what is wrong with its `brand.yaml`; the rule is None where something is."""
    source = load_yaml(root, brand_path(slug))
    form = read_form(BrandForm, source)
    return (None if form is None else read_audience(form.audience)), tuple(source.problems)


def read_audience(form: AudienceForm) -> Audience:
    """Return the rule that a form says; what it names twice counts once."""
    return Audience(
        form.enabled,
        tuple(dict.fromkeys(form.regions)),
        tuple(dict.fromkeys(form.languages)),
        tuple(dict.fromkeys(form.platforms)),
        EVERYONE if form.rollout is None else form.rollout,
        form.opt_in,
    )
