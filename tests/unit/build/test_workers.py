"""Worker processes."""

import inspect
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shopgen.build.workers import Workers, chunks
from shopgen.problems import MachineError

ROOT = Path(__file__).parents[3]


def double(number: int) -> int:
    """Return twice the number."""
    return number * 2


def die(number: int) -> int:
    """End the worker at once, as the system does when memory is short."""
    os._exit(9)


def give_half(told: Path) -> None:
    """Begin to give a result back, say so, and never come to its end."""
    frame = inspect.currentframe()
    while frame and "result_queue" not in frame.f_locals:
        frame = frame.f_back
    assert frame
    frame.f_locals["result_queue"]._writer._send(struct.pack("!i", 1000))
    told.touch()
    threading.Event().wait()


def wait_for_ever(told: Path, _: bytes) -> None:
    """Take work, say so, and never come to its end."""
    (told / str(os.getpid())).touch()
    threading.Event().wait()


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_work(jobs: int) -> None:
    """The results are in the order of the work with any number of processes."""
    with Workers(jobs) as workers:
        assert [0, 2, 4, 6] == list(workers.map(double, [0, 1, 2, 3], is_large=True))


def test_killed_worker_is_a_machine_failure() -> None:
    """A worker that is killed ends the build with a sentence, not with a traceback."""
    with pytest.raises(MachineError, match="fewer --jobs"), Workers(2) as workers:
        list(workers.map(die, [1, 2], is_large=True))


def test_worker_stopped_while_it_gives_a_result_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Nothing waits for the rest of a result that a stopped worker had begun to give back."""
    workers = Workers(2)
    workers._started().submit(give_half, tmp_path / "told")
    while not (tmp_path / "told").exists():
        pass
    (reader,) = (thread for thread in threading.enumerate() if "ExecutorManager" in type(thread).__name__)

    workers.stop()

    reader.join(30)
    assert not reader.is_alive()


@pytest.mark.parametrize(
    ("count", "jobs", "expected"),
    [(0, 2, []), (3, 2, [3]), (64, 2, [16, 16, 16, 16]), (1000, 2, [125] * 8)],
)
def test_chunks_cover_the_work(count: int, jobs: int, expected: list[int]) -> None:
    """The pieces have all of the work, several to a worker but none too small."""
    assert expected == [len(piece) for piece in chunks(range(count), jobs)]


def stop_with_work(told: Path) -> object:
    """Call off large work that is being given to workers, and stop these; return what held them together.

    So does the traceback of what has stopped a program.
    """
    workers = Workers(2)
    pool = workers._started()
    futures = [pool.submit(wait_for_ever, told, bytes(1_000_000)) for _ in range(8)]
    calls: object = pool._call_queue  # type: ignore[attr-defined]
    while len([*told.iterdir()]) < 2:
        pass
    for future in futures:
        future.cancel()
    # The pool may see that its workers have ended before it sees that it is to end itself.
    pool.shutdown = lambda **_: None  # type: ignore[method-assign]
    workers.stop()
    return calls


def test_work_that_nobody_takes_keeps_nobody_waiting(tmp_path: Path) -> None:
    """A program ends although it was giving large work to the workers that it has stopped."""
    code = "from tests.unit.build.test_workers import *; kept = stop_with_work(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        cwd=ROOT,
        timeout=30,
        stderr=subprocess.DEVNULL,
        check=False,
    )

    assert 0 == done.returncode
