"""Parsed products that are kept: found again by all that they depend on, and never believed blindly."""

import hashlib
import os
import pickle
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from shopgen.build.parses import for_parsing, keep_parses, load_parses, parse_key, pickled
from shopgen.catalog.brands import LoadedBrand, load_brand
from shopgen.catalog.products import LoadedProduct, load_product
from shopgen.files import Root
from tests.commands import write

MUG = """---
title: Mug
price: "24.00"
sale_price: "19.00"
sale_price_effective_date: 2026-11-27/2026-12-01
release: 2026-11-20T09:00:00+01:00
extra: {made: [Bergen, 1921]}
---
A *mug*.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one brand that has one product."""
    write(tmp_path / "brands/acme/brand.yaml", "name: Acme\ncurrency: EUR\n")
    write(tmp_path / "brands/acme/products/mug.md", MUG)
    return tmp_path


def brand_of(site: Path) -> LoadedBrand:
    """Return the brand as its products are parsed by."""
    return for_parsing(load_brand(Root(site), "acme", {}, ()))


def key_of(site: Path, made_by: str = "this") -> bytes:
    """Return the key of its product."""
    key = parse_key(Root(site), brand_of(site), "mug", made_by)
    assert key
    return key


def product_of(site: Path) -> LoadedProduct:
    """Return its product."""
    return load_product(Root(site), brand_of(site), "mug")


def test_parse_is_found_again(site: Path, tmp_path: Path) -> None:
    """What was kept is what comes back, with everything in it: amounts, dates and their zones."""
    path, key, product = tmp_path / "parses", key_of(site), product_of(site)
    assert product.product
    keep_parses(path, [(key, pickled(key, product))])

    assert {key: product} == load_parses(path, [key, b"other"])


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("brands/acme/products/mug.md", MUG.replace("24", "25")),
        ("brands/acme/products/mug.fr.md", "---\ntitle: Tasse\n---\n"),
        ("brands/acme/brand.yaml", "name: Acme\ncurrency: USD\n"),
        ("brands/acme/brand.yaml", "name: Acme\ncurrency: EUR\ntimezone: Europe/Oslo\n"),
        ("brands/acme/images/photo.png", "no picture yet"),
    ],
)
def test_key_has_all_that_a_parse_depends_on(site: Path, file: str, text: str) -> None:
    """Another text, another translation, other settings and other pictures lead elsewhere."""
    before = key_of(site)
    write(site / file, text)

    assert before != key_of(site)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("brands/acme/products/pot.md", MUG),
        ("brands/acme/brand.yaml", "name: Acme Ltd\ncurrency: EUR\nhandle: '@acme'\n"),
    ],
)
def test_key_has_nothing_else(site: Path, file: str, text: str) -> None:
    """Other products, and what a brand says that no parse asks for, leave it as it is."""
    before = key_of(site)
    write(site / file, text)

    assert before == key_of(site)


def test_key_is_the_same_in_each_process(site: Path) -> None:
    """The order in which a process happens to keep a brand's pictures makes no other key."""
    for number in range(9):
        write(site / f"brands/acme/images/{number}.jpg", "")
    program = (
        "from pathlib import Path; from tests.unit.build.test_parses import key_of;"
        f" print(key_of(Path({str(site)!r})).hex())"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert {f"{key_of(site).hex()}\n"} == keys


def test_another_shopgen_parses_anew(site: Path) -> None:
    """What another version has parsed is not found."""
    assert key_of(site, "this") != key_of(site, "that")


def test_damaged_parse_is_not_there(site: Path, tmp_path: Path) -> None:
    """An entry of which one bit is another is parsed anew."""
    path, key = tmp_path / "parses", key_of(site)
    data = bytearray(pickled(key, product_of(site)))
    data[len(data) // 2] ^= 1
    keep_parses(path, [(key, bytes(data))])

    assert {} == load_parses(path, [key])


def test_parse_of_another_key_is_not_there(site: Path, tmp_path: Path) -> None:
    """A whole entry that lies under another key, as in a table that is damaged, is not taken for its own."""
    path, key = tmp_path / "parses", key_of(site)
    keep_parses(path, [(b"other", pickled(key, product_of(site)))])

    assert {} == load_parses(path, [b"other"])


def test_file_that_is_no_database_is_replaced(site: Path, tmp_path: Path) -> None:
    """Noise in place of what was kept is nothing that is kept, and is written over."""
    path, key, product = tmp_path / "parses", key_of(site), product_of(site)
    path.write_bytes(b"noise" * 1000)
    assert {} == load_parses(path, [key])

    keep_parses(path, [(key, pickled(key, product))])

    assert {key: product} == load_parses(path, [key])


class _Runs:
    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.proof,)


def test_planted_parse_runs_nothing(tmp_path: Path) -> None:
    """An entry that would call something when it is read is not there, though its digest is right."""
    path, proof = tmp_path / "parses", tmp_path / "proof"
    data = pickle.dumps(_Runs(proof))
    keep_parses(path, [(b"key", hashlib.blake2b(data, key=b"key", digest_size=16).digest() + data)])

    assert {} == load_parses(path, [b"key"])
    assert not proof.exists()
    pickle.loads(data)  # noqa: S301 - it would have
    assert proof.exists()


def test_unused_parses_go_once_they_are_many(tmp_path: Path) -> None:
    """Where all that is used is known, what is not goes when there is twice as much and more."""
    path = tmp_path / "parses"
    keep_parses(path, [(str(number).encode(), b"") for number in range(1003)])
    assert 1003 == count(path)

    keep_parses(path, [(b"used", b"")], [b"used"])

    assert 1 == count(path)


def count(path: Path) -> int:
    """Return how many entries there are."""
    with sqlite3.connect(path) as table:
        (found,) = table.execute("SELECT count(*) FROM parses").fetchone()
    table.close()
    return int(found)
