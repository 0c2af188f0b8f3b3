"""Worker processes: the same function over many things, in order, on as many cores as were asked for.

Small work is done in this process, since starting others takes longer than it saves. What a worker is given
and what it gives back is pickled, so both are values.
"""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from shopgen.problems import MachineError

Given = TypeVar("Given")
Result = TypeVar("Result")

PRELOAD = ["__main__", "shopgen.build.tasks"]
"""What the fork server imports once, rather than each worker anew; the main program is the command itself."""

GARBAGE_THRESHOLD = 70_000


def available_jobs() -> int:
    """Return how many processes this machine lets this one use at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Workers:
    """A pool that starts when the first large work comes, and ends with the `with` block."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        collect_less_often()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=error is None, cancel_futures=True)
        if error is not None:
            # What is being made is not wanted any more, and a stopped build is not to wait for it.
            for worker in multiprocessing.active_children():
                worker.terminate()

    def map(
        self, function: Callable[[Given], Result], work: Sequence[Given], *, is_large: bool
    ) -> Iterator[Result]:
        """Yield the function's results in the order of the work, whatever order they are done in.

        Raises:
            MachineError: a worker was killed, most likely by the system for want of memory.
        """
        if self.jobs == 1 or len(work) < 2 or not is_large:
            yield from map(function, work)
            return
        try:
            yield from self._started().map(function, work)
        except BrokenProcessPool as error:
            raise MachineError(
                "A worker process was killed. The machine may be short of memory: build with fewer --jobs."
            ) from error

    def warm(self) -> None:
        """Start the processes without waiting for them, where large work is sure to come."""
        if self.jobs > 1:
            self._started().submit(collect_less_often)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context(_start_method())
            if context.get_start_method() == "forkserver":
                context.set_forkserver_preload(PRELOAD)
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_start_worker)
        return self._pool


def _start_worker() -> None:
    collect_less_often()
    threading.Thread(target=_end_with_build, daemon=True).start()


def _end_with_build() -> None:
    """A worker would wait for work for ever after a build that was killed."""
    build = multiprocessing.parent_process()
    if build is not None:
        build.join()
        os._exit(1)


def collect_less_often() -> None:
    """Have the garbage collector never look at what imports made, and at the rest a hundred times less often.

    A build makes many values that live until its end and next to no cycles: looking for them at the usual
    pace took a sixth of its time.
    """
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD, 20, 50)


def _start_method() -> str:
    """A fork server imports once for all workers, and unlike a plain fork is safe beside threads."""
    methods = multiprocessing.get_all_start_methods()
    return "forkserver" if "forkserver" in methods else "spawn"


def chunks(work: Sequence[Given], jobs: int, least: int = 16) -> list[Sequence[Given]]:
    """Return the work cut into pieces: several for each worker, so that none waits long for the last."""
    size = max(least, -(-len(work) // (jobs * 4)))
    return [work[start : start + size] for start in range(0, len(work), size)]
