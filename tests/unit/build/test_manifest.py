"""Manifests."""

import json

from shopgen.build.door import BrandShelf
from shopgen.build.manifest import brand_manifest, media_type
from shopgen.build.staging import Change, OutputFile
from shopgen.pages.artifact import CacheClass
from tests.builders import make_brand


def a_file(path: str) -> OutputFile:
    """Return a file of the output."""
    return OutputFile(path, "0" * 64, 3, CacheClass.STABLE, Change.NEW)


def a_shelf(slug: str) -> BrandShelf:
    """Return a brand without products."""
    return BrandShelf(make_brand(slug=slug), {}, {})


def test_manifest_is_sorted_and_has_no_clock() -> None:
    """The same files in another order give the same bytes."""
    files = [a_file("acme/b.html"), a_file("acme/a.html")]

    one, other = (brand_manifest(a_shelf("acme"), order, 7, None) for order in (files, files[::-1]))

    assert one == other
    assert 7 == json.loads(one.data)["serial"]


def test_media_types() -> None:
    """A type follows from the ending, and what has none is an octet stream."""
    assert "image/avif" == media_type("acme/img/mug-320.abc.avif")
    assert "application/octet-stream" == media_type("_headers")
