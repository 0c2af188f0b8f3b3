"""Worker processes: the same function over many things, in order, on as many cores as were asked for.

Small work is done in this process, since starting others takes longer than it saves. What a worker is given
and what it gives back is pickled, so both are values.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from types import TracebackType
from typing import Self, TypeVar

from shopgen.problems import MachineError

Given = TypeVar("Given")
Result = TypeVar("Result")

PRELOAD = ["__main__", "shopgen.build.load", "shopgen.build.tasks"]
"""What the fork server imports once, rather than each worker anew; the main program is the command itself."""

GARBAGE_THRESHOLD = 70_000
_PATIENCE_S = 10


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
        if error is not None:
            self.stop()
        elif self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """End the processes at once: what they are making is not wanted any more."""
        if self._pool is None:
            return
        results = self._pool._result_queue  # noqa: SLF001
        calls = self._pool._call_queue  # type: ignore[attr-defined]  # noqa: SLF001
        _mute(self._pool._executor_manager_thread, calls._thread)  # noqa: SLF001
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None
        workers = multiprocessing.active_children()
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(_PATIENCE_S)
        # Who is ended while it gives a result back has given half of it, and the thread of the pool's that
        # reads it, which Python waits for at its end, goes on only once nobody can give the rest.
        results._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
        # The thread that gives them work may wait for ever for somebody to take it: it is not waited for.
        calls.cancel_join_thread()

    @contextmanager
    def stopped_on_failure(self) -> Iterator[None]:
        """End the processes where the block fails, before what is around it gives up what they use."""
        try:
            yield
        except BaseException:
            self.stop()
            raise

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
            with _signals_held():
                results = self._started().map(function, work)
            yield from results
        except BrokenProcessPool as error:
            raise MachineError(
                "A worker process was killed. The machine may be short of memory: build with fewer --jobs."
            ) from error

    def warm(self) -> None:
        """Start the processes without waiting for them, where large work is sure to come."""
        if self.jobs > 1:
            with _signals_held():
                self._started().submit(collect_less_often)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context(_start_method())
            if context.get_start_method() == "forkserver":
                context.set_forkserver_preload(PRELOAD)
                _start_fork_server()
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_start_worker)
        return self._pool


def _mute(*threads: object) -> None:
    """Have threads fail in silence: those of a pool may find its processes and its queues gone."""
    tell = threading.excepthook
    threading.excepthook = lambda failed: None if failed.thread in threads else tell(failed)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Have signals wait while processes start: one that is not known yet could not be ended."""
    held: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()
    numbers = (signal.SIGINT, signal.SIGTERM) if is_main else ()
    handlers = {number: signal.getsignal(number) for number in numbers}
    taken = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in taken:
        signal.signal(number, lambda number, _: held.append(number))
    try:
        yield
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)
        if held:
            signal.raise_signal(held[0])


def _start_fork_server() -> None:
    """Start what workers are forked from, so that Ctrl-C in a terminal, which all get, is not for them."""
    resource_tracker.ensure_running()  # which lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
