"""What the front page shows around the site's own pages: what there is to see, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from shopgen.build.load import Shop
from shopgen.build.scene import Scene
from shopgen.catalog.theme_roots import theme_roots
from shopgen.files import FileFault, Root
from shopgen.problems import Problem
from shopgen.shop.audience import Viewer, decide
from shopgen.shop.offering import boundaries

_AROUND = 2
"""Lines of a source that are shown before and after the one that is meant."""
_WIDE = 160
_EXCERPTS = 50
"""So many problems are shown with these: each has a source read."""
_CHANGES = 12


def tell_scene(scene: Scene) -> dict[str, Any]:
    """Return the brands with their locales, and the themes."""
    return {
        "brands": [
            {
                "slug": slug,
                "name": shop.brand.words[shop.brand.locale].name,
                "locale": shop.brand.locale,
                "locales": shop.brand.locales,
                "theme": shop.brand.theme.name,
            }
            for slug, shop in scene.shops.items()
        ],
        "themes": [{"name": name, "title": theme.title} for name, theme in scene.themes.items()],
    }


def tell_brand(shop: Shop, at: datetime) -> dict[str, Any]:
    """Return a brand's products, and when it changes by itself."""
    changes = {
        instant
        for product in shop.products.values()
        for variant in product.variants
        for instant in boundaries(variant.offer)
        if instant > at
    }
    return {
        "products": [
            {"slug": slug, "title": product.words[shop.brand.locale].title}
            for slug, product in shop.products.items()
        ],
        "changes": [f"{instant:%Y-%m-%dT%H:%M:%SZ}" for instant in sorted(changes)[:_CHANGES]],
    }


def tell_decision(shop: Shop, said: Mapping[str, str]) -> dict[str, Any]:
    """Return whether a viewer sees a brand's module, and what each part of the rule says of them."""
    viewer = Viewer(
        region=said.get("region", ""),
        language=said.get("language", ""),
        platform=said.get("platform", ""),
        key=said.get("viewer", ""),
        opted_in={"yes": True, "no": False}.get(said.get("opted_in", "")),
    )
    decision = decide(shop.brand.audience, shop.brand.slug, viewer)
    return {
        "shown": decision.is_shown,
        "reasons": [
            {
                "part": reason.part,
                "verdict": reason.verdict.value,
                "wanted": reason.wanted,
                "seen": reason.seen,
            }
            for reason in decision.reasons
        ],
    }


def tell_problems(site: Path, problems: Sequence[Problem]) -> Iterator[dict[str, Any]]:
    """Yield problems, the first ones with the lines around their places, each with its number."""
    for number, problem in enumerate(problems):
        excerpt = list(_excerpt(site, problem)) if number < _EXCERPTS else []
        yield {**_tell_problem(problem), "excerpt": excerpt}


def _tell_problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "key": place.key,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "severity": problem.severity.value,
    }


def source_of(site: Path, path: str) -> Path | None:
    """Return where a source that problems name lies, or None where there is none that may be read."""
    top, _, within = path.partition("/")
    for root in theme_roots(site) if top == "themes" else ():
        if Root(root).is_file(within):
            return root / within
    return site / path if Root(site).is_file(path) else None


def _excerpt(site: Path, problem: Problem) -> Iterator[tuple[int, str]]:
    source, line = source_of(site, problem.place.path), problem.place.line
    if source is None or not line:
        return
    try:
        lines = Root(source.parent).read_text(source.name).split("\n")
    except FileFault:
        return
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        yield number, lines[number - 1][:_WIDE]
