"""Keeping renditions by content."""

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from shopgen.digests import sha256_hex
from shopgen.images.cache import PictureCache
from shopgen.problems import MachineError

KEY = sha256_hex(b"action")


def test_round_trip(cache: PictureCache) -> None:
    """What was written is found again, record and objects."""
    cache.write(KEY, {"n": 1}, [b"one", b"two"])

    assert {"n": 1} == cache.load_record(KEY)
    assert b"two" == cache.load_object(sha256_hex(b"two"))


def test_unknown_is_a_miss(cache: PictureCache) -> None:
    """What was never written is None."""
    assert cache.load_record(KEY) is None
    assert cache.load_object(sha256_hex(b"one")) is None


@pytest.mark.parametrize("damage", [b"", b"onf", b"one more"])
def test_damaged_object_is_a_miss(cache: PictureCache, damage: bytes) -> None:
    """An object whose bytes are not what its name says is None, and is written anew."""
    cache.write(KEY, {}, [b"one"])
    cache.object_path(sha256_hex(b"one")).write_bytes(damage)
    assert cache.load_object(sha256_hex(b"one")) is None

    cache.write(KEY, {}, [b"one"])

    assert b"one" == cache.load_object(sha256_hex(b"one"))


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"a\n{}"])
def test_unreadable_record_is_a_miss(cache: PictureCache, damage: bytes) -> None:
    """A record that cannot be read is None."""
    cache.write(KEY, {}, [])
    next(cache.record_paths()).write_bytes(damage)

    assert cache.load_record(KEY) is None


def test_changed_record_is_a_miss(cache: PictureCache) -> None:
    """A record in which one digit changed is None, though it can be read."""
    cache.write(KEY, {"width": 320}, [])
    path = next(cache.record_paths())
    path.write_bytes(path.read_bytes().replace(b"320", b"321"))

    assert cache.load_record(KEY) is None


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "\0", "z" * 64])
def test_odd_names(cache: PictureCache, sha256: str) -> None:
    """A name that is no hash finds nothing, wherever it leads."""
    assert cache.load_object(sha256) is None


def test_says_that_it_is_a_cache(cache: PictureCache) -> None:
    """The folder carries the tag by which backups know a cache."""
    cache.write(KEY, {}, [])

    assert (cache.root / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_others_may_read(cache: PictureCache) -> None:
    """Objects can be read by everyone: they are published."""
    cache.write(KEY, {}, [b"one"])

    assert 0o644 == stat.S_IMODE(cache.object_path(sha256_hex(b"one")).stat().st_mode)


def test_listing(cache: PictureCache) -> None:
    """Objects and records are listed in order, and nothing that a killed process left behind."""
    cache.write(KEY, {}, [b"one", b"two"])
    (cache.object_path(sha256_hex(b"one")).parent / ".half.part").write_bytes(b"o")

    assert sorted([sha256_hex(b"one"), sha256_hex(b"two")]) == [one.sha256 for one in cache.objects()]
    assert [3, 3] == [one.bytes for one in cache.objects()]
    assert [KEY] == [path.name for path in cache.record_paths()]


def test_folder_in_the_way(tmp_path: Path) -> None:
    """A cache that cannot be written is the machine's failure, with the reason."""
    (tmp_path / "cache").write_text("a file")

    with pytest.raises(MachineError, match=r"CACHEDIR\.TAG: "):
        PictureCache(tmp_path / "cache").write(KEY, {}, [b"one"])


def _write_often(root: Path) -> bool:
    cache = PictureCache(root)
    for number in range(20):
        cache.write(KEY, {"n": number}, [b"%d" % number, b"shared"])
        if cache.load_object(sha256_hex(b"shared")) != b"shared" or cache.load_record(KEY) is None:
            return False
    return True


def test_several_processes(cache: PictureCache) -> None:
    """Processes that write the same names at the same time never see a part of a file."""
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert [True] * 3 == list(pool.map(_write_often, [cache.root] * 3))
    assert 21 == len(list(cache.objects()))
