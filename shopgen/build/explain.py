"""What a file of the output was made from, and why it was last made, out of what builds have kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shopgen.build.fingerprint import fingerprint
from shopgen.build.state import BuildState, StoredPage, Why, state_path
from shopgen.build.trace import Reading, digest_of, readings_of, with_digests
from shopgen.pages.task import PageTask

_NOTHING = digest_of(None)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The task that made a file; what it read, in its order, and which of that was not there; why it did."""

    task: PageTask
    readings: tuple[Reading, ...]
    absent: frozenset[Reading]
    why: Why


def explain(cache: Path, output: Path, path: str) -> Explanation | None:
    """Return what is known of a file, given by its path in the output, or None where no page made it."""
    state_file = state_path(cache, output)
    if not state_file.is_file():
        return None
    with BuildState(state_file, fingerprint()) as state:
        brand = path.partition("/")[0]
        pages = {**state.pages(brand), **state.pages("")}
    for task, page in pages.items():
        if any(file.path == path for file in page.files):
            return _explained(task, page)
    return None


def _explained(task: PageTask, page: StoredPage) -> Explanation:
    readings = tuple(readings_of(page.shape, task.brand, task.product))
    absent = frozenset(
        reading for reading, digest in with_digests(readings, page.digests) if digest == _NOTHING
    )
    return Explanation(task, readings, absent, page.why)


def tell(reading: Reading) -> tuple[str, str]:
    """Return where what was read is written, and what of it was read, both for people."""
    match reading:
        case ("site", name):
            return "shopgen.yaml", name
        case ("brands",):
            return "brands/", "which brands there are"
        case ("brand", brand, name):
            return f"brands/{brand}/brand.yaml", name
        case ("brand-words", brand, locale, *names):
            return f"brands/{brand}/brand.yaml", f"{_words(*names)} in {locale}"
        case ("products", brand, limit):
            which = f"the first {limit} in the module's order" if limit else "all, in the module's order"
            return f"brands/{brand}/products/", which
        case ("product", brand, product, name):
            return f"brands/{brand}/products/{product}.md", name
        case ("product-words", brand, product, locale, *names):
            return f"brands/{brand}/products/{product}.md", f"{_words(*names)} in {locale}"
        case ("offerings", brand, product, locale, at):
            return f"brands/{brand}/products/{product}.md", f"its offers in {locale}{_from(at)}"
        case ("payments", brand, product, locale, at):
            return f"brands/{brand}/products/{product}.md", f"how it is paid in {locale}{_from(at)}"
        case ("picture", brand, src):
            return f"brands/{brand}/images/{src}", ""
        case ("theme", theme, name):
            return f"themes/{theme}/theme.yaml", name
        case ("theme-file", layer, path):
            return f"themes/{layer}/{path}", ""
    return " ".join(reading), ""


def by_place(readings: Iterable[Reading]) -> Mapping[str, list[str]]:
    """Return what was read by where it is written, both in the order of reading."""
    places: dict[str, list[str]] = {}
    for place, what in map(tell, readings):
        known = places.setdefault(place, [])
        if what and what not in known:
            known.append(what)
    return places


def _words(name: str = "words") -> str:
    return f"its {name.replace('_', ' ')}"


def _from(at: str) -> str:
    return f" from {at} on" if at else ""
